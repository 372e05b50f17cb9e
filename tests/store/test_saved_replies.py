"""Replies kept ready: what may be kept, whose names go in, and two people at one of them."""

import pytest

from bot.clock import ManualClock
from bot.desk.counting import counted_text
from bot.errors import AlreadyTaken, FormWrong, NotFound
from bot.serve import DEMO_REPLIES
from bot.store import saved_replies as saved
from bot.store.hands import Hands
from tests.store.filled import LATER, opened


async def test_one_is_added_changed_and_removed(filled_url: str) -> None:
    async with opened(filled_url) as database, database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, ManualClock(LATER).now())
        id = await saved.add(hands, "Will ring", "Hello {name}, I will ring today. {me}", "staff:1")
        _ = await saved.add(hands, "a greeting", "Hello", "staff:1")
        assert [one.title for one in await saved.all_of_them(tx)] == ["a greeting", "Will ring"]
        await saved.change(hands, id, 1, "Will ring", "Hello {name}", "staff:2")
        with pytest.raises(AlreadyTaken):
            await saved.change(hands, id, 1, "Will ring", "Good day {name}", "staff:1")
        assert (await saved.one(tx, id)).text == "Hello {name}"
        await saved.remove(hands, id, "staff:1")
        with pytest.raises(NotFound):
            _ = await saved.one(tx, id)


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [
        ("", "Hello", "title"),
        ("t" * 81, "Hello", "title"),
        ("known", "Hello", "title"),
        ("New", " ", "text"),
        ("New", "x" * 1501, "text"),
        ("New", "Hello {nmae}", "text"),
    ],
)
async def test_what_cannot_be_kept_says_what_to_do(filled_url: str, title: str, text: str, field: str) -> None:
    async with opened(filled_url) as database, database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, LATER)
        _ = await saved.add(hands, "Known", "Hello", "staff:1")
        with pytest.raises(FormWrong) as told:
            _ = await saved.add(hands, title, text, "staff:1")
        assert set(told.value.wrong) == {field}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"name": "Margaret", "me": "Ann"}, "Hello Margaret, this is Ann."),
        ({"name": "", "me": "Ann"}, "Hello, this is Ann."),
        ({"name": "{me}", "me": "Ann"}, "Hello {me}, this is Ann."),
    ],
)
def test_names_stand_in_their_places_and_an_unknown_one_leaves_no_gap(names: dict[str, str], said: str) -> None:
    assert saved.filled("Hello {name}, this is {me}.", names) == said


@pytest.mark.parametrize("title", DEMO_REPLIES)
def test_those_of_the_demo_are_plain_and_short(title: str) -> None:
    assert saved.mistakes(title, DEMO_REPLIES[title]) == {}
    counted = counted_text(saved.filled(DEMO_REPLIES[title], {"name": "Margaret", "me": "Ruth"}), "sms")
    assert (counted.is_hard, counted.size.endswith((" 1 segment", " 2 segments"))) == (False, True)
