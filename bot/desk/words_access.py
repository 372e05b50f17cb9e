"""What the pages about looking at records say."""

import re

from bot.store.openings import OUTSIDE, RESTRICTED

OTHER = "other"
REASONS = {
    OUTSIDE: {
        "cover": "A colleague asked me to, or I stand in for them",
        "contact": "They got in touch, or somebody did about them",
        "household": "I work with somebody of their family or household",
        "supervision": "Supervision, an audit or a complaint",
        "mistake": "I look into a mistake or a technical problem",
        OTHER: "Something else",
    },
    RESTRICTED: {
        "danger": "They may be in danger, and nobody who is named can be reached",
        "nobody": "Nobody who is named is at work",
        "checking": "I check whether it should still be restricted",
        OTHER: "Something else",
    },
}
ANY_REASON = {**REASONS[OUTSIDE], **REASONS[RESTRICTED]}
CHOOSE_ONE = "Please choose a reason."
SAY_MORE = "Please say in a few words why."
NAME_SOMEBODY = "Please name at least one person who may open it."
SAY_WHY = "Please say why it is restricted."
SAID = {
    "restricted": "Restricted. Only those you named open it from now on.",
    "lifted": "The restriction is lifted.",
}
NOT_STAFF = {"service": "The service itself", "sender": "Whoever wrote to us"}
GROUPS = {
    "looks": "Looked at records and lists",
    "outside": "Outside the caseload",
    "restricted": "Restricted records",
    "copies": "Copies and erasures",
}
NO_RECORD = "Give the number of a record, such as 12, or with its kind, such as contact 345."
NO_DAY = "Give a day as year-month-day, such as 2026-11-23."
CAPITAL = re.compile(r"(?<=[a-z])[A-Z]|^[A-Z](?=[a-z])")
PAGES = ("item", "contact", "referral", "episode", "person")


def deed(stored: str) -> str:
    """What was done, in words: a conversation's own acts are kept by the names that the program gives them."""
    return CAPITAL.sub(lambda one: f" {one[0].lower()}", stored).strip()


def record(subject: str) -> str:
    """`item:12` as people say it."""
    kind, _, number = subject.partition(":")
    return f"{kind} {number}" if number else subject


def page_of(subject: str) -> str:
    """Its page at the desk; empty where it has none."""
    kind, _, number = subject.partition(":")
    return f"/desk/{kind}/{number}" if kind in PAGES and number.isdecimal() else ""


HIDDEN = "A restricted record"
REFUSED = "Tried to open a restricted record"
PARTS = {
    "restricted": ("Restricted records", "Opened without being named, with the reason; or tried."),
    "outside": ("Outside the caseload", "Each reason that was given. It holds for twelve hours, for one person."),
    "busy": (
        "Many records in an hour",
        "At least 20, and three times what is usual for them: the median of their hours in the eight weeks before.",
    ),
    "night": ("At night", "Between 22:00 and 06:00. Whoever is on call has reason to."),
    "name": ("Of the same surname", "Somebody with the last name of whoever looked. Many names are common."),
    "searches": ("Searches without opening", "Nothing was opened within 15 minutes."),
}


def many(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"


def usual(count: float) -> str:
    return f"usually {count:g} in an hour"


def searches(count: int) -> str:
    return "1 search" if count == 1 else f"{count} searches"
