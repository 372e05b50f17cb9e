"""Inbound messages: stored once, by a compact key of what the provider calls them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, func, or_, select

from bot.conversation import TEAM
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import conversations, messages, outbox
from bot.store.vault import Vault

TEXT, SENT = "messages.text", "outbox.text"
RANG = "rang"  # the kind of a line that is a call of ours

_STORED = Prepared(select(messages.c.dedupe).where(messages.c.dedupe.in_(many("keys"))))
_STORE = Prepared(messages.insert())


def dedupe_key(salt: bytes, channel: str, provider_id: str) -> bytes:
    """16 bytes for (channel, provider id): compact, because random text keys made inserts three times slower."""
    return hashlib.blake2b(f"{channel}\0{provider_id}".encode(), digest_size=16, key=salt).digest()


async def already_stored(tx: Tx, keys: Sequence[bytes]) -> set[bytes]:
    return {row.dedupe for row in await _STORED.rows(tx, keys=list(keys))}


@dataclass(frozen=True, slots=True)
class Stored:
    """A message to store: whose it is, what it said, and what it was taken for."""

    id: int
    dedupe: bytes
    contact: int
    conversation: int | None
    kind: str
    text: str
    sent_at: datetime
    note: bool


async def store(tx: Tx, vault: Vault, batch: Sequence[Stored], now: datetime) -> None:
    rows = [
        {
            "id": m.id,
            "dedupe": m.dedupe,
            "contact_id": m.contact,
            "conversation_id": m.conversation,
            "kind": m.kind,
            "text": vault.seal(TEXT, m.id, m.text),
            "sent_at": m.sent_at,
            "received_at": now,
            "note": m.note,
        }
        for m in batch
    ]
    await _STORE.run(tx, rows)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript: theirs (`inbound`) or ours, with how far ours has come, and why no further (`error`).

    `id` is the row's; `by` the member of staff who wrote one of ours; `due_at` when one that waits is to go, which is its
    place too if somebody put it off.
    """

    at: datetime
    inbound: bool
    text: str
    kind: str
    state: str
    note: bool = False
    id: int = 0
    by: str = ""
    error: str = ""
    due_at: datetime | None = None
    is_put_off: bool = False


async def transcript(tx: Tx, vault: Vault, contact: int) -> list[Line]:
    """Everything that was written to and from a contact point, oldest first; but what a member of staff answers to the
    team's questions is for nobody to read."""
    theirs = await tx.execute(select(messages).where(messages.c.contact_id == contact, _open_to_all(messages.c)))
    lines = [_theirs(vault, row) for row in theirs]
    ours = await tx.execute(select(outbox).where(outbox.c.contact_id == contact, _open_to_all(outbox.c)))
    lines += [_ours(vault, row) for row in ours]
    return sorted(lines, key=lambda line: line.at)


async def latest(tx: Tx, vault: Vault, contact: int, most: int) -> list[Line]:
    """The last lines of it, oldest first; what lies before them is not opened."""
    m, o = messages.c, outbox.c
    of_them = select(messages).where(m.contact_id == contact, _open_to_all(m)).order_by(m.sent_at.desc()).limit(most)
    said_at = func.coalesce(o.sent_at, o.created_at)
    of_us = select(outbox).where(o.contact_id == contact, _open_to_all(o)).order_by(said_at.desc()).limit(most)
    lines = [_theirs(vault, row) for row in await tx.execute(of_them)]
    lines += [_ours(vault, row) for row in await tx.execute(of_us)]
    return sorted(lines, key=lambda line: line.at)[-most:]


def _theirs(vault: Vault, row: Any) -> Line:
    return Line(row.sent_at, True, vault.open(TEXT, row.id, row.text), row.kind, "", row.note, row.id)


def _ours(vault: Vault, row: Any) -> Line:
    waits = row.state == "queued" and row.due_at > row.created_at
    put_off, due = waits and row.attempts == 0, row.due_at if waits else None
    at, text = row.due_at if put_off else row.sent_at or row.created_at, vault.open(SENT, row.id, row.text)
    return Line(
        at, False, text, "text", row.state, id=row.id, by=row.by or "", error=row.error or "", due_at=due,
        is_put_off=put_off,
    )  # fmt: skip


def _open_to_all(line: Any) -> ColumnElement[bool]:
    talk: Column[int] = line.conversation_id
    return or_(talk.is_(None), talk.not_in(select(conversations.c.id).where(conversations.c.flow == TEAM)))
