"""A second click while a form is on its way, in a browser: what was noted is not noted again."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.desk.conftest import ANN_LEE, DEMO_LINK, Here

pytestmark = [pytest.mark.browser, pytest.mark.slow]


IMPATIENT = """
  document.addEventListener("submit", () => setTimeout(() => {
    document.getElementById("keep-1").click();
    console.log("clicked again");
  }, 100), { once: true });
"""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough for what a browser does."""
    return sqlite_url


async def test_an_impatient_second_click_keeps_one_note(here: Here, page: Page):
    _ = await here.signed_in(ANN_LEE)
    await here.raises("amber", "fall", "fell in the kitchen")
    _ = await page.goto(f"http://localhost:{here.client.port}/desk/demo/{DEMO_LINK}")
    await page.get_by_role("button", name="Take this").click()
    clicked = asyncio.Event()
    page.on("console", lambda _: clicked.set())
    sent: list[str] = []

    async def slow(route: Route) -> None:
        """The first is kept, and its answer comes only after she has clicked once more."""
        sent.append(route.request.url)
        if len(sent) > 1:
            return await route.continue_()
        answer = await route.fetch(max_redirects=0)
        _ = await asyncio.wait_for(clicked.wait(), 10)
        return await route.fulfill(response=answer)

    await page.evaluate(IMPATIENT)
    _ = await page.route("**/desk/item/1/note", slow)
    await page.get_by_label("Note").fill("rang her, no answer")
    await page.get_by_role("button", name="Keep the note").click()
    await expect(page.get_by_text("Noted.")).to_be_visible()
    await expect(page.locator(".card .under", has_text="rang her, no answer")).to_have_count(1)
    assert len(sent) == 1
