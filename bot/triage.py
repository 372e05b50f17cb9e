"""The rules of the queue: deadlines, order, outcomes, what belongs to one case, and what makes amber red. Pure.

Knows no database and no clock: it is given what is known and the time.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot import places
from bot.service_hours import ServiceHours
from bot.settings import Settings
from flows.minors import CHILDRENS_ROUTE

Level = Literal["red", "amber", "green"]
LEVELS = ("red", "amber", "green")
MOST_CATEGORIES = 3
RISKS = (
    "suicide", "harm_to_others", "abuse", "medical", "mental_health", "basic_needs", "medication", "fall",
    "carer_strain", "housing", "bereavement", "confusion",
)  # fmt: skip
# A child's danger has a route of its own: what tells of it must not be the one that is left out
WORST_FIRST = (RISKS[0], CHILDRENS_ROUTE, *RISKS[1:])

# What is stored is the first; it is never renamed.
OUTCOMES = {
    "advice": "Advice given",
    "signposted": "Signposted to another service",
    "visit": "Visit arranged",
    "lead_taken": "We have taken the lead",
    "referred_on": "Referred on",
    "emergency_called": "Emergency service called",
    "safeguarding": "Safeguarding concern raised",
    "no_action": "No action needed",
    "false_alarm": "False alarm",
}
VERDICTS = {
    "right_level": "The level was right",
    "too_high": "The level was too high",
    "false_alarm": "It was a false alarm",
    "missed": "It should have been seen earlier, or as worse",
}
# That it was missed is said apart from closing it, with what should have been seen
AT_CLOSING = {name: said for name, said in VERDICTS.items() if name != "missed"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How soon a red and a green item must be dealt with, and a claimed red one have a contact attempt."""

    red: timedelta = timedelta(minutes=15)
    green_days: int = 2
    attempt: timedelta = timedelta(minutes=15)


def limits_of(s: Settings) -> Limits:
    """As this service set them."""
    return Limits(timedelta(minutes=s.red_minutes), s.green_days, timedelta(minutes=s.attempt_minutes))


def deadline(level: str, since: datetime, hours: ServiceHours, limits: Limits) -> datetime:
    """Red: in minutes, at any hour: danger does not wait for us to open, and what waits is shown as overdue. Amber: by
    closing time, or when we open next. Green: in working days."""
    if level == "red":
        return since + limits.red
    if level == "amber":
        return hours.closing(since) if hours.is_open(since) else hours.next_opening(since)
    return hours.after_working_days(since, limits.green_days)


def answer_due(level: str, written: datetime, hours: ServiceHours, limits: Limits) -> datetime:
    """By when the holder of an item answers what was written then. New danger is a finding of its own; a good night
    at eleven to whoever has a red item waits for the morning."""
    return deadline(level, next_reading(written, hours) if level == "red" else written, hours, limits)


def next_reading(now: datetime, hours: ServiceHours) -> datetime:
    """When a person next reads what is written now: at once in hours, and always where somebody is on call."""
    return now if hours.is_read(now) else hours.next_opening(now)


POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)


def locality_of(address: str, localities: Mapping[str, str]) -> str:
    """The locality of an address, by its postcode, else by its name; empty when neither says. `localities` has names
    by postcode, or the first half of one (places.py)."""
    postcode = POSTCODE.search(address)
    if postcode and (found := places.locality_of(localities, postcode[0])):
        return found
    said = address.casefold()
    return next((name for name in dict.fromkeys(localities.values()) if name.casefold() in said), "")


class Queued(Protocol):
    """What the order needs to know of an item."""

    @property
    def number(self) -> int: ...
    @property
    def level(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def due_at(self) -> datetime | None: ...


def place(item: Queued) -> tuple[int, datetime, datetime, int]:
    """Where an item stands: by level, then deadline, then age. What is repeated keeps its deadline and its age, so
    that a newer red can never bury the oldest."""
    return LEVELS.index(item.level), item.due_at or item.created_at, item.created_at, item.number


def worse(one: str, other: str) -> str:
    return min(one, other, key=LEVELS.index)


def worst_first(categories: Iterable[str]) -> tuple[str, ...]:
    """Each once, the worst first, at most three; what is no risk keeps its order after them."""
    known = {name: rank for rank, name in enumerate(WORST_FIRST)}
    unique = list(dict.fromkeys(categories))
    return tuple(sorted(unique, key=lambda name: known.get(name, len(known)))[:MOST_CATEGORIES])


def is_risk(categories: Sequence[str]) -> bool:
    return any(name in WORST_FIRST for name in categories)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose trouble an item is: the sender's part in it, who they are, and what they wrote from.

    `person` is None while nobody knows who speaks; `shared`: several people use the contact point.
    """

    part: str
    contact: int
    person: int | None = None
    shared: bool = False
    conversation: int | None = None


def is_same_case(one: Whose, other: Whose) -> bool:
    """Whether two troubles are one person's. When in doubt they are not: two items hide nobody."""
    if one.part != other.part:
        return False
    if one.person is not None and other.person is not None:
        return one.person == other.person
    if one.contact != other.contact:
        return False
    in_one_talk = one.conversation is not None and one.conversation == other.conversation
    return in_one_talk or not (one.shared or other.shared)


@dataclass(frozen=True, slots=True)
class History:
    """What is on record about the person at risk, from earlier items and from their referral."""

    attempt: bool = False
    abuse: bool = False
    frail: bool = False
    diabetic: bool = False


FRAIL = re.compile(
    r"\b(frail\w*|bed ?bound|house ?bound|oxygen|terminal\w*|palliative|dementia|9\d years old)\b", re.IGNORECASE
)
DIABETIC = re.compile(r"\b(diabet\w*|insulin)\b", re.IGNORECASE)
FOOD_OR_HEAT = re.compile(
    r"\b(food|eat\w*|ate|hungry|hunger|starv\w*|meals?|cupboards?|fridge|heat\w*|cold|warm\w*|freez\w*|boiler|gas"
    r"|electric\w*|meter|radiators?)\b",
    re.IGNORECASE,
)


def told_of(facts: Iterable[str]) -> History:
    """What the words of a referral say of how fragile somebody is."""
    said = " ".join(facts)
    return History(frail=FRAIL.search(said) is not None, diabetic=DIABETIC.search(said) is not None)


def settled_level(level: str, categories: Sequence[str], words: str, history: History) -> str:
    """Amber is red for somebody with an attempt or abuse on record, or fragile and without food or heat."""
    if level != "amber" or not is_risk(categories):
        return level
    without = "basic_needs" in categories and FOOD_OR_HEAT.search(words) is not None
    if history.attempt or history.abuse or (without and (history.frail or history.diabetic)):
        return "red"
    return level
