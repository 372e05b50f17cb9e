"""One person's data: all of it in the export, none of it after they are forgotten, and nobody else's touched."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.engine import make_url

from bot.errors import NotFound
from bot.store import items, referrals
from bot.store.database import Database
from bot.store.forgetting import Erased, StillInDanger, erase
from bot.store.hands import Hands
from bot.store.scrubbing import scrub
from bot.store.subject import document, find
from bot.store.tables import audit, contacts, facts, people
from bot.store.tables import items as queue
from bot.store.tables import referrals as cases
from tests.serving import JO, MARGARET, Town, town
from tests.store.filled import HER, LATER, WORD, dump, opened, words

NOBODY = "+447700900099"
TO_THE_PHONE = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Peggy Quince", "2", "yes", "07700 900009")


async def exported(url: str, who: str) -> dict[str, Any]:
    async with opened(url) as database, database.read() as connection:
        held = await document(connection, database.vault, await find(connection, database.vault, who), LATER)
    return json.loads(json.dumps(held))


async def forgotten(url: str, who: str, first: Callable[[Any], Awaitable[None]] | None = None) -> Erased:
    async with opened(url) as database:
        async with database.write() as tx:
            await (first or closed)(tx)
            hands = Hands(tx, database.vault, database.ids, LATER)
            erased = await erase(hands, await find(tx, database.vault, who), "administrator", "forgotten")
        _ = await scrub(url)
    return erased


async def untouched(_: Any) -> None:
    pass


async def closed(tx: Any) -> None:
    """Red items were dealt with."""
    _ = await tx.execute(update(queue).where(queue.c.level == "red").values(state="resolved", resolved_at=LATER))


async def contact_of(database: Database, who: str) -> int:
    async with database.read() as connection:
        return (await find(connection, database.vault, who))[0]


@pytest.mark.parametrize("who", [MARGARET, "07700 900001", " 07700900001 ", "1", "#1"])
async def test_they_are_found_however_the_number_is_written(filled_sqlite_url: str, who: str) -> None:
    point = (await exported(filled_sqlite_url, who))["contact_points"][0]
    assert (point["channel"], point["address"]) == ("sms", MARGARET)


@pytest.mark.parametrize("who", [NOBODY, "#99", "", "nobody"])
async def test_nobody_is_nobody(filled_sqlite_url: str, who: str) -> None:
    with pytest.raises(NotFound):
        _ = await exported(filled_sqlite_url, who)


async def test_the_export_holds_everything_about_them(filled_url: str) -> None:
    point = (await exported(filled_url, MARGARET))["contact_points"][0]
    theirs = [message["text"] for message in point["messages"] if message["from"] == "them"]
    assert (theirs[0], theirs[4], len(theirs)) == ("JOIN", WORD, 13)
    assert any("The team has your message" in one["text"] for one in point["messages"] if one["from"] == "us")
    assert [person["name"] for person in point["people"]] == [WORD]
    assert point["referrals"][0]["learnt"]["matters"] == f"the {WORD} club"
    assert {item["category"] for item in point["items"]} >= {"referral", "suicide"}
    assert {talk["flow"] for talk in point["conversations"]} >= {"self_referral", "safety"}
    assert {act["kind"] for act in point["acts"]} >= {"OpenReferral", "Learn", "CompleteReferral"}
    assert {entry["action"] for entry in point["audit"]} >= {"OpenReferral", "item raised"}


async def test_every_word_of_theirs_is_in_the_export(filled_url: str) -> None:
    """Whatever the database holds is somebody's: the three exports together hold it all."""
    whole = "".join([json.dumps(await exported(filled_url, who), ensure_ascii=False) for who in (MARGARET, JO, HER)])
    async with opened(filled_url) as database:
        held = await words(database)
    for column in ("messages.text", "outbox.text", "people.name", "facts.value", "contacts.address"):
        missing = {one for one in held[column] if one and json.dumps(one, ensure_ascii=False)[1:-1] not in whole}
        assert (column, missing) == (column, set())


async def test_a_referrer_does_not_learn_what_became_of_the_person(filled_url: str) -> None:
    held = (await exported(filled_url, JO))["contact_points"][0]
    assert held["referrals"] == []
    assert list(held["people_they_referred"][0]) == ["opened_at"]
    assert [item for item in held["items"] if item["category"] in ("referral", "agreement")] == []
    assert f"my {WORD}" in [message["text"] for message in held["messages"]]


