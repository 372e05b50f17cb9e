"""When a text that a person wrote may go to somebody, and when none may. Pure.

Their own words decide before our hours: whoever has just written has their phone in their hand.
"""

from datetime import datetime, timedelta

from bot.hours import Hours
from bot.state import Contact
from bot.store import writing

JUST_WROTE = timedelta(hours=1)
UNSAFE = "unsafe"


def suits(contact: Contact, hours: Hours, now: datetime) -> bool:
    """Whether a text may come now: it is a decent hour, theirs where others see the phone; or they have just written."""
    just = contact.last_in_at is not None and now - contact.last_in_at < JUST_WROTE
    return just or hours.allow(now, contact.may_be_asked)


def next_hour(contact: Contact, hours: Hours, now: datetime) -> datetime | None:
    """The next decent hour that is not now; None where they have named no safe time."""
    part = contact.may_be_asked
    if not hours.allow(now, part):
        return hours.next(now, part)
    midnight = now.astimezone(hours.zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return hours.next(midnight.astimezone(now.tzinfo), part)


def refusal(contact: Contact, hours: Hours, now: datetime) -> str:
    """Why nothing may be written to them now or later, "" if something may."""
    if why := writing.refusal(contact):
        return why
    return "" if suits(contact, hours, now) or next_hour(contact, hours, now) else UNSAFE


def hears(contact: Contact, hours: Hours, now: datetime) -> bool:
    """Whether a word of ours may go now: never where they do not read our language or asked us to pause, nor at
    the wrong hour."""
    resting = contact.unread_language or contact.paused_at is not None
    return not (writing.refusal(contact) or resting) and suits(contact, hours, now)
