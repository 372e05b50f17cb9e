"""What a hard answer is met with: a warm line that fits it, then one question only, whether they would like a call.

Nobody is promised a call that nobody has taken on; and nobody is asked the next question over the head of bad news.
"""

from collections.abc import Sequence

from flows.about import About, number
from flows.acts import FinishCheckIn, RaiseItem
from flows.answers import yes_or_no
from flows.greeting import thanks
from flows.talk import Flow, Outcome, Say, ask_if_willing, do, say
from flows.worry import GOAL, Numbers, asks_for_a_person, only_begun, worries_together

WORRIED = ("ons4_anxious", "gad2_nervous", "gad2_worry")
LONELY = ("loneliness_often", "ucla3_companionship", "ucla3_left_out", "ucla3_isolated")


def met_with_care(about: About, numbers: Numbers) -> Flow[str | None]:
    """A warm line for a low number. What was hard, in words for the coordinator, when nothing more may be asked."""
    if not (yield from noticed(about, numbers)):
        return None
    yield warm(numbers.item)
    return f"{numbers.title}: {numbers.now}"


def noticed(about: About, numbers: Numbers) -> Flow[bool]:
    """Raise what a number asks for. Whether it is to be met with care, which ends what is asked."""
    early, found = only_begun(about, numbers), asks_for_a_person(about, numbers)
    if found:
        yield do(f"{numbers.item}_worries", found)
    if numbers.is_low and not early and not _offered_before(numbers):
        return True
    if numbers.is_low:
        yield say("care_risen" if numbers.has_risen else "care_slow")
    elif found:
        yield say("care_lower")
    return False


def _offered_before(numbers: Numbers) -> bool:
    """A goal that is slow for the third time: a call was offered twice, and how they feel would never be asked."""
    return numbers.item == GOAL and numbers.was_low and not numbers.has_fallen


def at_the_end(about: About, numbers: Sequence[Numbers]) -> Flow[None]:
    """After many questions that must all be asked alike: one item with all that fell or is low again, then a call, when
    anything was low. A goal that is low and has risen is good news."""
    if found := worries_together(about, numbers):
        yield do("review_worries", found)
    low = [one for one in numbers if one.is_low and not (one.item == GOAL and one.has_risen)]
    if low:
        yield warm(low[0].item)
        yield from offer_a_call(about, "; ".join(f"{one.title}: {one.now}" for one in low))


def ending(about: About, hard: str | None) -> Flow[Outcome]:
    """The end of a check-in: thanks, or after a hard answer a call and nothing else."""
    yield do("finished", FinishCheckIn())
    if hard is None:
        yield thanks(number(about, "week") or 0)
    else:
        yield from offer_a_call(about, hard)
    return Outcome("done")


def warm(item: str) -> Say:
    """Said after a low number: it mirrors what was asked."""
    if item == GOAL:
        return say("care_goal")
    if item == "carer_load":
        return say("care_carer")
    if item in WORRIED:
        return say("care_worried")
    return say("care_lonely") if item in LONELY else say("care_low")


def offer_a_call(about: About, because: str) -> Flow[None]:
    """The only question after bad news. `because`: what the coordinator reads."""
    if (yield from _wanted(about)):
        yield do("call_wanted", RaiseItem("amber", "asks for a call", because))
        yield say("care_call_asked")
    else:
        yield say("care_no_call")


def _wanted(about: About) -> Flow[bool | None]:
    worker = about.get("worker")
    if worker:
        return (yield from ask_if_willing("care_call", yes_or_no, worker=worker))
    return (yield from ask_if_willing("care_call_team", yes_or_no))
