"""The first check-in, after the listening conversation: goals in the person's own words, and the measures at the start.

Who writes and why comes before any question. Everything may be skipped, nothing is asked twice, and each goal is read
back before the next one.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from flows.about import About, in_short, number
from flows.acts import FinishCheckIn, PlanStep, SetGoal
from flows.answers import a_date, choice, free_text, scale_0_10
from flows.answers.little_said import no_more, only_yes
from flows.care import at_the_end
from flows.greeting import hello
from flows.measures import ask_goal
from flows.measuring import ask_measures, of_answers, tells_of_self_harm
from flows.talk import Flow, Outcome, Person, ask_if_willing, do, numbered, review, say

MOST_GOALS = 3
READ_BACK = 300  # characters: all that anybody writes, but without a stop before the closing quote
BY = a_date(future=True)
Who: TypeAlias = Literal["person", "worker", "family"]
WHO: Mapping[str, Who] = {"person": "person", "worker": "worker", "family": "family"}


def baseline(person: Person) -> Flow[Outcome]:
    about = person.about
    yield from who_writes_and_why(about)
    yield from their_goals(number(about, "goals_wanted") or MOST_GOALS)
    if about.get("measures"):
        yield say("baseline_measures")
    answers = yield from ask_measures(about)
    yield do("finished", FinishCheckIn())
    if tells_of_self_harm(answers):
        return Outcome("done")
    yield say("baseline_thanks")
    yield from at_the_end(about, of_answers(about, answers))
    return Outcome("done")


def who_writes_and_why(about: About) -> Flow[None]:
    yield hello(about)
    if worker := about.get("worker"):
        yield say("baseline_for", worker=worker)
    else:
        yield say("baseline_for_team")
    if about.get("role") == "carer":
        yield say("baseline_for_carer")
    yield say("baseline_how")


def their_goals(most: int) -> Flow[None]:
    for place in range(1, min(most, MOST_GOALS) + 1):
        if not (yield from numbered(place, one_goal(place))):
            return


def one_goal(place: int) -> Flow[bool]:
    """Whether they named one. It is kept at once: somebody who stops here has a goal."""
    key, words = str(place), (yield from its_words("first" if place == 1 else "more"))
    if words is None:
        return False
    yield do("goal_set", SetGoal(key, words))
    helps = (yield from ask_if_willing("goal_helps", free_text)) if place == 1 else None
    importance = yield from ask_if_willing("goal_importance", scale_0_10)
    confidence = yield from ask_if_willing("goal_confidence", scale_0_10)
    yield do("goal_weighed", SetGoal(key, words, helps or "", importance, confidence))
    _ = yield from ask_goal(key, in_short(words), key)
    step = yield from its_first_step(key)
    yield from read_back(words, step)
    return True


def its_words(which: str) -> Flow[str | None]:
    """In their own words; None when there is no goal, or no further one. A bare yes is asked which."""
    words = yield from ask_if_willing("goal_words", free_text, which=which)
    if words is not None and only_yes(words):
        words = yield from ask_if_willing("goal_named", free_text)
    return None if words is None or no_more(words) else words


def its_first_step(goal: str) -> Flow[str | None]:
    """What is done, by whom and by when; by themselves, unless they say otherwise."""
    what = yield from ask_if_willing("goal_step", free_text)
    if what is None or no_more(what):
        return None
    who = yield from ask_if_willing("goal_who", choice(*WHO))
    by = yield from ask_if_willing("goal_by", BY)
    yield do("step_planned", PlanStep(goal, what, WHO[who or "person"], by or ""))
    return what


def read_back(words: str, step: str | None) -> Flow[None]:
    goal = in_short(words, READ_BACK)
    if step is None:
        yield from review("check_goal", ("goal_words",), goal=goal)
    else:
        yield from review("check_goal_and_step", ("goal_words", "goal_step"), goal=goal, step=in_short(step, READ_BACK))
