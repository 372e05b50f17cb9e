"""Putting items in the triage queue, and what is merged into one that is there already.

Risks of one person are one item with the worst level, all categories and all words; what may be another person's is
an item of its own. Anything else is merged only with an open item of the same contact, category and level.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from bot.store import alerts
from bot.store.ids import Ids
from bot.store.log import record
from bot.store.marks import take_numbers
from bot.store.prepared import Prepared
from bot.store.speakers import Speaker, speaking
from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, items
from bot.store.vault import Vault
from bot.triage import Whose, is_risk, is_same_case, place, worse, worst_first

WHY, EVIDENCE = "items.why", "items.evidence"
MOST_WORDS = 2000  # characters of what was said, in one item; the transcript has the rest
MOST_EVIDENCE = 40  # rules; the findings have the rest
FLOOD = timedelta(minutes=5)  # so long an alert stands for all that comes after it
UNRESOLVED = ("open", "claimed")

_NEW = Prepared(items.insert())


@dataclass(frozen=True, slots=True)
class Proof:
    """One rule that fired: on which words, and in which version of the screen."""

    rule: str
    words: str
    version: str


@dataclass(frozen=True, slots=True)
class Raised:
    """An item to put in the queue, and what it is about. `standing`: it stays one until it is closed, whoever has it;
    and `person`: whose it is, where several are known at one contact point."""

    level: str
    category: str
    why: str
    contact: int
    referral: int | None = None
    conversation: int | None = None
    message: int | None = None
    categories: tuple[str, ...] = ()
    part: str = "at_risk"
    evidence: tuple[Proof, ...] = ()
    person: int | None = None
    standing: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """All categories, the worst first."""
        return worst_first((self.category[:64], *self.categories))


@dataclass(slots=True)
class _New:
    """An item of this transaction that is not stored yet, so that what follows it can still join it."""

    id: int
    raised: Raised
    whose: Whose
    level: str
    categories: tuple[str, ...]
    words: list[str]
    evidence: list[Proof]
    times: int = 1

    def takes(self, other: Raised, whose: Whose) -> bool:
        mine = self.raised
        if mine.referral is not None or other.referral is not None:
            return False
        if is_risk(self.categories) and is_risk(other.named):
            return is_same_case(self.whose, whose)
        return _alike(mine) == _alike(other)

    def add(self, other: Raised) -> None:
        self.level, self.times = worse(self.level, other.level), self.times + 1
        self.categories = worst_first((*self.categories, *other.named))
        self.words += _fresh(self.words, other.why)
        self.evidence += other.evidence


async def raise_items(tx: Tx, vault: Vault, ids: Ids, raised: Sequence[Raised], now: datetime) -> list[int]:
    """Put items in the queue, or into the ones that are there; the id of the item that each came to."""
    raising = _Raising(tx, vault, ids, now)
    return await raising.take(raised) if raised else []


@dataclass(slots=True)
class _Raising:
    tx: Tx
    vault: Vault
    ids: Ids
    now: datetime
    new: list[_New] = field(default_factory=list[_New])

    async def take(self, raised: Sequence[Raised]) -> list[int]:
        speakers = await speaking(self.tx, [one.contact for one in raised if is_risk(one.named)], self.now)
        found = [await self._one(one, _whose(one, speakers)) for one in raised]
        await self._store()
        return found

    async def _one(self, raised: Raised, whose: Whose) -> int:
        joined = next((new for new in self.new if new.takes(raised, whose)), None)
        if joined is not None:
            joined.add(raised)
            return joined.id
        if raised.referral is None and (row := await self._stored(raised, whose)) is not None:
            await self._merge(row, raised)
            return row.id
        id = self.ids.new(self.now)
        new = _New(id, raised, whose, raised.level, raised.named, raised.why.split("\n"), list(raised.evidence))
        self.new.append(new)
        return id

    async def _stored(self, raised: Raised, whose: Whose) -> Any:
        """The item that takes this in: the oldest of the case, or the open one of the same category and level."""
        i = items.c
        query = select(items, contacts.c.shared).join(contacts, contacts.c.id == i.contact_id)
        query = query.with_for_update(of=items)
        if not is_risk(raised.named):
            same = (i.contact_id == raised.contact) & (i.category == raised.category[:64]) & (i.level == raised.level)
            if raised.person is not None:
                same &= i.person_id == raised.person
            states = UNRESOLVED if raised.standing else ("open",)
            query = query.where(same, i.state.in_(states), i.referral_id.is_(None)).order_by(i.id.desc()).limit(1)
            return (await self.tx.execute(query)).first()
        theirs = i.contact_id == whose.contact
        if whose.person is not None:
            theirs |= i.person_id == whose.person
        rows = (await self.tx.execute(query.where(theirs, i.state.in_(UNRESOLVED), i.referral_id.is_(None)))).all()
        return min((row for row in rows if _is_case(row, whose)), key=_place, default=None)

    async def _merge(self, row: Any, raised: Raised) -> None:
        """Its worst level, all of its words; a red, new to it or said again, has it told again."""
        level = worse(row.level, raised.level)
        categories = worst_first((*row.categories.split("|"), *raised.named))
        change: dict[str, Any] = {
            "level": level,
            "category": categories[0],
            "categories": "|".join(categories),
            "times": row.times + 1,
            "latest_at": self.now,
            "why": self._with_words(row, raised.why),
            "evidence": self._with_evidence(row, raised.evidence),
        }
        change |= await self._again(row, raised.level, level)
        _ = await self.tx.execute(update(items).where(items.c.id == row.id).values(**change))
        if level != row.level:
            entry = ("service", "item raised", f"item:{row.number}", f"from {row.level} to {level}")
            await record(self.tx, self.ids, self.now, [entry])

    async def _again(self, row: Any, raised: str, level: str) -> dict[str, Any]:
        """What triage has to look at anew. An alert that has just gone out stands for what follows it."""
        if level != row.level:
            return {"due_at": None, "climbs_at": None, "step": 0, "attempted_at": None}
        if raised != "red" or await alerts.counted(self.tx, row.id, self.now - FLOOD):
            return {}
        if row.state == "claimed":
            return {"due_at": None, "attempted_at": None}
        return {"climbs_at": self.now} if row.due_at is not None else {}

    def _with_words(self, row: Any, why: str) -> bytes:
        said = self.vault.open(WHY, row.id, row.why)
        more = "\n".join(["", *_fresh(said.split("\n"), why)])
        return self.vault.seal(WHY, row.id, said + more if len(said) + len(more) < MOST_WORDS else said)

    def _with_evidence(self, row: Any, evidence: Sequence[Proof]) -> bytes | None:
        known = opened(self.vault, row)
        return sealed(self.vault, row.id, [*known, *(one for one in evidence if one not in known)])

    async def _store(self) -> None:
        if not self.new:
            return
        numbers = await take_numbers(self.tx, "item", len(self.new))
        rows = [self._row(number, new) for number, new in zip(numbers, self.new, strict=True)]
        await _NEW.run(self.tx, rows)
        entries = [("service", "item raised", f"item:{r['number']}", f"{r['level']} {r['category']}") for r in rows]
        await record(self.tx, self.ids, self.now, entries)

    def _row(self, number: int, new: _New) -> dict[str, Any]:
        raised, words = new.raised, "\n".join(new.words)
        return {
            "id": new.id,
            "number": number,
            "level": new.level,
            "category": new.categories[0],
            "categories": "|".join(new.categories),
            "part": raised.part,
            "state": "open",
            "contact_id": raised.contact,
            "person_id": new.whose.person or raised.person,
            "referral_id": raised.referral,
            "conversation_id": raised.conversation,
            "message_id": raised.message,
            "locality": "",
            "why": self.vault.seal(WHY, new.id, words),
            "evidence": sealed(self.vault, new.id, new.evidence),
            "times": new.times,
            "created_at": self.now,
            "latest_at": self.now,
            "step": 0,
        }


def _alike(one: Raised) -> tuple[object, ...]:
    """What must be the same of two that are one item."""
    return one.contact, one.category, one.level, one.person


def _fresh(said: Sequence[str], why: str) -> list[str]:
    """The lines that are not there yet."""
    return [line for line in why.split("\n") if line not in said]


def _whose(raised: Raised, speakers: Mapping[int, Speaker]) -> Whose:
    speaker = speakers.get(raised.contact, Speaker(None, shared=False))
    return Whose(raised.part, raised.contact, speaker.person, speaker.shared, raised.conversation)


def _place(row: Any) -> tuple[int, datetime, datetime, int]:
    return place(row)


def _is_case(row: Any, whose: Whose) -> bool:
    theirs = Whose(row.part, row.contact_id, row.person_id, row.shared, row.conversation_id)
    return is_risk(row.categories.split("|")) and is_same_case(theirs, whose)


def sealed(vault: Vault, id: int, evidence: Sequence[Proof]) -> bytes | None:
    """The rules that fired with their words, for one item; None for none."""
    rows = [[one.rule, one.words, one.version] for one in evidence[-MOST_EVIDENCE:]]
    return vault.seal(EVIDENCE, id, json.dumps(rows, ensure_ascii=False)) if rows else None


def opened(vault: Vault, row: Any) -> list[Proof]:
    rows: list[list[str]] = json.loads(vault.open(EVIDENCE, row.id, row.evidence) or "[]") if row.evidence else []
    return [Proof(*one) for one in rows]
