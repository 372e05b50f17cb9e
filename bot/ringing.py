"""Whom a person must ring for a check-in, because no text may go to them unasked, and how staff are told so.

One item stands for each person, with every check-in that it is about, until somebody closes it. Whoever texted STOP, or has
been silent for long, is not put back in the queue each week after that: their reviews are, and so is whatever they write.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.speech import LONG_SILENT
from bot.state import Contact
from bot.store import ringing
from bot.store.checkins import WEEKLY, Due
from bot.store.hands import Hands
from bot.store.raising import Raised, raise_items

RING = "ring for the check-in"
SILENT = "has not written for four weeks: the number may have a new owner"
NO_ANSWER = "has not answered our text"
TOO_LATE = "could not be texted in time"
NOT_BY_TEXT = {
    "opted_out": "cannot be texted: they texted STOP",
    "unreachable": "cannot be texted: nothing arrives on this number",
    "wrong_number": "cannot be texted: this number is somebody else’s",
}
ASKED = {
    "baseline": "first check-in",
    "review": "half-way review",
    "final": "final review",
    "followup": "how they are, three months after the end",
    "sharing": "what their carer may be told",
}
FOR_LONG = (SILENT, *NOT_BY_TEXT.values())  # nothing that one call puts right, and nothing that a call a week does


def never_by_text(contact: Contact, now: datetime) -> str:
    """Why a check-in cannot go there unprompted; "" when it can."""
    if contact.channel == "phone":
        return "has no mobile"
    if contact.state != "ok":
        return NOT_BY_TEXT.get(contact.state, "cannot be texted")
    if not contact.may_be_asked:
        return "others may see this phone, and no time was named as safe"
    if contact.paused_at is not None and not contact.discreet:
        return "asked us not to write until they text us"
    if contact.last_in_at is not None and now - contact.last_in_at > LONG_SILENT and not contact.is_staffs:
        return SILENT
    return ""


async def ask_to_ring(hands: Hands, by_phone: Sequence[tuple[Due, Contact, str]]) -> None:
    """The key worker rings, and enters the answers. Staff are not rung about theirs."""
    closed = await ringing.last_closed(hands.tx, RING, [one.contact for one, _, _ in by_phone])
    raised = [
        Raised("green", RING, f"{_what(one, contact)}: {why}", one.contact, person=one.person, standing=True)
        for one, contact, why in by_phone
        if not one.is_team and not _is_dealt_with(one, contact, why, closed.get((one.contact, one.person)))
    ]
    _ = await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)


def _is_dealt_with(one: Due, contact: Contact, why: str, closed: datetime | None) -> bool:
    """Whether somebody closed the same for them, and they have not written since."""
    if one.kind != WEEKLY or why not in FOR_LONG or closed is None:
        return False
    return contact.last_in_at is None or contact.last_in_at <= closed


def _what(one: Due, contact: Contact) -> str:
    """The check-in; and whose it is, on a phone that two people have."""
    asked = f"week {one.week}" if one.kind == WEEKLY else ASKED.get(one.kind, one.kind)
    theirs = next((each for each in contact.programmes if each.episode == one.episode), None)
    several = len({each.person for each in contact.programmes}) > 1
    return f"{theirs.name}, {asked}" if several and theirs and theirs.name else asked
