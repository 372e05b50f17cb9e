"""An age in whole years, from an age, a year of birth or a date of birth.

"47" is an age and "born in 47" a year. "78 in March" is 77 until March. "Nearly 80" and "in my 70s" are asked again.
"I'm 45 and mum's 78" holds two ages: which counts is told by whom the question is about.
"""

from dataclasses import replace
from datetime import date

from flows.answers.clauses import Clauses, Frame, Said, Weight
from flows.answers.people.age_alone import alone, ends_before, of_today
from flows.answers.people.age_asked import Age, Asked, as_dictated, asked_of, birth_year, marked
from flows.answers.people.age_owners import of_whom
from flows.answers.people.birthdays import birthday_to_come, born_on, in_digits, turned_at
from flows.answers.readers import TextReader
from flows.answers.settle import MOST, rest_of, settle
from flows.answers.spelling import numbered, signed
from flows.answers.words import Reply, skip_over
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

OLDEST = 115
CHILD = 16  # a smaller number by itself is mostly something else
GROWN = 40  # years: whom we ask, and whom we are asked about
YOUNGEST = 8  # years: younger children do not write to us
SHORT = 3  # words


def _read(text: str, context: Context) -> Ok[int] | Unclear:
    v = heard(context.language)
    reply = numbered(text, context.language)
    a = v.ages
    frame = Frame((a.before, a.others), (a.after,), marks=(a.marks,), limits=(a.nearly,), against=(a.vague,))
    asked = asked_of(context.question, v)
    said = of_whom(asked.whose, reply, _said(reply, v, context.today, asked), v, frame)
    said = of_today(reply, said, v)
    chosen = settle(reply, said, v, frame, _agree, Weight.MARKED) or _only_year(reply, said, asked, v, frame)
    chosen = _whole_date(said, asked) or chosen or _alone(reply, said, asked, v, frame)
    if chosen is None or chosen.value is None or _or_else(reply, said, chosen, v) or _opens_else(said, chosen):
        return Unclear()
    return Ok(chosen.value.years, rest_of(reply, chosen, v, frame))


def _said(reply: Reply, v: Vocabulary, today: date, asked: Asked) -> list[Said[Age]]:
    said: list[Said[Age]] = []
    i = 0
    while i < len(reply.words) and len(said) <= MOST:
        found = _age_at(reply, i, v, today, asked)
        said += [found] if found else []
        i = found.end if found else i + 1
    return said


def _age_at(reply: Reply, i: int, v: Vocabulary, today: date, asked: Asked) -> Said[Age] | None:
    if birth := born_on(reply, i, v, today) or (in_digits(reply, i, today) if asked.day else None):
        said = _of_age(i, birth[1], birth[0], loose=birth[2])
        return replace(said, value=said.value._replace(exact=True)) if said.value else said
    word = reply.words[i]
    if word.number is None or signed(reply, i):
        return None
    if word.ordinal:
        if word.number > CHILD and any(v.ages.had.at(reply.folded, k) for k in range(max(0, i - 3), i)):
            return _of_age(i, i + 1, word.number)  # "had me 80th in August"
        year = v.ages.year_of_life.at(reply.folded, i + 1)
        start = i - 2 if v.ages.nearly.whole(reply.folded[max(0, i - 2) : i]) is not None else i  # "in my 83rd year"
        return _of_age(start, i + 1 + year[0], word.number - 1) if year else None
    if (year := birth_year(reply, i, word.number, v, today, asked)) is not None:
        return _of_year(reply, i, year, v, today)
    return _plain(reply, i, word.number, v, today)


def _of_year(reply: Reply, i: int, year: int, v: Vocabulary, today: date) -> Said[Age]:
    number, end = as_dictated(reply, i, year, v)
    vague = number is None or v.ages.vague_after.at(reply.folded, end) is not None
    years = today.year - (number or 0) - birthday_to_come(reply, end, v)
    return _of_age(i, end, None if vague else years, from_year=True, loose=reply.words[i].number != year)


def _of_age(i: int, end: int, years: int | None, from_year: bool = False, loose: bool = False) -> Said[Age]:
    good = years is not None and 0 <= years <= OLDEST
    return Said(i, end, Age(years, from_year) if good and years is not None else None, loose)


