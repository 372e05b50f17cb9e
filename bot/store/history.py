"""What is on record about whoever an item is about: earlier items, and what a referral told of them."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.store.climbing import earlier
from bot.store.items import Item
from bot.store.referrals import FACT
from bot.store.sqlite_writer import Tx
from bot.store.tables import facts, referrals
from bot.store.vault import Vault
from bot.triage import History, told_of

NOT_SO = "false_alarm"


async def history(tx: Tx, item: Item, learnt: Mapping[str, str]) -> History:
    """An attempt or abuse on record counts unless a coordinator called it a false alarm."""
    before = [row for row in await earlier(tx, item) if NOT_SO not in (row["outcome"], row["verdict"])]
    risks = [(row["level"], row["categories"].split("|")) for row in before]
    said = told_of(learnt.values())
    return History(
        attempt=any(level == "red" and "suicide" in categories for level, categories in risks),
        abuse=any("abuse" in categories for _, categories in risks),
        frail=said.frail,
        diabetic=said.diabetic,
    )


async def learnt(tx: Tx, vault: Vault, item: Item) -> Mapping[str, str]:
    """The newest facts of the referrals that are about the person at risk."""
    r = referrals.c
    own = (r.contact_id == item.contact) & (r.source != "family") | (r.invited_id == item.contact)
    theirs = (r.contact_id == item.contact) & (r.source == "family") if item.part == "witness" else own
    if item.person is not None and item.part != "witness":
        theirs = r.person_id == item.person
    if item.referral is not None:
        theirs = r.id == item.referral
    query = select(facts).join(referrals, r.id == facts.c.referral_id).where(theirs).order_by(facts.c.learnt_at)
    rows = (await tx.execute(query)).all()
    return {row.field: vault.open(f"{FACT}.{row.field}", row.referral_id, row.value) for row in rows}
