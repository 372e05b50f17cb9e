"""When in the day suits: "morning", "afternoon", "evening", "any", or a time as HH:MM.

Where we are to come or ring, a time counts only if it is plainly offered: "the carer comes in the morning" is no answer
to "when shall we ring?". Asked of their own day ("When do you feel lonely?"), people tell of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flows.answers.calendar.by_ear import hours_by_ear
from flows.answers.calendar.clock import PARTS, Clock, clock_at, hour_of, with_half
from flows.answers.calendar.echoes import offers
from flows.answers.frames import Frame, Said, Weight
from flows.answers.readers import TextReader
from flows.answers.settle import MOST, rest_of, settle
from flows.answers.spelling import numbered, signed
from flows.answers.words import Reply, skip_over, words_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

ANY = "any"
EARLIEST = 8  # hours: before it nobody rings, unless it is all that they say
NEAR, NEAR_BEHIND = 6, 3  # words between "in the evening" and the hour that it tells the half of, said before or after


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = hours_by_ear(numbered(text, context.language), v)
    ours = not context.question or offers(context.question, v)
    frame = _frame(v, ours)
    said = _said(reply, v, _offered(context.question, v), _half_asked(context.question, v))
    least = Weight.MARKED if ours and not _opens_with_any(said) else Weight.TOLD
    chosen = settle(reply, said, v, frame, _at_hours if ours else _agree, least)
    if chosen is None or chosen.value is None or (chosen.value == ANY and _narrowed(reply, said, v)):
        return Unclear()
    return Ok(chosen.value, rest_of(reply, chosen, v, frame))


def _frame(v: Vocabulary, ours: bool) -> Frame:
    """Where the time is ours to keep, one at which something else happens is no answer."""
    return Frame(
        (v.times.before,),
        (v.times.after,),
        marks=(v.clauses.suits, v.clauses.settled, v.times.opens, v.times.by_then),
        against=(v.clauses.engaged,) if ours else (),
        other_time=(v.clauses.told_past,),
        limits=(v.clauses.limits, v.clauses.starts_from),
        plainly=(v.clauses.till,) if ours else (v.clauses.till, v.clauses.done_by),
        gives_way=(v.times.gives_way,),
        offered=True,
    )


def _narrowed(reply: Reply, said: list[Said[str]], v: Vocabulary) -> bool:
    """ "Any time but not mornings", "any time except when he is home"."""
    others = any(one.value != ANY and not (one.loose and _opens_with_any(said)) for one in said)
    never = v.clauses.denies.whole(reply.folded[:1]) is not None and reply.breaks_before(1)
    return others or never or any(v.times.narrows.at(reply.folded, i) for i in range(len(reply.words)))


def _opens_with_any(said: list[Said[str]]) -> bool:
    """ "Any time, I'm only looking at four walls": whatever follows."""
    return bool(said) and said[0].sure and said[0].value == ANY


def _half_asked(question: str, v: Vocabulary) -> str:
    """The half of the day in which what is asked about is done."""
    asked = words_of(question).folded
    done = next((hit[1] for i in range(len(asked)) if (hit := v.times.half_asked.at(asked, i))), "")
    named = {hit[1] for i in range(len(asked)) if (hit := v.times.half_day.at(asked, i)) and hit[1] in PARTS}
    return done or (named.pop() if len(named) == 1 else "")


Offered = Mapping[str, str]  # "first", "after" and so on: the part of the day that is meant by it


def _offered(question: str, v: Vocabulary) -> Offered:
    """What may be meant of the parts of the day that a question names ("Mornings or afternoons?", "After lunch?")."""
    asked = words_of(question).folded
    if around := next((hit[1] for i in range(len(asked)) if (hit := v.times.around.at(asked, i))), ""):
        return dict(zip(("before", "after"), around.split(), strict=True))
    hits = (v.times.parts.at(asked, i) for i in range(len(asked)))
    named = list(dict.fromkeys(hit[1] for hit in hits if hit and hit[1] in PARTS))
    places = dict(zip(("first", "second", "third"), named, strict=False))
    return places | {"any": ANY, "last": named[-1]} if len(named) > 1 else {}


def find_times(reply: Reply, v: Vocabulary) -> list[Said[str]]:
    """The parts of the day and the hours that are named, whoever says them of what."""
    return _said(hours_by_ear(reply, v), v)


def _said(reply: Reply, v: Vocabulary, offered: Offered = MappingProxyType({}), asked: str = "") -> list[Said[str]]:
    said: list[Said[str]] = []
    first = i = skip_over(reply, 0, v.common.greetings, v.common.lead_in)
    while i < len(reply.words) and len(said) <= MOST:
        if (wish := v.times.wishes.at(reply.folded, i)) and not reply.breaks_before(i + wish[0] - 1):
            i += wish[0]
            continue
        found = _part_at(reply, i, v) or _offer_at(reply, i, v, offered, said) or _clock_said(reply, i, v, said, asked)
        found = replace(found, sure=not found.loose) if found and i == first else found
        said += [found] if found else []
        i = found.end if found else i + 1
    return said


def _part_at(reply: Reply, i: int, v: Vocabulary) -> Said[str] | None:
    hit = max(
        v.times.clock.at(reply.folded, i), v.times.parts.at(reply.folded, i), key=lambda one: one[0] if one else 0
    )
    if hit is None or _is_verb(reply, i, hit[0], v):
        return None
    return Said(i, i + hit[0], hit[1], loose=reply.folded[i] in v.times.words_too and hit[0] == 1)


def _offer_at(reply: Reply, i: int, v: Vocabulary, offered: Offered, before: list[Said[str]]) -> Said[str] | None:
    """ "The first one", "either": of the parts of the day that the question names."""
    hit = v.times.offered.at(reply.folded, i) if offered else None
    said = {one.value for one in before}
    left = [part for part in dict.fromkeys(offered.values()) if part != ANY and part not in said]
    other = {"other": left[0]} if len(left) == 1 and said else {}
    value = hit and ({**offered, **other}).get(hit[1])
    return Said(i, i + hit[0], value, loose=True) if hit and value else None


def _is_verb(reply: Reply, i: int, size: int, v: Vocabulary) -> bool:
    """ "I am", "am I"."""
    if size > 1 or reply.folded[i] not in v.times.words_too:
        return False
    if i and v.clauses.speakers.at(reply.folded, i - 1, i) and not reply.breaks_before(i):
        return reply.folded[i - 1] not in v.clauses.small  # "in the eve"
    follows = (v.clauses.suits, v.common.polite, v.times.parts_then)
    hit = v.times.parts.at(reply.folded, i)
    if hit and hit[1] == ANY and reply.folded[i + 1 : i + 2] and reply.folded[i + 1] in v.clauses.subjects:
        return False  # "any I'm going nowhere"
    ends = reply.breaks_before(i + 1) or any(p.at(reply.folded, i + 1) for p in follows)
    return not ends


def _clock_said(reply: Reply, i: int, v: Vocabulary, before: list[Said[str]], asked: str) -> Said[str] | None:
    clock = None if signed(reply, i) else clock_at(reply, i, v)
    if clock is None or (clock.end == i + 1 and _is_pronoun(reply, i, v)):
        return None
    whole = with_half(reply, clock, v)
    if not whole.half and not whole.written_24:
        whole = replace(whole, half=_half_told(reply, i, whole, v, before) or _if_fits(whole, asked))
    hour = hour_of(whole)
    led = i > 0 and not reply.breaks_before(i) and (reply.folded[i - 1] in v.times.at or _settles(reply, i, v))
    value = None if hour is None else f"{hour:02}:{whole.minute:02}"
    return Said(i, whole.end, value, whole.bare and not led, whole.bare)


def _settles(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Can we say 11"."""
    settled = v.clauses.settled
    return any(settled.whole(reply.folded[k:i]) is not None for k in range(max(0, i - settled.longest), i))


