"""Every page of the desk, with people and items on it, in light and dark, on a screen and on a phone: nothing that axe-core
knows as a failure of WCAG 2.2 AA."""

import json
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tests.browser.furnished import furnish
from tests.components import CONTRACTS
from tests.desk.addresses import pages
from tests.desk.conftest import ANN_LEE, DEMO_LINK, Here

pytestmark = [pytest.mark.browser, pytest.mark.npm, pytest.mark.slow]
AXE = CONTRACTS / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
WIDTHS = (1280, 360)


OLIVE = "Olive Penn"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Browsers look at pages, not at databases: one kind is enough."""
    return sqlite_url


async def failures(page: Page, run: dict[str, Any]) -> list[str]:
    """What axe finds on the page as it stands: the rule, the element, and why."""
    found = json.loads(
        await page.evaluate("async (run) => JSON.stringify((await axe.run(document, run)).violations)", run)
    )
    return [
        f"{one['id']}: {' '.join(node['target'])}: {node['any'][0]['message'] if node['any'] else node['html']}"
        for one in found
        for node in one["nodes"]
    ]


async def looked_at(page: Page, address: str) -> list[str]:
    """In dark only what is about colours can differ, and so it is on a phone's width for what is not."""
    wrong: list[str] = []
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            only = OF_COLOURS if scheme == "dark" else STANDARD
            run = {
                "runOnly": {"type": "rule" if scheme == "dark" else "tag", "values": only},
                "resultTypes": ["violations"],
            }
            wrong += [f"{address} {width} {scheme}: {one}" for one in await failures(page, run)]
        if await page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{address} {width}: wider than its screen")
    return wrong


async def walked(page: Page, at: str, paths: list[str]) -> list[str]:
    wrong: list[str] = []
    for path in paths:
        answer = await page.goto(at + path)
        assert answer is not None and answer.status in (200, 404, 410), path
        wrong += await looked_at(page, path)
    return wrong


async def test_no_page_fails_wcag_2_2_aa(here: Here, browser: Browser):
    _ = await here.signed_in(ANN_LEE)
    known, wrong = await furnish(here), list[str]()
    at = str(here.client.make_url("")).rstrip("/")
    context = await browser.new_context(locale="en-GB", reduced_motion="reduce")
    _ = await context.add_init_script(path=AXE)
    page = await context.new_page()
    outside = (
        "/desk/signin",
        f"/desk/enrol/{known['token'][0]}",
        "/desk/enrol/nothing",
        "/privacy",
        "/desk/signin?to=x",
    )
    for path in outside:
        _ = await page.goto(at + path)
        wrong += await looked_at(page, path)
    _ = await page.goto(f"{at}/desk/demo/{DEMO_LINK}")
    seen = [*pages(known, "supervisor"), "/desk?level=green&locality=none", "/desk/nothing-of-ours"]
    wrong += await walked(page, at, seen)
    _ = await here.signed_in(OLIVE, "administrator")
    await context.set_extra_http_headers(await here.headers(OLIVE))
    await context.clear_cookies()
    wrong += await walked(page, at, [path for path in pages(known, "administrator") if path not in seen])
    await context.close()
    assert wrong == [], "\n".join(wrong)
