"""What `frontdoor staff` does: who is enrolled, how they sign in, their phones' codes, PINs, rota and leave. Each gives
back what to say.

For whoever runs the machine: that is the sign-in of this command. Codes, PINs and links are shown once and kept as hashes.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

from bot import places
from bot.clock import Clock, SystemClock
from bot.errors import CommandWrong, NotFound, SettingsWrong
from bot.ladder import Colleague, Shift
from bot.service_hours import WEEKDAYS, parse_days
from bot.settings import Settings
from bot.store import enrolment, logins, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.staff import Member
from bot.store.vault import Vault

SHIFT = re.compile(
    r"(?P<days>[A-Za-z, -]+?)\s+(?P<opens>\d{1,2}:\d\d)\s*-\s*(?P<closes>\d{1,2}:\d\d)(?:\s+(?P<where>.+))?"
)
DAY = 1440  # minutes
Given = TypeVar("Given")
ROUTE = "their phone or Telegram"


def carry_out(settings: Settings, deed: Callable[[Hands], Awaitable[Given]], clock: Clock | None = None) -> Given:
    """One transaction on the service's database. Raises what the deed raises; nothing is kept then."""
    return asyncio.run(_carried_out(settings, deed, clock or SystemClock()))


async def _carried_out(settings: Settings, deed: Callable[[Hands], Awaitable[Given]], clock: Clock) -> Given:
    if not (key := settings.secret_key.get_secret_value()):
        raise SettingsWrong("FRONTDOOR_SECRET_KEY is missing: without it nothing can be read.")
    database = Database(settings.database_url, Vault(key))
    try:
        await database.open()
        async with database.write() as tx:
            return await deed(Hands(tx, database.vault, database.ids, clock.now()))
    finally:
        await database.close()


async def add(hands: Hands, settings: Settings, name: str, role: str, localities: Sequence[str]) -> str:
    if any(one.name.casefold() == name.strip().casefold() for one in await staff.members(hands.tx, hands.vault)):
        raise CommandWrong(f"{name} is on the staff already. For another phone: frontdoor staff code {name!r}.")
    known = set(places.of(settings).values())
    if strange := [one for one in localities if one not in known]:
        raise CommandWrong(f"FRONTDOOR_LOCALITIES does not name {', '.join(strange)}. It names: {_listed(known)}.")
    id = await staff.enrol(hands, name, role, localities)
    said = [f"{name} is on the staff, as {role}, for {_listed(localities) or 'everywhere'}."]
    said.append(_of_link(settings, await logins.new_link(hands, id)))
    if role in staff.ON_THE_LADDER:
        said += [_of_code(await enrolment.new_code(hands, id)), _of_pin(await enrolment.new_pin(hands, id))]
    return "\n".join(said)


async def link(hands: Hands, settings: Settings, name: str) -> str:
    """What they had holds until it is used."""
    return _of_link(settings, await logins.new_link(hands, (await named(hands, name)).id))


async def code(hands: Hands, name: str) -> str:
    return _of_code(await enrolment.new_code(hands, (await _with_phone(hands, name)).id))


async def pin(hands: Hands, name: str) -> str:
    return _of_pin(await enrolment.new_pin(hands, (await _with_phone(hands, name)).id))


async def _with_phone(hands: Hands, name: str) -> Member:
    """Raises CommandWrong for those whose role is not told of anybody."""
    member = await named(hands, name)
    if member.role not in staff.ON_THE_LADDER:
        raise CommandWrong(f"{member.name} is {member.role}: only a coordinator or supervisor has a phone bound.")
    return member


async def remove(hands: Hands, name: str) -> str:
    member = await named(hands, name)
    await staff.retire(hands, member.id)
    await enrolment.void(hands, member.id)
    await logins.void(hands, member.id)
    return (
        f"{member.name} is off the staff. Their phones, PIN, codes, links and password count for nothing from now on, and "
        "they are signed out everywhere."
    )


async def listed(hands: Hands) -> str:
    members = {one.id: one for one in await staff.members(hands.tx, hands.vault)}
    lines = [_line(members[one.id], one, members, hands.now) for one in await staff.team(hands.tx)]
    at_desks = [one for one in members.values() if one.role not in staff.ON_THE_LADDER]
    lines += [f"{one.name}: {one.role}, {', '.join(one.localities) or 'everywhere'}" for one in at_desks]
    return "\n".join(lines) or "Nobody is on the staff yet: frontdoor staff add NAME."


