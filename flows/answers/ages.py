"""An age in whole years, from an age, a year of birth or a date of birth.

"47" is an age and "born in 47" a year. "78 in March" is 77 until March. "Nearly 80" and "in my 70s" are asked again.
"""

import re
from datetime import date

from flows.answers.date_forms import find_day
from flows.answers.numbers import with_numbers
from flows.answers.readers import TextReader
from flows.answers.words import Reply, framed, only_between, reply_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

OLDEST = 115


def _birth_date(reply: Reply, i: int, v: Vocabulary, today: date) -> tuple[int, int] | None:
    """The age that a full date gives, and where it ends."""
    found = find_day(reply, i, v, today, "past")
    written = reply.text[reply.words[i].start : reply.words[found.end - 1].end] if found else ""
    years = [int(y) for y in re.findall(r"(?<!\d)(\d{4}|\d{2})$", written)]
    if found is None or found.day is None or not years or (found.end - i == 1 and len(re.findall(r"\d+", written)) < 3):
        return None
    age = _since(found.day, today)
    # "12/3/20" is a child of six or someone of 106.
    return None if years[0] < 100 and age + 100 <= OLDEST else (age, found.end)


def _since(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _number(reply: Reply, i: int, v: Vocabulary, today: date) -> tuple[int, int] | None:
    word = reply.words[i]
    aged = re.fullmatch(r"(\d{1,3})([^\W\d]+)", reply.folded[i])
    if aged and aged.group(2) in v.ages.after:
        return int(aged.group(1)), i + 1
    if word.number is None or word.ordinal:
        return None
    is_born = any(v.ages.born.at(reply.folded, k) for k in range(i))
    if word.number >= 1000 or (is_born and 10 <= word.number < 100 and len(reply.folded[i]) == 2):
        return today.year - _year(word.number, today), i + 1
    half = v.ages.half.at(reply.folded, i + 1)
    return word.number, i + 1 + (half[0] if half else 0)


def _year(number: int, today: date) -> int:
    if number >= 1000:
        return number
    full = today.year // 100 * 100 + number
    return full if full <= today.year else full - 100


def _with_month(reply: Reply, i: int, end: int, age: int, v: Vocabulary, today: date) -> tuple[int, int] | None:
    """ "78 in March", "79 next month": one less until then, unless it has been said to be past."""
    for form, kind in v.ages.forms.meanings.items():
        k = end
        month = today.month
        for part in form:
            hit = v.dates.months.at(reply.folded, k) if part == "{month}" else None
            month = int(hit[1]) if hit else month
            k = k + hit[0] if hit else k + 1 if k < len(reply.folded) and reply.folded[k] == part else -1
            if k < 0:
                break
        if k >= 0:
            gone = any(v.ages.past.at(reply.folded, j) for j in range(i))
            unsure = kind == "month" and month == today.month and not gone
            return None if unsure else (age if gone else age - 1, k)
    return age, end


def _month_and_year(reply: Reply, i: int, v: Vocabulary, today: date) -> tuple[int, int] | None:
    month = v.dates.months.at(reply.folded, i)
    if not month or i + month[0] >= len(reply.words):
        return None
    year = reply.words[i + month[0]].number
    if year is None or year < 1000 or int(month[1]) == today.month:
        return None
    return today.year - year - (today.month < int(month[1])), i + month[0] + 1


def _age_at(reply: Reply, i: int, v: Vocabulary, today: date) -> tuple[int, int] | None:
    if found := _birth_date(reply, i, v, today) or _month_and_year(reply, i, v, today):
        return found
    if (plain := _number(reply, i, v, today)) is None:
        return None
    return _with_month(reply, i, plain[1], plain[0], v, today) if plain[0] < 1000 else None


def _answer(reply: Reply, i: int, v: Vocabulary, today: date) -> Ok[int] | None:
    found = _age_at(reply, i, v, today)
    if found is None or not 0 <= found[0] <= OLDEST:
        return None
    rest = framed(reply, i, found[1], v, v.ages.before, v.ages.after)
    return None if rest is None else Ok(found[0], rest)


def _read(text: str, context: Context) -> Ok[int] | Unclear:
    v = heard(context.language)
    reply = with_numbers(reply_of(text, v), v)
    starts = [i for i in range(len(reply.words)) if _starts_number(reply, i, v)]
    answer = _answer(reply, starts[0], v, context.today) if starts else None
    if answer is None or not _same_again(answer, v, context.today):
        return Unclear()
    return answer


def _starts_number(reply: Reply, i: int, v: Vocabulary) -> bool:
    named = reply.words[i].number is not None or v.dates.months.at(reply.folded, i) is not None
    return named or reply.words[i].text[0].isdecimal()


def _same_again(answer: Ok[int], v: Vocabulary, today: date) -> bool:
    """ "1947 so 79" says one thing twice; "78, 81" says two."""
    reply = with_numbers(reply_of(answer.rest, v), v)
    if any(w.number is not None and 1800 <= w.number <= today.year for w in reply.words):
        years = [today.year - w.number for w in reply.words if w.number and 1800 <= w.number <= today.year]
        return all(0 <= year - answer.value <= 1 for year in years)
    again = [a for i in range(len(reply.words)) if (a := _answer(reply, i, v, today))]
    return all(abs(a.value - answer.value) <= 1 for a in again) and not (
        again and only_between(reply, 0, len(reply.words), v.common.alternatives)
    )


birth_year_or_age = TextReader("birth_year_or_age", _read)
