"""The demo, as a visitor meets it: somebody refers herself on a phone, and a coordinator sees it arrive and acts."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.desk import codes
from bot.serve import DEMO_KEY
from bot.store import logins, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.vault import Vault

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 60  # seconds, on a busy machine


def read_today() -> dict[str, str]:
    """People read at any hour, less a minute and the bank holidays."""
    return {"FRONTDOOR_OPEN_DAYS": "Mon-Sun", "FRONTDOOR_OPENS": "00:00", "FRONTDOOR_CLOSES": "23:59"}


def not_read_today() -> dict[str, str]:
    """Nobody reads until three days on, in whatever zone: safety texts say so, and are longer for it."""
    return {"FRONTDOOR_OPEN_DAYS": f"{datetime.now(UTC) + timedelta(days=3):%a}"}


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that runs: `desk` opens the desk, once."""

    address: str
    desk: str
    folder: Path

    @property
    def url(self) -> str:
        (file,) = self.folder.glob("frontdoor-demo-*/demo.db")
        return f"sqlite+aiosqlite:///{file}"

    async def link(self, name: str) -> str:
        """A link by which somebody of its staff enrols, made beside the running service, as the command makes one."""
        database = Database(self.url, Vault(DEMO_KEY))
        await database.open()
        async with database.write() as tx:
            (member,) = [one for one in await staff.members(tx, database.vault) if one.name == name]
            token = await logins.new_link(Hands(tx, database.vault, database.ids, datetime.now(UTC)), member.id)
        await database.close()
        return f"{self.address}/desk/enrol/{token}"


