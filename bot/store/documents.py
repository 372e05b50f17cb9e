"""What was decided at the desk in place of a setting or of a file of ours: every version, and the one in use.

Whether a text can be used is not known here: whoever keeps one has checked it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from bot.errors import AlreadyTaken, FrontdoorError, NotFound
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.marks import alone
from bot.store.sqlite_writer import Tx
from bot.store.tables import documents

WAITING, TAKEN, REFUSED = "waiting", "taken", "refused"
TURN = "documents"  # one is kept after the other
_D = documents.c
Key = tuple[str, str]


class ChangedMeanwhile(FrontdoorError):
    """Somebody else has changed this since you opened the page. Look at what is there now, and send yours again if it still holds."""


class YourOwn(FrontdoorError):
    """This needs a second person: whoever wrote it cannot confirm it."""


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is None where the settings or our files count again. `by` wrote it, `settled_by` confirmed or refused it."""

    id: int
    kind: str
    name: str
    text: str | None
    state: str
    by: str
    at: datetime
    settled_by: str | None
    taken_at: datetime | None


async def in_use(tx: Tx) -> Mapping[Key, Document]:
    """What counts instead of the settings and our files, by kind and name."""
    query = select(documents).where(_D.state == TAKEN).order_by(_D.taken_at, _D.id)
    latest = {(row.kind, row.name): Document(*row) for row in await tx.execute(query)}
    return {key: one for key, one in latest.items() if one.text is not None}


async def mark(tx: Tx) -> tuple[int, int]:
    """Differs whenever another version is in use."""
    query = select(func.count().label("many"), func.max(_D.taken_at, type_=_D.taken_at.type).label("latest"))
    row = (await tx.execute(query.where(_D.state == TAKEN))).one()
    return int(row.many), int(row.latest.timestamp() * 1000) if row.latest else 0


async def versions(tx: Tx, kind: str, name: str) -> Sequence[Document]:
    """All of one thing, the newest first."""
    query = select(documents).where(_D.kind == kind, _D.name == name).order_by(_D.at.desc(), _D.id.desc())
    return [Document(*row) for row in await tx.execute(query)]


async def waiting(tx: Tx) -> Sequence[Document]:
    """What waits for a second person, the oldest first."""
    return [Document(*row) for row in await tx.execute(select(documents).where(_D.state == WAITING).order_by(_D.id))]


async def one(tx: Tx, id: int) -> Document:
    """Raises NotFound."""
    row = (await tx.execute(select(documents).where(_D.id == id))).first()
    if row is None:
        raise NotFound("This version was never there.")
    return Document(*row)


async def newest(tx: Tx, kind: str, name: str) -> int:
    """The number of the newest version, whatever became of it; 0 for none."""
    query = select(func.max(_D.id)).where(_D.kind == kind, _D.name == name)
    return int((await tx.execute(query)).scalar() or 0)


async def keep(
    hands: Hands, key: Key, text: str | None, who: str, seen: int, *, second: bool = False, because: str = ""
) -> int:
    """A new version. `seen`: the newest that whoever wrote it had before them. `second`: it counts once a second person
    confirms it, else at once. Raises ChangedMeanwhile."""
    kind, name = key
    await alone(hands.tx, TURN)
    if await newest(hands.tx, kind, name) != seen:
        raise ChangedMeanwhile
    id, state = hands.ids.new(hands.now), WAITING if second else TAKEN
    row = {
        "id": id, "kind": kind, "name": name, "text": text, "state": state, "by": who, "at": hands.now,
        "taken_at": None if second else hands.now,
    }  # fmt: skip
    _ = await hands.tx.execute(documents.insert().values(row))
    what = "proposed" if second else "changed" if text is not None else "given up"
    await _logged(hands, who, f"{kind} {what}", id, because or name)
    return id


async def settle(hands: Hands, id: int, who: str, *, takes: bool) -> Document:
    """A second person confirms what waits, or refuses it. Raises NotFound, YourOwn, ChangedMeanwhile,
    AlreadyTaken."""
    await alone(hands.tx, TURN)
    found = await one(hands.tx, id)
    if takes and found.by == who:
        raise YourOwn
    if takes and await newest(hands.tx, found.kind, found.name) != id:
        raise ChangedMeanwhile
    state = TAKEN if takes else REFUSED
    change = update(documents).where(_D.id == id, _D.state == WAITING)
    values = {"state": state, "settled_by": who, "taken_at": hands.now if takes else None}
    if (await hands.tx.execute(change.values(**values))).rowcount != 1:
        raise AlreadyTaken("It was confirmed or refused already.")
    await _logged(hands, who, f"{found.kind} {'confirmed' if takes else 'refused'}", id, found.name)
    return found


async def _logged(hands: Hands, who: str, what: str, id: int, detail: str) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, what, f"document:{id}", detail)])
    await note_change(hands.tx, hands.now)
