"""A conversation in a browser: what is typed stays while messages come, is counted and kept, and is lost in no second tab."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from tests.desk.conftest import ANN_LEE, DEMO_LINK, Here
from tests.desk.conftest import entrance as entrance
from tests.desk.conftest import here as here
from tests.desk.conftest import port as port
from tests.desk.conftest import start as start
from tests.desk.talking import HELLO, path, went, writes

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough for what a browser does."""
    return sqlite_url


@pytest.fixture
async def desk(here: Here, browser: Browser) -> AsyncIterator[BrowserContext]:
    """Ann's browser, signed in."""
    _ = await here.signed_in(ANN_LEE)
    context = await browser.new_context(locale="en-GB", base_url=f"http://localhost:{here.client.port}")
    context.set_default_timeout(10_000)
    page = await context.new_page()
    _ = await page.goto(f"/desk/demo/{DEMO_LINK}")
    yield context
    await context.close()


async def opened(here: Here, desk: BrowserContext) -> Page:
    page = await desk.new_page()
    _ = await page.goto(await path(here))
    return page


async def test_a_new_message_appears_and_what_is_typed_stays(here: Here, desk: BrowserContext):
    await here.hears("hello")
    page = await opened(here, desk)
    box = page.get_by_label("Your text")
    await box.press_sequentially("Hello Margaret")
    await here.hears("are you there?")
    await here.clock.advance(seconds=2)  # whoever looks for changes looks
    await expect(page.locator(".theirs .text").last).to_have_text("are you there?")
    await expect(box).to_have_value("Hello Margaret")
    await expect(box).to_be_focused()
    await expect(page.locator("#size")).to_have_text("14 characters, 1 segment")
    await box.press_sequentially(", yes I am.")
    await box.press("Control+Enter")
    await expect(page.get_by_role("heading", name="You have this conversation")).to_be_visible()
    assert await went(here) == ["queued: Hello Margaret, yes I am."]


async def test_a_draft_is_kept_as_it_is_typed_and_the_second_tab_is_shown_how_they_differ(
    here: Here, desk: BrowserContext
):
    first, second = await opened(here, desk), await opened(here, desk)
    await first.get_by_label("Your text").fill("Dear Margaret, how are you?")
    await expect(first.locator("#saved")).to_have_text("Kept.")
    await second.get_by_label("Your text").fill("Dear Margaret, are you well?")
    other = second.get_by_role("alert").filter(has_text="You have written something else")
    await expect(other.locator(".differ ins").first).to_have_text("how ")
    await expect(second.get_by_label("Your text")).to_have_value("Dear Margaret, are you well?")
    await second.get_by_role("button", name="Put the other one into the box").click()
    await expect(second.get_by_label("Your text")).to_have_value("Dear Margaret, how are you?")
    third = await opened(here, desk)
    await expect(third.get_by_label("Your text")).to_have_value("Dear Margaret, how are you?")


async def test_what_is_sent_while_it_is_being_kept_goes_once(here: Here, desk: BrowserContext):
    page, goes_on = await opened(here, desk), asyncio.Event()

    async def slowly(route: Route) -> None:
        _ = await goes_on.wait()
        await route.continue_()

    _ = await page.route("**/draft", slowly)
    async with page.expect_request("**/draft"):
        await page.get_by_label("Your text").fill(HELLO)
    await page.get_by_role("button", name="Send").dblclick()
    goes_on.set()
    await expect(page.locator(".ours .text").last).to_have_text(HELLO)
    assert await went(here) == [f"queued: {HELLO}"]


async def test_stored_script_does_not_run(here: Here, desk: BrowserContext):
    script = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>'
    page = await opened(here, desk)
    await page.get_by_label("Your text").fill("typed first")
    await expect(page.locator("#saved")).to_have_text("Kept.")
    await here.hears(script)
    _ = await writes(here, f"{script}!", seen="1", do="keep")
    await page.get_by_label("Your text").fill("typed next")
    await expect(page.locator("#other blockquote")).to_contain_text("<script>")
    await here.clock.advance(seconds=2)
    await expect(page.locator(".theirs .text").last).to_have_text(script)
    assert "Conversation with" in await page.title()
