"""What must fit together in a programme file. Each rule notes what does not, with its line.

A value that is wrong by itself was noted before, and is not here any more: rules speak of what they are given.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bot.programme import Kind, Silence
from bot.toml_keys import Tables, meant
from bot.toml_lines import Place
from flows.measures import ITEMS, MEASURES
from messages.segments import BASIC

CODE = re.compile(r"[a-z][a-z0-9_]{0,23}")  # short enough for every column of the database that holds one
FOLLOWED = 52  # weeks after the final, at most


class Row(NamedTuple):
    """One [[…asked]] of the file, which may stand for several weeks."""

    place: Place
    weeks: range
    kind: Kind
    measures: tuple[str, ...]


def check(tables: Tables, place: Place, found: Mapping[str, Any], rows: Sequence[Row], *, is_whole: bool) -> None:
    """All of them on one programme. `is_whole`: every row could be read, so what is not there is really missing."""
    groups = found.get("sub_groups", ())
    stored = ((*place, table, name) for table in ("sub_groups", "dimensions") for name in found.get(table, ()))
    _codes(tables, [place, *stored])
    _twins(tables, rows)
    for row in rows:
        _measures(tables, row)
        if "weeks" in found:
            _in_time(tables, row, found["weeks"])
    if is_whole:
        _both_ends(tables, place, rows)
    _known(tables, (*place, "wellbeing"), found.get("wellbeing", ()), ITEMS, "an item of a measure")
    _known(tables, (*place, "expected_decline"), found.get("expected_decline", ()), groups, "a sub-group")
    _ladder(tables, (*place, "silence"), Silence(**found.get("silence", {})))
    _team(tables, place, found)


def _codes(tables: Tables, places: Iterable[Place]) -> None:
    for place in places:
        if not CODE.fullmatch(str(place[-1])):
            tables.wrong(place, "is a name that is stored: small letters, digits and _ alone, 24 at most.")


def _twins(tables: Tables, rows: Sequence[Row]) -> None:
    first: dict[tuple[Kind, int], Place] = {}
    for row in rows:
        twins = [week for week in row.weeks if first.setdefault((row.kind, week), row.place) != row.place]
        if twins:
            line = tables.line(first[row.kind, twins[0]])
            tables.wrong(row.place, f"asks a {row.kind} in week {twins[0]}, as line {line} does: take one out.")


def _in_time(tables: Tables, row: Row, weeks: int) -> None:
    first, last = {
        "baseline": (0, 0),
        "checkin": (1, weeks),
        "review": (1, weeks - 1),
        "final": (weeks, weeks),
        "followup": (weeks + 1, weeks + FOLLOWED),
    }[row.kind]
    if row.weeks[0] < first or row.weeks[-1] > last:
        when = str(first) if first == last else f"from {first} to {last}"
        tables.wrong((*row.place, "week"), f"must be {when} for a {row.kind}: the programme has {weeks} weeks.")


def _measures(tables: Tables, row: Row) -> None:
    place = (*row.place, "measures")
    if row.kind == "checkin" and row.measures:
        tables.wrong(place, "must not stand in a checkin, which is short: it asks one item of `wellbeing` in turn.")
    _known(tables, place, row.measures, MEASURES, "a measure")
    for id in row.measures:
        if id == "goal":
            tables.wrong(place, "must not name goal: goals are asked about anyway, and `goals` says how many.")
        elif id in MEASURES and not MEASURES[id].items:
            tables.wrong(place, f"must not name {id}: staff enter it, and it is never asked by text.")


def _both_ends(tables: Tables, place: Place, rows: Sequence[Row]) -> None:
    baseline, final = (next((row for row in rows if row.kind == kind), None) for kind in ("baseline", "final"))
    for kind, row in (("baseline", baseline), ("final", final)):
        if row is None:
            tables.wrong(place, f"asks no {kind}, so nothing could be compared: add one to {place[-1]}.asked.")
    if baseline and final and {*baseline.measures} != {*final.measures}:
        line = tables.line((*baseline.place, "measures"))
        tables.wrong((*final.place, "measures"), f"must be the same measures at the end as at the start (line {line}).")


def _known(tables: Tables, place: Place, given: Iterable[str], known: Iterable[str], what: str) -> None:
    for name in given:
        if name not in known:
            tables.wrong(place, f"names {name}, which is not {what}. {meant(name, known)}")


def _ladder(tables: Tables, place: Place, silence: Silence) -> None:
    if silence.item_after < silence.other_after:
        tables.wrong((*place, "item_after"), "must not be less than other_after: another way is tried first.")


def _team(tables: Tables, place: Place, found: Mapping[str, Any]) -> None:
    rated, role = found.get("dimensions", ()), found.get("role")
    if role == "team" and not rated:
        tables.wrong(place, f"lacks dimensions, which a team rates: add a [{place[-1]}.dimensions.…] for each.")
    if role in ("resident", "carer") and rated:
        tables.wrong((*place, "dimensions"), 'are what a team rates: take them out, or set role = "team".')
    for key in rated:
        _as_sent(tables, (*place, "dimensions", key), rated[key])


def _as_sent(tables: Tables, place: Place, side: Mapping[str, Any]) -> None:
    """A single character that is not in GSM-7 makes five texts of one question."""
    if strange := set("".join([side.get("text", ""), *side.get("levels", ())])) - BASIC:
        told = ", ".join(f"{one!r}" for one in sorted(strange))
        tables.wrong(
            place, f"has {told}, which would make each text twice as long: write it in plain letters and signs."
        )