@pytest.fixture(params=[not_read_today], ids=["not read today"])
async def demo(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Demo]:
    """The real `frontdoor demo` on a free port, with a temporary folder of its own. The same at any hour of any day."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDOOR_")} | request.param()
    command = [sys.executable, "-m", "bot.cli", "demo", "--port", "0"]
    env = given | {"TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=PIPE, stderr=STDOUT)
    try:
        address, link = await asyncio.wait_for(address_of(process), STARTS_WITHIN)
        yield Demo(address, link, tmp_path)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        _ = await asyncio.wait_for(process.wait(), 30)


async def address_of(process: Process) -> tuple[str, str]:
    """Its address, and the link that opens the desk."""
    assert process.stdout is not None
    said = ""
    while line := (await process.stdout.readline()).decode():
        said += line
        if found := re.search(r"(http://\S+)/desk/demo/\S+", line):
            return found[1], found[0]
    raise AssertionError(f"the demo did not start: {said}")


async def hears(phone: Locator, words: str) -> None:
    await expect(phone.locator(".theirs .text").last).to_contain_text(words)


async def looks_until(page: Page, words: str) -> None:
    """Without script the second of two texts shows when the page is asked for again."""
    async with asyncio.timeout(10):
        while words not in await page.locator(".theirs .text").last.inner_text():
            await page.get_by_role("link", name="Look for new messages").click()


async def types(phone: Locator, text: str) -> None:
    await phone.get_by_role("textbox").fill(text)
    await phone.get_by_role("button", name="Send").click()


async def presses(phone: Locator, label: str) -> None:
    await phone.locator(".buttons").get_by_role("button", name=label, exact=True).click()


async def refers_herself(phone: Locator) -> None:
    """From hello to what matters, by typing and by pressing, as fast as the replies come."""
    await types(phone, "hello")
    await hears(phone, "Who is this for")
    await presses(phone, "Me")
    await hears(phone, "Is this OK")
    await types(phone, "yes please")
    await hears(phone, "How old are you")
    await types(phone, "78")
    await hears(phone, "look at this phone")
    await presses(phone, "No")
    await hears(phone, "What name")
    await types(phone, "Margaret Brown")
    await hears(phone, "What matters most")
    await types(phone, "I miss having someone to talk to")
    await hears(phone, "house number")


async def test_a_referral_made_on_a_phone_arrives_at_the_desk_and_is_dealt_with(
    demo: Demo, page: Page, browser: Browser
):
    desk = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
    _ = await desk.goto(demo.desk)
    await expect(desk.get_by_role("heading", name="All is well")).to_be_visible()

    _ = await page.goto(f"{demo.address}/try")
    await refers_herself(page.locator(".phone").first)

    card = desk.locator("article", has_text="New referral")  # nobody has reloaded this page
    await expect(card).to_contain_text("Margaret Brown, 07700 900001")
    await expect(card).to_contain_text("I miss having someone to talk to")
    await card.get_by_role("button", name="Take this").click()
    await expect(desk.get_by_role("status").first).to_contain_text("You have it now.")

    await desk.get_by_role("link", name="New referral", exact=True).click()
    await expect(desk.get_by_role("heading", level=1)).to_have_text("Margaret Brown")
    await expect(desk.locator(".theirs", has_text="78")).to_be_visible()
    _ = await desk.get_by_label("What came of it?").select_option("visit")
    await desk.get_by_role("button", name="Close it").click()
    await expect(desk.get_by_role("status").first).to_contain_text("Closed.")
    _ = await desk.goto(f"{demo.address}/desk/done")
    await expect(desk.locator("article")).to_contain_text("Visit arranged")


async def test_a_red_message_changes_the_title_of_an_open_desk(demo: Demo, page: Page, browser: Browser):
    desk = await browser.new_page(locale="en-GB")
    _ = await desk.goto(demo.desk)
    await expect(desk).to_have_title("Queue – Frontdoor desk")
    _ = await page.goto(f"{demo.address}/try/+447700900004")
    phone = page.locator(".phone")
    await types(phone, "I've took all my tablets")
    await hears(phone, "Are you safe right now")
    await expect(desk).to_have_title("(1 red) Queue – Frontdoor desk")
    await expect(desk.locator("article.red")).to_contain_text("Red: act now")


async def test_words_begun_before_the_question_came_do_not_say_that_they_answer_it(
    demo: Demo, page: Page, browser: Browser
):
    _ = await page.goto(f"{demo.address}/try/+447700900001")
    phone = page.locator(".phone")
    field, answers = phone.get_by_role("textbox"), phone.locator(".write input[name=reply_to]")
    await field.press_sequentially("I am")
    elsewhere = await browser.new_page()  # the same phone in another window brings the question
    _ = await elsewhere.goto(f"{demo.address}/try/+447700900001")
    await types(elsewhere.locator(".phone"), "hello")
    await hears(phone, "Who is this for")
    await field.press_sequentially(" Margaret")
    await expect(answers).to_have_value("")
    await field.fill("")
    await field.press_sequentially("me")
    await expect(answers).to_have_value(re.compile(r"^\d+:who_for$"))


@pytest.mark.parametrize("demo", [read_today, not_read_today], ids=["read today", "not read today"], indirect=True)
async def test_both_pages_work_without_script(demo: Demo, browser: Browser):
    context = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = await context.new_page()
    _ = await page.goto(f"{demo.address}/try/+447700900001")
    await types(page.locator(".phone"), "I've took all my tablets")
    await expect(page.locator(".theirs .text").first).to_contain_text("ring 999 now")  # nobody has to look for that
    await looks_until(page, "Are you safe right now")
    _ = await page.goto(demo.desk)
    await page.get_by_role("button", name="Take this").click()
    _ = await page.get_by_label("What came of it?").select_option("emergency_called")
    await page.get_by_role("button", name="Close it").click()
    await expect(page.get_by_role("heading", name="All is well")).to_be_visible()
    await context.close()


@pytest.mark.parametrize("width", [360, 1280])
async def test_no_page_is_wider_than_its_screen(demo: Demo, page: Page, width: int):
    await page.set_viewport_size({"width": width, "height": 740})
    _ = await page.goto(f"{demo.address}/try/+447700900001")
    await types(page.locator(".phone"), "Averylongwordwithoutanyspace" * 6)
    await hears(page.locator(".phone"), "Who is this for")
    public = (
        "/desk/signin",
        "/desk/enrol/nothing",
        "/privacy",
        (await demo.link("Tom Hart")).removeprefix(demo.address),
    )
    for path in ("/try", "/try?phones=4", *public, demo.desk.removeprefix(demo.address), "/desk/done", "/desk/me"):
        _ = await page.goto(demo.address + path)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_a_newcomer_watches_a_week_go_by(demo: Demo, page: Page):
    """A referral left half-way is asked about on the way, under its own day; what is written next is of that day."""
    _ = await page.goto(f"{demo.address}/try/+447700900001")
    phone = page.locator(".phone")
    await types(phone, "JOIN")
    await hears(phone, "Is this OK")
    await types(phone, "yes")
    await hears(phone, "How old are you")
    before = await page.locator("#now").inner_text()
    await page.get_by_role("button", name="Next week").click(timeout=120_000)
    await expect(page.locator("#now")).not_to_contain_text(before.split(",")[0], timeout=120_000)
    await expect(page.locator("#now")).to_contain_text(before.split(" ")[0], timeout=120_000)
    await expect(phone.locator(".theirs", has_text="There is no hurry")).to_have_count(1)
    await expect(phone.locator(".day")).to_have_count(2)
    await types(phone, "78")
    await hears(phone, "look at this phone")
    await expect(phone.locator(".day")).to_have_count(3)


async def test_somebody_enrols_and_signs_in_with_codes(demo: Demo, browser: Browser):
    """Without script, as on a locked-down computer; and the browser keeps the cookies."""
    context = await browser.new_context(java_script_enabled=False, locale="en-GB")
    page = await context.new_page()
    _ = await page.goto(await demo.link("Tom Hart"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hello Tom Hart")
    await expect(page.locator(".scan")).to_have_js_property("complete", True)
    secret = "".join((await page.locator(".secret").inner_text()).split())
    for label in ("Password", "The same again"):
        await page.get_by_label(label, exact=True).fill("teapot gravel window")
    await page.get_by_label("The six figures").fill(code(secret, 0))
    await page.get_by_role("button", name="Keep these, and sign in").click()
    await expect(page.get_by_role("heading", name="All is well")).to_be_visible()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("status")).to_have_text("You are signed out.")
    _ = await page.goto(f"{demo.address}/desk/done")
    await page.get_by_label("Your name").fill("tom hart")
    await page.get_by_label("Password").fill("teapot gravel window")
    await page.get_by_label("Code").fill(code(secret, 1))
    await page.get_by_role("button", name="Sign in").click()
    await expect(page).to_have_url(f"{demo.address}/desk/done")
    await expect(page.get_by_role("link", name="Tom Hart")).to_be_visible()
    await context.close()


async def test_a_page_left_open_leaves_the_screen_when_its_session_is_ended(demo: Demo, browser: Browser):
    context = await browser.new_context(locale="en-GB")
    page, other = await context.new_page(), await context.new_page()
    _ = await page.goto(demo.desk)
    await expect(page.get_by_role("heading", name="All is well")).to_be_visible()
    _ = await other.goto(f"{demo.address}/desk/me")
    await other.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await context.close()


def code(secret: str, ahead: int) -> str:
    """What the app shows, or will show next: half a minute is forgiven, and each counts once."""
    return codes.code_of(secret, int(datetime.now(UTC).timestamp()) // codes.PERIOD + ahead)
