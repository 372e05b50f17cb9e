"""The phones that are bound to members of staff. A number is given by its end alone: nobody needs more to tell two apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.store.sqlite_writer import Tx
from bot.store.tables import contacts, staff_contacts
from bot.store.vault import Vault

ADDRESS = "contacts.address"
SHOWN = 3  # digits


@dataclass(frozen=True, slots=True)
class Phone:
    """`works` is false where nothing of ours arrives."""

    channel: str
    end: str
    bound_at: datetime
    works: bool


async def of_staff(tx: Tx, vault: Vault) -> Mapping[int, Sequence[Phone]]:
    """By member, in the order in which they were bound."""
    c, s, found = contacts.c, staff_contacts.c, dict[int, list[Phone]]()
    query = select(c.id, c.channel, c.address, c.state, s.staff_id, s.bound_at).join_from(
        staff_contacts, contacts, c.id == s.contact_id
    )
    for row in await tx.execute(query.order_by(s.bound_at, c.id)):
        end = vault.open(ADDRESS, row.id, row.address)[-SHOWN:]
        found.setdefault(row.staff_id, []).append(Phone(row.channel, end, row.bound_at, row.state == "ok"))
    return found
