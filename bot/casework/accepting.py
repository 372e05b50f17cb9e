"""Accepting somebody onto a programme: what a coordinator chose is checked as a whole, and every mistake is named."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from bot.errors import AlreadyTaken, FormWrong
from bot.hours import Hours
from bot.programme import Programme
from bot.store import accepted, caseload, episodes, staff
from bot.store.episodes import Acceptance
from bot.store.hands import Hands
from bot.store.referrals import Referral
from bot.triage import Limits

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK, WORKING = 7, 5
APART = 2  # days between two check-ins on one phone
NOBODY_THERE = "Choose somebody who is on a programme now, or nobody."
BANDS = ("", *(name for _, name in episodes.BANDS), "85+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a coordinator chose. `day` None and `hour` "": as the programme has them."""

    programme: str
    key_worker: int
    level: int
    source: str
    consent: str
    sub_group: str = ""
    issues: tuple[str, ...] = ()
    day: int | None = None
    hour: str = ""
    locality: str = ""
    age_band: str = ""
    cares_for: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a wish must fit: the programmes, the locality of each postcode (places.py), and when texts may go out; and how
    soon what is in the queue is dealt with."""

    programmes: Mapping[str, Programme]
    places: Mapping[str, str]
    hours: Hours
    limits: Limits = field(default_factory=Limits)

    @property
    def localities(self) -> set[str]:
        return set(self.places.values())


def offered(programmes: Mapping[str, Programme], role: str, locality: str) -> list[Programme]:
    """Those for this role, here; all of the role while the locality is not known."""
    mine = [one for one in programmes.values() if one.role == role]
    return [one for one in mine if not (one.localities and locality) or locality in one.localities]


async def accept(hands: Hands, rules: Rules, wish: Wish, referral: Referral, who: str) -> int:
    """The id of the new episode. Raises FormWrong, which names each field; AlreadyTaken; and then nothing is changed."""
    contact = referral.theirs
    if contact is None:
        raise AlreadyTaken("The person has not been asked yet.")
    busy = await accepted.busy_days(hands.tx, contact)
    if wrong := {**dict(_mistakes(rules, wish, busy)), **await _of_people(hands, wish)}:
        raise FormWrong(wrong)
    programme = rules.programmes[wish.programme]
    id = await episodes.accept(hands, _acceptance(hands, programme, wish, referral, contact, busy, rules.hours), who)
    await accepted.close_item(hands, referral.id, who)
    return id


def _acceptance(
    hands: Hands,
    programme: Programme,
    wish: Wish,
    referral: Referral,
    contact: int,
    busy: Collection[int],
    hours: Hours,
) -> Acceptance:
    return Acceptance(
        contact=contact, person=referral.person, referral=referral.id, role=programme.role, programme=programme.name,
        weeks=programme.weeks, day=free_day(programme.day, busy) if wish.day is None else wish.day,
        hour=wish.hour or f"{programme.hour:%H:%M}", pace=programme.pace, cap=programme.cap, key_worker=wish.key_worker,
        started_on=_today(hands, hours), referred_at=referral.opened_at, consent=wish.consent, locality=wish.locality,
        level=wish.level, sub_group=wish.sub_group, issues=wish.issues, source=wish.source, age_band=wish.age_band,
        cares_for=wish.cares_for,
    )  # fmt: skip


def free_day(usual: int, busy: Collection[int]) -> int:
    """The usual weekday, or where this phone has a check-in on it already, the next free working day from two days on."""
    later = [(usual + APART + n) % WEEK for n in range(WEEK)]
    return next((day for day in (usual, *later) if day not in busy and (day < WORKING or day == usual)), usual)


def _today(hands: Hands, hours: Hours) -> date:
    return hands.now.astimezone(hours.zone).date()


def _mistakes(rules: Rules, wish: Wish, busy: Collection[int]) -> Iterator[tuple[str, str]]:
    programme = rules.programmes.get(wish.programme)
    if programme is None or programme.role == "team":
        yield "programme", "Choose a programme."
    else:
        yield from _of_the_programme(programme, wish)
    if wish.level not in episodes.LEVELS:
        yield "level", "Choose how much help they need."
    if wish.source not in episodes.SOURCES:
        yield "source", "Choose who sent them to us."
    if wish.consent not in episodes.CONSENTS:
        yield "consent", "Choose how they agreed. Without their agreement nobody is accepted."
    if set(wish.issues) - set(episodes.ISSUES):
        yield "issues", "Choose from the three."
    if wish.locality and wish.locality not in rules.localities:
        yield "locality", "Choose one of the localities, or that it is not known."
    if wish.age_band not in BANDS:
        yield "age_band", "Choose an age, or that it is not known."
    yield from _of_the_rhythm(rules, wish, busy)


def _of_the_programme(programme: Programme, wish: Wish) -> Iterator[tuple[str, str]]:
    if programme.localities and wish.locality and wish.locality not in programme.localities:
        yield "programme", f"This one is not offered in {wish.locality}: choose another."
    if programme.sub_groups and wish.sub_group not in programme.sub_groups:
        yield "sub_group", f"Choose one of: {', '.join(programme.sub_groups.values())}."
    if not programme.sub_groups and wish.sub_group:
        yield "sub_group", "This programme has no groups: choose none."
    if wish.cares_for and programme.role != "carer":
        yield "cares_for", "Only somebody on a programme for carers looks after another here: choose nobody."


def _of_the_rhythm(rules: Rules, wish: Wish, busy: Collection[int]) -> Iterator[tuple[str, str]]:
    if wish.day is not None and wish.day not in range(WEEK):
        yield "day", "Choose a weekday, or the programme’s own."
    elif wish.day in busy and wish.day is not None:
        yield "day", f"This phone has another check-in on {DAYS[wish.day]}: choose another day."
    if wish.hour and not is_open(wish.hour, rules.hours):
        yield "hour", f"Choose an hour from {rules.hours.opens:%H:%M} and before {rules.hours.closes:%H:%M}."


def is_open(hour: str, hours: Hours) -> bool:
    try:
        return hours.opens <= time.fromisoformat(hour) < hours.closes
    except ValueError:
        return False


async def _of_people(hands: Hands, wish: Wish) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if wish.key_worker not in {one.id for one in await staff.workers(hands.tx, hands.vault)}:
        wrong["key_worker"] = "Choose who looks after them."
    if wish.cares_for is not None:
        found = (await caseload.some(hands.tx, hands.vault, [wish.cares_for])).get(wish.cares_for)
        if found is None or found.role != "resident" or found.state == "closed":
            wrong["cares_for"] = NOBODY_THERE
    return wrong
