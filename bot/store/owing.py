"""What is put into the outbox: the rows of replies, made before their conversations are saved and stored after them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.state import Reply, Talk
from bot.store.ids import Ids
from bot.store.outbox import BUTTONS, PICTURE, RANK, TEXT
from bot.store.prepared import Prepared
from bot.store.sqlite_writer import Tx
from bot.store.tables import outbox
from bot.store.vault import Vault

_OWE = Prepared(outbox.insert())


def rows_of(
    vault: Vault,
    ids: Ids,
    replies: Sequence[tuple[int, Reply]],
    now: datetime,
    expires: datetime | None = None,
    by: str | None = None,
) -> list[dict[str, Any]]:
    """Rows for replies, each paired with its contact point. Made before the conversations are saved, stored after them."""
    return [_row(vault, ids.new(now), contact, reply, now, expires) | {"by": by} for contact, reply in replies]


def note_asking(rows: Sequence[dict[str, Any]], talks: Iterable[Talk]) -> None:
    """Each conversation whose question is open knows the row that asks it: the latest, whichever turn owed it.

    By id: every turn of a batch works on copies, so the talk of a reply may not be the one that is saved.
    """
    latest = {row["conversation_id"]: row["id"] for row in rows if row["question"]}
    for talk in talks:
        if talk.question is not None:
            talk.asking = latest.get(talk.id, talk.asking)


async def owe(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    await _OWE.run(tx, rows)


def _row(vault: Vault, id: int, contact: int, reply: Reply, now: datetime, expires: datetime | None) -> dict[str, Any]:
    buttons = json.dumps(dict(reply.buttons), ensure_ascii=False) if reply.buttons else None
    picture = json.dumps(asdict(reply.picture), ensure_ascii=False) if reply.picture else None
    return {
        "id": id,
        "contact_id": contact,
        "conversation_id": reply.talk.id if reply.talk else None,
        "urgency": reply.urgency,
        "rank": RANK[reply.urgency],
        "text": vault.seal(TEXT, id, reply.text),
        "question": reply.talk.question.name if reply.asks and reply.talk and reply.talk.question else None,
        "buttons": buttons and vault.seal(BUTTONS, id, buttons),
        "picture": picture and vault.seal(PICTURE, id, picture),
        "state": "queued",
        "due_at": now,
        "expires_at": expires,
        "attempts": 0,
        "created_at": now,
    }
