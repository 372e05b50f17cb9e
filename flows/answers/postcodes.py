"""A British postcode ("TQ14 9BH"), alone or with the house it belongs to ("12, TQ14 9BH").

A letter O for a nought, or an I for a one, is put right where the format leaves only one reading.
"""

import re
from itertools import product

from flows.answers.readers import TextReader
from flows.answers.words import Reply, only_between, reply_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard

_AREAS = (
    r"AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|"
    r"EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|"
    r"M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|"
    r"ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_FORMAT = re.compile(rf"({_AREAS})(\d|[1-9]\d|\d[A-HJKPSTUWMNRVXY])(\d[ABD-HJLNP-UW-Z]{{2}})")
_SLIPS = {"0": "0O", "O": "O0", "1": "1I", "I": "I1", "L": "L1"}
# A longer line is a story with a postcode in it, not an address.
LONGEST_HOUSE = 10
MOST_PIECES = 7  # letter by letter: "T Q 1 4 9 B H"


def as_postcode(text: str) -> str | None:
    """The postcode that these letters and digits must mean, or None when it could be none or two."""
    if not 5 <= len(text) <= 7 or not text.isascii() or not text.isalnum():
        return None
    written = text.upper()
    outward_slips = product(*(_SLIPS.get(c, c) for c in written))
    found = {f for f in (_formatted("".join(way)) for way in outward_slips) if f}
    exact = _formatted(written)
    return exact or (found.pop() if len(found) == 1 else None)


def _formatted(text: str) -> str | None:
    match = _FORMAT.fullmatch(text)
    return None if match is None else f"{match.group(1)}{match.group(2)} {match.group(3)}"


def _candidates(reply: Reply, i: int) -> list[tuple[str, int]]:
    """Postcodes that begin at this word, each with where it ends."""
    found: list[tuple[str, int]] = []
    for size in range(1, min(MOST_PIECES, len(reply.words) - i) + 1):
        if size > 1 and reply.text[reply.words[i + size - 2].end : reply.words[i + size - 1].start].strip(" .-"):
            break
        code = as_postcode("".join(w.text for w in reply.words[i : i + size]))
        # Split over three words it might be chance ("near me 5 2nd street"): it must end the line or sentence.
        if code and (size <= 2 or reply.breaks_before(i + size)):
            found.append((code, i + size))
    return found


def _find(reply: Reply) -> tuple[str, int, int] | None:
    """The one postcode in the reply and the words it takes."""
    found: list[tuple[str, int, int]] = []
    i = 0
    while i < len(reply.words):
        here = _candidates(reply, i)
        if here:
            found.append((here[0][0], i, here[0][1]))
        i = here[0][1] if here else i + 1
    return found[0] if len({code for code, _, _ in found}) == 1 else None


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


def _postcode(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = reply_of(text, v)
    if (found := _find(reply)) is None or v.choice.denies.at(reply.folded, max(found[1] - 1, 0)):
        return Unclear()
    before, after = _beyond(reply, 0, found[1], v), _beyond(reply, found[2], len(reply.words), v)
    return Ok(found[0], " ".join(part for part in (before, after) if part))


def _address(text: str, context: Context) -> Ok[str] | Unclear:
    v = heard(context.language)
    reply = reply_of(text, v)
    if (found := _find(reply)) is None or v.choice.denies.at(reply.folded, max(found[1] - 1, 0)):
        return Unclear()
    code, start, end = found
    before, after = _beyond(reply, 0, start, v), _beyond(reply, end, len(reply.words), v)
    house, rest = (before, after) if before else (after, "")
    if not house or len(house.split()) > LONGEST_HOUSE or "?" in house or (not before and not house[0].isdecimal()):
        return Ok(code, " ".join(part for part in (house, rest) if part))
    return Ok(f"{' '.join(house.split())}, {code}", rest)


a_postcode = TextReader("postcode", _postcode)
an_address = TextReader("address", _address)
