"""How a phone becomes a member of staff's: a one-time code binds it, a PIN proves each text from it.

A caller id can be forged, so that what comes from a mobile counts only with the PIN. A code is shown once, lives for
a day, and is kept as a keyed hash; a PIN has so few digits that it is kept with Argon2.
"""

import re
import secrets
from datetime import datetime, timedelta
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import func, select, update

from bot.store.hands import Hands
from bot.store.log import SYSTEM, record
from bot.store.sqlite_writer import Tx
from bot.store.staff import ACTIVE, Member, actor
from bot.store.tables import audit, staff, staff_codes, story_links
from bot.store.vault import Vault

LETTERS, DIGITS = "ABCDEFGHJKMNPQRSTVWXYZ", "23456789"  # none that is read as another
GROUP = f"[{LETTERS}]{{2}}[{DIGITS}]{{2}}"
CODE = re.compile(rf"\s*(?:staff\s+)?({GROUP})[ -]?({GROUP})\.?\s*", re.IGNORECASE)
LIVES = timedelta(hours=24)
PIN_DIGITS = 6
MOST_WRONG, WITHIN = 5, timedelta(hours=1)
WRONG = "wrong PIN"
Verdict = Literal["right", "wrong", "locked"]
# 19 MiB and two passes, OWASP's smallest: some 30 ms, for the few texts a day that carry a PIN
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def code_in(text: str) -> str | None:
    """The code that a text consists of, as it is looked up. No word that anybody writes looks like one."""
    found = CODE.fullmatch(text)
    return "".join(found.groups()).upper() if found else None


async def new_code(hands: Hands, id: int, lives: timedelta = LIVES, who: str = SYSTEM) -> str:
    """A code for one phone of theirs, to be shown once: ABCD-style groups of two letters and two digits."""
    groups = ["".join(secrets.choice(kind) for kind in (LETTERS, LETTERS, DIGITS, DIGITS)) for _ in range(2)]
    row = {
        "id": hands.ids.new(hands.now),
        "staff_id": id,
        "code_hash": _hashes(hands.vault, "".join(groups))[0],
        "created_at": hands.now,
        "expires_at": hands.now + lives,
    }
    _ = await hands.tx.execute(staff_codes.insert().values(row))
    await record(hands.tx, hands.ids, hands.now, [(who, "code made", actor(id), "")])
    return "-".join(groups)


async def whose(hands: Hands, code: str) -> int | None:
    """The member of staff whom this code would bind, while it is good."""
    c = staff_codes.c
    query = select(c.staff_id).join(staff, staff.c.id == c.staff_id).where(staff.c.state == ACTIVE)
    query = query.where(c.code_hash.in_(_hashes(hands.vault, code)), c.used_at.is_(None), c.expires_at > hands.now)
    return (await hands.tx.execute(query)).scalar()


async def use(hands: Hands, code: str) -> bool:
    """Use a code up. False when somebody else was first."""
    c = staff_codes.c
    good = c.code_hash.in_(_hashes(hands.vault, code)) & c.used_at.is_(None) & (c.expires_at > hands.now)
    return (await hands.tx.execute(update(staff_codes).where(good).values(used_at=hands.now))).rowcount == 1


async def new_pin(hands: Hands, id: int, who: str = SYSTEM) -> str:
    """A new PIN in place of the old one, to be shown once."""
    pin = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
    _ = await hands.tx.execute(update(staff).where(staff.c.id == id).values(pin_hash=_HASHER.hash(pin)))
    await record(hands.tx, hands.ids, hands.now, [(who, "PIN changed", actor(id), "")])
    return pin


async def check_pin(hands: Hands, member: Member, contact: int, pin: str) -> Verdict:
    """Whether this is their PIN. After five wrong ones within an hour no PIN is right until the hour is over."""
    if await wrong_pins(hands.tx, member.id, hands.now) >= MOST_WRONG:
        return "locked"
    if member.pin_hash is not None and _matches(member.pin_hash, pin):
        return "right"
    await record(hands.tx, hands.ids, hands.now, [(f"contact:{contact}", WRONG, member.actor, "")])
    return "wrong"


async def wrong_pins(tx: Tx, id: int, now: datetime) -> int:
    """How many wrong ones there were within the last hour."""
    a = audit.c
    query = select(func.count()).where(a.subject == actor(id), a.action == WRONG, a.at > now - WITHIN)
    return int((await tx.execute(query)).scalar_one())


async def void(hands: Hands, id: int) -> None:
    """No code and no link of theirs opens anything from now on."""
    for table in (staff_codes, story_links):
        unused = (table.c.staff_id == id) & table.c.used_at.is_(None)
        _ = await hands.tx.execute(update(table).where(unused).values(used_at=hands.now))


def _matches(hashed: str, pin: str) -> bool:
    try:
        return _HASHER.verify(hashed, pin)
    except VerificationError:
        return False


def _hashes(vault: Vault, code: str) -> list[bytes]:
    return vault.look_ups("a code of staff", code)
