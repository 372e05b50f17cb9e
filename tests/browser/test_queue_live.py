"""The queue in browsers, over a real demo: two who sign in with codes, a red that arrives, who takes it; by keyboard alone,
on a small phone, without script, and with the network cut and back."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.test_end_to_end import Demo, code, demo, hears, types

__all__ = ["demo"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
LAPTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)
PASSWORD = "teapot gravel window"
NO_SPEAKERS = """
  window.played = 0;
  window.AudioContext = class {
    state = "running"; currentTime = 0; destination = {};
    resume() { return Promise.resolve(); }
    createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to }; }
    createOscillator() { return { frequency: {}, connect: (to) => to, start: () => { window.played += 1; }, stop() {} }; }
  };
"""


async def signs_in(demo: Demo, context: BrowserContext, name: str) -> Page:
    """Enrols by the link that the command makes, then signs out and in again with the next code."""
    page = await context.new_page()
    page.set_default_timeout(15_000)
    _ = await page.goto(await demo.link(name))
    secret = "".join((await page.locator(".secret").inner_text()).split())
    for label in ("Password", "The same again"):
        await page.get_by_label(label, exact=True).fill(PASSWORD)
    await page.get_by_label("The six figures").fill(code(secret, 0))
    await page.get_by_role("button", name="Keep these, and sign in").click()
    await page.get_by_role("button", name="Sign out").click()
    _ = await page.goto(f"{demo.address}/desk")
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Code").fill(code(secret, 1))
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Queue")
    return page


async def texts(demo: Demo, browser: Browser, number: str, text: str, answer: str) -> None:
    phone = await browser.new_page()
    _ = await phone.goto(f"{demo.address}/try/{number}")
    await types(phone.locator(".phone"), text)
    await hears(phone.locator(".phone"), answer)
    await phone.close()


@pytest.mark.parametrize("screen", [LAPTOP, PHONE], ids=["laptop", "phone"])
async def test_two_sign_in_with_codes_and_one_of_them_takes_a_red_that_arrives(
    demo: Demo, browser: Browser, screen: ViewportSize
):
    contexts = [await browser.new_context(viewport=screen, locale="en-GB") for _ in range(2)]
    _ = await contexts[0].add_init_script(NO_SPEAKERS)
    ann, tom = await signs_in(demo, contexts[0], "Ruth Bell"), await signs_in(demo, contexts[1], "Tom Hart")
    before = await wants_sound(ann)
    await texts(demo, browser, "+447700900004", "I've took all my tablets", "Are you safe right now")
    for page in (ann, tom):
        await shows_red_by_itself(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    await expect(ann.locator("#news")).to_contain_text("New red item, number")
    assert await ann.evaluate("window.played") > before, "it is heard by whoever asked for it"
    holder, other = await both_take_it(ann, tom)
    await notes_that_she_tried(demo, browser, holder)
    await writes_and_hands_back(holder)
    await closes(holder)
    await expect(other.locator("article.red")).to_have_count(0)
    await expect(other).to_have_title("Queue – Frontdoor desk")
    for context in contexts:
        await context.close()


async def wants_sound(page: Page) -> int:
    """How often it has played by then: once, so that they know what it will be like."""
    await page.get_by_role("button", name="Sound for new red items: off").click()
    on = page.get_by_role("button", name="Sound for new red items: on")
    await expect(on).to_have_attribute("aria-pressed", "true")
    return await page.evaluate("window.played")


async def shows_red_by_itself(page: Page) -> None:
    card = page.locator("article.red")  # nobody has reloaded
    await expect(card).to_contain_text("Red: act now")
    await expect(card.locator("svg.shape")).to_be_visible()
    await expect(page).to_have_title(re.compile(r"\(1 red\) Queue"))


async def both_take_it(ann: Page, tom: Page) -> tuple[Page, Page]:
    """At once: one has it, and the other is told who."""
    take = [page.get_by_role("button", name="Take this") for page in (ann, tom)]
    _ = await asyncio.gather(*(button.dispatch_event("click") for button in take))
    told = [page.get_by_text(re.compile("You have it now|(Ruth Bell|Tom Hart) has taken this")) for page in (ann, tom)]
    for one in told:
        await expect(one).to_be_visible()
    said = sorted([await one.inner_text() for one in told], key=lambda text: "You have" in text)
    assert re.search(r"(Ruth Bell|Tom Hart) has taken this", said[0])
    assert "You have it now" in said[1]
    return (ann, tom) if await ann.get_by_text("You have it now").count() else (tom, ann)


async def notes_that_she_tried(demo: Demo, browser: Browser, page: Page) -> None:
    """What is typed outlives the news that comes meanwhile."""
    await page.get_by_label("Note on number").fill("rang her, her son is with her")
    await texts(demo, browser, "+447700900003", "hello", "Who is this for")
    await expect(page.get_by_label("Note on number")).to_have_value("rang her, her son is with her")
    await page.get_by_label("I have tried to reach them").check()
    await page.get_by_role("button", name="Keep the note").click()
    await expect(page.get_by_role("status").first).to_contain_text("Noted.")
    await expect(page.get_by_text("rang her, her son is with her")).to_be_visible()


async def closes(page: Page) -> None:
    _ = await page.get_by_label("What came of it?").select_option("emergency_called")
    _ = await page.get_by_label("Was the level right?").select_option("right_level")
    await page.get_by_role("button", name="Close it").click()
    await expect(page.get_by_role("status").first).to_contain_text("Closed.")


async def writes_and_hands_back(page: Page) -> None:
    """From the queue into the conversation, and back again. Nobody said that the phone is theirs alone."""
    await page.get_by_role("link", name="Conversation about number").click()
    await page.get_by_label(re.compile("^Your text")).fill("I am on my way to you now.")
    for box in await page.get_by_role("checkbox", name="It tells nothing of what this is about").all():
        await box.check()
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.locator(".ours .text").last).to_have_text("I am on my way to you now.")
    await expect(page.get_by_role("heading", name="You have this conversation")).to_be_visible()
    await page.get_by_text("Hand it back to the service").click()
    await page.get_by_role("button", name="Hand it back").click()
    await expect(page.get_by_text("The service still answers them by itself")).to_be_visible()
    await page.get_by_role("link", name="Back to the queue").click()


async def focused(page: Page) -> str:
    return await page.evaluate("document.activeElement.id")


async def test_the_queue_by_keyboard_alone_and_keys_that_can_be_turned_off(demo: Demo, browser: Browser):
    context = await browser.new_context(viewport=PHONE, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(15_000)
    _ = await page.goto(demo.desk)
    await texts(demo, browser, "+447700900004", "I've took all my tablets", "Are you safe right now")
    await texts(demo, browser, "+447700900003", "I fell down the stairs this morning", "")
    await expect(page.locator("article.card")).to_have_count(2)
    await goes_down_and_up(page)
    await page.keyboard.press("c")
    await expect(page.get_by_text("You have it now.")).to_be_visible()
    await notes_by_keys(page)
    await closes_by_keys(page)
    await turns_the_keys_off_and_on(page)
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Number")
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await context.close()


async def ready(page: Page) -> None:
    """The keys are heard: their button is there from then on."""
    await expect(page.get_by_role("button", name="Keys", exact=True)).to_be_visible()


async def goes_down_and_up(page: Page) -> None:
    await ready(page)
    await page.keyboard.press("j")
    first = await focused(page)
    await page.keyboard.press("j")
    assert await focused(page) != first
    await page.keyboard.press("k")
    assert await focused(page) == first


async def notes_by_keys(page: Page) -> None:
    """What is typed into a box is no command."""
    await ready(page)
    await page.keyboard.press("j")
    await page.keyboard.press("n")
    await page.keyboard.type("jk? is what I typed")
    await expect(page.get_by_label("Note on number")).to_have_value("jk? is what I typed")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Noted.")).to_be_visible()
    await expect(page.get_by_text("jk? is what I typed")).to_be_visible()


async def closes_by_keys(page: Page) -> None:
    await ready(page)
    await page.keyboard.press("j")
    await page.keyboard.press("r")
    await page.keyboard.type("Emerg")
    for _ in range(2):
        await page.keyboard.press("Tab")
    assert (await focused(page)).startswith("close-")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Closed. Thank you.")).to_be_visible()


async def turns_the_keys_off_and_on(page: Page) -> None:
    await ready(page)
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.get_by_role("button", name="Turn these keys off").press("Enter")
    await page.keyboard.press("Escape")
    await page.keyboard.press("j")
    assert not (await focused(page)).startswith("item-")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Keys", exact=True).press("Enter")
    await page.get_by_role("button", name="Turn these keys on").press("Enter")
    await page.get_by_role("button", name="Close", exact=True).press("Enter")


async def test_a_cut_network_is_told_and_what_came_meanwhile_is_there_when_it_is_back(demo: Demo, browser: Browser):
    context = await browser.new_context(locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(15_000)
    _ = await page.goto(demo.desk)
    await expect(page.get_by_role("heading", name="All is well")).to_be_visible()
    await context.set_offline(True)
    await expect(page.get_by_role("alert")).to_contain_text("The desk does not answer. What you see may be old.")
    await texts(demo, browser, "+447700900004", "I've took all my tablets", "Are you safe right now")
    await expect(page.locator("article.red")).to_have_count(0)
    await context.set_offline(False)
    await expect(page.locator("article.red")).to_contain_text("Red: act now")
    await expect(page.locator("#line")).to_contain_text("The desk answers again.")
    await context.close()


async def test_the_queue_without_script_filters_passes_and_turns_pages(demo: Demo, browser: Browser):
    context = await browser.new_context(java_script_enabled=False, viewport=PHONE, locale="en-GB")
    page = await context.new_page()
    await texts(demo, browser, "+447700900004", "I've took all my tablets", "Are you safe right now")
    _ = await page.goto(demo.desk)
    await page.get_by_role("link", name="Green").click()
    await expect(page.get_by_text("1 red item is not on this page.")).to_be_visible()
    await page.get_by_role("link", name="Show the red ones").click()
    await page.get_by_role("button", name="Take this").click()
    await expect(page).to_have_url(re.compile(r"level=red"))
    await page.get_by_role("link", name="Pass it on").click()
    await page.get_by_label("A note for them").fill("her son is there until four")
    await page.get_by_role("button", name="Pass it on").click()
    await expect(page.get_by_text("Passed on. Nobody has it now: the item says who is told.")).to_be_visible()
    await expect(page.get_by_text("her son is there until four")).to_be_visible()
    await expect(page.get_by_role("button", name="Take this")).to_be_visible()
    await context.close()
