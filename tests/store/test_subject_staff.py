"""What staff and the screen made of somebody's words: in their export, gone when they are forgotten, and only theirs."""

import json
import re
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.clock import ManualClock
from bot.settings import load
from bot.store import holding, sharing
from bot.store.hands import Hands
from bot.store.late import Risk, found_late
from bot.store.retention import sweep
from bot.store.reviews import count_waiting, draw, waiting
from bot.store.tables import messages, reviews
from tests.serving import KEY, MARGARET
from tests.store.filled import LATER, WORD, opened, words
from tests.store.test_subject import contact_of, exported, forgotten

SETTINGS = load(None, secret_key=KEY)


async def with_words_of_staff(url: str, who: str, *, is_record: bool = True) -> None:
    """Notes, a verdict, a sharing and a late find about somebody, and a sample that holds all that they wrote.
    `is_record`: it came to a safeguarding concern, and was shared."""
    async with opened(url) as database:
        _ = await draw(database, LATER, share=1.0)
        contact = await contact_of(database, who)
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, LATER)
            theirs = select(messages.c.id).where(messages.c.contact_id == contact).order_by(messages.c.id).limit(1)
            first = (await tx.execute(theirs)).scalar_one()
            number = await found_late(hands, first, Risk("red", "abuse", "at_risk", "he was there"), "Ann")
            other = await found_late(hands, await second(tx, contact), Risk("red", "harm_to_others"), "Ann")
            for item in (number, other, other + 1):
                await holding.note(tx, database.vault, database.ids, item, "Ann", f"note on {item}", LATER)
                if is_record:
                    await sharing.share(hands, item, "Ann", to="the police", why=f"why {item}", wishes="not asked")
            outcome = "safeguarding" if is_record else "visit"
            for item in (number, other, other + 1):
                await holding.resolve(tx, database.ids, item, "Ann", outcome, LATER, "right_level")


async def second(tx: Any, contact: int) -> int:
    theirs = select(messages.c.id).where(messages.c.contact_id == contact).order_by(messages.c.id).offset(1).limit(1)
    return (await tx.execute(theirs)).scalar_one()


async def test_what_staff_and_the_screen_made_of_it_is_in_the_export(filled_url: str) -> None:
    await with_words_of_staff(filled_url, MARGARET)
    held = await exported(filled_url, MARGARET)
    (point,) = held["contact_points"]
    item = next(one for one in point["items"] if "he was there" in one["why"])
    assert [one["text"] for one in item["notes"]] == [f"note on {item['number']}"]
    assert item["sharing"][0] | {"at": ""} == {
        "to": "the police", "why": f"why {item['number']}", "wishes": "not asked", "by": "Ann", "at": "",
    }  # fmt: skip
    assert (item["verdict"], item["outcome"]) == ("right_level", "safeguarding")
    assert [(one["was"], one["words"]) for one in item["late"]] == [("none", "he was there")]
    assert [one["level"] for one in point["findings"]] == ["red"]
    assert point["findings"][0]["evidence"][0][0] in point["findings"][0]["rules"]
    assert [one.get("found") for one in point["sample"][:3]] == ["missed", "missed", None]
    assert len(point["sample"]) == len([one for one in point["messages"] if one["from"] == "them"]) - 1
    assert any("words of staff" in line for line in held["read_first"])


async def test_what_was_made_of_danger_to_somebody_else_is_not(filled_url: str) -> None:
    """The sender may have hurt them: what was done for the other person is not the sender's to learn."""
    await with_words_of_staff(filled_url, MARGARET)
    held = await exported(filled_url, MARGARET)
    (point,) = held["contact_points"]
    (theirs,) = [one for one in point["items"] if one["part"] == "witness"]
    assert set(theirs) <= {"id", "number", "part", "contact_id", "message_id", "conversation_id", "times", "created_at"}
    assert f"note on {theirs['number']}" not in json.dumps(held)
    assert not any(entry["subject"] == f"item:{theirs['number']}" for entry in point["audit"])
    assert any("danger to somebody else was kept back" in line for line in held["read_first"])


async def test_forgetting_takes_what_was_said_of_a_late_find(filled_url: str) -> None:
    await with_words_of_staff(filled_url, MARGARET, is_record=False)
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database:
        told = "".join(one for values in (await words(database)).values() for one in values)
        async with database.read() as tx:
            found = (await tx.execute(select(reviews.c.found).where(reviews.c.found.is_not(None)))).all()
            assert await count_waiting(tx) == len(await waiting(tx, database.vault, 100)) > 0, "those of others"
    assert "he was there" not in told
    assert "note on" not in told
    assert [one.found for one in found] == ["missed", "missed"], "that it was missed is counted"


async def test_a_safeguarding_record_outlives_forgetting_and_says_whose_it_is(filled_url: str) -> None:
    await with_words_of_staff(filled_url, MARGARET)
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database:
        held = await words(database)
        assert any("he was there" in one for one in held["items.why"])
        assert any("he was there" in one for one in held["incidents.words"])
        assert any("the police" in one for one in held["items.sharing"])
        assert {WORD, MARGARET} <= {part for one in held["item_notes.text"] for part in re.split(r"[ ,]+|\.$", one)}
        assert MARGARET not in "".join(held["contacts.address"] + held["messages.text"])


async def test_it_goes_when_its_own_time_has_come(filled_url: str) -> None:
    await with_words_of_staff(filled_url, MARGARET)
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database:
        _ = await sweep(database, ManualClock(LATER + timedelta(days=SETTINGS.keep_messages_days + 1)), SETTINGS)
        told = "".join(one for values in (await words(database)).values() for one in values)
    assert "he was there" not in told
    assert "the police" not in told
    assert MARGARET not in told
