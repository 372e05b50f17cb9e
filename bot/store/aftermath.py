"""What follows when a text did not arrive: the contact point's state, and a person who hears of it."""

from sqlalchemy import update

from bot.store import alerts
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.raising import Raised, raise_items
from bot.store.tables import contacts

WHY = {
    "opted_out": ("green", "CANNOT BE TEXTED, RING", "the phone company says that this number opted out"),
    "unreachable": ("green", "CANNOT BE TEXTED, RING", "this number cannot be reached by text"),
    "alarm": ("amber", "texts are not going out", "the provider refuses our texts: see `frontdoor check`"),
    "": ("green", "a text did not arrive", "the provider could not deliver a text"),
}


async def undelivered(hands: Hands, contact: int, reaction: str, code: str, row: int | None = None) -> None:
    """Record why a text did not arrive, and put an item in the queue (counted, when there is one already).

    `row` is the text, in the outbox. An alert goes by another route instead.
    """
    if reaction in ("opted_out", "unreachable"):
        change = update(contacts).where(contacts.c.id == contact, contacts.c.state == "ok")
        _ = await hands.tx.execute(change.values(state=reaction))
        await record(hands.tx, hands.ids, hands.now, [("provider", reaction, f"contact:{contact}", code)])
    if row is not None and await alerts.failed(hands, row) and reaction != "alarm":
        return
    level, category, why = WHY[reaction]
    raised = Raised(level, category, f"{why} ({code})", contact)
    _ = await raise_items(hands.tx, hands.vault, hands.ids, [raised], hands.now)
    await note_change(hands.tx, hands.now)
