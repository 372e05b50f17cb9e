"""What `frontdoor staff` does: who is enrolled, how they sign in, their phones' codes, PINs, rota and leave. Each gives
back what to say. What is done is in casework/colleagues.py, for the desk too.

For whoever runs the machine: that is the sign-in of this command. Codes, PINs and links are shown once and kept as hashes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from bot.casework import colleagues
from bot.clock import Clock, SystemClock
from bot.decided import places_of
from bot.errors import CommandWrong, FormWrong, NotFound, SettingsWrong
from bot.ladder import Colleague, Shift
from bot.settings import Settings
from bot.store import documents, enrolment, logins, staff
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.log import SYSTEM
from bot.store.staff import Member
from bot.store.vault import Vault

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
    known = await _localities(hands, settings)
    try:
        new = await colleagues.add(hands, known, name, role, localities, SYSTEM)
    except FormWrong as error:
        raise CommandWrong(error.detail) from None
    said = [
        f"{name} is on the staff, as {role}, for {_listed(localities) or 'everywhere'}.",
        _of_link(settings, new.link),
    ]
    return "\n".join([*said, *([_of_code(new.code), _of_pin(new.pin)] if new.code else [])])


async def _localities(hands: Hands, settings: Settings) -> set[str]:
    return set(places_of(settings, await documents.in_use(hands.tx)).values())


async def link(hands: Hands, settings: Settings, name: str) -> str:
    """What they had holds until it is used."""
    return _of_link(settings, await logins.new_link(hands, (await named(hands, name)).id))


async def code(hands: Hands, name: str) -> str:
    return _of_code(await enrolment.new_code(hands, (await _with_phone(hands, name)).id))


async def pin(hands: Hands, name: str) -> str:
    return _of_pin(await enrolment.new_pin(hands, (await _with_phone(hands, name)).id))


async def _with_phone(hands: Hands, name: str) -> Member:
    """Raises CommandWrong for those whose role is not told of anybody."""
    return await colleagues.with_phone(hands, (await named(hands, name)).id)


async def remove(hands: Hands, name: str) -> str:
    member = await named(hands, name)
    try:
        left = await colleagues.lost(hands, member.id, SYSTEM)
    except FormWrong as error:
        raise CommandWrong(error.detail) from None
    said = (
        f"{member.name} is off the staff. Their phones, PIN, codes, links and password count for nothing from now on, and "
        "they are signed out everywhere. What they held is in the queue again."
    )
    if left.people or left.colleagues:
        said += f"\nGive somebody else at the desk: {left.people} people whom they looked after, and cover for {left.colleagues}."
    return said


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


async def rota(hands: Hands, settings: Settings, name: str, written: Sequence[str], clear: bool) -> str:
    """Their rota in place of what it was; without shifts what it is."""
    member = await _with_phone(hands, name)
    if written or clear:
        await colleagues.work(hands, await _localities(hands, settings), member.id, written, SYSTEM)
    (now,) = [one for one in await staff.team(hands.tx) if one.id == member.id]
    return f"{member.name}: {_shifts(now.shifts)}."


async def leave(hands: Hands, settings: Settings, name: str, since: str, until: str, cover: str) -> str:
    """Away from the first day until the last one is over, both given as dates."""
    member, other = await named(hands, name), await named(hands, cover)
    try:
        await colleagues.leave(hands, settings.zone, member.id, since, until, other.id, SYSTEM)
    except FormWrong as error:
        raise CommandWrong(error.detail) from None
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
    return "; ".join(colleagues.written(one) for one in found) or "no rota"


def _listed(names: Sequence[str] | set[str]) -> str:
    return ", ".join(sorted(names))
