"""How somebody of the staff proves at the desk who they are: a password, and codes from an app. A one-time link lets
them choose both, or another sign-in (`accounts`) in their place; until it is used, what they had before holds.

The name that they sign in with is that of the staff list, where no two are alike: names are few, so that opening all of
them costs less than a second index of hashes would have to be kept right.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyotp
from sqlalchemy import select, union, update

from bot.store import sessions
from bot.store.hands import Hands
from bot.store.log import SYSTEM, record
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member, actor, members
from bot.store.tables import accounts, enrolments
from bot.store.tables import logins as table
from bot.store.vault import Vault

LIVES = timedelta(hours=24)
BYTES = 32
SECRET, PENDING = "logins.totp_secret", "enrolments.secret"


@dataclass(frozen=True, slots=True)
class Login:
    """`password` is its hash; `secret` that of the codes, in Base32; `step` that of the last code that was accepted."""

    member: Member
    password: str
    secret: str
    step: int
    enrolled_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a good link leads to: whose it is, and the secret that their app takes over."""

    id: int
    member: Member
    secret: str


async def new_link(hands: Hands, id: int, who: str = SYSTEM) -> str:
    """What a new link of theirs ends in, to be shown once. Links that they had before open nothing any more."""
    await void_links(hands, id)
    token, row_id = secrets.token_urlsafe(BYTES), hands.ids.new(hands.now)
    row = {
        "id": row_id,
        "staff_id": id,
        "token_hash": _hashes(hands.vault, token)[0],
        "secret": hands.vault.seal(PENDING, row_id, pyotp.random_base32()),
        "created_at": hands.now,
        "expires_at": hands.now + LIVES,
    }
    _ = await hands.tx.execute(enrolments.insert().values(row))
    await record(hands.tx, hands.ids, hands.now, [(who, "sign-in link made", actor(id), "")])
    return token


async def invited(tx: Tx, vault: Vault, token: str, now: datetime) -> Invitation | None:
    """What the link leads to while it is good; nothing is used up."""
    e = enrolments.c
    good = e.token_hash.in_(_hashes(vault, token)), e.used_at.is_(None), e.expires_at > now
    row = (await tx.execute(select(enrolments).where(*good))).first()
    member = await _member(tx, vault, row.staff_id) if row else None
    return Invitation(row.id, member, vault.open(PENDING, row.id, row.secret)) if row and member else None


async def enrol(hands: Hands, token: str, password: str, step: int) -> Member | None:
    """Use the link up: this hash and the link's secret count from now on. None for a link that is not good; of two who try at once one is enrolled."""
    found = await invited(hands.tx, hands.vault, token, hands.now)
    if found is None or not await use(hands, found):
        return None
    row = {
        "staff_id": found.member.id,
        "password_hash": password,
        "totp_secret": hands.vault.seal(SECRET, found.member.id, found.secret),
        "totp_step": step,
        "enrolled_at": hands.now,
    }
    _ = await hands.tx.execute(table.insert().values(row))
    me = found.member.actor
    await record(hands.tx, hands.ids, hands.now, [(me, "enrolled to sign in", me, "")])
    return found.member


async def called(tx: Tx, vault: Vault, name: str) -> Login | None:
    """Whoever of the staff has this name, if they have enrolled."""
    wanted = folded(name)
    found = next((one for one in await members(tx, vault) if folded(one.name) == wanted), None)
    query = select(table).where(table.c.staff_id == (found.id if found else 0))
    row = (await tx.execute(query)).first()
    return _login(vault, found, row) if found and row else None


async def enrolled(tx: Tx) -> frozenset[int]:
    """Who has set up how they sign in, by member: a password, or an account of the organisation."""
    query = union(select(table.c.staff_id), select(accounts.c.staff_id))
    return frozenset((await tx.execute(query)).scalars())


async def use_step(hands: Hands, login: Login, step: int) -> bool:
    """Accept the code of this step. False when it, or a later one, was accepted already."""
    fresh = (table.c.staff_id == login.member.id) & (table.c.totp_step < step)
    same = table.c.password_hash == login.password  # a link that was used meanwhile voids what was checked
    return (await hands.tx.execute(update(table).where(fresh, same).values(totp_step=step))).rowcount == 1


async def use(hands: Hands, found: Invitation) -> bool:
    """Use a link up: what they signed in with before counts no more, and whoever is signed in as them is not any more."""
    unused = (enrolments.c.id == found.id) & enrolments.c.used_at.is_(None)
    if (await hands.tx.execute(update(enrolments).where(unused).values(used_at=hands.now))).rowcount != 1:
        return False
    await void(hands, found.member.id)
    return True


async def void(hands: Hands, id: int) -> None:
    """They sign in no more: no link, no password, no account and no session of theirs counts."""
    await void_links(hands, id)
    for one in (table, accounts):
        _ = await hands.tx.execute(one.delete().where(one.c.staff_id == id))
    _ = await sessions.revoke_all(hands, id)


async def void_links(hands: Hands, id: int) -> None:
    unused = (enrolments.c.staff_id == id) & enrolments.c.used_at.is_(None)
    _ = await hands.tx.execute(update(enrolments).where(unused).values(used_at=hands.now))


def folded(name: str) -> str:
    """A name as it is compared: capitals and spaces do not count."""
    return " ".join(name.split()).casefold()


async def _member(tx: Tx, vault: Vault, id: int) -> Member | None:
    return next((one for one in await members(tx, vault) if one.id == id), None)


def _login(vault: Vault, member: Member, row: Any) -> Login:
    secret = vault.open(SECRET, row.staff_id, row.totp_secret)
    return Login(member, row.password_hash, secret, row.totp_step, row.enrolled_at)


def _hashes(vault: Vault, token: str) -> list[bytes]:
    return vault.look_ups("a link to enrol", token)
