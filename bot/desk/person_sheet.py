"""What a person's page shows, gathered from the store: the story on one page. Knows no HTTP and no HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from bot.desk import words
from bot.desk.cards import Card
from bot.desk.folder import Folder, folder
from bot.desk.office import Office
from bot.desk.shelf import Conversation, safe
from bot.desk.transcript import bubbles
from bot.guidance import rules_of
from bot.store import (
    agencies,
    alike,
    contacts,
    edits,
    episodes,
    merges,
    messages,
    person,
    person_notes,
    restrictions,
    staff,
    theirs,
    views,
)
from bot.store.agencies import Told
from bot.store.alike import Alike
from bot.store.checkins import TEAM
from bot.store.edits import Edit
from bot.store.episodes import Episode
from bot.store.forgetting_queue import FORGOTTEN
from bot.store.merges import Merged
from bot.store.person import Person
from bot.store.person_notes import Note
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.store.theirs import Dealt, Shared
from bot.store.views import Point
from bot.store.within import may_see

LINES, NOTES, CHANGES, DEALT = 10, 3, 5, 8  # how much of each stands on the page
LONGEST_LINE, LONGEST_NOTE = 1000, 1500  # characters of one of them; the rest is a click away


class Reach(NamedTuple):
    """One contact point: what to know before it is used."""

    point: Point
    number: str
    careful: bool
    rules: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`folder`: of the programme that they are on, or were on last; `others`: their other ones."""

    person: Person
    reach: Sequence[Reach]
    folder: Folder | None
    others: Sequence[Episode]
    talk: Conversation | None
    cards: Sequence[Card]
    dealt: Sequence[Dealt]
    notes: Sequence[Note]
    many_notes: int
    changes: Sequence[Edit]
    told: Sequence[Told]
    shared: Sequence[Shared]
    abuse: bool
    merged: Sequence[Merged]
    alike: Sequence[Alike]

    @property
    def name(self) -> str:
        return self.person.name or "Name not said"

    @property
    def known(self) -> Mapping[str, str]:
        return self.person.facts

    @property
    def at_marac(self) -> bool:
        return any(one.agency == agencies.MARAC for one in self.told)

    def of(self, referral: int) -> Mapping[str, str]:
        """What was learnt with one referral."""
        return {field: by[referral] for field, by in self.person.held.items() if referral in by}

    @property
    def careful(self) -> bool:
        return not self.reach or any(one.careful for one in self.reach) or "safe_contact" in self.known


async def sheet(office: Office, id: int, member: Member) -> Sheet:
    """Raises NotFound."""
    vault, now = office.database.vault, office.clock.now()
    async with office.database.read() as tx:
        one = await person.one(tx, vault, id)
        on = [each for each in await episodes.of_person(tx, id) if each.role != TEAM]
        found = await theirs.items_of(tx, one)
        reach = await _reach(office, tx, one, now)
        notes = [_short(note) for note in await person_notes.newest(tx, vault, id, NOTES)]
        made = Sheet(
            one, reach, None, (), await _talk(office, tx, [each.point.id for each in reach]),
            await office.shelf.cards(tx, await theirs.opened(tx, vault, found.open), now), await theirs.dealt_with(tx, found.closed, DEALT), notes,
            await person_notes.count(tx, id), await edits.of_person(tx, vault, id, CHANGES),
            await agencies.of_person(tx, vault, id), await theirs.shared(tx, vault, found.all),
            await agencies.of_abuse(tx, found.all), await merges.of_person(tx, vault, id),
            [each for each in await alike.of(tx, vault, one) if await may_name(tx, member, each.id)],
        )  # fmt: skip
    main = next((one for one in on if one.state != "closed"), on[0] if on else None)
    if main is None:
        return made
    return replace(made, folder=await folder(office, main.id), others=[one for one in on if one.id != main.id])


async def may_name(tx: Tx, member: Member, person: int) -> bool:
    """Whether another's page may name this person to them: of their localities, and not restricted to others."""
    return await may_see(tx, member, "person", person) and await restrictions.is_open(tx, member, "person", person)


async def _reach(office: Office, tx: Tx, one: Person, now: datetime) -> list[Reach]:
    vault = office.database.vault
    points = await views.points(tx, vault, one.points)
    states = await contacts.load_states(tx, vault, one.points, now)
    there = [id for id in one.points if points[id].state != FORGOTTEN]
    return [_reached(points[id], list(rules_of(states[id].contact)), one) for id in there]


def _reached(point: Point, rules: list[str], one: Person) -> Reach:
    if rules:
        return Reach(point, words.number(point.address), True, rules)
    came = next((came for came in one.referrals if came.theirs == point.id), None)
    learnt = {field: by[came.id] for field, by in one.held.items() if came.id in by} if came else {}
    said = safe(point, learnt, came.source if came else "")
    return Reach(point, words.number(point.address), said.careful, [said.says])


async def _talk(office: Office, tx: Tx, points: Sequence[int]) -> Conversation | None:
    """The last lines, from where there are the latest; of a phone that nothing was ever written to or from, none."""
    vault, zone = office.database.vault, office.zone
    found = [(id, await messages.latest(tx, vault, id, LINES)) for id in points]
    spoken = [(lines[-1].at, id, lines) for id, lines in found if lines]
    if not spoken:
        return None
    _, id, lines = max(spoken)
    point = await views.point(tx, vault, id)
    short = [replace(line, text=cut(line.text, LONGEST_LINE)) for line in lines]
    warning = words.CONTACT_STATES.get(point.state, "")
    return Conversation(
        point,
        "The last messages",
        words.number(point.address),
        warning,
        bubbles(short, zone, await staff.called(tx, vault)),
    )


def _short(note: Note) -> Note:
    return replace(note, text=cut(note.text, LONGEST_NOTE))


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()} …"
