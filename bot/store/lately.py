"""What a contact point wrote lately: the last hours in which nothing was found, because some say their trouble over three
texts, as far as they tell anything of it; and whether something worried us."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import bindparam, exists, select

from bot.state import State
from bot.store.ids import first_at
from bot.store.prepared import Prepared, many
from bot.store.sqlite_writer import Tx
from bot.store.tables import findings, items, messages
from bot.store.vault import Vault
from flows.danger import MOST_BEFORE, tells_of_them

HOURS = timedelta(hours=12)  # longer ago it is another day's talk
TEXT = "messages.text"

_IDS = many("ids")
_WRITTEN = Prepared(
    select(messages.c.id, messages.c.contact_id, messages.c.text)
    .where(messages.c.contact_id.in_(_IDS), messages.c.id >= bindparam("since"), messages.c.kind == "text")
    .where(~exists().where(findings.c.message_id == messages.c.id))
    .order_by(messages.c.id)
)


async def add_lately(tx: Tx, vault: Vault, states: Mapping[int, State], now: datetime) -> None:
    """To those who wrote in the last hours, the latest of it, oldest first."""
    since = now - HOURS
    wrote = [id for id, state in states.items() if (state.contact.last_in_at or since) > since]
    if not wrote:
        return
    latest: dict[int, list[tuple[int, bytes]]] = {}
    for row in await _WRITTEN.rows(tx, ids=wrote, since=first_at(since)):
        latest.setdefault(row.contact_id, []).append((row.id, row.text))
    for contact, written in latest.items():
        texts = (vault.open(TEXT, id, text) for id, text in reversed(written))
        states[contact].lately = list(islice(filter(tells_of_them, texts), MOST_BEFORE))[::-1]


async def worried(tx: Tx, contact: int, since: datetime) -> bool:
    """Whether what came from there put an amber or red item in the queue since, other than for silence itself."""
    i = items.c
    query = select(i.id).where(i.contact_id == contact, i.latest_at > since, i.level != "green", i.category != "quiet")
    return (await tx.execute(query.limit(1))).first() is not None
