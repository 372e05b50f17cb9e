"""What erasing somebody would take and what would stay, told before anything is done. Reads only, and looks at what
erasing itself looks at (forgetting.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Table, func, select

from bot.store.contacts import ADDRESS
from bot.store.forgetting import Erasure
from bot.store.forgetting_person import kept_of
from bot.store.forgetting_programme import theirs
from bot.store.hands import Hands
from bot.store.people import NAME
from bot.store.tables import agencies_told, contacts, episodes, items, messages, outbox, people, person_contacts
from bot.triage import is_risk

Fate = Literal["goes", "kept", "another's"]


@dataclass(frozen=True, slots=True)
class Matter:
    """An item about them: erased with the rest, kept by law, or about somebody whom they referred."""

    number: int
    category: str
    state: str
    outcome: str | None
    closed_at: datetime | None
    fate: Fate
    risk: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`points` and `elsewhere`: contact point, channel, address. `names`: everybody who is reached there and nowhere
    else; `many`: several people use it. `told`: how often an agency was told without consent."""

    points: Sequence[tuple[int, str, str]]
    elsewhere: Sequence[tuple[int, str, str]]
    names: Sequence[str]
    many: bool
    messages: int
    texts: int
    programmes: int
    matters: Sequence[Matter]
    told: int


async def foresee(hands: Hands, found: Sequence[int]) -> Foreseen:
    """Of erasing these contact points."""
    erasure, m, o = Erasure(hands, found), messages.c, outbox.c
    await erasure.look(records=False)
    named = await _names(hands, erasure)
    return Foreseen(
        await _points(hands, found),
        await _points(hands, await _elsewhere(hands, found)),
        named,
        len(erasure.gone) > 1 or await _is_shared(hands, found),
        await _count(hands, messages, m.contact_id.in_(found) | m.conversation_id.in_(erasure.talks)),
        await _count(hands, outbox, o.contact_id.in_(found) | o.conversation_id.in_(erasure.talks)),
        await _count(hands, episodes, theirs(found, erasure.gone)),
        [_matter(row, erasure) for row in (await hands.tx.execute(select(items).where(erasure.about))).all()],
        await _count(hands, agencies_told, await kept_of(hands, erasure.gone)),
    )


def _matter(row: Any, erasure: Erasure) -> Matter:
    fate: Fate = "kept" if row.id in erasure.kept else "goes" if row.id in erasure.queue else "another's"
    risk = is_risk(row.categories.split("|"))
    return Matter(row.number, row.category, row.state, row.outcome, row.resolved_at, fate, risk)


async def _names(hands: Hands, erasure: Erasure) -> list[str]:
    named = select(people.c.id, people.c.name).where(people.c.id.in_(erasure.gone), people.c.name.is_not(None))
    return [hands.vault.open(NAME, row.id, row.name) for row in await hands.tx.execute(named.order_by(people.c.id))]


async def _points(hands: Hands, ids: Sequence[int]) -> list[tuple[int, str, str]]:
    c = contacts.c
    rows = await hands.tx.execute(select(c.id, c.channel, c.address).where(c.id.in_(ids)).order_by(c.id))
    return [(row.id, row.channel, hands.vault.open(ADDRESS, row.id, row.address)) for row in rows]


async def _elsewhere(hands: Hands, found: Sequence[int]) -> list[int]:
    """Where else people who are reached here are reached."""
    p = person_contacts.c
    here = select(p.person_id).where(p.contact_id.in_(found))
    others = select(p.contact_id).where(p.person_id.in_(here), p.contact_id.not_in(found)).distinct()
    return list((await hands.tx.execute(others)).scalars())


async def _is_shared(hands: Hands, found: Sequence[int]) -> bool:
    shared = select(contacts.c.id).where(contacts.c.id.in_(found), contacts.c.shared.is_(True)).limit(1)
    return (await hands.tx.execute(shared)).first() is not None


async def _count(hands: Hands, table: Table, theirs: Any) -> int:
    return (await hands.tx.execute(select(func.count()).select_from(table).where(theirs))).scalar_one()
