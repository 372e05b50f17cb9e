"""Starting and ending the staff check-in of a place: who may take part, who does, and when the first round is.

The first round is on the programme's own weekday, and every member is asked in the same weeks: whoever joins later is
asked from the next round on. Nobody is on two teams, because two questions on one phone take turns for a day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot.casework.accepting import Rules
from bot.errors import FormWrong
from bot.programme import DAY, Programme, Rhythm, plan
from bot.store import contacts, planning, staff, teams
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault

NOBODY = "Choose at least one who has a phone and is not asked already."
NOT_SURE = "Tick that you are sure. What was answered stays."


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff. `phone`: the contact point to ask, None where no phone is bound; `team` is where they take part."""

    id: int
    name: str
    phone: int | None
    team: tuple[str, str] | None


async def people(tx: Tx, vault: Vault, place: str) -> list[Person]:
    """The staff of this place, and those who work everywhere, by name; all of them where `place` is everywhere."""
    routes = {one.id: one.routes for one in await staff.team(tx)}
    asked = await teams.taking_part(tx)
    here = [one for one in await staff.workers(tx, vault) if not place or not one.localities or place in one.localities]
    return [_person(one.id, one.name, routes.get(one.id, ()), asked) for one in sorted(here, key=_by_name)]


def _by_name(one: staff.Member) -> str:
    return one.name.casefold()


def _person(id: int, name: str, routes: Sequence[int], asked: dict[int, tuple[str, str]]) -> Person:
    there = next((one for one in routes if one in asked), None)
    phone = routes[0] if there is None and routes else there
    return Person(id, name, phone, asked[there] if there is not None else None)


def begins(one: Programme, today: date) -> date:
    """The day before the first round, which is on the programme's weekday and not today."""
    return Rhythm(one.day, one.hour).day_from(today + DAY) - DAY


async def start(
    hands: Hands, rules: Rules, one: Programme, place: str, chosen: Collection[int], today: date, who: str
) -> int:
    """Ask these members of staff from the next round on, beside those who are asked already. How many are new. Raises
    FormWrong, and then nothing is changed."""
    here = await people(hands.tx, hands.vault, place)
    await contacts.lock(hands.tx, [person.phone for person in here if person.id in chosen and person.phone])
    now = await people(hands.tx, hands.vault, place)  # another may have started it while we waited
    phones = [person.phone for person in now if person.id in chosen and person.phone and person.team is None]
    if not phones:
        raise FormWrong({"people": NOBODY})
    team = (await teams.under_way(hands.tx)).get((one.name, place))
    since = team.started_on if team else begins(one, today)
    ids = [await teams.join(hands, one, place, phone, since, who) for phone in phones]
    await _plan(hands, rules, one, since, ids)
    return len(ids)


async def _plan(hands: Hands, rules: Rules, one: Programme, since: date, ids: Sequence[int]) -> None:
    """At once, so that the page can say when they are asked."""
    slots = plan(one, Rhythm(one.day, one.hour, one.pace), since, one.weeks, rules.hours.zone)
    for id in ids:
        await teams.leave_out(hands, id, [slot for slot in slots if slot.due <= hands.now])
    _ = await planning.plan_anew(hands, ids, rules.programmes, rules.hours.zone)


async def end(hands: Hands, one: Programme, place: str, who: str, *, sure: bool) -> int:
    """Nobody is asked any more; how many they were. Raises FormWrong."""
    if not sure:
        raise FormWrong({"sure": NOT_SURE})
    return await teams.end(hands, one.name, place, who)
