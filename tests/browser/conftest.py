"""A page in the system's Chromium. Each test has a browser, and so a profile, of its own."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.components import chromium
from tests.desk.conftest import entrance, here, port, start

__all__ = ["entrance", "here", "port", "start"]  # a desk in one process with the test

# Without the network flags Chromium calls its maker's hosts at every start; without the sandbox flag root cannot run it.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
A_PHONE = {"width": 390, "height": 844}
A_DESK = {"width": 1280, "height": 900}


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page of a desk's size; what it logs as an error fails the test. Give it a phone's with `set_viewport_size`."""
    page = await browser.new_page(viewport={"width": A_DESK["width"], "height": A_DESK["height"]}, locale="en-GB")
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []
