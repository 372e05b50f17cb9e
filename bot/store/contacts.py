"""Contact points and their open conversations: found or made, locked, loaded, and written back."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select, update

from bot.replying import READING_TIME
from bot.state import Contact, State, Talk
from bot.store.ids import Ids
from bot.store.lately import add_lately
from bot.store.on_programme import add_programmes
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import Instant, contacts, conversations, messages, referrals
from bot.store.upsert import insert_new
from bot.store.vault import Vault
from flows.journal import Journal, from_rows, rows
from flows.question import Question, outdated
from flows.talk import Person

BODY, TEXT, ADDRESS = "conversations.body", "messages.text", "contacts.address"

_KEYS, _IDS = many("keys"), many("ids")
_BY_KEY = Prepared(select(contacts.c.id, contacts.c.address_key).where(contacts.c.address_key.in_(_KEYS)))
_POINT = [contacts.c[name] for name in (
    "id", "channel", "state", "language", "discreet", "safe_time", "shared", "human_owns", "human_at", "paused_at",
    "speaking_id", "spoke_at", "last_in_at", "minor_at",
    "red_at", "amber_at", "deaf_at", "unread_language",
)]  # fmt: skip
_LOCKED = Prepared(select(*_POINT).where(contacts.c.id.in_(_IDS)).order_by(contacts.c.id).with_for_update())
_OPEN_TALKS = Prepared(
    select(conversations)
    .where(conversations.c.contact_id.in_(_IDS), conversations.c.state == "open")
    .order_by(conversations.c.id)
)
_OVER_TALKS = Prepared(
    select(conversations)
    .where(conversations.c.id.in_(many("pressed")), conversations.c.contact_id.in_(_IDS))
    .where(conversations.c.state == "expired")
)
_OF = referrals.c
_REFERRALS = Prepared(
    select(_OF.contact_id, _OF.invited_id, _OF.source, _OF.state, _OF.may_tell_referrer, _OF.completed_at)
    .where(_OF.contact_id.in_(_IDS) | _OF.invited_id.in_(_IDS))
    .order_by(_OF.id)
)
_WORDS = Prepared(select(messages.c.id, messages.c.text).where(messages.c.id.in_(_IDS)))
_UPDATE_CONTACT = Prepared(update(contacts).where(contacts.c.id == bindparam("b_id")))
_NEW_TALK = Prepared(conversations.insert())
_OF_TALK, _SHOWN = conversations.c, bindparam("b_shown", type_=Instant())
# The outbox marks a question as shown without locking its contact point, perhaps since this turn loaded it: while the
# same row asks, that mark stays.
_MARK = case((_OF_TALK.asking == bindparam("b_asking"), func.coalesce(_SHOWN, _OF_TALK.shown_at)), else_=_SHOWN)
_UPDATE_TALK = Prepared(update(conversations).where(_OF_TALK.id == bindparam("b_id")).values(shown_at=_MARK))


async def find_or_make(
    tx: Tx, vault: Vault, ids: Ids, addresses: Iterable[tuple[str, str]], now: datetime
) -> dict[tuple[str, str], int]:
    """The id of each (channel, address); unknown ones are made, in the order of their keys so that two
    processes cannot wait for each other."""
    keys = {key: pair for pair in set(addresses) for key in vault.look_ups(*pair)}
    found = await _known(tx, keys)
    missing = sorted((vault.look_up(*pair), pair) for pair in set(keys.values()) - found.keys())
    if missing:
        rows = [_new_row(vault, ids.new(now), key, pair, now) for key, pair in missing]
        await insert_new(tx, contacts, rows, on=("address_key",))
        found = await _known(tx, keys)
    return found


async def _known(tx: Tx, keys: Mapping[bytes, tuple[str, str]]) -> dict[tuple[str, str], int]:
    return {keys[row.address_key]: row.id for row in await _BY_KEY.rows(tx, keys=list(keys))}


def _new_row(vault: Vault, id: int, key: bytes, pair: tuple[str, str], now: datetime) -> dict[str, object]:
    channel, address = pair
    return {
        "id": id,
        "channel": channel,
        "address": vault.seal(ADDRESS, id, address),
        "address_key": key,
        "state": "ok",
        "language": "en",
        "discreet": False,
        "safe_time": "any",
        "shared": False,
        "human_owns": False,
        "created_at": now,
    }


async def lock(tx: Tx, ids: Sequence[int]) -> None:
    """Wait until no turn of these contact points is under way, and keep others from beginning until we commit."""
    _ = await tx.execute(select(contacts.c.id).where(contacts.c.id.in_(ids)).order_by(contacts.c.id).with_for_update())


async def load_states(
    tx: Tx, vault: Vault, ids: Sequence[int], now: datetime, pressed: Collection[int] = ()
) -> dict[int, State]:
    """Lock these contact points, by id, and load each with its open conversations, oldest first; and those conversations
    that are over whose buttons were pressed."""
    states = {row.id: State(_contact(row)) for row in await _LOCKED.rows(tx, ids=sorted(ids))}
    for row in await _OVER_TALKS.rows(tx, ids=sorted(ids), pressed=sorted(pressed)) if pressed else ():
        states[row.contact_id].talks.append(_talk(vault, row))
    for row in await _OPEN_TALKS.rows(tx, ids=sorted(ids)):
        states[row.contact_id].talks.append(_talk(vault, row))
    await _add_referrals(tx, states)
    await add_programmes(tx, vault, states)
    await _add_words(tx, vault, states, now)
    await add_lately(tx, vault, states, now)
    return states


def _contact(row: Any) -> Contact:
    return Contact(*row)


async def _add_referrals(tx: Tx, states: Mapping[int, State]) -> None:
    """How the latest referral of each contact point stands: as the person referred, and as a referrer."""
    for row in await _REFERRALS.rows(tx, ids=list(states)):
        if row.invited_id in states:
            states[row.invited_id].contact.referral = row.state
        if row.contact_id not in states:
            continue
        contact = states[row.contact_id].contact
        if row.source == "family" and row.completed_at is not None:
            contact.referred = "said_yes" if row.may_tell_referrer else "asked"
        elif row.source == "family":
            contact.referred = "begun" if row.state == "incomplete" else contact.referred
        else:
            contact.referral = row.state


async def _add_words(tx: Tx, vault: Vault, states: Mapping[int, State], now: datetime) -> None:
    """The words of stored answers that this turn may have to read again. Most turns need none."""
    talks = {m: talk for state in states.values() for talk in state.talks for m in _words_needed(talk, now)}
    if not talks:
        return
    for row in await _WORDS.rows(tx, ids=list(talks)):
        talks[row.id].texts[row.id] = vault.open(TEXT, row.id, row.text)


def _words_needed(talk: Talk, now: datetime) -> Iterable[int]:
    last = talk.journal.last_answer()
    may_go_on = last is not None and (talk.shown_at is None or now - talk.shown_at < READING_TIME)
    return (*(last.messages if last and may_go_on else ()), *outdated(talk.journal))


_PACKED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict)


def pack(talk: Talk) -> str:
    """The body of a conversation as it is sealed: snapshot, journal, open question."""
    question = talk.question
    asked = question and [
        question.name, question.kind, question.keys, question.optional, question.review, question.tries, question.args,
        question.either,
    ]  # fmt: skip
    person = talk.person
    snapshot = [person.channel, person.known, person.shared, person.about]
    return _PACKED.encode([1, snapshot, rows(talk.journal), asked])


def unpack(body: str) -> tuple[Person, Journal, Question | None]:
    _, snapshot, journal, asked = json.loads(body)
    question = None
    if asked:
        name, kind, keys, optional, review, tries, args, *either = asked  # the last since 0.4.1
        question = Question(name, kind, tuple(keys), optional, review, tries, args, tuple(*either))
    return Person(*snapshot), from_rows(journal), question


def _talk(vault: Vault, row: Any) -> Talk:
    person, journal, question = unpack(vault.open(BODY, row.id, row.body))
    return Talk(
        row.id, row.flow, person, journal, question, row.state, row.asking, row.shown_at, row.started_at, is_new=False
    )


async def save_contacts(tx: Tx, changed: Sequence[Contact]) -> None:
    rows = [
        {
            "b_id": c.id,
            "state": c.state,
            "language": c.language,
            "discreet": c.discreet,
            "safe_time": c.safe_time,
            "human_at": c.human_at,
            "paused_at": c.paused_at,
            "last_in_at": c.last_in_at,
            "minor_at": c.minor_at,
            "red_at": c.red_at,
            "amber_at": c.amber_at,
            "deaf_at": c.deaf_at,
            "unread_language": c.unread_language,
        }
        for c in changed
    ]
    await _UPDATE_CONTACT.run(tx, rows)


async def save_talks(tx: Tx, vault: Vault, changed: Sequence[tuple[int, Talk]], now: datetime) -> None:
    """Write conversations back; `changed` pairs each with its contact point."""
    new = [_talk_row(vault, talk, now) | _begun(contact, talk, now) for contact, talk in changed if talk.is_new]
    old = [_talk_row(vault, talk, now) | _gone_on(talk) for _, talk in changed if not talk.is_new]
    await _NEW_TALK.run(tx, new)
    await _UPDATE_TALK.run(tx, old)


def _talk_row(vault: Vault, talk: Talk, now: datetime) -> dict[str, object]:
    body = vault.seal(BODY, talk.id, pack(talk))
    return {"state": talk.state, "body": body, "asking": talk.asking, "updated_at": now}


def _begun(contact: int, talk: Talk, now: datetime) -> dict[str, object]:
    return {"id": talk.id, "contact_id": contact, "flow": talk.flow, "started_at": now, "shown_at": talk.shown_at}


def _gone_on(talk: Talk) -> dict[str, object]:
    return {"b_id": talk.id, "b_asking": talk.asking, "b_shown": talk.shown_at}
