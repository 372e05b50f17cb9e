"""What the question asks, so far as it tells what a reply to it means."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from flows.answers.choosing.shown import Shown
from flows.answers.words import words_of
from messages.heard import Vocabulary, heard


class Question(NamedTuple):
    """What is asked: its words, and whether it asks what is wrong, what the writer is to somebody, for a number,
    how often one meets somebody."""

    echo: frozenset[str]
    trouble: bool
    relates: bool
    how_many: bool
    asked: frozenset[str]
    meets: bool


def asked_of(of: Shown, question: str, v: Vocabulary) -> Shown:
    """The choices, and what is asked of them."""
    return replace(of, **_question(question, v.language)._asdict())


@lru_cache(maxsize=256)
def _question(question: str, language: str) -> Question:
    words, v = words_of(question).folded, heard(language)
    c = v.choice
    trouble, relates, many, often, day, meets = (
        any(phrases.at(words, k) for k in range(len(words)))
        for phrases in (c.troubles, c.relates, c.how_many, c.how_often, c.which_day, c.meets)
    )
    groups = [group for (group,) in v.choice.frequency.meanings] if often else []
    groups += [*v.dates.weekdays.meanings.values(), *v.times.parts.meanings.values()] if day else []
    return Question(frozenset(words), trouble, relates, many, frozenset(groups), often and meets)
