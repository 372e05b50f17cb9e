"""Accounts at an organisation's own sign-in, and whose each is. Staff link theirs once, by a one-time link: nobody is taken
for somebody because a name or an address is the same.

Whoever has linked one has no password here, and the other way round: who leaves the organisation is out by one door.
"""

from dataclasses import dataclass

from sqlalchemy import select

from bot.store import logins
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member, members
from bot.store.tables import accounts
from bot.store.vault import Vault

ACCOUNT = "accounts.account"


@dataclass(frozen=True, slots=True)
class Account:
    """`subject`: what the provider at `issuer` calls somebody, for good."""

    issuer: str
    subject: str

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"


async def whose(tx: Tx, vault: Vault, account: Account) -> Member | None:
    """Accounts are as few as staff: opening all costs less than an index of hashes."""
    rows = (await tx.execute(select(accounts))).all()
    ids = {row.staff_id for row in rows if vault.open(ACCOUNT, row.staff_id, row.account) == str(account)}
    return next((one for one in await members(tx, vault) if one.id in ids), None)


async def link(hands: Hands, token: str, account: Account) -> Member | None:
    """Use the one-time link up: from now on they sign in by this account alone. None for a link that is not good, and
    for an account that is a colleague's."""
    found = await logins.invited(hands.tx, hands.vault, token, hands.now)
    holder = await whose(hands.tx, hands.vault, account)
    if found is None or (holder and holder.id != found.member.id) or not await logins.use(hands, found):
        return None
    me = found.member
    sealed = hands.vault.seal(ACCOUNT, me.id, str(account))
    _ = await hands.tx.execute(accounts.insert().values(staff_id=me.id, account=sealed, linked_at=hands.now))
    await record(hands.tx, hands.ids, hands.now, [(me.actor, "linked an account", me.actor, "")])
    return me
