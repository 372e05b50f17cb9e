"""What the person's page keeps: in their copy, gone when they are forgotten; and two people who turn out to be one."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.errors import CommandWrong
from bot.store import agencies, merges, person, person_notes
from bot.store.database import Database
from bot.store.forgetting_person import drop_records
from bot.store.hands import Hands
from bot.store.raising import Raised, raise_items
from bot.store.tables import agencies_told, items, people, person_contacts
from tests.serving import JO, MARGARET, town
from tests.store.filled import HER, LATER, WORD, dump, on_a_programme, on_the_page, opened, words
from tests.store.test_subject import contact_of, exported, forgotten

THEIRS = ("edits.was", "person_notes.text", "agencies_told.whom", "agencies_told.why")


async def with_a_page(url: str, number: str = MARGARET) -> int:
    async with town(url, LATER) as here:
        return await on_the_page(here, number)


async def persons(database: Database, *numbers: str) -> list[int]:
    found: list[int] = []
    for number in numbers:
        contact = await contact_of(database, number)
        async with database.read() as tx:
            linked = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == contact)
            found.append((await tx.execute(linked)).scalar_one())
    return found


def hands(database: Database, tx: Any, after: timedelta = timedelta(0)) -> Hands:
    return Hands(tx, database.vault, database.ids, LATER + after)


async def test_their_copy_holds_the_notes_the_changes_and_who_was_told(filled_url: str) -> None:
    _ = await with_a_page(filled_url)
    (point,) = (await exported(filled_url, MARGARET))["contact_points"]
    assert [one["text"] for one in point["notes_about_them"]] == [f"rings {WORD}"]
    assert [(one["field"], one["was"]) for one in point["changed"]] == [("address", f"9 {WORD} Road")]
    assert {(one["agency"], one["whom"], one["consent"]) for one in point["agencies_told"]} == {
        ("police", f"PC {WORD}", "yes"),
        ("police", f"PC {WORD}", "no"),
    }
    assert {"note added", "agency told"} <= {entry["action"] for entry in point["audit"]}
    other = (await exported(filled_url, HER))["contact_points"][0]
    assert (other["notes_about_them"], other["agencies_told"]) == ([], [])


async def test_forgetting_takes_it_but_what_was_told_without_consent_is_a_record(filled_url: str) -> None:
    _ = await with_a_page(filled_url)
    erased = await forgotten(filled_url, MARGARET)
    assert erased.safeguarding_records_kept == 1
    async with opened(filled_url) as database:
        left = await words(database)
        assert {name: len(left[name]) for name in THEIRS} == dict(zip(THEIRS, (0, 0, 1, 1), strict=True))
        (why,) = left["agencies_told.why"]
        assert f"he hit {WORD}" in why
        assert f"Kept by law as a safeguarding record when the rest was erased. About: {WORD}, {MARGARET}." in why
        async with database.write() as tx:
            await drop_records(hands(database, tx), LATER - timedelta(days=1))
            assert len((await tx.execute(select(agencies_told.c.id))).all()) == 1
            await drop_records(hands(database, tx), LATER + timedelta(days=1))
            assert (await tx.execute(select(agencies_told.c.id))).all() == []


async def test_what_is_changed_is_the_same_on_every_page_of_theirs(filled_url: str) -> None:
    async with opened(filled_url) as database:
        (id,) = await persons(database, HER)
        async with database.write() as tx:
            one = await person.one(tx, database.vault, id)
            assert (one.name, one.fact("matters")) == (WORD, f"my {WORD}")
            await person.write(hands(database, tx), one, "name", "Peg")
            await person.write(hands(database, tx), one, "address", "1 New Street, TQ9 5AB")
            after = await person.one(tx, database.vault, id)
            assert (after.name, after.fact("name"), after.fact("address")) == ("Peg", "Peg", "1 New Street, TQ9 5AB")


GROWS = ("audit", "chain", "chain_head", "changes", "merges", "marks")


async def whole(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a merge may not lose; the log and the merge itself grow by it."""
    return {name: rows for name, rows in (await dump(url)).items() if name not in GROWS}


