"""Whether a message may ask anything of our texts, at a glance: finding days and hours costs a millisecond.

It may say yes too often, and never no where there is a request.
"""

from collections.abc import Sequence
from functools import lru_cache

from flows.answers.asks import plain
from flows.answers.calendar.sounds import weekday_sound
from flows.answers.rhythm.slots import HYPHEN, LISTS, NOT_WHEN, ONCE, SPAN, WHEN, vocabulary
from flows.answers.words import reply_of
from messages.heard import heard
from messages.phrases import Phrases

TIMELY = frozenset({WHEN, ONCE, SPAN})
SHORT = 4  # letters: no shorter word is a weekday by its sound


def may_hold(text: str, language: str) -> frozenset[str]:
    """The words of a message, with those that its slots would stand as. At a glance: it may name too many."""
    said = reply_of(HYPHEN.sub(" ", text), heard(language)).folded
    words = frozenset(plain(said, language))
    listed = (slots for slots, telling in _telling(language) if not telling.isdisjoint(said))
    found = words.union(*listed, _timely(said, language))
    return found | {NOT_WHEN} if WHEN in found and _may_deny(said, language) else found


@lru_cache
def _telling(language: str) -> Sequence[tuple[frozenset[str], frozenset[str]]]:
    """Which slots there may be where one of these words is; of a phrase its longest word, without which it is not there."""
    v, known = heard(language), vocabulary(language)
    if known is None:
        return ()
    when = (v.dates.weekdays, v.times.parts, v.times.clock, v.dates.months, v.dates.days_away, v.dates.feasts)
    listed = [(frozenset({word}), _longest(known.phrases[name])) for word, name in LISTS]
    return (*listed, (TIMELY, _longest(*when)), (frozenset({SPAN, ONCE}), _longest(v.dates.units)))


def _may_deny(said: tuple[str, ...], language: str) -> bool:
    """ "Not on" and the like, with a day or an hour right behind."""
    v, known = heard(language), vocabulary(language)
    hits = ((i, known.phrases["nots"].at(said, i)) for i in range(len(said))) if known else ()
    ends = (i + hit[0] for i, hit in hits if hit and i + hit[0] < len(said))
    timely = (v.dates.weekdays, v.times.parts, v.times.clock, v.numbers.words)
    return any(said[end][0].isdecimal() or any(one.at(said, end) for one in timely) for end in ends)


def _longest(*lists: Phrases) -> frozenset[str]:
    found = {max(phrase, key=len) for phrases in lists for phrase in phrases.meanings}
    return frozenset(word for word in found if len(word) > 1)


def _timely(said: Sequence[str], language: str) -> frozenset[str]:
    """An hour in figures or words, or a weekday as it sounds."""
    v = heard(language)
    hours = any(word in v.numbers.words for word in said) and any(
        word in one for word in said for one in (v.times.at, v.times.leads)
    )
    sounds = any(len(word) > SHORT and weekday_sound(word, language) is not None for word in said)
    return TIMELY if hours or sounds or any(word[0].isdecimal() for word in said) else frozenset()