def _only_year(reply: Reply, said: list[Said[Age]], asked: Asked, v: Vocabulary, frame: Frame) -> Said[Age] | None:
    """ "1947 the bad winter": the one year in the reply, if nothing else is told of it."""
    years = [one for one in said if one.value and one.value.from_year and reply.words[one.start].number]
    told = asked.year or any(v.ages.born.at(reply.folded, k) for k in range(len(reply.words)))
    if len(years) != 1 or len(said) > 1 or not told:
        return None
    start, end = Clauses(reply, said, v, frame).bounds(years[0])
    events = any(v.ages.events.at(reply.folded, k, end) for k in range(start, end))
    return None if events or reply.asks(end) or years[0].out else years[0]


def _whole_date(said: list[Said[Age]], asked: Asked) -> Said[Age] | None:
    """Asked for it, a day of birth is stronger than what they make of it ("so technically I'm 19")."""
    whole = [one for one in said if one.value and one.value.exact and not one.out]
    return whole[0] if asked.day and len(whole) == 1 else None


def _alone(reply: Reply, said: list[Said[Age]], asked: Asked, v: Vocabulary, frame: Frame) -> Said[Age] | None:
    """The one age that is told; a smaller number beside other words is mostly something else."""
    one = alone(reply, said, v, frame)
    told = (
        one is not None and asked.whose == "another's" and marked(reply, one.start, v)
    )  # "Rafi is 14 in class year 9"
    return one if one and one.value and (told or one.value.years >= GROWN) else None


def _or_else(reply: Reply, said: list[Said[Age]], chosen: Said[Age], v: Vocabulary) -> bool:
    """ "86 I think, or 87"."""
    later = (one for one in said if one.start >= chosen.end and one.value != chosen.value)
    return any(v.clauses.either.whole(reply.folded[one.start - 1 : one.start]) is not None for one in later)


def _opens_else(said: list[Said[Age]], chosen: Said[Age]) -> bool:
    """ "70 nan says but passport say 71"."""
    first = said[0]
    other = first.start == 0 and not first.out and first.value is not None and first.value.years >= GROWN
    return other and _agree(first, chosen) is None


def _plain(reply: Reply, i: int, number: int, v: Vocabulary, today: date) -> Said[Age] | None:
    """An age, and what is said of the birthday beside it."""
    years, end = as_dictated(reply, i, number, v)
    for phrases in (v.ages.half, v.ages.years):
        end += hit[0] if (hit := phrases.at(reply.folded, end)) else 0
    if years is None or v.ages.vague_after.at(reply.folded, end):
        return _of_age(i, end, None)
    since_then = v.dates.weekdays.at(reply.folded, end + 1) or v.dates.months.at(reply.folded, end + 1)
    since_then = since_then or (number >= GROWN and v.ages.when.at(reply.folded, end))
    spans = v.ages.spans.at(reply.folded, end) if end == i + 1 else None
    spans = spans and not any(reply.breaks_before(k) for k in range(end + 1, end + spans[0]))  # "64 years, I am 33"
    if (spans and not since_then) or (ends_before(reply, i, v.ages.unreal) and not reply.breaks_before(i)):
        return None
    opens = i == 0 and number >= YOUNGEST  # "15 and my dad hits me"
    if number < CHILD and end == i + 1 and len(reply.words) > SHORT and not opens and not marked(reply, i, v):
        return None
    turned = turned_at(reply, i, end, years, v, today)
    loose = turned[1] == i + 1 and not (marked(reply, i, v) and _stands(reply, turned[1], v))
    return _of_age(i, turned[1], turned[0], loose=loose)


def _stands(reply: Reply, end: int, v: Vocabulary) -> bool:
    """Nothing is counted: "84 now", "84 and well", but not "84 steps"."""
    if v.ages.nearly.at(reply.folded, end):  # "73 going 74"
        return True
    then = skip_over(reply, end, v.ages.after, v.common.polite)
    goes_on = v.numbers.joins.at(reply.folded, then) is not None
    return (
        goes_on
        or then == len(reply.words)
        or reply.breaks_before(then)
        or v.common.goes_on.at(reply.folded, then) is not None
    )


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
