"""The report of staff check-ins: the middle answer of each side, round by round. What may be shown is told in team.py. Pure."""

from collections.abc import Mapping, Sequence

from bot.reports.asked import Asked, written
from bot.reports.charts import Bar, Bars, Chart
from bot.reports.labels import called
from bot.reports.page import Cell, Head, Page, Table
from bot.reports.small import WITHHELD
from bot.reports.team import Seen

ROUNDS = [Head("team"), Head("asked on"), Head("asked"), Head("answered")]
SIDES = [Head("team"), Head("question"), Head("asked on"), Head("n"), Head("median", 1), Head("from", 1), Head("to", 1)]
READING = "Answers from 1 to 5: the middle one, and between what the middle half lies."
HIDDEN = f"{READING} {WITHHELD}: fewer than five answered that question. A round that goes on, or that fewer than five answered, is left out."
OWN = "Each team rated itself: what moves may be the team, or who was asked. With few answers one of them moves the middle."
LATEST = 4  # rounds in the picture

Found = Mapping[str, Sequence[Seen]]


def page(found: Found, asked: Asked) -> Page:
    """`found` by team."""
    recent = {team: _in_time(rounds, asked) for team, rounds in found.items()}
    rounds = [
        [team, written(one.asked_on), one.asked, one.answered if one.is_over else "goes on"]
        for team, each in recent.items()
        for one in each
    ]
    sides = [row for team, each in recent.items() for row in _sides(team, each, asked)]
    tables = [
        Table("rounds", "Who answered", ROUNDS, rounds, grouped=True),
        Table("sides", "How they work together", SIDES, sides, [HIDDEN], grouped=True, chart=_chart(recent, asked)),
    ]
    about = [f"Rounds that were asked {asked.days}; staff, {asked.place}"]
    return Page("team", "Staff check-ins", about, tables, [OWN])


def _in_time(rounds: Sequence[Seen], asked: Asked) -> list[Seen]:
    return [one for one in rounds if asked.cohort.first <= one.asked_on <= asked.cohort.last]


def _sides(team: str, rounds: Sequence[Seen], asked: Asked) -> list[list[Cell]]:
    shown = [one for one in rounds if one.sides]
    return [_row(team, item, one, asked) for item in _items(shown) for one in shown]


def _items(rounds: Sequence[Seen]) -> list[str]:
    return list(dict.fromkeys(item for one in rounds for item in one.sides))


def _row(team: str, item: str, one: Seen, asked: Asked) -> list[Cell]:
    side = one.sides.get(item)
    figures: list[Cell] = [side.count, side.median, side.low, side.high] if side else [WITHHELD] * 4
    return [team, called(item, asked.names), written(one.asked_on), *figures]


def _chart(found: Found, asked: Asked) -> Chart | None:
    """Of one team; several would be a comparison, which their own ratings do not bear."""
    shown = [one for rounds in found.values() for one in rounds if one.sides][-LATEST:]
    if len(found) != 1 or not shown:
        return None
    (team,) = found
    bars = [_bar(item, one, one is shown[0], asked) for item in _items(shown) for one in shown]
    says = "; ".join(f"{called(item, asked.names)} {_said(item, shown)}" for item in _items(shown))
    return Chart(f"How the team works together, {team}", READING, says, asked.below(team), Bars("1 to 5", bars, 6))


def _bar(item: str, one: Seen, is_first: bool, asked: Asked) -> Bar:
    side, group = one.sides.get(item), called(item, asked.names) if is_first else ""
    label = f"{side.says}, n {side.count}" if side else "not shown"
    return Bar(written(one.asked_on), side.median if side else None, label, group)


def _said(item: str, rounds: Sequence[Seen]) -> str:
    told = [(one.asked_on, one.sides.get(item)) for one in rounds]
    return ", ".join(f"{written(day)} {side.says if side else 'not shown'}" for day, side in told)