def _is_pronoun(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "One" by itself, or after "at" and the like, is an hour; "a nice one" is none."""
    alone = len(reply.words) == 1 or (i and reply.folded[i - 1] in v.times.at)
    return not alone and reply.folded[i] in v.numbers.one and not v.times.half_day.at(reply.folded, i + 1)


def _half_told(reply: Reply, i: int, clock: Clock, v: Vocabulary, before: list[Said[str]]) -> str:
    """ "In the evening at eight", "mornings, about 8"."""
    told = [one.value for one in before if one.value in PARTS and 0 <= i - one.end <= NEAR]
    for k in range(clock.end, min(clock.end + NEAR_BEHIND, len(reply.words))):
        if v.clauses.turns.at(reply.folded, k):
            break
        hit = v.times.parts.at(reply.folded, k)
        told += [hit[1]] if hit and hit[1] in PARTS and not _is_verb(reply, k, hit[0], v) else []
    return _if_fits(clock, told[-1]) if told else ""


def _if_fits(clock: Clock, half: str) -> str:
    return half if half and hour_of(replace(clock, half=half)) is not None else ""


def _agree(one: Said[str], other: Said[str]) -> Said[str] | None:
    """ "Mornings, about 10" is a time, told in two steps."""
    if one.value == other.value:
        return one if one.value else None
    for less, more in ((one.value, other.value), (other.value, one.value)):
        if less in PARTS and more and ":" in more and int(more[:2]) in PARTS[less]:
            return other if more == other.value else one
    return None


def _at_hours(one: Said[str], other: Said[str]) -> Said[str] | None:
    """ "Mornings, I'm up at five": nobody rings at five."""
    fuller = _agree(one, other)
    if fuller is None or fuller.value in (*PARTS, ANY) or not fuller.clean or int((fuller.value or "")[:2]) >= EARLIEST:
        return fuller
    return other if fuller is one else one


time_of_day = TextReader("time_of_day", _read, version=2)
