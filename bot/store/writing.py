"""What staff write to somebody from the service's number: one act, whether it was texted or typed at the desk.

Whoever writes has an item of theirs. From then on the conversation is a person's, and we say nothing in it.
"""

from datetime import datetime

from sqlalchemy import update

from bot.state import Contact, Reply
from bot.store import holding, outbox, owing
from bot.store.hands import Hands
from bot.store.newcomers import PHONE
from bot.store.tables import outbox as texts
from messages.segments import to_gsm

LONGEST = 1500  # characters of one text, as it is sent
NO_TEXTS, HIDES = "no_texts", outbox.HIDES
TAKEN_BACK = "taken back"  # why it was cancelled


def refusal(contact: Contact) -> str:
    """Why no text may go there, "" if one may: they said no, somebody else has the number, nothing arrives, it is none that
    takes texts, or they texted LATER because somebody is at the phone."""
    if contact.state != "ok":
        return contact.state
    if contact.discreet and contact.paused_at is not None:
        return HIDES
    return NO_TEXTS if contact.channel == PHONE else ""


def is_too_long(words: str) -> bool:
    return len(to_gsm(words)) > LONGEST


async def write(hands: Hands, contact: int, number: int, who: str, words: str) -> None:
    """Now. It is a contact attempt, and answers what they wrote."""
    await owing.owe(hands.tx, _rows(hands, contact, who, words))
    await holding.take_conversation(hands.tx, number, hands.now)
    await holding.attempted(hands.tx, hands.ids, number, who, "wrote to them", hands.now)


async def write_later(hands: Hands, contact: int, number: int, who: str, words: str, at: datetime) -> None:
    """At an hour that suits them. Until then it holds up nothing, can be taken back, and answers nothing."""
    await owing.owe(hands.tx, [row | {"due_at": at} for row in _rows(hands, contact, who, words)])
    await holding.take_conversation(hands.tx, number, None)


async def take_back(hands: Hands, contact: int, row: int) -> bool:
    """A text of staff's that waits is not sent after all. False when it has gone, or is just going."""
    o = texts.c
    theirs = (o.id == row) & (o.contact_id == contact) & o.by.is_not(None) & (o.state == "queued")
    change = {"state": "cancelled", "settled_at": hands.now, "error": TAKEN_BACK}
    return (await hands.tx.execute(update(texts).where(theirs).values(**change))).rowcount == 1


def _rows(hands: Hands, contact: int, who: str, words: str) -> list[dict[str, object]]:
    return owing.rows_of(hands.vault, hands.ids, [(contact, Reply(words, "reply"))], hands.now, by=who)