async def test_a_referrer_does_not_learn_that_somebody_is_known(filled_url: str) -> None:
    async with town(filled_url, LATER) as here:
        _ = await here.texts(JO, "JOIN")  # whatever they do next
        _ = await here.texts("+447700900005", *TO_THE_PHONE[:-1], MARGARET, "skip", "yes")
        assert any("already known" in item.why for item in await here.queue())
    assert "known here" not in json.dumps(await exported(filled_url, "+447700900005"))


async def test_the_person_referred_does_not_learn_by_whom(filled_url: str) -> None:
    held = await exported(filled_url, HER)
    assert JO not in json.dumps(held)
    assert "contact_id" not in held["contact_points"][0]["referrals"][0]


async def test_a_shared_phone_is_said_to_be_one(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no", "Margaret", "company", "skip", "1", "skip", "yes")
        _ = await here.texts(MARGARET, "JOIN", "no", "yes", "80", "yes", "mornings", "Harold", "my shed", "skip", "1")
    held = await exported(sqlite_url, MARGARET)
    assert any("Several people" in line for line in held["read_first"])
    assert {person["name"] for person in held["contact_points"][0]["people"]} == {"Margaret", "Harold"}


async def stored_about(url: str, contact: int) -> dict[str, list[Any]]:
    """What still names this contact point, by table."""
    everything = await dump(url)
    return {table: [row for row in rows if contact in row] for table, rows in everything.items()}


async def test_forgetting_leaves_no_word_of_theirs(filled_url: str) -> None:
    async with opened(filled_url) as database:
        contact, before = await contact_of(database, MARGARET), await words(database)
    erased = await forgotten(filled_url, MARGARET)
    assert (erased.contact_points, erased.people, erased.messages) == (1, 1, 13)
    with pytest.raises(NotFound):
        _ = await exported(filled_url, MARGARET)
    async with opened(filled_url) as database:
        after = await words(database)
    for gone in (f"the {WORD} club", f"when is {WORD}?", MARGARET, "the answer that they gave"):
        assert not any(gone in one for values in after.values() for one in values)
    assert f"she misses {WORD}" in "".join(after["messages.text"]), "Jo's words stay"
    assert before["contacts.address"] != after["contacts.address"]
    left = await stored_about(filled_url, contact)
    assert {table for table, rows in left.items() if rows} == {"contacts", "messages", "referrals", "items"}


def file_and_log(url: str) -> bytes:
    path = Path(make_url(url).database or "")
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))


async def test_its_ciphertext_leaves_the_database_too(filled_sqlite_url: str) -> None:
    """The file and its log, byte by byte: deleted pages are overwritten."""
    async with opened(filled_sqlite_url) as database, database.read() as connection:
        contact = (await find(connection, database.vault, MARGARET))[0]
        query = (
            "SELECT text FROM messages WHERE contact_id = :c UNION ALL SELECT text FROM outbox WHERE contact_id = :c"
        )
        sealed = list((await connection.execute(text(query), {"c": contact})).scalars())
    content = file_and_log(filled_sqlite_url)
    assert all(one in content for one in sealed)
    assert len(sealed) > 20
    _ = await forgotten(filled_sqlite_url, MARGARET)
    content = file_and_log(filled_sqlite_url)
    assert not any(one in content for one in sealed)


async def test_others_keep_every_row(filled_url: str) -> None:
    """What is Jo's and Hers is the same, byte for byte, when Margaret is forgotten."""
    async with opened(filled_url) as database:
        ids = [await contact_of(database, who) for who in (JO, HER)]
    before = [await stored_about(filled_url, id) for id in ids]
    _ = await forgotten(filled_url, MARGARET)
    assert [await stored_about(filled_url, id) for id in ids] == before


async def test_the_audit_log_stays_and_says_so(filled_url: str) -> None:
    async with opened(filled_url) as database:
        contact = await contact_of(database, MARGARET)
        async with database.read() as connection:
            before = len((await connection.execute(select(audit.c.id))).all())
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database, database.read() as connection:
        entries = (await connection.execute(select(audit).order_by(audit.c.id))).all()
    assert len(entries) == before + 1
    last = next(entry for entry in entries if entry.action == "forgotten")
    assert (last.actor, last.subject) == ("administrator", f"contact:{contact}")
    assert "13 messages" in last.detail


