"""How somebody can be reached safely: a sub-script that several conversations share."""

from flows.acts import KeepDiscreet, Learn
from flows.answers import a_phone, choice, safe_time, time_of_day, unprompted_in, yes_or_no
from flows.talk import Flow, Person, ask, ask_if_willing, do, say

WITH_A_NUMBER = ("sms", "whatsapp", "browser")  # channels whose address can be rung


def who_sees_this_phone() -> Flow[None]:
    """Whoever does not say that they alone see it is treated as if others did."""
    others_see_it = yield from ask_if_willing("others_see_phone", yes_or_no)
    if others_see_it is False:
        return
    when = yield from ask_if_willing("safe_time", safe_time)
    yield do("kept_discreet", KeepDiscreet(unprompted_in(when)))
    yield do("safe_time_learnt", Learn("safe_time", when or "not said"))
    yield say("we_keep_it_short")


def how_to_reach_you(person: Person) -> Flow[tuple[str, str]]:
    way = yield from ask("best_way", choice("text", "call", "either"))
    yield do("way_learnt", Learn("best_way", way))
    if way != "text" and person.channel not in WITH_A_NUMBER:
        phone = yield from ask("ring_number", a_phone)
        yield do("ring_number_learnt", Learn("phone", phone))
    time = yield from ask_if_willing("best_time", time_of_day)
    yield do("time_learnt", Learn("best_time", time or "any"))
    return way, time or "any"
