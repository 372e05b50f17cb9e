"""A yes, a no or a "don't know", where just one choice says the same."""

from datetime import date
from functools import lru_cache

from flows.answers.assent.yes_no import yes_or_no
from flows.answers.choosing.shown import shown
from flows.answers.words import reply_of, start_of, words_of
from flows.talk import Context, Ok
from messages.heard import Vocabulary, heard

Hit = tuple[int, str]
ALL_RIGHT = "allright"  # a label of these words says yes only where another says no
_NO_DAY = date.min  # yes and no are the same on any day


def as_yes_or_no(text: str, labels: tuple[str, ...], language: str) -> Hit | None:
    """ "aye" chooses the one label that itself says yes; "dunno" the one that itself is unsure."""
    yes, no, unsure = _saying(labels, language)
    said = yes_or_no.read(text, Context(_NO_DAY, language)) if len(yes) == 1 or len(no) == 1 else None
    if isinstance(said, Ok):
        same = yes if said.value else [] if _half_denied(text, heard(language)) else no
        return (same[0], said.rest) if len(same) == 1 else None
    return (unsure[0], "") if len(unsure) == 1 and _unsure(text, heard(language)) else None


def _half_denied(text: str, v: Vocabulary) -> bool:
    """ "Not so much now" is not "Never"."""
    said = words_of(text).folded
    return any(v.choice.idle.at(said, k) for k in range(len(said)))


@lru_cache(maxsize=256)
def _saying(labels: tuple[str, ...], language: str) -> tuple[list[int], list[int], list[int]]:
    """Which labels themselves say yes, no, or that one is unsure."""
    v, context = heard(language), Context(_NO_DAY, language)
    said = [yes_or_no.read(label, context) for label in labels]
    yes = [i for i, one in enumerate(said) if isinstance(one, Ok) and one.value]
    no = [i for i, one in enumerate(said) if isinstance(one, Ok) and not one.value]
    yes = yes if no else [i for i in yes if ALL_RIGHT not in shown(labels, language).groups[i]]
    return yes, no, [i for i, label in enumerate(labels) if v.yes_no.unsure.whole(words_of(label).folded) is not None]


def _unsure(text: str, v: Vocabulary) -> bool:
    said = reply_of(text, v)
    start = start_of(said, v)
    answers = v.yes_no.yes.at(said.folded, start) or v.yes_no.no.at(said.folded, start)
    return v.yes_no.unsure.whole(said.folded[start:]) is not None and not answers