def _line(member: Member, one: Colleague, members: dict[int, Member], now: datetime) -> str:
    where = ", ".join(member.localities) or "everywhere"
    state = "on leave" if one.is_away(now) else "on duty" if one.on_duty else "off duty"
    cover = members.get(one.cover) if one.cover else None
    covered = f", covered by {cover.name}" if cover and not one.is_there(now) else ""
    reached = f"reached by {len(one.routes)}" if one.routes else f"NOT REACHED: no code was texted from {ROUTE} yet"
    return f"{member.name}: {member.role}, {where}, {state}{covered}, {reached}, {_shifts(one.shifts)}"


async def rota(hands: Hands, name: str, written: Sequence[str], clear: bool) -> str:
    """Their rota in place of what it was; without shifts what it is."""
    member = await _with_phone(hands, name)
    if written or clear:
        await staff.work(hands, member.id, [shift for one in written for shift in shifts(one)])
    (now,) = [one for one in await staff.team(hands.tx) if one.id == member.id]
    return f"{member.name}: {_shifts(now.shifts)}."


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


async def leave(hands: Hands, settings: Settings, name: str, since: str, until: str, cover: str) -> str:
    """Away from the first day until the last one is over, both given as dates."""
    member, other = await named(hands, name), await named(hands, cover)
    begins = _midnight(since, settings) if since else hands.now
    ends = _midnight(until, settings) + timedelta(days=1) if until else None
    if ends is not None and ends <= max(begins, hands.now):
        raise CommandWrong("That leave would be over before it begins.")
    await staff.leave(hands, member.id, begins, ends, other.id)
    return f"{member.name} is away{f' from {since}' if since else ''}{f' until {until}' if until else ''}. {other.name} covers."


async def back(hands: Hands, name: str) -> str:
    member = await named(hands, name)
    await staff.on(hands, member.id)
    return f"{member.name} is on duty."


async def named(hands: Hands, name: str) -> Member:
    """Whoever is called so, or whose name begins so. Raises NotFound, CommandWrong."""
    wanted = name.strip().casefold()
    members = await staff.members(hands.tx, hands.vault)
    exact = [one for one in members if one.name.casefold() == wanted]
    close = exact or [one for one in members if wanted and one.name.casefold().startswith(wanted)]
    if not close:
        raise NotFound(f"Nobody on the staff is called {name}.")
    if len(close) > 1:
        raise CommandWrong(f"Which one? {_listed([one.name for one in close])}.")
    return close[0]


def _of_link(settings: Settings, token: str) -> str:
    return (
        f"Link: {settings.public_url}/desk/enrol/{token}\nThere they choose their password and set up codes, within 24 "
        "hours. It works once, and is not shown again."
    )


def _of_code(code: str) -> str:
    return (
        f"Code: {code}\nThey text it from {ROUTE} to the service's number within 24 hours. It works once, and is not "
        "shown again."
    )


def _of_pin(pin: str) -> str:
    return f"PIN: {pin}\nThey put it first in each text message, as in {pin} TAKE 12. Telegram needs none. It is not shown again."


def _shifts(found: Sequence[Shift]) -> str:
    lines = [f"{WEEKDAYS[s.weekday]} {_wall(s.opens)}-{_wall(s.closes)} {s.locality}".strip() for s in found]
    return "; ".join(lines) or "no rota"


def _minutes(wall: str) -> int:
    at = time.fromisoformat(wall.zfill(5))
    return at.hour * 60 + at.minute


def _wall(minutes: int) -> str:
    return f"{minutes % DAY // 60}:{minutes % 60:02}"


def _midnight(day: str, settings: Settings) -> datetime:
    try:
        return datetime.fromisoformat(day).replace(tzinfo=settings.zone, hour=0, minute=0).astimezone(UTC)
    except ValueError:
        raise CommandWrong(f"{day!r} is no day: write it as 2026-12-24.") from None


def _listed(names: Sequence[str] | set[str]) -> str:
    return ", ".join(sorted(names))
