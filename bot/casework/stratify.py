"""The order in which to look at people: points for what the data says, each with its reason. Pure.

The law: this orders a list for people to look at, and it decides nothing. Nobody is told of it, texted, raised, closed or
kept waiting by it; no other module reads it but those that show the list. Every place in the list is told with its
reasons, and a person's word outweighs all points until the day that they chose: whoever is moved up stands before
everybody else, whoever is moved down behind. But a red item that is open, or one that came since, is stronger than a
person's word that somebody can wait.

The points (POINTS below) are a convention: they are not validated, no score of risk, and mean nothing outside this list.
Between equal points stands first who has not been heard of for longer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.placings import DOWN, UP, Kept

POINTS = {
    "red open": 60,
    "red lately": 30,  # within 14 days, closed
    "red before": 15,  # within 28 days, closed
    "amber open": 20,
    "missed": 8,  # each check-in missed in a row, three at most
    "fell far": 16,  # a goal fell by 3 or more since the check-in before
    "fell": 8,  # a goal fell by 2
    "level 4": 12,
    "level 3": 6,
    "declining": 8,  # lives with a sub-group of whom decline is expected
    "review late": 6,
    "no step": 4,  # an open goal, and nothing that anybody does next
}
MOST_MISSED = 3
LATELY, BEFORE = 14, 28  # days


@dataclass(frozen=True, slots=True)
class Known:
    """What the data says of one person. `red_at`: their latest red item of any state. `fell`: a goal's last two numbers,
    where the later is lower. `heard_at`: their last word."""

    level: int = 1
    sub_group: str = ""
    is_declining: bool = False
    red_open: int = 0
    amber_open: int = 0
    red_at: datetime | None = None
    missed: int = 0
    fell: tuple[int, int] | None = None
    is_review_late: bool = False
    has_no_step: bool = False
    heard_at: datetime | None = None
    placing: Kept | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind` is a key of POINTS; `of`: the numbers in it, such as days, or before and after."""

    kind: str
    points: int
    of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """`moved`: the person's word that counts now, if any; "" otherwise."""

    points: int
    reasons: Sequence[Reason]
    moved: str


def place(one: Known, now: datetime, today: str) -> Place:
    reasons = sorted(_reasons(one, now), key=lambda reason: -reason.points)
    return Place(sum(reason.points for reason in reasons), reasons, _moved(one, today))


def ranked(known: Mapping[int, Known], now: datetime, today: str) -> list[tuple[int, Place]]:
    """Each with their place, whoever is to be looked at first standing first."""
    places = [(id, place(one, now, today)) for id, one in known.items()]
    return sorted(places, key=lambda found: _key(found[1], known[found[0]], now, found[0]))


def _key(found: Place, one: Known, now: datetime, id: int) -> tuple[int, int, float, int]:
    tier = {UP: 0, "": 1, DOWN: 2}[found.moved]
    silent = now - one.heard_at if one.heard_at else timedelta.max  # never heard of: the longest
    return tier, -found.points, -silent.total_seconds(), id


def _moved(one: Known, today: str) -> str:
    its = one.placing
    if its is None or its.until < today:
        return ""
    if its.way == DOWN and (one.red_open or (one.red_at and one.red_at > its.at)):
        return ""
    return its.way


def _reasons(one: Known, now: datetime) -> Iterable[Reason]:
    yield from _dangers(one, now)
    if one.missed:
        yield Reason("missed", POINTS["missed"] * min(one.missed, MOST_MISSED), (one.missed,))
    if one.fell and (drop := one.fell[0] - one.fell[1]) >= 2:
        yield _scored("fell far" if drop >= 3 else "fell", *one.fell)
    if one.level in (3, 4):
        yield _scored(f"level {one.level}")
    for kind, holds in (
        ("declining", one.is_declining), ("review late", one.is_review_late), ("no step", one.has_no_step),
    ):  # fmt: skip
        if holds:
            yield _scored(kind)


def _dangers(one: Known, now: datetime) -> Iterable[Reason]:
    days = (now - one.red_at).days if one.red_at else BEFORE + 1
    if one.red_open:
        yield _scored("red open", days)
    elif days <= BEFORE:
        yield _scored("red lately" if days <= LATELY else "red before", days)
    if one.amber_open:
        yield _scored("amber open", one.amber_open)


def _scored(kind: str, *of: int) -> Reason:
    return Reason(kind, POINTS[kind], of)
