"""A telephone number, kept as E.164; without a country code it is British.

Numbers kept for drama (07700 900000-900999) pass, because our examples and rehearsals use nothing else;
the library calls them invalid. A number that costs the caller extra is nobody's own and is not taken.
"""

import re
import unicodedata
from functools import lru_cache

from flows.answers.readers import TextReader
from flows.answers.words import only_between, words_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

_DRAMA_MOBILE = re.compile(r"\+447700900\d{3}")
_DRAMA_LINE = re.compile(r"\+44(?:1632960|8081570|3069990)\d{3}")
# Only these stand between the groups of one number.
_WITHIN = re.compile(r"[\s().\-‐-―\ufe0f\u20e3/\u202a-\u202e\u2066-\u2069]*")
_PIECE = re.compile(r"\+|[0-9OoIl]*[0-9][0-9OoIl]*|[^\W\d_]+|[^\s]")
FEWEST, MOST = 7, 15
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
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

    if re.fullmatch(r"44(?:0?[1-9]\d{8,9})", digits) and len(digits) >= 12:
        digits = f"+{digits}"
    try:
        e164 = format_number(parse(digits, "GB"), PhoneNumberFormat.E164)
    except NumberParseException:
        return None
    drama = _DRAMA_MOBILE.fullmatch(e164) or _DRAMA_LINE.fullmatch(e164)
    return e164 if drama or _type(e164) in _OWN else None


def _digits(piece: str, v: Vocabulary) -> str | None:
    """What one piece of the text adds to a number; None when it is no part of one."""
    if piece == "+" or piece.isdecimal():
        return unicodedata.normalize("NFKC", piece)
    if any(c.isdecimal() for c in piece):
        return re.sub("[oO]", "0", re.sub("[Il]", "1", piece))
    return v.numbers.spoken_digits.meanings.get((piece.casefold(),))


def _runs(text: str, v: Vocabulary) -> list[tuple[str, int, int]]:
    """Every stretch of digits, however spaced or spoken, with where it stands."""
    runs: list[tuple[str, int, int]] = []
    twice = 1
    for piece in _PIECE.finditer(text):
        if times := v.numbers.repeats.meanings.get((piece.group().casefold(),)):
            twice = int(times)
            continue
        digits = _digits(piece.group(), v)
        if digits is None:
            twice = 1
            continue
        digits, twice = digits[:1] * (twice - 1) + digits, 1
        if runs and digits != "+" and _joined(text[runs[-1][2] : piece.start()], v):
            runs[-1] = (runs[-1][0] + digits, runs[-1][1], piece.end())
        else:
            runs.append((digits, piece.start(), piece.end()))
    return runs


def _joined(between: str, v: Vocabulary) -> bool:
    words = re.sub(
        r"\w+", lambda m: "" if (m.group().casefold(),) in v.numbers.repeats.meanings else m.group(), between
    )
    return _WITHIN.fullmatch(words) is not None


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    runs = [run for run in _runs(text, v) if len(run[0].lstrip("+")) >= FEWEST]
    numbers = {as_e164(re.sub(r"^(\+?440|0044)0?", "+44", run[0])) for run in runs if len(run[0]) <= MOST + 3}
    if len(numbers) != 1 or any(len(run[0]) > MOST + 3 for run in runs) or None in numbers:
        return Unclear()
    rest = _said_beyond(text[: runs[0][1]], text[runs[-1][2] :], v)
    return Ok(next(n for n in numbers if n), rest)


def _said_beyond(before: str, after: str, v: Vocabulary) -> str:
    """ "My number is" and "thanks" are dropped; anything else around the number is kept."""
    kept = [part.strip(" \t\r\n.,;:!()-") for part in (before, after) if not _empty(part, v)]
    return " ".join(part for part in kept if part)


def _empty(part: str, v: Vocabulary) -> bool:
    reply = words_of(part)
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.places.before, v.places.after)
    return only_between(reply, 0, len(reply.words), *lists)


a_phone = TextReader("phone", _read)
