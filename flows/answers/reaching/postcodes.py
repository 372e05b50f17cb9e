"""A British postcode ("TQ14 9BH"), alone or with the house it belongs to ("12, TQ14 9BH").

A letter O for a nought, or an I for a one, is put right where the format leaves only one reading.
"""

import re
from itertools import product

from flows.answers.numbers import with_numbers
from flows.answers.people.letters import with_letters
from flows.answers.reaching.several import Item, the_one
from flows.answers.readers import TextReader
from flows.answers.words import Reply, Word, only_between, reply_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard, ordinary

_AREAS = (
    r"AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|"
    r"EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|"
    r"M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|"
    r"ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_FORMAT = re.compile(rf"({_AREAS})(\d|[1-9]\d|\d[A-HJKPSTUWMNRVXY])(\d[ABD-HJLNP-UW-Z]{{2}})")
_BARE = re.compile(r"\s*([A-Za-z]{1,2}\d[A-Za-z\d]?) ?(\d[A-Za-z]{2})[.!]?\s*", re.ASCII)
_FIRST = re.compile(r"[A-Za-z01]{1,2}(?:[\dOoIiLl].{0,5})?")  # how the first word of one may look
_HALF = re.compile(r"\d[A-Z]{2}|[A-Z]{1,2}\d[\dA-Z]?")
MEND = 3  # words from "sorry" to the half that is put right
_SLIPS = {"0": "0O", "O": "O0", "1": "1I", "I": "I1"}
# A longer line is a story with a postcode in it, not an address.
LONGEST_HOUSE = 10
LONGEST = 7  # letters and figures
LETTERS = 2  # at its end
MOST_PIECES = 7  # letter by letter: "T Q 1 4 9 B H"


def as_postcode(text: str) -> str | None:
    """The postcode that these letters and digits must mean, or None when it could be none or two."""
    if not 5 <= len(text) <= LONGEST or not text.isascii() or not text.isalnum() or text.isdecimal():
        return None
    written = text.upper()
    if "l" not in text and (code := _formatted(written)):
        return code
    ways: dict[int, set[str]] = {}
    ell = "1L" if text[-1].isupper() else "L1"  # "Bll 4AJ"
    for way in product(*(_ways(c, text[k], ell) for k, c in enumerate(written))):
        if code := _formatted("".join(way)):
            slips = sum(a != (ell[0] if c == "l" else b) for a, b, c in zip(way, written, text, strict=True))
            ways.setdefault(slips, set()).add(code)
    fewest = ways[min(ways)] if ways else set[str]()
    return fewest.pop() if len(fewest) == 1 else None


def _ways(c: str, written: str, ell: str) -> str:
    return _SLIPS.get(c, c) if c != "L" else ell if written == "l" else c


def _formatted(text: str) -> str | None:
    match = _FORMAT.fullmatch(text)
    return None if match is None else f"{match.group(1)}{match.group(2)} {match.group(3)}"


def _bare(text: str) -> str | None:
    """Nothing but a postcode, in which no letter can be meant for a figure."""
    match = _BARE.fullmatch(text)
    return None if match is None or "l" in text else _formatted((match[1] + match[2]).upper())


def _candidates(reply: Reply, i: int, v: Vocabulary) -> list[tuple[str, int]]:
    """Postcodes that begin at this word, each with where it ends."""
    found: list[tuple[str, int]] = []
    written = ""
    for size in range(1, min(MOST_PIECES, len(reply.words) - i) + 1):
        if size > 1 and _apart(reply, i + size - 1, v):
            break
        written += _piece(reply.words[i + size - 1])
        if len(written) > LONGEST:
            break
        if size < len(reply.words) and not any(c.isdecimal() for c in written):
            continue  # without a figure it might be words: "now its"
        if size > 1 and (_is_word(reply.words[i], v) or _goes_on(reply, i + size - 1, v)):
            break
        if (code := as_postcode(written)) and (size <= 2 or _over(reply, i + size, v)):
            found.append((code, i + size))
    return found


def _is_word(word: Word, v: Vocabulary) -> bool:
    """ "Won 4 DJ" is no W0N: only capitals, or no word at all, are slips."""
    return len(word.text) > 2 and word.text.islower() and word.number is None and word.text in ordinary(v.language)


def _goes_on(reply: Reply, i: int, v: Vocabulary) -> bool:
    """The "an" of "BT 42 an thats all" is a word, and the sentence goes on."""
    word, after = reply.words[i].text, i + 1 < len(reply.words) and not reply.breaks_before(i + 1)
    return after and word.islower() and len(word) == LETTERS and word in v.choice.small


def _apart(reply: Reply, i: int, v: Vocabulary) -> bool:
    """Something stands before this word that does not stand inside a postcode."""
    between = reply.text[reply.words[i - 1].end : reply.words[i].start].strip(" .-,:;")
    return bool(between) and between.lower() not in v.places.gaps


def _piece(word: Word) -> str:
    """As written, but "fourteen" as 14 and "1.4" as 14."""
    if word.number is not None and word.text.isalpha():
        return str(word.number)
    return word.text.replace(".", "").replace("-", "")


def _over(reply: Reply, end: int, v: Vocabulary) -> bool:
    """Split over three words it might be chance ("near me 5 2nd street"): the line or sentence must end with it, or two
    letters by themselves ("ST6 1 Q S Burslem")."""
    lists = (v.common.polite, v.common.goes_on, v.places.after)
    letters = all(len(word.text) == 1 for word in reply.words[end - 2 : end])
    if letters and end < len(reply.words) and len(reply.words[end].text) > 1:
        return True
    return reply.breaks_before(end) or any(phrases.at(reply.folded, end) for phrases in lists)


def _find(reply: Reply, context: Context, v: Vocabulary) -> tuple[str, int, int] | None:
    """The one postcode in the reply that is asked for, and the words it takes."""
    found: dict[Item, tuple[str, int, int]] = {}
    i = 0
    while i < len(reply.words):
        here = _candidates(reply, i, v) if _FIRST.fullmatch(reply.words[i].text) else []
        if here:
            code, end = here[0]
            found[Item(code, reply.words[i].start, reply.words[end - 1].end)] = (code, i, end)
        i = here[0][1] if here else i + 1
    one = the_one(list(found), reply.text, context, v) if found else None
    unsure = one is not None and len(found) == 1 and v.common.alternatives.at(reply.folded, found[one][2])
    return _mended(reply, found[one], v) if one and not unsure else None


def _mended(reply: Reply, found: tuple[str, int, int], v: Vocabulary) -> tuple[str, int, int] | None:
    """ "WR2 4TG, sorry, 4TH": one half of it put right; none at all where that makes no postcode."""
    code, start, end = found
    for k in range(end, len(reply.words)):
        half = reply.words[k].text.upper()
        near = range(max(end, k - MEND), k)
        alone = half[0].isdecimal() and not _HALF.fullmatch(reply.folded[k - 1].upper())
        if alone and _HALF.fullmatch(half) and any(v.common.alternatives.at(reply.folded, i) for i in near):
            return None  # "or is it 3NZ"
        if _HALF.fullmatch(half) and any(v.places.mends.at(reply.folded, i, k) for i in near):
            first, last = code.split()
            mended = as_postcode(first + half if half[0].isdecimal() else half + last)
            return (mended, start, k + 1) if mended else None
    return found


def _beyond(reply: Reply, start: int, end: int, v: Vocabulary) -> str:
    """What these words say beside "my postcode is" and "thanks"; it is kept, as written."""
    lists = (v.common.greetings, v.common.lead_in, v.common.polite, v.places.before, v.places.after)
    while start < end and (size := max((h[0] for p in lists if (h := p.at(reply.folded, start, end))), default=0)):
        start += size
    while end > start and only_between(reply, end - 1, end, v.common.polite, v.places.after):
        end -= 1
    if start >= end:
        return ""
    return reply.text[reply.words[start].start : reply.words[end - 1].end]


def _search(text: str, context: Context, v: Vocabulary) -> tuple[Reply, tuple[str, int, int] | None]:
    """As it is written; else with each letter that is told ("B for Bravo") as the letter."""
    whole = with_numbers(reply_of(text, v), v)
    reply = with_letters(whole, v, names=False)
    if found := _find(reply, context, v):
        return reply, found
    reply = with_letters(whole, v, names=True)
    return reply, _find(reply, context, v)


def _postcode(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply, found = _search(text, context, v)
    if found is None:
        return Unclear()
    before, after = _beyond(reply, 0, found[1], v), _beyond(reply, found[2], len(reply.words), v)
    return Ok(found[0], " ".join(part for part in (before, after) if part))


def _address(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply, found = _search(text, context, v)
    if found is None:
        return Unclear()
    code, start, end = found
    before, after = _beyond(reply, 0, start, v), _beyond(reply, end, len(reply.words), v)
    house, rest = (before, after) if before else (after, "")
    if not house or len(house.split()) > LONGEST_HOUSE or "?" in house or (not before and not house[0].isdecimal()):
        return Ok(code, " ".join(part for part in (house, rest) if part))
    return Ok(f"{' '.join(house.split())}, {code}", rest)


a_postcode = TextReader("postcode", _postcode, version=2, bare=_bare)
an_address = TextReader("address", _address, version=2)
