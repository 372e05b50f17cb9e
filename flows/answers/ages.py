"""An age in whole years, from an age, a year of birth or a date of birth.

"47" is an age and "born in 47" a year. "78 in March" is 77 until March. "Nearly 80" and "in my 70s" are asked again.
"I'm 45 and mum's 78" holds two ages: which counts is told by whom the question is about.
"""

from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from flows.answers.birthdays import born_on, turned_at
from flows.answers.clauses import Clauses, Frame, Said, Weight
from flows.answers.readers import TextReader
from flows.answers.settle import MOST, rest_of, settle
from flows.answers.spelling import numbered, signed
from flows.answers.words import Reply, words_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

OLDEST = 115
CHILD = 16  # a smaller number by itself is mostly something else
YOUNGEST = 8  # years: younger children do not write to us
SHORT = 3  # words
Whose = Literal["", "own", "another's"]


class Age(NamedTuple):
    years: int
    from_year: bool = False  # a year of birth alone: one year less until the birthday


def _read(text: str, context: Context) -> Ok[int] | Unclear:
    v = heard(context.language)
    reply = numbered(text, context.language)
    a = v.ages
    frame = Frame((a.before, a.others), (a.after,), marks=(a.marks,), limits=(a.nearly,), against=(a.vague,))
    said = _of(_asked_of(context.question, v), reply, _said(reply, v, context.today), v, frame)
    chosen = settle(reply, said, v, frame, _agree, Weight.MARKED)
    if chosen is None or chosen.value is None:
        return Unclear()
    return Ok(chosen.value.years, rest_of(reply, chosen, v, frame))


def _said(reply: Reply, v: Vocabulary, today: date) -> list[Said[Age]]:
    said: list[Said[Age]] = []
    i = 0
    while i < len(reply.words) and len(said) <= MOST:
        found = _age_at(reply, i, v, today)
        said += [found] if found else []
        i = found.end if found else i + 1
    return said


def _age_at(reply: Reply, i: int, v: Vocabulary, today: date) -> Said[Age] | None:
    if birth := born_on(reply, i, v, today):
        return _of_age(i, birth[1], birth[0], loose=birth[2])
    word = reply.words[i]
    if word.number is None or signed(reply, i):
        return None
    if word.ordinal:
        year = v.ages.year_of_life.at(reply.folded, i + 1)
        start = i - 2 if v.ages.nearly.whole(reply.folded[max(0, i - 2) : i]) is not None else i  # "in my 83rd year"
        return _of_age(start, i + 1 + year[0], word.number - 1) if year else None
    if (year := _birth_year(reply, i, word.number, v, today)) is not None:
        return _of_age(i, i + 1, today.year - year, from_year=True)
    return _plain(reply, i, word.number, v, today)


def _of_age(i: int, end: int, years: int | None, from_year: bool = False, loose: bool = False) -> Said[Age]:
    good = years is not None and 0 <= years <= OLDEST
    return Said(i, end, Age(years, from_year) if good and years is not None else None, loose)


def _birth_year(reply: Reply, i: int, number: int, v: Vocabulary, today: date) -> int | None:
    """1947, "born in 47", '47 and "44 I was born"."""
    if number >= 1000:
        return number
    if number < 10 or len(reply.folded[i]) != 2:
        return None
    told = reply.text[max(0, reply.words[i].start - 1)] in "'’‘"
    told |= (
        any(v.ages.born.at(reply.folded, k) for k in range(i)) or v.ages.born_after.at(reply.folded, i + 1) is not None
    )
    full = today.year // 100 * 100 + number
    return None if not told else full if full <= today.year else full - 100


def _plain(reply: Reply, i: int, number: int, v: Vocabulary, today: date) -> Said[Age] | None:
    """An age, and what is said of the birthday beside it."""
    end = i + 1
    for phrases in (v.ages.half, v.ages.years):
        end += hit[0] if (hit := phrases.at(reply.folded, end)) else 0
    if v.ages.vague_after.at(reply.folded, end):
        return _of_age(i, end, None)
    opens = i == 0 and number >= YOUNGEST  # "15 and my dad hits me"
    if number < CHILD and end == i + 1 and len(reply.words) > SHORT and not opens and not _marked(reply, i, v):
        return None
    turned = turned_at(reply, i, end, number, v, today)
    return _of_age(i, turned[1], turned[0], loose=turned[1] == i + 1)


def _marked(reply: Reply, i: int, v: Vocabulary) -> bool:
    return v.ages.marks.at(reply.folded, i - 1) is not None


def _asked_of(question: str, v: Vocabulary) -> Whose:
    """ "How old are you?", "How old is the person you look after?" """
    words = words_of(question).folded
    another = any(v.ages.others.at(words, i) for i in range(len(words)))
    return "another's" if another else "own" if words else ""


def _of(whose: Whose, reply: Reply, said: list[Said[Age]], v: Vocabulary, frame: Frame) -> list[Said[Age]]:
    """Those that are of the one who is asked about; in doubt the writer's own."""
    clauses = Clauses(reply, said, v, frame)
    owners = [_owner(one, clauses) for one in said]
    wanted = whose or ("own" if any(owner != "another's" for owner in owners) else "")
    kept = (wanted,) if wanted in owners or not wanted else ("",)
    return [
        one if owner in kept or not wanted else replace(one, out=True) for one, owner in zip(said, owners, strict=True)
    ]


def _owner(one: Said[Age], clauses: Clauses[Age]) -> Whose:
    """Whose age the words before it in its clause say it is."""
    ages, folded = clauses.v.ages, clauses.reply.folded
    start = max([clauses.bounds(one)[0], *(other.end for other in clauses.said if other.end <= one.start)])
    for k in range(one.start - 1, start - 1, -1):
        if ages.others.at(folded, k):
            return "another's"
        if ages.own.at(folded, k):
            return "own"
    return ""


def _agree(one: Said[Age], other: Said[Age]) -> Said[Age] | None:
    """ "1947 so 79" says one thing twice; "78, 81" says two."""
    if one.value is None or other.value is None:
        return None
    if one.value.years == other.value.years:
        return other if one.value.from_year else one
    for year, age in ((one, other), (other, one)):
        if year.value and age.value and year.value.from_year and 0 <= year.value.years - age.value.years <= 1:
            return age
    return None


birth_year_or_age = TextReader("birth_year_or_age", _read, version=2)
