"""Who may be the same person as somebody: the same number, or a like name with the same year of birth or postcode.

It only shows; a person decides. Ages and addresses are opened of everybody, names of those alone whose year or postcode
is the same: a thousand people cost 25 ms. By number whoever there is is found; by name those of the newest referrals.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio
from sqlalchemy import BigInteger, select, type_coerce

from bot.store.people import NAME, SAME_NAME
from bot.store.person import Person, of_contact
from bot.store.referrals import FACT
from bot.store.sqlite_writer import Tx
from bot.store.subject import same_address
from bot.store.tables import facts, people, referrals
from bot.store.vault import Vault
from bot.triage import POSTCODE

NUMBER, YEAR, POST = "number", "year", "postcode"
APART = 1  # years of birth that are counted as the same: an age gives one or the other
MOST = 5
LOOKED_AT = 10_000  # ages and addresses, of some five thousand referrals: 100 ms
EPOCH, A_YEAR = 1970, 31_556_952_000  # the year from which milliseconds are counted, and how many a year has


class Alike(NamedTuple):
    """`because`: which of number, year and postcode are the same; `named`: whether their names are alike."""

    id: int
    name: str
    because: frozenset[str]
    named: bool


class _Known(NamedTuple):
    year: int | None
    postcode: str


async def of(tx: Tx, vault: Vault, one: Person) -> list[Alike]:
    """The likeliest first."""
    known = await _known(tx, vault)
    mine = known.pop(one.id, _Known(None, ""))
    numbers = await _same_number(tx, vault, one)
    same = {id: _same(mine, each) for id, each in known.items()}
    maybe = {id for id, because in same.items() if because} | numbers
    names = await _names(tx, vault, maybe - {one.id})
    found = [
        Alike(id, name, frozenset(same.get(id, ())) | ({NUMBER} if id in numbers else set()), _alike(one.name, name))
        for id, name in names.items()
    ]
    likely = [each for each in found if NUMBER in each.because or each.named]
    return sorted(likely, key=lambda each: (not each.named, -len(each.because), each.id))[:MOST]


def _same(mine: _Known, other: _Known) -> set[str]:
    same: set[str] = set()
    if mine.year is not None and other.year is not None and abs(mine.year - other.year) <= APART:
        same.add(YEAR)
    if mine.postcode and mine.postcode == other.postcode:
        same.add(POST)
    return same


def _alike(mine: str, other: str) -> bool:
    """Also where the one is called by a first name alone."""
    left, right = mine.casefold().split(), other.casefold().split()
    if not left or not right:
        return False
    if min(len(left), len(right)) == 1:
        return max(token_sort_ratio(a, b) for a in left for b in right) >= SAME_NAME
    return token_sort_ratio(" ".join(left), " ".join(right)) >= SAME_NAME


async def _known(tx: Tx, vault: Vault) -> dict[int, _Known]:
    """Year of birth and postcode of everybody; of several referrals the newest that tells."""
    f, r = facts.c, referrals.c
    told_at = type_coerce(f.learnt_at, BigInteger)  # in milliseconds: thousands of moments cost more than all the rest
    query = select(r.person_id, f.referral_id, f.field, f.value, told_at).join(referrals, r.id == f.referral_id)
    query = (
        query.where(f.field.in_(("age", "address")), r.person_id.is_not(None))
        .order_by(f.referral_id.desc())
        .limit(LOOKED_AT)
    )
    years: dict[int, int] = {}
    postcodes: dict[int, str] = {}
    for row in reversed((await tx.execute(query)).all()):
        person, referral, field, sealed, at = tuple(row)
        value = vault.open(f"{FACT}.{field}", referral, sealed)
        if field == "age" and value.isdecimal():
            years[person] = EPOCH + at // A_YEAR - int(value)
        elif field == "address" and (postcode := POSTCODE.search(value)):
            postcodes[person] = "".join(postcode[0].split()).upper()
    return {id: _Known(years.get(id), postcodes.get(id, "")) for id in years.keys() | postcodes.keys()}


async def _same_number(tx: Tx, vault: Vault, one: Person) -> set[int]:
    """Whoever is reached at a number of theirs, on any channel."""
    here = {id for point in one.points for id in await same_address(tx, vault, point)}
    return {id for point in here for id, _ in await of_contact(tx, vault, point)} - {one.id}


async def _names(tx: Tx, vault: Vault, ids: set[int]) -> Mapping[int, str]:
    p = people.c
    rows = await tx.execute(select(p.id, p.name).where(p.id.in_(ids), p.name.is_not(None)))
    return {row.id: vault.open(NAME, row.id, row.name) for row in rows}
