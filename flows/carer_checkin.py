"""A caregiver's check-in: about the one they look after, and about themselves. At most three questions.

What one of the two tells us is never shown to the other. Nothing is said of the person, their name not either, but that
they agreed to its being said that we are in touch. A carer is asked about their own life, not only as somebody's mouthpiece.
"""

from flows.about import About, is_so, number
from flows.acts import Learn, RaiseItem
from flows.answers import choice, free_text, yes_or_no
from flows.care import ending, met_with_care
from flows.checkin import on_how_they_feel
from flows.greeting import hello, how_it_goes
from flows.last_time import remembered, since_last_time
from flows.measures import ask_item
from flows.measuring import LOAD, strain_told
from flows.own_goal import on_their_goal
from flows.talk import Flow, Outcome, Person, ask_if_willing, do, say
from flows.worry import Numbers, is_low

SAID_BY_RULE = ("that", "how")  # what the person lets us tell them, when they do
CANNOT = "cannot go on caring like this"


def carer_checkin(person: Person) -> Flow[Outcome]:
    about = person.about
    yield hello(about)
    yield from how_it_goes(about)
    yield from who_hears_what(about)
    hard = yield from what_is_asked(about)
    return (yield from ending(about, hard))


def who_hears_what(about: About) -> Flow[None]:
    """In the first check-in only."""
    if not is_so(about, "first"):
        return
    name = about.get("person")
    if name and about.get("may_say") in SAID_BY_RULE:
        yield say("carer_may_know", person=name)
    yield say("carer_apart")


def what_is_asked(about: About) -> Flow[str | None]:
    """The person, the load, and one thing of their own; what was hard, when the load is to be met with care."""
    yield from how_things_are(about)
    hard = yield from how_heavy(about)
    if hard:
        return hard
    if not is_so(about, "assessment_offered"):
        yield from carers_assessment()
        return None
    return (yield from on_their_own_life(about))


def how_things_are(about: About) -> Flow[None]:
    if about.get("said"):
        yield from since_last_time(about)
        return
    name = about.get("person")
    if is_so(about, "unnamed"):
        words = yield from ask_if_willing("how_are_they", free_text)
    elif name:
        words = yield from ask_if_willing("how_is_person", free_text, person=name)
    else:
        words = yield from ask_if_willing("your_week", free_text)
    if words is not None:
        yield remembered(words)


def how_heavy(about: About) -> Flow[str | None]:
    load = yield from ask_item(LOAD)
    if load is None:
        return None
    if is_low(LOAD, load):
        yield strain_told(load)
    return (yield from met_with_care(about, Numbers(LOAD, "how heavy caring feels", load)))


def carers_assessment() -> Flow[None]:
    """The law (Care Act 2014, section 10) gives it to every carer, whatever the need or the money. Offered once."""
    wanted = yield from ask_if_willing("carers_assessment", yes_or_no)
    yield do("assessment_offered", Learn("carers_assessment", "wanted" if wanted else "not now"))
    if wanted:
        yield do("assessment_wanted", RaiseItem("green", "carer's assessment", "would like a carer's assessment"))
        yield say("carers_assessment_asked")
    else:
        yield say("carers_assessment_later")


def on_their_own_life(about: About) -> Flow[str | None]:
    """In turn: their own goal, how they feel, time for themselves. The same for check-ins every week and every other."""
    turn = (number(about, "week") or 0) // 2 % 3
    if turn == 0 and about.get("goal_id"):
        hard, _ = yield from on_their_goal(about)
        return hard
    if turn == 1 and about.get("wellbeing"):
        return (yield from on_how_they_feel(about))
    return (yield from time_for_themselves())


def time_for_themselves() -> Flow[str | None]:
    found = yield from ask_if_willing("carer_time", choice("some", "little", "none", "cannot"))
    if found == "cannot":
        yield do("cannot_go_on", RaiseItem("amber", "carer_strain", CANNOT))
        yield say("care_carer")
        return CANNOT
    if found == "none":
        yield say("carer_no_time")
    return None
