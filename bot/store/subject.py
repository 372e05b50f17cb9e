"""Everything held about one contact point and the people who use it, for a person who asks for their data.

Finding them, and one document of it. Somebody else's part is kept back where it would tell that other person's
business: what became of people they referred, and what staff made of danger to somebody else. What must be read by a
person before it is handed over is said first.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from bot.errors import NotFound
from bot.store.columns import SEALED
from bot.store.contacts import ADDRESS
from bot.store.sqlite_writer import Tx
from bot.store.subject_person import of_their_page
from bot.store.subject_programme import programmes
from bot.store.tables import (
    acts,
    audit,
    contacts,
    conversations,
    drafts,
    facts,
    findings,
    incidents,
    item_notes,
    items,
    messages,
    openings,
    outbox,
    people,
    person_contacts,
    referrals,
    restrictions,
    reviews,
)
from bot.store.vault import Vault
from flows.answers.reaching.phones import as_e164

ITEM = re.compile(r"#\d+|[1-9]\d{0,6}")  # longer numbers are addresses
ABOUT_ANOTHER = "agreement"  # items on a referrer's contact point about the person they referred
KEYED = ("address_key", "dedupe")  # hashes, which mean nothing outside the database
READ_FIRST = (
    "Check that whoever asks is the person this is about.",
    "`referrals` may hold what somebody else told us in confidence: decide whether it can be handed over.",
    "`notes`, `notes_about_them`, `agencies_told`, `sharing`, `drafts`, `late`, `opened_with_a_reason` and `restrictions` "
    "are words of staff, and may be about others, or name who told us. Take out what is theirs, and what could put somebody "
    "in danger if this is read by whoever hurts them.",
)
OF_ANOTHER = (
    "What staff made of danger to somebody else was kept back: of those items it holds only what they wrote themselves."
)
WITNESS = "witness"  # the item is about somebody else
THEIR_OWN = ("id", "number", "part", "contact_id", "message_id", "conversation_id", "evidence", "times", "created_at")
SHARED = "Several people use this contact point: take out what the others wrote."


async def find(tx: Tx, vault: Vault, who: str) -> list[int]:
    """The contact points with this number or address on any channel, or of this item. Raises NotFound."""
    who = who.strip()
    if ITEM.fullmatch(who):
        query = select(items.c.contact_id).where(items.c.number == int(who.lstrip("#")))
        found = list((await tx.execute(query)).scalars())
    else:
        found = await _at(tx, vault, who)
    if not found:
        raise NotFound("Nobody is known here under that number, address or item.")
    return found


async def same_address(tx: Tx, vault: Vault, contact: int) -> list[int]:
    """This contact point, and those with its number or address on any other channel. None when it is forgotten."""
    row = (await tx.execute(select(contacts.c.address).where(contacts.c.id == contact))).one_or_none()
    return await _at(tx, vault, vault.open(ADDRESS, contact, row.address)) if row else []


async def _at(tx: Tx, vault: Vault, address: str) -> list[int]:
    channels = (await tx.execute(select(contacts.c.channel).distinct())).scalars().all()
    keys = [key for name in channels for spelt in _spellings(address) for key in vault.look_ups(name, spelt)]
    query = select(contacts.c.id).where(contacts.c.address_key.in_(keys)).order_by(contacts.c.id)
    return list((await tx.execute(query)).scalars())


def _spellings(who: str) -> set[str]:
    return {who} | {number for number in [as_e164(re.sub(r"[^\d+]", "", who))] if number}


async def document(tx: Tx, vault: Vault, found: Sequence[int], now: datetime) -> dict[str, Any]:
    """Everything about these contact points, as plain data for JSON."""
    points = [await _Subject(tx, vault, id).collect() for id in found]
    shared = [SHARED] if any(len(point["people"]) > 1 or point["shared"] for point in points) else []
    another = [OF_ANOTHER] if any(_is_anothers(item) for point in points for item in point["items"]) else []
    return {"made_at": now.isoformat(), "read_first": [*READ_FIRST, *shared, *another], "contact_points": points}


class _Subject:
    """One contact point being collected."""

    def __init__(self, tx: Tx, vault: Vault, contact: int):
        self.tx, self.vault, self.contact = tx, vault, contact

    async def collect(self) -> dict[str, Any]:
        point = (await self._rows(contacts, contacts.c.id == self.contact))[0]
        persons = select(person_contacts.c.person_id).where(person_contacts.c.contact_id == self.contact)
        talks = await self._rows(conversations, conversations.c.contact_id == self.contact)
        cases, who = await self._cases(persons), (await self.tx.execute(persons)).scalars().all()
        point |= {
            "people": await self._rows(people, people.c.id.in_(persons)),
            "also_reached_at": await self._elsewhere(persons),
            "messages": await self._messages(),
            "conversations": [talk | {"body": json.loads(talk["body"])} for talk in talks],
            "acts": await self._acts(talks),
            "drafts": [one for one in await self._rows(drafts, drafts.c.contact_id == self.contact) if one["text"]],
            "referrals": cases,
            "people_they_referred": await self._referred(cases),
            "programmes": await programmes(self._rows, self.contact, persons),
            **await of_their_page(self._rows, [*who, *(case["person_id"] for case in cases if "person_id" in case)]),
            "items": await self._items(talks, cases),
            "findings": await self._of_their_words(findings),
            "sample": await self._of_their_words(reviews),
            "opened_with_a_reason": await self._rows(openings, openings.c.contact_id == self.contact),
            "restrictions": await self._rows(restrictions, restrictions.c.contact_id == self.contact),
        }
        return point | {"audit": await self._audit(point)}

    async def _rows(self, table: Table, *where: ColumnElement[bool]) -> list[dict[str, Any]]:
        """Rows as data for JSON, oldest first: words opened, times as text, empty columns left out."""
        query = select(table).where(*where).order_by(*table.primary_key.columns)
        return [_plain(self.vault, table, row) for row in await self.tx.execute(query)]

    async def _messages(self) -> list[dict[str, Any]]:
        theirs = await self._rows(messages, messages.c.contact_id == self.contact)
        ours = await self._rows(outbox, outbox.c.contact_id == self.contact)
        both = [one | {"from": "them"} for one in theirs] + [one | {"from": "us"} for one in ours]
        return sorted(both, key=lambda one: one["id"])

    async def _acts(self, talks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        done = await self._rows(acts, acts.c.conversation_id.in_([talk["id"] for talk in talks]))
        return [act | {"args": json.loads(act["args"])} for act in done]

    async def _cases(self, persons: Any) -> list[dict[str, Any]]:
        """Referrals that are about them, whoever made them, with what was learnt."""
        r = referrals.c
        theirs = (r.contact_id == self.contact) & (r.source != "family")
        cases = await self._rows(referrals, theirs | (r.invited_id == self.contact) | r.person_id.in_(persons))
        for case in cases:
            learnt = await self._rows(facts, facts.c.referral_id == case["id"])
            case["learnt"] = {one["field"]: one["value"] for one in learnt if one["value"]}
            if case["contact_id"] != self.contact:
                del case["contact_id"]  # who referred them
        return cases

    async def _referred(self, cases: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """That they referred somebody, and when. What they told is in their messages; what came of it is not theirs."""
        made = await self._rows(referrals, referrals.c.contact_id == self.contact)
        mine = {case["id"] for case in cases}
        return [{"opened_at": one["opened_at"]} for one in made if one["id"] not in mine]

    async def _items(self, talks: Sequence[dict[str, Any]], cases: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The queue's items about them; those about somebody whom they referred are that person's."""
        mine = [case["id"] for case in cases]
        queue = await self._rows(items, (items.c.contact_id == self.contact) | items.c.referral_id.in_(mine))
        family = {talk["id"] for talk in talks if talk["flow"] == "family_referral"}
        theirs = [
            one
            for one in queue
            if one.get("referral_id") in (None, *mine)
            and (one["category"] != ABOUT_ANOTHER or one.get("conversation_id") not in family)
        ]
        return [await self._with_words_of_staff(one) for one in theirs]

    async def _with_words_of_staff(self, item: dict[str, Any]) -> dict[str, Any]:
        """Its notes, what was shared about them, and whether it was found late. The verdict stands in the item."""
        item |= {name: json.loads(item[name]) for name in ("evidence", "sharing") if name in item}
        if _is_anothers(item):
            return {name: item[name] for name in THEIR_OWN if name in item}
        notes = await self._rows(item_notes, item_notes.c.item_id == item["id"])
        late = await self._rows(incidents, incidents.c.item_id == item["id"])
        return item | {"notes": notes, "late": late}

    async def _of_their_words(self, table: Table) -> list[dict[str, Any]]:
        """What the screen, or whoever read the sample, made of each message that they wrote."""
        wrote = select(messages.c.id).where(messages.c.contact_id == self.contact)
        rows = await self._rows(table, table.c.message_id.in_(wrote))
        return [row | {"evidence": json.loads(row["evidence"] or "[]")} if "evidence" in row else row for row in rows]

    async def _elsewhere(self, persons: Any) -> list[dict[str, Any]]:
        p = person_contacts.c
        others = select(p.contact_id).where(p.person_id.in_(persons), p.contact_id != self.contact)
        found = await self._rows(contacts, contacts.c.id.in_(others))
        return [{"channel": one["channel"], "address": one["address"]} for one in found]

    async def _audit(self, point: dict[str, Any]) -> list[dict[str, Any]]:
        subjects = [f"contact:{self.contact}"]
        subjects += [f"conversation:{talk['id']}" for talk in point["conversations"]]
        subjects += [f"item:{one['number']}" for one in point["items"] if not _is_anothers(one)]
        subjects += [f"referral:{case['id']}" for case in point["referrals"]]
        subjects += [f"episode:{one['id']}" for one in point["programmes"]]
        subjects += [f"person:{one['id']}" for one in point["people"]]
        return await self._rows(audit, audit.c.subject.in_(subjects))


def _is_anothers(item: dict[str, Any]) -> bool:
    return item["part"] == WITNESS


def _plain(vault: Vault, table: Table, row: Any) -> dict[str, Any]:
    sealed = {one.name: one for one in SEALED if one.table is table}
    plain: dict[str, Any] = {}
    for column, value in row._mapping.items():
        if value is None or column in KEYED:
            continue
        if column in sealed:
            plain[column] = vault.open(*sealed[column].bound_to(row), value)
        else:
            plain[column] = value.isoformat() if isinstance(value, datetime) else value
    return plain
