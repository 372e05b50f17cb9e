"""Looking after the staff list: who is on it, with which role and where, their rota and leave, and how somebody goes.

The same for `frontdoor staff` and for the desk. `who` is whoever does it, as the audit log names them. Codes, PINs and links
are given back once, to be shown once, and kept as hashes. Mistakes are named by their field.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.casework.days import day_of
from bot.errors import CommandWrong, FormWrong, NotFound
from bot.ladder import Shift
from bot.service_hours import WEEKDAYS, parse_days
from bot.store import enrolment, leaving, logins, staff
from bot.store.hands import Hands
from bot.store.leaving import Left
from bot.store.marks import alone
from bot.store.staff import Member

SHIFT = re.compile(
    r"(?P<days>[A-Za-z, -]+?)\s+(?P<opens>\d{1,2}:\d\d)\s*-\s*(?P<closes>\d{1,2}:\d\d)(?:\s+(?P<where>.+))?"
)
DAY = 1440  # minutes
LONGEST_NAME = 60  # characters
LONGEST_PLACES = 400  # characters of all their localities: the column's
ADMINISTRATOR = "administrator"
TURN = "staff"  # one change after the other, so that two administrators cannot take off each other at once
YOURSELF = "Nobody does that to themselves: ask another administrator."
LAST = "Nobody else is an administrator: make somebody else one first."


@dataclass(frozen=True, slots=True)
class Enrolled:
    """`code` and `pin` are empty for those whose role is told of nobody."""

    id: int
    link: str
    code: str = ""
    pin: str = ""


async def add(
    hands: Hands, known: Collection[str], name: str, role: str, localities: Sequence[str], who: str
) -> Enrolled:
    """Enrol somebody. `known`: the localities that there are. Raises FormWrong."""
    name = " ".join(name.split())
    wrong = _wrong_name(name, await staff.members(hands.tx, hands.vault)) | _wrong_place(known, role, localities)
    if wrong:
        raise FormWrong(wrong)
    id = await staff.enrol(hands, name, role, localities, who)
    link = await logins.new_link(hands, id, who)
    if role not in staff.ON_THE_LADDER:
        return Enrolled(id, link)
    return Enrolled(id, link, await enrolment.new_code(hands, id, who=who), await enrolment.new_pin(hands, id, who))


def _wrong_name(name: str, members: Sequence[Member]) -> dict[str, str]:
    if not name or len(name) > LONGEST_NAME:
        return {"name": f"A member of staff has a name, of at most {LONGEST_NAME} characters."}
    if not name.isprintable():
        return {"name": "A name holds letters, spaces and signs that can be seen."}
    if any(logins.folded(one.name) == logins.folded(name) for one in members):
        return {"name": f"{name} is on the staff already. Write the name so that the two can be told apart."}
    return {}


def _wrong_place(known: Collection[str], role: str, localities: Sequence[str]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if role not in staff.ROLES:
        wrong["role"] = f"Somebody on the staff is one of {', '.join(staff.ROLES)}."
    if strange := [one for one in localities if one not in known]:
        wrong["localities"] = (
            f"There is no locality {', '.join(strange)}. There are: {', '.join(sorted(known)) or 'none'}."
        )
    elif len("|".join(localities)) > LONGEST_PLACES:
        wrong["localities"] = "These are too many: choose none, which means all of them."
    return wrong


async def change(
    hands: Hands, known: Collection[str], id: int, role: str, localities: Sequence[str], cover: int | None, who: str
) -> None:
    """Another role, or other localities, from the next click on. Who is not told of anybody any more hands over what they
    have to `cover`. Raises FormWrong, NotFound."""
    await alone(hands.tx, TURN)
    member = await one(hands, id)
    wrong = _wrong_place(known, role, localities)
    if role != member.role and member.actor == who:
        wrong["role"] = YOURSELF
    elif role != ADMINISTRATOR and await _is_last(hands, member):
        wrong["role"] = LAST
    if wrong:
        raise FormWrong(wrong)
    if role not in staff.ON_THE_LADDER:
        await _hand_over(hands, member, cover, who)
        await enrolment.void(hands, id)
    await staff.change(hands, id, role, localities, who)


async def remove(hands: Hands, id: int, cover: int | None, who: str) -> None:
    """Off the staff, at once: what they hold is in the queue again, and `cover` looks after their people. Raises
    FormWrong, NotFound."""
    await alone(hands.tx, TURN)
    member = await one(hands, id)
    if member.actor == who:
        raise FormWrong({"remove": YOURSELF})
    if await _is_last(hands, member):
        raise FormWrong({"remove": LAST})
    await _hand_over(hands, member, cover, who)
    await staff.retire(hands, id, who)
    await enrolment.void(hands, id)
    await logins.void(hands, id)


async def lost(hands: Hands, id: int, who: str) -> Left:
    """Off the staff with nobody to take over yet, as for a phone that is lost: their items are in the queue again; who
    has to be given somebody else is counted."""
    await alone(hands.tx, TURN)
    member = await one(hands, id)
    if await _is_last(hands, member):
        raise FormWrong({"remove": LAST})
    await leaving.give_back(hands, id, who)
    await staff.retire(hands, id, who)
    await enrolment.void(hands, id)
    await logins.void(hands, id)
    return await leaving.left_by(hands.tx, id)


async def _hand_over(hands: Hands, member: Member, cover: int | None, who: str) -> None:
    left = await leaving.left_by(hands.tx, member.id)
    if not left:
        return
    workers = {one.id for one in await staff.workers(hands.tx, hands.vault)}
    if cover not in workers - {member.id}:
        raise FormWrong({"cover": "Choose who takes over, because they hold items or look after people."})
    await leaving.give_back(hands, member.id, who)
    await leaving.take_over(hands, member.id, cover, who)


async def _is_last(hands: Hands, member: Member) -> bool:
    others = [one for one in await staff.members(hands.tx, hands.vault) if one.id != member.id]
    return member.role == ADMINISTRATOR and ADMINISTRATOR not in {one.role for one in others}


async def one(hands: Hands, id: int) -> Member:
    """Raises NotFound."""
    found = next((one for one in await staff.members(hands.tx, hands.vault) if one.id == id), None)
    if found is None:
        raise NotFound("Nobody on the staff has this number.")
    return found


async def with_phone(hands: Hands, id: int) -> Member:
    """Raises CommandWrong for those whose role is not told of anybody."""
    member = await one(hands, id)
    if member.role not in staff.ON_THE_LADDER:
        raise CommandWrong(f"{member.name} is {member.role}: only a coordinator or supervisor has a phone bound.")
    return member


async def work(hands: Hands, known: Collection[str], id: int, lines: Sequence[str], who: str) -> None:
    """Their rota, in place of what it was. Raises CommandWrong."""
    _ = await with_phone(hands, id)
    found = [shift for line in lines for shift in shifts(line)]
    if strange := {shift.locality for shift in found} - {"", *known}:
        raise CommandWrong(f"There is no locality {', '.join(sorted(strange))}. There are: {', '.join(sorted(known))}.")
    await staff.work(hands, id, found, who)


def shifts(written: str) -> list[Shift]:
    """ "Mon-Fri 9:00-17:00 Teignmouth" as a shift a day; one that ends no later than it begins ends the next day.

    Raises CommandWrong.
    """
    found = SHIFT.fullmatch(written.strip())
    try:
        if found is None:
            raise ValueError
        days, opens, closes = parse_days(found["days"]), _minutes(found["opens"]), _minutes(found["closes"])
    except ValueError:
        raise CommandWrong(
            f"{written!r} is no shift: write it as 'Mon-Fri 9:00-17:00' or 'Sat 18:00-8:00 Totnes'."
        ) from None
    closes += DAY if closes <= opens else 0
    return [Shift(found["where"] or "", day, opens, closes) for day in sorted(days)]


def written(shift: Shift) -> str:
    """A shift as `shifts` reads it."""
    return f"{WEEKDAYS[shift.weekday]} {_wall(shift.opens)}-{_wall(shift.closes)} {shift.locality}".strip()


async def leave(hands: Hands, zone: ZoneInfo, id: int, since: str, until: str, cover: int, who: str) -> None:
    """Away from the first day until the last one is over, both given as dates; from now on without the one, until they are
    back without the other. Raises FormWrong."""
    wrong = {
        name: "Write a day as 2026-12-24."
        for name, day in (("since", since), ("until", until))
        if day and day_of(day) is None
    }
    if wrong:
        raise FormWrong(wrong)
    begins = _midnight(since, zone) if since else hands.now
    ends = _midnight(until, zone) + timedelta(days=1) if until else None
    if ends is not None and ends <= max(begins, hands.now):
        raise FormWrong({"until": "That leave would be over before it begins."})
    try:
        await staff.leave(hands, id, begins, ends, cover, who)
    except CommandWrong as error:
        raise FormWrong({"cover": error.detail}) from None


def _midnight(day: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), zone).astimezone(UTC)


def _minutes(wall: str) -> int:
    at = time.fromisoformat(wall.zfill(5))
    return at.hour * 60 + at.minute


def _wall(minutes: int) -> str:
    return f"{minutes % DAY // 60}:{minutes % 60:02}"
