"""Which other agencies were told about somebody, when, with their consent or without it, and why. Never changed afterwards:
what turns out to be wrong is said in another line."""

from typing import Any, NamedTuple

from sqlalchemy import exists, select

from bot.store import staff
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import agencies_told, items
from bot.store.vault import Vault

WHOM, WHY = "agencies_told.whom", "agencies_told.why"
# Stored codes; never renamed. MARAC: the multi-agency meeting about high-risk domestic abuse.
MARAC = "marac"
AGENCIES = (
    MARAC, "police", "social_care", "childrens_services", "domestic_abuse", "gp", "mental_health", "hospital",
    "ambulance", "fire", "housing", "probation", "voluntary", "other",
)  # fmt: skip
WITH, WITHOUT = "yes", "no"
KEPT = "kept"  # without, and kept by law when the rest of them was erased


class Told(NamedTuple):
    """`agency`: a code; `whom`: who it was there; `on`: a local day; `consent`: yes, no, or kept."""

    agency: str
    whom: str
    on: str
    consent: str
    why: str
    by: str


async def tell(hands: Hands, person: int, told: Told) -> None:
    id, vault = hands.ids.new(hands.now), hands.vault
    row = {
        "id": id, "person_id": person, "agency": told.agency, "whom": vault.seal(WHOM, id, told.whom),
        "told_on": told.on, "consent": told.consent, "why": vault.seal(WHY, id, told.why), "by": told.by, "at": hands.now,
    }  # fmt: skip
    _ = await hands.tx.execute(agencies_told.insert().values(**row))
    detail = f"{told.agency}, {'with' if told.consent == WITH else 'without'} consent"
    await record(hands.tx, hands.ids, hands.now, [(told.by, "agency told", f"person:{person}", detail)])
    await note_change(hands.tx, hands.now)


async def of_person(tx: Tx, vault: Vault, person: int) -> list[Told]:
    """The newest day first."""
    a = agencies_told.c
    rows = (await tx.execute(select(agencies_told).where(a.person_id == person).order_by(a.told_on.desc(), a.id))).all()
    names = await staff.called(tx, vault)
    return [_told(vault, row, names.get(row.by, row.by)) for row in rows]


def _told(vault: Vault, row: Any, by: str) -> Told:
    whom, why = vault.open(WHOM, row.id, row.whom), vault.open(WHY, row.id, row.why)
    return Told(row.agency, whom, row.told_on, row.consent, why, by)


async def of_abuse(tx: Tx, ids: list[int]) -> bool:
    """Whether one of these items is of abuse, and nobody called it a false alarm."""
    i, not_so = items.c, "false_alarm"
    abuse = i.id.in_(ids) & i.categories.contains("abuse")
    so = (i.outcome.is_(None) | (i.outcome != not_so)) & (i.verdict.is_(None) | (i.verdict != not_so))
    return bool((await tx.execute(select(exists().where(abuse, so)))).scalar())
