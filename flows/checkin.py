"""The weekly check-in of a resident: at most three questions. How they feel comes before how they score.

A low answer is met with care and not with the next question. What they said last time is asked about first.
"""

from flows.about import About, in_short, is_so, number
from flows.acts import MarkStep, RaiseItem, Remember
from flows.answers import choice, free_text, yes_or_no
from flows.care import ending, met_with_care
from flows.greeting import hello, how_it_goes
from flows.last_time import remembered, since_last_time
from flows.measures import ask_item
from flows.own_goal import on_their_goal
from flows.talk import Flow, Outcome, Person, ask_if_willing, do, say
from flows.worry import Numbers

EVERY_WEEK = "4"  # weeks of "fine" after which the key worker hears of it

# What they picked, in words: for the coordinator, and for next week.
PICKED = {
    "better": "things are a bit better",
    "same": "about the same",
    "harder": "things are harder",
    "talk": "would rather talk",
}


def checkin(person: Person) -> Flow[Outcome]:
    about = person.about
    yield hello(about)
    yield from how_it_goes(about)
    if about.get("flat_weeks") == EVERY_WEEK:
        yield do("flat", RaiseItem("green", "says fine every week", "four times in a row: ring to hear how they are"))
    hard = yield from what_is_asked(about)
    return (yield from ending(about, hard))


def what_is_asked(about: About) -> Flow[str | None]:
    """Up to three questions. Ends at an answer that is to be met with care: what was hard, in words for the coordinator."""
    back = bool(about.get("said")) and not _asks_step(about)
    if back:
        yield from since_last_time(about)
    hard, done = yield from on_their_goal(about)
    if hard or (back and done):
        return hard
    hard = yield from on_how_they_feel(about)
    if hard or back or done:
        return hard
    return (yield from on_their_week(about))


def _asks_step(about: About) -> bool:
    """Every other time a step that is due takes the place of the open question."""
    return bool(about.get("step_id")) and (number(about, "week") or 0) % 2 == 0


def on_how_they_feel(about: About) -> Flow[str | None]:
    item = about.get("wellbeing", "")
    value = (yield from ask_item(item)) if item else None
    if value is None:
        return None
    return (yield from met_with_care(about, Numbers(item, item, value, number(about, "wellbeing_last"))))


def on_their_week(about: About) -> Flow[str | None]:
    """A step of theirs, worded choices after two weeks of "fine", or an open question."""
    if _asks_step(about):
        yield from on_their_step(about)
    elif is_so(about, "worded"):
        return (yield from in_choices())
    else:
        words = yield from ask_if_willing("your_week", free_text)
        if words is not None:
            yield remembered(words)
    return None


def on_their_step(about: About) -> Flow[None]:
    done = yield from ask_if_willing("step_managed", yes_or_no, step=in_short(about.get("step", "")))
    if done:
        yield do("step_marked", MarkStep(about.get("step_id", "")))
        yield say("step_done")
    elif done is False:
        yield say("step_not_yet")


def in_choices() -> Flow[str | None]:
    picked = yield from ask_if_willing("your_week_worded", choice("better", "same", "harder", "talk"))
    if picked is None:
        return None
    yield do("remembered", Remember(PICKED[picked], flat=picked in ("same", "talk")))
    if picked == "talk":
        yield do("call_wanted", RaiseItem("amber", "asks for a call", "would rather talk than answer in texts"))
        yield say("care_call_asked")
    if picked != "harder":
        return None
    yield say("care_harder")
    return PICKED[picked]
