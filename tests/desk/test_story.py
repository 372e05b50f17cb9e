"""The page behind a link of staff's: it opens once, for a quarter of an hour, on any machine, and a look is no use of it."""

import re

import pytest
from sqlalchemy import select

from bot.store import enrolment, holding, staff, stories
from bot.store.hands import Hands
from bot.store.tables import audit
from tests.desk.conftest import MARGARET, Here

ELSEWHERE = "texts.example.org"
WORDS = "I want to end my life"


class Coordinator:
    def __init__(self, here: Here):
        self.here, self.id = here, 0

    def hands(self, tx: object) -> Hands:
        return Hands(tx, self.here.database.vault, self.here.database.ids, self.here.clock.now())  # type: ignore[arg-type]

    async def signs_up(self) -> None:
        async with self.here.database.write() as tx:
            self.id = await staff.enrol(self.hands(tx), "Ann Lee", "coordinator")

    async def link(self) -> str:
        async with self.here.database.write() as tx:
            return f"/story/{await stories.make(self.hands(tx), self.id, 1)}"

    async def taps(self, path: str) -> tuple[int, str]:
        """As a browser on a phone does, which is on another machine."""
        async with self.here.client.post(path, headers={"Host": ELSEWHERE}) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def ann(here: Here) -> Coordinator:
    await here.hears(WORDS)
    ann = Coordinator(here)
    await ann.signs_up()
    return ann


async def test_one_tap_shows_the_story_and_asks_nothing_more(here: Here, ann: Coordinator):
    path = await ann.link()
    status, door = await here.get(path, Host=ELSEWHERE)
    assert (status, WORDS in door, "07700" in door) == (200, False, False)
    status, html = await ann.taps(path)
    assert status == 200
    for shown in (
        WORDS,
        "07700 900001",
        "Number 1".lower(),
        "Before you ring or write",
        "Nobody has this yet",
        "TAKE 1",
    ):
        assert shown in html
    assert '"/desk' not in html
    async with here.database.read() as tx:
        query = select(audit.c.actor).where(audit.c.action == "story seen", audit.c.subject == "item:1")
        assert list((await tx.execute(query)).scalars()) == [staff.actor(ann.id)]


async def test_what_to_say_to_999_stands_apart_from_their_words(here: Here, ann: Coordinator):
    await here.hears("no")
    await here.hears("12 Brook St")
    for html in ((await here.get("/desk"))[1], (await ann.taps(await ann.link()))[1]):
        quoted = " ".join(re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL))
        (script,) = re.findall(r'<section class="script".*?</section>', html, re.DOTALL)
        assert WORDS in quoted
        assert "SCRIPT FOR 999" not in html
        assert "I ring for a service" not in quoted
        assert "What to say to 999" in script
        assert "I ring for a service" in script
        assert "12 Brook St" in script


async def test_how_they_may_be_reached_stands_apart_from_their_words(here: Here):
    await here.hears("he hits me")
    _, html = await here.get("/desk")
    (know,) = re.findall(r'<ul class="know".*?</ul>', html, re.DOTALL)
    (quoted,) = re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)
    assert quoted == "he hits me"
    assert "OTHERS MAY SEE THIS PHONE" in know


async def test_a_look_by_a_phone_that_makes_previews_uses_nothing_up(here: Here, ann: Coordinator):
    path = await ann.link()
    for _ in range(3):
        assert (await here.get(path))[0] == 200
    async with here.client.head(path) as answer:
        assert answer.status == 200
    assert (await ann.taps(path))[0] == 200


async def test_a_link_that_was_used_says_so_and_how_to_get_another(here: Here, ann: Coordinator):
    path = await ann.link()
    _ = await ann.taps(path)
    for status, html in (await ann.taps(path), await here.get(path)):
        assert status == 410
        assert "This link was used already. Each one opens once." in html
        assert "STORY 1" in html
        assert WORDS not in html


async def test_a_link_that_is_too_old_says_so(here: Here, ann: Coordinator):
    path = await ann.link()
    await here.clock.advance(minutes=15)
    status, html = await ann.taps(path)
    assert (status, "Each one opens for 15 minutes." in html, WORDS in html) == (410, True, False)


async def test_a_link_that_never_was_opens_nothing(here: Here, ann: Coordinator):
    status, html = await ann.taps("/story/AAAAAAAAAAAAAAAAAAAAAA")
    assert (status, "There is no such link here." in html) == (410, True)


async def test_links_of_somebody_taken_off_the_staff_open_nothing(here: Here, ann: Coordinator):
    path = await ann.link()
    async with here.database.write() as tx:
        await staff.retire(ann.hands(tx), ann.id)
        await enrolment.void(ann.hands(tx), ann.id)
    status, html = await ann.taps(path)
    assert (status, WORDS in html) == (410, False)


async def test_the_link_is_kept_as_a_hash(here: Here, ann: Coordinator):
    token = (await ann.link()).removeprefix("/story/")
    async with here.database.read() as tx:
        (kept,) = (await tx.execute(select(stories.story_links.c.token_hash))).scalars().all()
    assert token.encode() not in kept


async def test_notes_and_rules_are_on_the_page_and_on_the_desk(here: Here, ann: Coordinator):
    await here.hears("I am deaf, please text")
    async with here.database.write() as tx:
        hands = ann.hands(tx)
        await holding.note(tx, hands.vault, hands.ids, 1, staff.actor(ann.id), "rang her son", hands.now)
    _, html = await ann.taps(await ann.link())
    assert "DO NOT RING" in html
    assert "Ann Lee: rang her son" in html
    status, desk = await here.get("/desk")
    assert (status, "Ann Lee: rang her son" in desk) == (200, True)


async def test_its_pages_have_a_strict_policy_and_load_only_what_is_there(here: Here, ann: Coordinator):
    assert MARGARET
    path = await ann.link()
    for one in (path, "/story/static/base.css", "/story/static/desk.css", "/story/static/icon.svg"):
        async with here.client.get(one) as answer:
            assert answer.status == 200
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    async with here.client.get(path) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


async def test_no_form_or_link_of_the_desk_is_on_it(here: Here, ann: Coordinator):
    """It opens on any machine; the item's page at the desk has them."""
    _, html = await here.get("/desk/item/1")
    assert "Was danger missed here?" in html
    _, story = await ann.taps(await ann.link())
    assert WORDS in story
    assert '"/desk/' not in story
