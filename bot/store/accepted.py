"""What accepting a referral looks at, and changes, beside the episode itself."""

from contextlib import suppress

from sqlalchemy import select

from bot.store import holding
from bot.store.episodes import UNDER_WAY
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from bot.store.tables import episodes, items

TAKEN_ON = "lead_taken"  # of triage.OUTCOMES


async def busy_days(tx: Tx, contact: int) -> set[int]:
    """The weekdays on which this contact point has a check-in already."""
    theirs = (episodes.c.contact_id == contact) & episodes.c.state.in_(UNDER_WAY)
    return set((await tx.execute(select(episodes.c.day).where(theirs))).scalars())


async def close_item(hands: Hands, referral: int, who: str) -> None:
    """The referral's item is dealt with; one that a colleague holds is theirs to close."""
    i = items.c
    waiting = select(i.number).where(i.referral_id == referral, i.category == "referral", i.state != "resolved")
    for number in (await hands.tx.execute(waiting)).scalars().all():
        with suppress(holding.HeldByAnother):
            await holding.resolve(hands.tx, hands.ids, number, who, TAKEN_ON, hands.now)
