"""A check-in by word of mouth: what is asked on the phone, and what the answers raise. The same as by text; nothing is said.

There is no conversation here, because a person asks: whoever rings decides what an answer needs, and what reaches the
queue beside that is what would have reached it from a text.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flows.about import About, in_short, number
from flows.acts import RaiseItem
from flows.measures import items
from flows.measures.ask import self_harm
from flows.measuring import LOAD, of_answers, strain
from flows.worry import GOAL, Numbers, asks_for_a_person, is_low, worries_together

WEEKLY = "checkin"
PLACES = range(1, 10)


class Asked(NamedTuple):
    """A goal that is open: its id, in the person's words, and its progress the last time."""

    id: str
    words: str
    last: int | None


def items_of(about: About) -> tuple[str, ...]:
    """The items of this check-in, in their order: how heavy caring feels comes before how they feel."""
    measured = [one.id for one in items(about.get("measures", "").split())]
    weekly = about.get("kind") == WEEKLY
    load = [LOAD] if weekly and about.get("role") == "carer" else []
    one = [about["wellbeing"]] if weekly and about.get("wellbeing") else []
    return tuple(dict.fromkeys([*load, *one, *measured]))


def goals_of(about: About) -> list[Asked]:
    here = [place for place in PLACES if about.get(f"goal_{place}_id")]
    return [Asked(about[f"goal_{n}_id"], about.get(f"goal_{n}", ""), number(about, f"goal_{n}_last")) for n in here]


def raised(about: About, answers: Mapping[str, int], goals: Mapping[str, int]) -> list[RaiseItem]:
    """What these answers ask of a person: `goals` holds progress by the id of the goal."""
    found = [item for id, value in answers.items() if (item := self_harm(id, value))]
    if (load := answers.get(LOAD)) is not None and is_low(LOAD, load):
        found.append(strain(load))
    return [*found, *_worries(about, answers, goals)]


def _worries(about: About, answers: Mapping[str, int], goals: Mapping[str, int]) -> Iterable[RaiseItem]:
    of_goals = [_of_goal(about, one, goals[one.id]) for one in goals_of(about) if one.id in goals]
    if about.get("kind") == WEEKLY:
        numbers = [*of_goals, *(_of_item(about, id, value) for id, value in answers.items())]
        return [item for one in numbers if (item := asks_for_a_person(about, one))]
    item = worries_together(about, [*of_answers(about, answers), *of_goals])
    return [item] if item else []


def _of_goal(about: About, goal: Asked, now: int) -> Numbers:
    before = number(about, "goal_before") if about.get("goal_id") == goal.id else None
    return Numbers(GOAL, f'goal "{in_short(goal.words)}"', now, goal.last, before)


def _of_item(about: About, item: str, now: int) -> Numbers:
    return Numbers(item, item, now, number(about, "wellbeing_last") if about.get("wellbeing") == item else None)
