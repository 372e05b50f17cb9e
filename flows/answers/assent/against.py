"""What speaks against taking a clause for an answer: a condition, a question back, another day, another person.

What may stand beside an answer is open; this list is closed.
"""

from typing import NamedTuple

from flows.answers.assent.asked import Asked, lemma
from messages.heard import Vocabulary


class Head(NamedTuple):
    """How a clause begins: who, with which auxiliary, denied or not, and where it goes on."""

    who: str
    families: tuple[str, ...]
    denied: bool
    end: int


def leaves_open(words: tuple[str, ...], start: int, asked: Asked, v: Vocabulary) -> bool:
    """ "Sometimes", "if" and the like; but "not every day" repeats the question's "every"."""
    hits = ((i, v.echo.hedges.at(words, i)) for i in range(start, len(words)))
    real = ((i, hit) for i, hit in hits if hit and not v.echo.tails.at(words, i))  # "if anything"
    if "ever" in asked.words:
        real = ((i, hit) for i, hit in real if not v.yes_no.at_times.at(words, i))
    real = ((i, hit) for i, hit in real if not (words[i] == "if" and _never_would(words[start:i], v)))
    own = {*asked.words, *(word for word in words if lemma(word, v) in asked.verbs)}
    return any(words[i + hit[0] - 1] not in own and not _not_so(words, i, v) for i, hit in real)


def _never_would(words: tuple[str, ...], v: Vocabulary) -> bool:
    """ "I wouldn't join that lot if you paid me"."""
    hits = (v.echo.auxiliaries.at(words, i) for i in range(len(words)))
    return any(hit and hit[1] == "will not" for hit in hits)


def hedged(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    """A doubt or a condition; how often is none, where a plain yes stands beside it."""
    return v.echo.hedges.at(words, i) is not None and not v.yes_no.at_times.at(words, i)


def _not_so(words: tuple[str, ...], i: int, v: Vocabulary) -> bool:
    """ "Not nearly" leaves nothing open."""
    return i > 0 and (hit := v.echo.nots.at(words, i - 1)) is not None and hit[0] > 1


def wonders(words: tuple[str, ...], start: int, v: Vocabulary) -> bool:
    """ "Safe from who", "interpreter for what language": a question back, with no mark to tell it."""
    asks = v.echo.wonders.from_word
    after = (words[i] in asks and words[i - 1] in v.echo.places for i in range(start + 1, len(words)))
    return words[-1] in asks or any(after)


def gone(words: tuple[str, ...], start: int, end: int, v: Vocabulary) -> bool:
    """Said of another day."""
    return any(word in v.echo.gone for word in words[start:end])


def was(word: str, asked: Asked, v: Vocabulary) -> bool:
    """ "Drove", to "Do you drive?"."""
    return (
        bool(asked.today)
        and v.echo.forms.at((word,), 0) is not None
        and word[-1:] != "s"
        and word != lemma(word, v)
        and word[-3:] != "ing"
    )


def is_to_have(words: tuple[str, ...], head: Head, asked: Asked) -> bool:
    """ "I have it every year", to "Have you had ...?"."""
    return "had" in asked.words and words[head.end - 1] == "have" and not head.denied


def merely_has(head: Head, asked: Asked, verb: bool, v: Vocabulary) -> bool:
    """ "I've got them in a drawer", to "Do you wear ...?"."""
    has = asked.words & {*v.echo.having.from_word}
    return not verb and not head.denied and head.families[:1] == ("have",) and asked.family == "do" and not has


def others_speak(words: tuple[str, ...], v: Vocabulary) -> bool:
    hits = ((word, v.echo.speakers.at(words, i)) for i, word in enumerate(words))
    return any(hit and (hit[1] == "i" or (hit[1] == "they" and word not in v.echo.elders)) for word, hit in hits)
