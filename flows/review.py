"""A review: half-way, at the end, and three months later. The same measures as at the start, and each goal.

What has changed is shown in their own numbers. A review goes on past a low answer, because it must be comparable; what
was hard is met with care at its end.
"""

from collections.abc import Mapping

from flows.about import About, in_short, number
from flows.acts import FinishCheckIn, Learn, Remember
from flows.answers import free_text, yes_or_no
from flows.answers.little_said import no_more
from flows.care import at_the_end
from flows.greeting import hello
from flows.looking_back import Change, met_before, of_feelings, of_goal, show
from flows.measures import ask_goal
from flows.measuring import ask_measures, of_answers, tells_of_self_harm
from flows.own_goal import MET, shall_it_be_done
from flows.talk import Flow, Outcome, Person, Say, ask_if_willing, do, numbered, say
from flows.worry import GOAL, Numbers

PLACES = (1, 2, 3)


def review(person: Person) -> Flow[Outcome]:
    about = person.about
    yield from what_this_is(about)
    goals, of_goals = yield from each_goal(about)
    answers = yield from ask_measures(about)
    if about.get("kind") == "final" and not tells_of_self_harm(answers):
        yield from last_words()
    yield do("finished", FinishCheckIn())
    if not tells_of_self_harm(answers):
        yield from the_story(about, goals, answers)
        yield from at_the_end(about, [*of_answers(about, answers), *of_goals])
    return Outcome("done")


def the_story(about: About, goals: list[Change], answers: Mapping[str, int]) -> Flow[None]:
    yield from met_before(about)
    yield from show(about, goals, of_feelings(about, answers))
    yield what_comes_next(about)


def what_this_is(about: About) -> Flow[None]:
    yield hello(about)
    match about.get("kind"):
        case "final":
            yield say("review_final", week=about.get("week", ""))
        case "followup":
            yield say("review_followup")
        case _:
            yield say("review_half_way")
    yield say("review_how")


def each_goal(about: About) -> Flow[tuple[list[Change], list[Numbers]]]:
    """What has changed in each, and the numbers that may ask for a person."""
    changes, numbers = list[Change](), list[Numbers]()
    for place in PLACES:
        goal, words = about.get(f"goal_{place}_id"), in_short(about.get(f"goal_{place}", ""))
        now = (yield from ask_goal(goal, words, str(place))) if goal else None
        changes += of_goal(about, place, now)
        if goal and now is not None:
            numbers.append(Numbers(GOAL, f'goal "{words}"', now, number(about, f"goal_{place}_last")))
            if now >= MET:
                _ = yield from numbered(place, shall_it_be_done(goal))
    return changes, numbers


def last_words() -> Flow[None]:
    """At the end: what helped, what we should change, and whether we may ask once more."""
    helped = yield from ask_if_willing("helped_most", free_text)
    change = yield from ask_if_willing("would_change", free_text)
    told = [
        f"helped most: {helped}" if helped else "",
        f"would change: {change}" if change and not no_more(change) else "",
    ]
    if any(told):
        yield do("looked_back", Remember("; ".join(filter(None, told))))
    again = yield from ask_if_willing("ask_once_more", yes_or_no)
    yield do("followup_agreed", Learn("followup", "yes" if again else "no"))


def what_comes_next(about: About) -> Say:
    """Week 12 ends nothing by itself: people decide that, with the person."""
    match about.get("kind"):
        case "final":
            return say("review_then_talk")
        case "followup":
            return say("review_any_time")
        case _:
            return say("review_goes_on")
