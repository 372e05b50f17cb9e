"""What a question asks of an age, and whether two or four figures are then a year of birth."""

from datetime import date
from typing import Literal, NamedTuple

from flows.answers.words import Reply, words_of
from messages.heard import Phrases, Vocabulary

CENTURY = 100
NEAR = 6  # words: so far before a year it may say that they were born then
EITHER = 75  # of two figures: asked for a year, they may have told their age
Whose = Literal["", "own", "another's"]


class Age(NamedTuple):
    years: int
    from_year: bool = False  # a year of birth alone: one year less until the birthday
    exact: bool = False  # from a whole day of birth


class Asked(NamedTuple):
    """What the question says: whose age, and whether it asks for a year or a day of birth."""

    whose: Whose = ""
    year: bool = False
    day: bool = False


def asked_of(question: str, v: Vocabulary) -> Asked:
    """ "How old are you?", "How old is the person you look after?", "What year were you born?" """
    words = words_of(question).folded

    def has(phrases: Phrases) -> bool:
        return any(phrases.at(words, i) for i in range(len(words)))

    other = has(v.ages.others) or _of_another(words, v)
    whose: Whose = "another's" if other else "own" if words else ""
    return Asked(whose, has(v.ages.asks_year) and not has(v.ages.asks_age), has(v.ages.asks_day))


def _of_another(words: tuple[str, ...], v: Vocabulary) -> bool:
    """ "How old is Desmond?" """
    hits = ((i, v.ages.asks_other.at(words, i)) for i in range(len(words)))
    return any(hit and v.clauses.speakers.at(words, i + hit[0]) is None for i, hit in hits)


def birth_year(reply: Reply, i: int, number: int, v: Vocabulary, today: date, asked: Asked) -> int | None:
    """1947, "born in 47", '47 and "44 I was born"; 47 where a year is asked for, of 82 only that it is unclear."""
    if number >= 1000:
        return number
    if number < 10 or len(reply.folded[i]) != 2:
        return None
    told = reply.text[max(0, reply.words[i].start - 1)] in "'’‘"
    told |= _born_before(reply, i, v)
    told |= v.ages.born_after.at(reply.folded, i + 1) is not None
    if not told and (not asked.year or v.ages.years.at(reply.folded, i + 1) or _aged(reply, i, v)):
        return None
    full = today.year // 100 * 100 + number
    others = (word for k, word in enumerate(reply.words) if k != i)
    if not told and (number >= EITHER or any(word.number is not None for word in others)):
        return -1
    return full if told and full <= today.year else full - 100


def _born_before(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Born in Kingston 44", but not the last number of "born June 65 so 62"."""
    for k in range(i - 1, max(-1, i - NEAR), -1):
        if v.ages.born.at(reply.folded, k) and not v.ages.papers.at(reply.folded, k + 1):
            return True
        if reply.words[k].number is not None:
            return False
    return False


def _aged(reply: Reply, i: int, v: Vocabulary) -> bool:
    """Asked for a year, they tell their age."""
    return marked(reply, i, v) or v.ages.asks_age.at(reply.folded, i - 1) is not None


def marked(reply: Reply, i: int, v: Vocabulary) -> bool:
    """The word before says that it is an age."""
    return i > 0 and v.ages.marks.at(reply.folded, i - 1) is not None


def as_dictated(reply: Reply, i: int, number: int, v: Vocabulary) -> tuple[int | None, int]:
    """ "Seventy ate" is 78, and so is "seventy bloody eight"; "seventy too" may be 72 or no more than 70, "sixty ten"
    anything."""
    if 20 <= number < CENTURY and number % 10 == 0 and (second := _second(reply, i, v)):
        unit, end = second
        return (number + unit if unit < 10 else None), end
    unit = v.ages.homophones.at(reply.folded, i + 1)
    if not unit or number % 10 or number % 100 == 0 or CENTURY < number < 19 * CENTURY:
        return number, i + 1
    if reply.breaks_before(i + 1) or not reply.breaks_before(i + 2):
        return number, i + 1
    return (number + int(unit[1]) if unit[1] != "0" else None), i + 2


def _second(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int] | None:
    """The number that finishes this one, behind a curse or a slipped full stop; or one that spoils it."""
    k = i + 1 + (v.ages.swears.at(reply.folded, i + 1) is not None)
    if k >= len(reply.words) or (unit := reply.words[k].number) is None or not 0 < unit < 20:
        return None
    gap = reply.text[reply.words[i].end : reply.words[k].start]
    near = gap == "." or not any(reply.breaks_before(j) for j in range(i + 1, k + 1))
    return (unit, k + 1) if near and reply.folded[i].isalpha() and reply.folded[k].isalpha() else None
