"""A telephone number, kept as E.164; without a country code it is British.

Numbers kept for drama (07700 900000-900999, and the French ones) pass, because our examples and rehearsals use nothing else;
the library calls them invalid. A number that costs the caller extra is nobody's own and is not taken.
"""

import re
from functools import lru_cache

from flows.answers.mail import body
from flows.answers.reaching.phone_digits import Run, runs
from flows.answers.reaching.phone_mends import by_label, mended
from flows.answers.reaching.several import Item, the_one
from flows.answers.readers import TextReader
from flows.answers.words import only_between, words_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

_DRAMA_MOBILE = re.compile(r"\+447700900\d{3}")
_DRAMA_FRENCH = re.compile(r"\+33(?:19900|26191|35301|46571|53649|63998)\d{4}")
_DRAMA_LINE = re.compile(r"\+44(?:1632960|8081570|3069990)\d{3}")
_BRITISH = re.compile(r"0[1-9][0-9]{9}")
MOST_BARE = 24  # signs, with the spaces in it
FEWEST, MOST = 7, 15
LONGEST_TWO = 2 * (MOST + 3)  # more digits in a row are no two numbers
SHORT, MOST_SKIPPED = 4, 2  # digits, and groups, that may stand before a number and be none of it
_OWN = ("MOBILE", "FIXED_LINE", "FIXED_LINE_OR_MOBILE", "VOIP", "PERSONAL_NUMBER")


def is_mobile(e164: str) -> bool:
    """Text messages to anything else may be read aloud to whoever answers, or be lost."""
    return _DRAMA_MOBILE.fullmatch(e164) is not None or _type(e164) in ("MOBILE", "FIXED_LINE_OR_MOBILE")


def is_uk_mobile(e164: str) -> bool:
    return e164.startswith("+44") and is_mobile(e164)


def is_landline(e164: str) -> bool:
    return _DRAMA_LINE.fullmatch(e164) is not None or _type(e164) == "FIXED_LINE"


@lru_cache(maxsize=4096)
def _type(e164: str) -> str:
    # Imported here: it costs 55 ms and most processes that start (`--help`, `screen`) read no number.
    from phonenumbers import NumberParseException, PhoneNumberType, is_valid_number, number_type, parse

    try:
        number = parse(e164, None)
    except NumberParseException:
        return "UNKNOWN"
    return PhoneNumberType.to_string(number_type(number)) if is_valid_number(number) else "UNKNOWN"


def as_e164(digits: str) -> str | None:
    """The number in full, or None if no telephone has it. British unless it starts with + or 00."""
    if _BRITISH.fullmatch(digits):
        return _own(f"+44{digits[1:]}")
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

    if re.fullmatch(r"44(?:0?[1-9]\d{8,9})", digits) and len(digits) >= 12:
        digits = f"+{digits}"
    try:
        e164 = format_number(parse(digits, "GB"), PhoneNumberFormat.E164)
    except NumberParseException:
        return None
    return _own(e164)


def _own(e164: str) -> str | None:
    drama = (_DRAMA_MOBILE, _DRAMA_LINE, _DRAMA_FRENCH)
    return e164 if any(kept.fullmatch(e164) for kept in drama) or _type(e164) in _OWN else None


def _bare(text: str) -> str | None:
    """Nothing but a British number."""
    digits = "".join(text.split())
    return as_e164(digits) if len(text) <= MOST_BARE and _BRITISH.fullmatch(digits) else None


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    text = body(text, v)
    for commas in (False, True):
        items = _numbers(text, v, commas)
        if one := the_one(items, text, context, v) or by_label(items, text, v, is_mobile):
            if (one := mended(one, text, v)).value is None:
                return Unclear()
            first, last = items[0], items[-1]
            around = (text[: one.start], text[one.end :]) if len(items) > 1 else (text[: first.start], text[last.end :])
            return Ok(one.value or "", _said_beyond(*around, v))
        if any(item.value for item in items):
            break  # with the commas taken for spaces it would be another number
    return Unclear()


def _numbers(text: str, v: Vocabulary, commas: bool) -> list[Item]:
    found: list[Item] = []
    for run in runs(text, v, commas):
        if len(run.digits().lstrip("+")) >= FEWEST:
            number = _number(run)
            found += [Item(number, run.start, run.end)] if number else _two(run)
    return found


def _two(run: Run) -> list[Item]:
    """One number straight behind another, or else something that is no number."""
    for cut in range(1, len(run.groups) if len(run.digits()) <= LONGEST_TWO else 1):
        both = [
            _number(part) for part in (run._replace(groups=run.groups[:cut]), run._replace(groups=run.groups[cut:]))
        ]
        if all(both):
            return [Item(number, run.start, run.end) for number in both]
    return [Item(None, run.start, run.end)]


def _number(run: Run) -> str | None:
    """The number, if these digits can mean only one. Before it may stand something short ("after 6 07700 ...")."""
    if len(run.digits()) > LONGEST_TWO:
        return None
    for skip in range(min(len(run.groups) - 1, MOST_SKIPPED) + 1):
        if skip and not (len(run.groups[skip - 1][0]) <= SHORT and run.groups[skip][0][0] in "+0"):
            break
        meant = {n for digits in run.meant(skip) if (n := _in_full(digits))}
        if meant:
            return meant.pop() if len(meant) == 1 else None
    return None


def _in_full(digits: str) -> str | None:
    return as_e164(re.sub(r"^(\+?440|0044)0?", "+44", digits)) if len(digits) <= MOST + 3 else None


def _said_beyond(before: str, after: str, v: Vocabulary) -> str:
    """ "My number is" and "thanks" are dropped; anything else around the number is kept."""
    kept = [part.strip(" \t\r\n.,;:!()-") for part in (before, after) if not _empty(part, v)]
    return " ".join(part for part in kept if part)


def _empty(part: str, v: Vocabulary) -> bool:
    reply = words_of(part)
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.places.before, v.places.after)
    return only_between(reply, 0, len(reply.words), *lists)


a_phone = TextReader("phone", _read, version=2, bare=_bare)