async def test_forgetting_a_referrer_leaves_the_other_persons_record(filled_url: str) -> None:
    _ = await forgotten(filled_url, JO)
    async with opened(filled_url) as database, database.read() as connection:
        her = (await find(connection, database.vault, HER))[0]
        id = (await connection.execute(select(cases.c.id).where(cases.c.invited_id == her))).scalar_one()
        referral = await referrals.one(connection, database.vault, id)
        item = (await connection.execute(select(queue).where(queue.c.referral_id == id))).first()
    assert referral.state == "incomplete"
    assert referral.facts["matters"] == f"my {WORD}"
    assert {"referrer_name", "relationship"} & referral.facts.keys() == set()
    assert item is not None
    assert item.state == "open"
    async with town(filled_url, LATER) as here:
        assert (await here.texts(HER, "1"))[0].startswith("When is a good time?")


async def test_forgetting_the_person_takes_what_was_told_about_them(filled_url: str) -> None:
    _ = await forgotten(filled_url, HER)
    async with opened(filled_url) as database:
        after = await words(database)
        async with database.read() as connection:
            rest = (await connection.execute(select(facts))).all()
    told = "".join(one for values in after.values() for one in values)
    assert HER not in told
    assert "900003" not in told
    assert f"she misses {WORD}" not in told
    assert len({row.referral_id for row in rest}) == 1, "Margaret's"
    async with town(filled_url, LATER) as here:  # and Jo is still served
        assert await here.texts(JO, "hello")


async def test_a_refused_invitation_is_found_too(filled_url: str) -> None:
    """Margaret is known: nothing links the second referral of her to her but the number in it."""
    async with town(filled_url, LATER) as here:
        _ = await here.texts("+447700900005", *TO_THE_PHONE[:-1], MARGARET, "skip", "yes")
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database:
        told = "".join(one for values in (await words(database)).values() for one in values)
    assert MARGARET not in told
    assert "Peggy Quince" not in told


async def asked_again(here: Town, who: str) -> int:
    """Whether somebody referred is written to: how many first messages go out."""
    await here.clock.advance(days=100)
    _ = await here.texts(who, *TO_THE_PHONE, "skip", "yes")
    opened_now = await here.service.unprompted.open_waiting()
    await here.settled()
    return opened_now


@pytest.mark.parametrize("no", ["no", "STOP", "wrong number"])
async def test_a_no_outlives_forgetting(database_url: str, no: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(JO, *TO_THE_PHONE, "skip", "yes")
        _ = await here.service.unprompted.open_waiting()
        await here.settled()
        _ = await here.texts("+447700900009", no)
        _ = await forgotten(database_url, "07700 900009")
        assert await asked_again(here, "+447700900005") == 0


async def test_whoever_was_forgotten_may_come_back_as_a_stranger(filled_url: str) -> None:
    _ = await forgotten(filled_url, MARGARET)
    async with town(filled_url, LATER) as here:
        assert (await here.texts(MARGARET, "hello"))[0].startswith("Hello")
        _ = await here.texts(MARGARET, "1", "yes")
        assert len(await here.transcript(MARGARET)) == 7


async def test_a_message_delivered_again_does_not_bring_them_back(database_url: str) -> None:
    async with town(database_url) as here:
        await here.service.reception.take(once := here.inbound(MARGARET, "hello", id="SM1"))
        await here.settled()
        _ = await forgotten(database_url, MARGARET)
        await here.service.reception.take(once)
        with pytest.raises(NotFound):
            _ = await exported(database_url, MARGARET)


async def test_somebody_in_danger_is_not_forgotten(filled_url: str) -> None:
    before = await dump(filled_url)
    with pytest.raises(StillInDanger, match="item"):
        _ = await forgotten(filled_url, MARGARET, first=untouched)
    assert await dump(filled_url) == before


async def test_somebody_reached_elsewhere_keeps_their_name_there(filled_sqlite_url: str) -> None:
    async with opened(filled_sqlite_url) as database:
        async with database.write() as tx:
            here, there = [(await find(tx, database.vault, who))[0] for who in (MARGARET, JO)]
            link = "INSERT INTO person_contacts SELECT person_id, :there FROM person_contacts WHERE contact_id = :here"
            _ = await tx.execute(text(link), {"here": here, "there": there})
        assert (await forgotten(filled_sqlite_url, MARGARET)).people == 0
        async with database.read() as connection:
            names = (await connection.execute(select(people.c.name).where(people.c.name.is_not(None)))).all()
            state = (await connection.execute(select(contacts.c.state).where(contacts.c.id == here))).scalar_one()
    assert len(names) == 2
    assert state == "forgotten"


async def test_the_queue_still_opens_afterwards(filled_url: str) -> None:
    _ = await forgotten(filled_url, MARGARET)
    async with opened(filled_url) as database, database.read() as connection:
        closed_ones = await items.queue(connection, database.vault, closed=True)
    assert {one.why for one in closed_ones if one.outcome == "forgotten"} == {""}