async def test_two_who_are_one_are_merged_and_taken_apart_as_they_were(filled_url: str) -> None:
    _ = await with_a_page(filled_url)
    async with town(filled_url, LATER) as here:
        _ = await on_a_programme(here)
    before = await whole(filled_url)
    async with opened(filled_url) as database:
        her, margaret = await persons(database, HER, MARGARET)
        async with database.write() as tx:
            await merges.merge(hands(database, tx), her, margaret, "staff:1")
        async with database.read() as tx:
            one = await person.one(tx, database.vault, her)
            assert len(one.points) == 2
            assert {each.source for each in one.referrals} == {"self", "family"}
            assert [each.text for each in await person_notes.newest(tx, database.vault, her, 9)] == [f"rings {WORD}"]
            assert await merges.into(tx, margaret) == her
            (done,) = await merges.of_person(tx, database.vault, her)
            assert (done.gone, done.name) == (margaret, WORD)
        async with database.write() as tx:
            assert await merges.unmerge(hands(database, tx), her, done.id, "staff:2") == margaret
        async with database.read() as tx:
            assert await merges.of_person(tx, database.vault, her) == []
    assert await whole(filled_url) == before


async def test_what_came_meanwhile_stays_with_the_phone_that_it_came_to(filled_url: str) -> None:
    async with opened(filled_url) as database:
        her, margaret = await persons(database, HER, MARGARET)
        hers, margarets = [await contact_of(database, number) for number in (HER, MARGARET)]
        async with database.write() as tx:
            await merges.merge(hands(database, tx), her, margaret, "staff:1")
        later = timedelta(minutes=5)
        async with database.write() as tx:
            raised = [Raised("amber", "housing", "no heating", hers), Raised("amber", "fall", "fell", margarets)]
            for each in raised:
                _ = await raise_items(tx, database.vault, database.ids, [each], LATER + later)
            note = await person_notes.add(hands(database, tx, later), her, "spoke to her", "staff:1")
        async with database.write() as tx:
            (done,) = await merges.of_person(tx, database.vault, her)
            _ = await merges.unmerge(hands(database, tx, 2 * later), her, done.id, "staff:1")
            assert (await person_notes.one(tx, database.vault, her, note)).text == "spoke to her"
            of = {row.contact_id: row.person_id for row in await tx.execute(select(items)) if row.created_at > LATER}
    assert {hers: her, margarets: margaret}.items() >= of.items()


async def test_a_merge_is_made_and_undone_once(filled_url: str) -> None:
    async with opened(filled_url) as database:
        her, margaret = await persons(database, HER, MARGARET)
        async with database.write() as tx:
            await merges.merge(hands(database, tx), her, margaret, "staff:1")
        async with database.write() as tx:
            (done,) = await merges.of_person(tx, database.vault, her)
            for kept, gone in ((her, margaret), (margaret, her)):
                with pytest.raises(CommandWrong):
                    await merges.merge(hands(database, tx), kept, gone, "staff:1")
            _ = await merges.unmerge(hands(database, tx), her, done.id, "staff:1")
            with pytest.raises(CommandWrong):
                _ = await merges.unmerge(hands(database, tx), her, done.id, "staff:1")


async def test_whoever_is_forgotten_takes_those_along_who_were_found_to_be_them(filled_url: str) -> None:
    async with opened(filled_url) as database:
        her, margaret = await persons(database, HER, MARGARET)
        async with database.write() as tx:
            await merges.merge(hands(database, tx), her, margaret, "staff:1")
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database, database.read() as tx:
        names = (await tx.execute(select(people.c.name).where(people.c.id.in_([her, margaret])))).scalars().all()
        assert None not in names, "she is reached on her other phone"
    _ = await forgotten(filled_url, HER)
    async with opened(filled_url) as database, database.read() as tx:
        names = (await tx.execute(select(people.c.name).where(people.c.id.in_([her, margaret])))).scalars().all()
        assert list(names) == [None, None]


async def test_taking_apart_brings_no_forgotten_phone_back(filled_url: str) -> None:
    async with opened(filled_url) as database:
        her, margaret = await persons(database, HER, MARGARET)
        async with database.write() as tx:
            await merges.merge(hands(database, tx), her, margaret, "staff:1")
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database, database.write() as tx:
        (done,) = await merges.of_person(tx, database.vault, her)
        _ = await merges.unmerge(hands(database, tx), her, done.id, "staff:1")
        linked = select(person_contacts.c.contact_id).where(person_contacts.c.person_id == margaret)
        assert (await tx.execute(linked)).all() == []


async def test_abuse_on_record_is_seen_until_it_was_a_false_alarm(filled_url: str) -> None:
    async with opened(filled_url) as database:
        contact = await contact_of(database, JO)
        async with database.write() as tx:
            raised = Raised("red", "abuse", "he hits me", contact)
            found = await raise_items(tx, database.vault, database.ids, [raised], LATER)
            assert await agencies.of_abuse(tx, found)
            _ = await tx.execute(update(items).where(items.c.id.in_(found)).values(verdict="false_alarm"))
            assert not await agencies.of_abuse(tx, found)
