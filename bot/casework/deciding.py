"""Taking a programme file or a file of postcodes at the desk: what is wrong with it, with the line of each mistake, and what
it would change for whom. A file with a mistake is never taken, and nothing is half taken.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import time

from bot import programme_file
from bot.decided import PROGRAMME, read_places, read_programmes, spoken
from bot.errors import FrontdoorError, PlacesWrong, ProgrammeWrong
from bot.programme import Asked, Programme
from bot.programme_check import unfit
from bot.settings import Settings
from bot.store import documents, episodes, staff
from bot.store.hands import Hands
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault
from bot.toml_keys import DAYS
from messages.wording import WordingError

NAMES = {
    "title": "its title", "role": "whom it is for", "weeks": "how many weeks it lasts", "day": "the weekday", "hour": "the hour",
    "asked": "what is asked when", "pace": "every how many weeks", "cap": "texts a week at most", "goals": "how many goals",
    "wellbeing": "the questions in turn", "localities": "where it is offered", "silence": "what follows silence",
    "expires_hours": "until when a check-in may be sent", "review_days": "until when a review may be sent",
    "sub_groups": "the groups", "expected_decline": "for whom decline is expected", "dimensions": "what a team rates",
}  # fmt: skip
FILE = "The programme"
MOST_NAMED = 12  # names in one sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """`mistakes`: then it cannot be taken. `changes`: what it would change, a sentence each."""

    mistakes: Sequence[str] = ()
    changes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Here:
    """What a new file is held against: what is in use, and who would feel it. `people`: on each programme; `staff`: whose
    localities are named."""

    settings: Settings
    programmes: Mapping[str, Programme]
    places: Mapping[str, str]
    people: Mapping[str, int]
    staff: Sequence[staff.Member]


async def here(
    tx: Tx, vault: Vault, settings: Settings, now: Mapping[str, Programme], places: Mapping[str, str]
) -> Here:
    return Here(settings, dict(now), dict(places), await people(tx), await staff.members(tx, vault))


async def people(tx: Tx) -> Mapping[str, int]:
    """How many are on each programme."""
    return await episodes.on_programmes(tx)


async def judged(kind: str, text: str, here: Here) -> Verdict:
    return await (_programme if kind == PROGRAMME else _postcodes)(text, here)


async def take(hands: Hands, kind: str, text: str | None, here: Here, who: str, seen: int) -> None:
    """Keep a file that was judged; None for what the settings name. Where a programme asks in other weeks, what is still to
    come is planned anew. Raises ChangedMeanwhile."""
    _ = await documents.keep(hands, (kind, ""), text, who, seen)
    if kind == PROGRAMME:
        new = read_programmes(text) if text is not None else programme_file.of(here.settings)
        changed = [
            name for name, one in new.items() if name in here.programmes and one.asked != here.programmes[name].asked
        ]
        await episodes.plan_again(hands, changed)


async def _programme(text: str, here: Here) -> Verdict:
    try:
        new = await asyncio.to_thread(read_programmes, text)
    except ProgrammeWrong as error:
        return Verdict(_lines(error))
    known = set(here.places.values())
    wrong = list(unfit(new.values(), known, here.settings, FILE))
    wrong += [
        f"{_people(many)} on {name}, which this file does not have: they would be asked nothing. Put it back, or close "
        "their episodes first."
        for name, many in here.people.items()
        if name not in new and name in here.programmes
    ]
    try:
        _ = await asyncio.to_thread(spoken, here.settings, new)
    except WordingError as error:
        wrong += error.problems
    return Verdict(wrong) if wrong else Verdict((), list(_programme_changes(new, here)))


def _programme_changes(new: Mapping[str, Programme], here: Here) -> Iterator[str]:
    for name in new.keys() - here.programmes.keys():
        yield f"New: {name}, {new[name].title}."
    for name in here.programmes.keys() - new.keys():
        yield f"Gone: {name}, {here.programmes[name].title}. Nobody is on it."
    for name in sorted(new.keys() & here.programmes.keys()):
        if changed := list(_differences(here.programmes[name], new[name])):
            yield f"{name}, with {_people(here.people.get(name, 0), is_are=False)} on it: {'; '.join(changed)}."


def _differences(old: Programme, new: Programme) -> Iterator[str]:
    for one in fields(Programme):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before != after:
            where = _asked(old.asked, new.asked) if one.name == "asked" else ""
            was, now = _plainly(one.name, before), _plainly(one.name, after)
            yield f"{NAMES[one.name]}{where}" + (f", {was} before, {now} now" if was and now else "")


def _plainly(name: str, value: object) -> str:
    """A value that a sentence can hold; nothing for lists and tables."""
    match value:
        case time():
            return f"{value:%H:%M}"
        case int() if name == "day":
            return DAYS[value].title()
        case str() | int():
            return str(value)
        case _:
            return ""


def _asked(old: Sequence[Asked], new: Sequence[Asked]) -> str:
    weeks = sorted({one.week for one in set(old) ^ set(new)})
    return f" in week {', '.join(map(str, weeks[:MOST_NAMED]))}" if weeks else ""


async def _postcodes(text: str, here: Here) -> Verdict:
    try:
        new = await asyncio.to_thread(read_places, text)
    except PlacesWrong as error:
        return Verdict(_lines(error))
    known = set(new.values())
    wrong = list(unfit(here.programmes.values(), known, here.settings, FILE))
    if odd := [name for name in known if not name.isprintable() or "|" in name or len(name) > 64]:
        wrong.append(f"{odd[0][:64]!r} is no name of a locality: write at most 64 characters, and no |.")
    if lost := sorted({one.name for one in here.staff for place in one.localities if place not in known}):
        wrong.append(
            f"{', '.join(lost[:MOST_NAMED])} work in a locality that this file does not have: change theirs first, on the "
            "page of the staff."
        )
    return Verdict(wrong) if wrong else Verdict((), list(_place_changes(new, here.places)))


def _place_changes(new: Mapping[str, str], old: Mapping[str, str]) -> Iterator[str]:
    before, after = set(old.values()), set(new.values())
    for said, names in (("New localities", after - before), ("Localities that are gone", before - after)):
        if names:
            yield f"{said}: {', '.join(sorted(names))}."
    moved = [code for code in new.keys() & old.keys() if new[code] != old[code]]
    counted = (
        ("added", len(new.keys() - old.keys())),
        ("taken out", len(old.keys() - new.keys())),
        ("moved", len(moved)),
    )
    if said := [f"{many:,} {what}" for what, many in counted if many]:
        yield f"Postcodes, and first halves of them: {', '.join(said)}."
    if moved:
        first = sorted(moved)[:MOST_NAMED]
        yield f"Moved: {', '.join(f'{code} from {old[code]} to {new[code]}' for code in first)}."


def as_file(places: Mapping[str, str]) -> str:
    """The postcodes in use, as a file to go on from."""
    rows = [f'{code},"{name}"' if "," in name else f"{code},{name}" for code, name in sorted(places.items())]
    return "\n".join(["postcode,locality", *rows, ""])


def _lines(error: FrontdoorError) -> list[str]:
    return [line.strip() for line in error.detail.splitlines() if line.strip()]


def _people(many: int, is_are: bool = True) -> str:
    said = "1 person" if many == 1 else f"{many} people"
    return f"{said} {'is' if many == 1 else 'are'}" if is_are else said
