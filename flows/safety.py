"""Safety: somebody's words showed danger. What to do now, who reads it and when, and one question: are you safe?

An answer can raise the alarm further, never close it: only a person closes an item. `about` tells the trouble
(`category`), whether another person is the one to ask about (`who`), whether a child (`under_18`) or somebody deaf
(`deaf`) is writing, and who reads their words and when (`reads`, `day`, `time`). For abuse every text stays one that
anybody may see: the words for it are the discreet ones.
"""

from collections.abc import Mapping
from typing import Literal

from flows.acts import RaiseItem
from flows.answers import free_text, safe_or_not
from flows.safety_before import begun_before
from flows.talk import Flow, Outcome, Person, Say, ask_if_willing, do, say

SCRIPT = "3"  # what a snapshot of this script carries
HELPLINES_FIRST = "2"  # of the one before, where whoever may be about to die was told Samaritans first and 999 last
QUIET = "quiet"  # the outcome after which nothing more is said until they write
WITNESS: Literal["witness"] = "witness"
PLACE_MATTERS = ("suicide", "medical", "mental_health", "medication", "fall", "confusion")  # an ambulance may be sent
HARD = ("suicide", "mental_health", "bereavement", "carer_strain")  # where somebody to talk to is what helps first


def safety(person: Person) -> Flow[Outcome]:
    about = person.about
    if about.get("script") not in (SCRIPT, HELPLINES_FIRST):
        return (yield from begun_before(person))
    yield from what_to_do(about)
    yield who_reads(about)
    if needs_to_talk(about) and not about.get("deaf"):  # for the deaf that stands beside how they reach 999
        yield say("safety_talk")
    if about.get("who") == "them":
        safe = yield from are_they_safe(about)
    else:
        safe = yield from are_you_safe(about)
    if not safe:
        return Outcome(QUIET)  # no form goes on over the head of somebody in danger, or with somebody standing there
    yield say("safety_thanks")
    return Outcome("done")


def is_abuse(about: Mapping[str, str]) -> bool:
    return about.get("category") == "abuse" and about.get("who") != "them"


def needs_to_talk(about: Mapping[str, str]) -> bool:
    """Whether 999 comes first for them, and somebody who listens last."""
    return about.get("category") in HARD and about.get("who") != "them" and about.get("script") == SCRIPT


def what_to_do(about: Mapping[str, str]) -> Flow[None]:
    if about.get("category") == "harm_to_others":
        yield say("safety_harm")
    elif not about.get("deaf"):
        yield first_words(about)
    if about.get("deaf"):
        if needs_to_talk(about):
            yield say("safety_crisis_deaf")
        yield say("safety_deaf")
    if about.get("under_18"):
        yield say("childline")


def first_words(about: Mapping[str, str]) -> Say:
    if about.get("who") == "them":
        return say("safety_for_them")
    if is_abuse(about):
        return say("safety_private")
    return say("safety_crisis" if about.get("category") in HARD else "safety_emergency")


def who_reads(about: Mapping[str, str]) -> Say:
    """Honest, in hours and out of them. Nobody has said yet that they will answer, so nobody is promised."""
    if about.get("reads") == "open":
        return say("safety_read_now")
    if about.get("reads") == "on call":
        return say("safety_on_call")
    return say("safety_read_later", day=about.get("day", ""), time=about.get("time", ""))


def are_you_safe(about: Mapping[str, str]) -> Flow[bool]:
    """Whether they are safe at last, as far as they say."""
    category = about.get("category", "medical")
    safe = (yield from ask_if_willing("safe_now", safe_or_not)) is not False
    if not safe:
        yield do("not_safe", RaiseItem("red", category, "says they are not safe now"))
        yield say("safety_deaf_now" if about.get("deaf") else "safety_ring_now")
    if is_abuse(about):
        if safe and not about.get("under_18"):
            yield say("safety_lines")
        return safe
    if category in PLACE_MATTERS:
        where = yield from ask_if_willing("where_now", free_text)
        if where:
            yield do("where_told", RaiseItem("red", category, f"WHERE THEY ARE NOW, in their words: {where}"))
    if safe or (yield from ask_if_willing("safe_yet", safe_or_not)) is not False:
        return True
    yield do("still_not_safe", RaiseItem("red", category, "says again that they are not safe"))
    yield say("safety_still")
    return False


def are_they_safe(about: Mapping[str, str]) -> Flow[bool]:
    category = about.get("category", "medical")
    safe = (yield from ask_if_willing("they_safe_now", safe_or_not)) is not False
    if not safe:
        why = "says that the other person is not safe now"
        yield do("they_not_safe", RaiseItem("red", category, why, part=_part(category)))
        yield say("they_deaf_now" if about.get("deaf") else "they_ring_now")
    if category in PLACE_MATTERS:
        where = yield from ask_if_willing("they_where", free_text)
        if where:
            why = f"WHERE THE OTHER PERSON IS NOW, in the sender's words: {where}"
            yield do("they_where_told", RaiseItem("red", category, why, part=WITNESS))
    if safe or (yield from ask_if_willing("they_safe_yet", safe_or_not)) is not False:
        return True
    why = "says again that the other person is not safe"
    yield do("they_still_not_safe", RaiseItem("red", category, why, part=_part(category)))
    yield say("safety_still")
    return False


def _part(category: str) -> Literal["witness", "may_have_caused_harm"]:
    return "may_have_caused_harm" if category == "harm_to_others" else WITNESS
