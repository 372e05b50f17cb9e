"""The question's own words, as they may come back in an answer: beside a day, they say that it is the one asked for.

"She fell Saturday and the nurse came Sunday" answers "When did she fall?" with Saturday.
"""

from functools import lru_cache

from flows.answers.words import words_of
from messages.heard import Phrases, Vocabulary, heard

SHORTEST = 4  # letters: shorter words say little


def echoes(question: str, v: Vocabulary) -> Phrases:
    """What the question is about: its telling words, and the other forms of its verbs."""
    return _echoes(question, v.language)


@lru_cache(maxsize=256)
def _echoes(question: str, language: str) -> Phrases:
    v = heard(language)
    asked = words_of(question).folded
    verbs = {hit[1] for i in range(len(asked)) if (hit := v.clauses.verbs.at(asked, i))}
    telling = {word for word in asked if len(word) >= SHORTEST and not _idle(word, v)}
    words = {(form,) for word in telling for form in (word, word + "s", word.removesuffix("s"))}
    words |= {form for form, verb in v.clauses.verbs.meanings.items() if verb in verbs}
    return Phrases.of(dict.fromkeys(words, ""))


def offers(question: str, v: Vocabulary) -> bool:
    """It asks for a day or a time on which we, or someone, might come or ring."""
    asked = words_of(question).folded
    offered, own = (
        any(p.at(asked, i) for i in range(len(asked))) for p in (v.dates.offer_question, v.dates.own_question)
    )
    return offered and not own


def _idle(word: str, v: Vocabulary) -> bool:
    lists = (v.clauses.idle, v.dates.weekdays, v.dates.months, v.dates.days_away, v.dates.units, v.times.parts)
    return any(word in one for one in lists)
