"""The chain of the audit log: each entry's link is a keyed digest of the entry and of the link before.

Whatever a transaction recorded is linked at its end, as the last thing before the commit (`Database.write`): whoever waits
for the chain's head then waits for a commit, and for nothing that anybody else may hold. So nothing is ever in the log that
is not in the chain. The key is the database's own, sealed: whoever writes to the database without SECRET_KEY cannot link.

Links are over ids, times and the few words that the log may hold, never over anybody's own. Why it is built so:
docs/decisions/0016.
"""

import hmac
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, select, type_coerce, update

from bot.store.prepared import Prepared
from bot.store.schema import to_ms
from bot.store.sqlite_writer import Tx
from bot.store.tables import audit, chain, chain_head, secrets
from bot.store.upsert import insert_new
from bot.store.vault import Vault

NAME, PLACE = "chain", "secrets.value.chain"
RECORDED = "recorded in this transaction"  # under this name in what the transaction carries
AT_ONCE = 5000  # entries
Entry = Mapping[str, Any]

MOMENT = type_coerce(audit.c.at, BigInteger).label(
    "at"
)  # as it is stored: turned into a moment it may lose a millisecond
_ALL = select(audit.c.id, MOMENT, audit.c.actor, audit.c.action, audit.c.subject, audit.c.detail)
_HEAD = Prepared(select(chain_head.c.position, chain_head.c.link).with_for_update())
_LINK = Prepared(chain.insert())
_MOVE = Prepared(update(chain_head))


def begin(tx: Tx) -> None:
    tx.info[RECORDED] = list[Entry]()


def remember(tx: Tx, rows: Iterable[Entry]) -> None:
    """What was just recorded in this transaction, to be linked at its end."""
    tx.info[RECORDED].extend(rows)


def remembered(tx: Tx) -> int:
    return len(tx.info[RECORDED])


def unremember(tx: Tx, since: int) -> None:
    """What was recorded since then is taken back."""
    del tx.info[RECORDED][since:]


async def end(tx: Tx, key: bytes) -> None:
    """Link what was recorded. Nothing may come between this and the commit."""
    rows: list[Entry] = tx.info.pop(RECORDED)
    if rows and key:
        await _link(tx, key, [(row["id"], to_ms(row["at"]), *_said(row)) for row in rows])


def _said(row: Entry) -> tuple[str, ...]:
    return row["actor"], row["action"], row["subject"], row["detail"]


async def _link(tx: Tx, key: bytes, entries: Iterable[Sequence[Any]]) -> None:
    """`entries`: id, moment, actor, action, subject and detail of each."""
    ((position, link),) = await _HEAD.rows(tx)
    links: list[dict[str, Any]] = []
    for entry in entries:
        position, link = position + 1, linked(key, link, position + 1, entry)
        links.append({"position": position, "audit_id": entry[0], "link": link})
    await _LINK.run(tx, links)
    await _MOVE.run(tx, [{"position": position, "link": link, "seal": sealed(key, position, link)}])


def linked(key: bytes, before: bytes, position: int, entry: Sequence[Any]) -> bytes:
    """The link of this entry at this position. Lengths stand in front, so that no words can move from field to field."""
    id, at, actor, action, subject, detail = entry
    lengths = f"{position} {id} {at} {len(actor)} {len(action)} {len(subject)} "
    return hmac.digest(key, before + f"{lengths}{actor}{action}{subject}{detail}".encode(), "sha256")


def sealed(key: bytes, position: int, link: bytes) -> bytes:
    """What only whoever has the key can put beside a head: else a log that was cut short would be a whole one."""
    return hmac.digest(key, f"head {position} ".encode() + link, "sha256")


async def key_of(tx: Tx, vault: Vault) -> bytes:
    """The database's key; empty before it was opened for the first time."""
    found = (await tx.execute(select(secrets.c.value).where(secrets.c.name == NAME))).scalar()
    return bytes.fromhex(vault.open(PLACE, 0, found)) if found else b""


async def opened(tx: Tx, vault: Vault) -> bytes:
    """The key, made when the database is first opened; whatever the log held before is linked then."""
    if key := await key_of(tx, vault):
        return key
    _ = await _HEAD.rows(tx)  # of two processes that start at once one makes it
    sealed_key = {"name": NAME, "value": vault.seal(PLACE, 0, os.urandom(32).hex())}
    await insert_new(tx, secrets, [sealed_key], on=("name",))
    key = await key_of(tx, vault)
    if (await tx.execute(select(chain_head.c.position))).scalar_one() == 0:
        await _link_old(tx, key)
    return key


async def _link_old(tx: Tx, key: bytes) -> None:
    last = 0
    while rows := (await tx.execute(_ALL.where(audit.c.id > last).order_by(audit.c.id).limit(AT_ONCE))).all():
        await _link(tx, key, rows)
        last = rows[-1].id
