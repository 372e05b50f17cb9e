"""How a goal of theirs is going: asked in their own words. One that is met is celebrated and closed."""

from flows.about import About, in_short, number
from flows.acts import CloseGoal
from flows.answers import yes_or_no
from flows.care import met_with_care
from flows.measures import ask_goal
from flows.talk import Flow, ask_if_willing, do, say
from flows.worry import GOAL, Numbers

MET = 9  # from here on a goal may be called done


def on_their_goal(about: About) -> Flow[tuple[str | None, bool]]:
    """What was hard, if anything, in words for the coordinator; and whether they were asked if the goal is done."""
    goal, words = about.get("goal_id", ""), in_short(about.get("goal", ""))
    value = (yield from ask_goal(goal, words)) if goal else None
    if value is None:
        return None, False
    if value >= MET:
        _ = yield from shall_it_be_done(goal)
        return None, True
    one = Numbers(GOAL, f'goal "{words}"', value, number(about, "goal_last"), number(about, "goal_before"))
    return (yield from met_with_care(about, one)), False


def shall_it_be_done(goal: str) -> Flow[bool]:
    if (yield from ask_if_willing("goal_done", yes_or_no)):
        yield do("goal_closed", CloseGoal(goal, "met"))
        yield say("goal_met")
        return True
    yield say("goal_goes_on")
    return False
