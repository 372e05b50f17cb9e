"""Then and now, in the numbers they gave: a line for each goal, one for how they feel, and an honest word about it.

Nothing is made nicer than it is. Where numbers were always going to fall, what fell is left unsaid.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flows.about import About, in_short, is_so, number
from flows.acts import ShowProgress
from flows.progress import bar
from flows.talk import Flow, Say, do, say
from flows.worry import GOAL, good

SHOWN = ("carer_load", "ons4_satisfied", "ons4_worthwhile", "ons4_happy")  # the first answered both times: no picking


class Change(NamedTuple):
    """`title` is their goal in their words, or the item's id."""

    item: str
    title: str
    then: int
    now: int

    @property
    def rise(self) -> int:
        return good(self.item, self.now) - good(self.item, self.then)


def of_goal(about: About, place: int, now: int | None) -> Iterable[Change]:
    then = number(about, f"goal_{place}_then")
    if then is not None and now is not None:
        yield Change(GOAL, in_short(about.get(f"goal_{place}", "")), then, now)


def of_feelings(about: About, answers: Mapping[str, int]) -> Iterable[Change]:
    for item in SHOWN:
        then = number(about, f"then_{item}")
        if then is not None and item in answers:
            yield Change(item, item, then, answers[item])
            return


def met_before(about: About) -> Flow[None]:
    """The goals that were met on the way, in their words: the best part of the story comes first."""
    if first := about.get("met_1"):
        yield say("story_met", goal=in_short(first))
    if second := about.get("met_2"):
        yield say("story_met_2", goal=in_short(second))


def show(about: About, goals: Iterable[Change], feelings: Iterable[Change]) -> Flow[None]:
    spared = is_so(about, "expected_decline")
    goals, feelings = ([c for c in some if c.rise >= 0 or not spared] for some in (goals, feelings))
    for place, change in enumerate(goals, 1):
        yield goal_line(place, change)
    for change in feelings:
        yield feeling_line(change)
    if changes := [*goals, *feelings]:
        bars = tuple((change.title, change.then, change.now) for change in changes)
        yield do("progress_shown", ShowProgress("progress", bars))
        if not spared:
            yield in_a_word(changes[0])


def goal_line(place: int, change: Change) -> Say:
    words, then, now = change.title, bar(change.then), bar(change.now)
    match place:
        case 1:
            return say("progress_goal", goal=words, then=then, now=now)
        case 2:
            return say("progress_goal_2", goal=words, then=then, now=now)
        case _:
            return say("progress_goal_3", goal=words, then=then, now=now)


def feeling_line(change: Change) -> Say:
    then, now = bar(change.then), bar(change.now)
    match change.item:
        case "carer_load":
            return say("progress_load", then=then, now=now)
        case "ons4_satisfied":
            return say("progress_satisfied", then=then, now=now)
        case "ons4_worthwhile":
            return say("progress_worthwhile", then=then, now=now)
        case _:
            return say("progress_happy", then=then, now=now)


def in_a_word(first: Change) -> Say:
    """About the goal they named first, or how they feel."""
    if first.rise > 0:
        return say("story_up", then=str(first.then), now=str(first.now))
    return say("story_down") if first.rise < 0 else say("story_same")
