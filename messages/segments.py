"""How many texts a text costs: GSM-7 or UCS-2, units, segments.

Counts as the network does: 160 septets in one text or 153 in each part, 70 or 67 UTF-16 units where one character
is not in GSM-7. An extension character and a character made of several (a flag, an emoji with a skin tone) are never
cut in two, so a part may stay short. Knows nothing of what is said or to whom.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")  # two septets each: an escape, then the character
GSM = BASIC | EXTENSION

# What a keyboard, a word processor or a web page puts in unasked, and what it stands for.
REPLACEMENTS = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'", "`": "'", "ʼ": "'", "‹": "'", "›": "'",
    "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "•": "-", "·": "-",
    "…": "...", "\t": " ", "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": "",
    "\u2028": "\n", "\u2029": "\n", "×": "x",
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
}  # fmt: skip
_TABLE = str.maketrans(REPLACEMENTS)


@dataclass(frozen=True, slots=True)
class Segments:
    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    segments: int


def count(text: str) -> Segments:
    """What `text` costs when it is sent as it is. An empty text counts as one segment."""
    if GSM.issuperset(text):
        units = len(text) + sum(map(text.count, EXTENSION))
        if units <= 160:
            return Segments("GSM-7", units, 1)
        return Segments("GSM-7", units, _parts((2 if c in EXTENSION else 1 for c in text), 160, 153))
    sizes = _clusters(text)
    return Segments("UCS-2", sum(sizes), _parts(sizes, 70, 67))


def needless(text: str) -> dict[str, str]:
    """The characters of `text` that make it cost more without need, each with its plain replacement."""
    return {c: REPLACEMENTS[c] for c in dict.fromkeys(text) if c in REPLACEMENTS} | _apart(text.translate(_TABLE))


def to_gsm(text: str) -> str:
    """`text` with just those characters replaced. Letters, Welsh ones too, and emoji stay: they are the person's."""
    text = text.translate(_TABLE)
    for apart, whole in _apart(text).items():
        text = text.replace(apart, whole)
    return text


def _apart(text: str) -> dict[str, str]:
    """Letters written as letter and accent (Apple's keyboards do) that GSM-7 has in one piece."""
    pairs = {a + b for a, b in pairwise(text) if b in "\u0300\u0301\u0303\u0308\u030a\u0327"}
    return {pair: whole for pair in sorted(pairs) if (whole := unicodedata.normalize("NFC", pair)) in GSM}


def _parts(sizes: Iterable[int], alone: int, part: int) -> int:
    """Fill parts one after another, never cutting what one size stands for, unless it is larger than a part."""
    sizes = tuple(sizes)
    if sum(sizes) <= alone:
        return 1
    parts, room = 1, part
    for size in sizes:
        if room < size and room < part:
            parts, room = parts + 1, part
        while size > room:
            parts, size = parts + 1, size - part
        room -= size
    return parts


def _clusters(text: str) -> list[int]:
    """The UTF-16 lengths of what a reader sees as one character, near enough to Unicode's rules.

    Where the counter of the network's provider knows only the emoji of 2017, ours keeps newer ones whole too:
    the count can then only be higher.
    """
    sizes: list[int] = []
    flag = False  # an odd regional indicator waits for its second half
    for before, here in pairwise(["", *text]):
        units = 2 if here > "\uffff" else 1
        second_half = flag and _is_flag(here)
        if sizes and before not in "\r\n" and (second_half or _joins(before, here)):
            sizes[-1] += units
        else:
            sizes.append(units)
        flag = _is_flag(here) and not second_half
    return sizes


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _joins(before: str, here: str) -> bool:
    """Accents, variation selectors, skin tones, tags and joiners belong to the character before them."""
    if before == "\u200d" and here > "\u203b":
        return unicodedata.category(here) == "So"
    return (
        unicodedata.category(here) in ("Mn", "Me", "Mc")
        or here in "\u200c\u200d"
        or "\U0001f3fb" <= here <= "\U0001f3ff"
        or "\U000e0020" <= here <= "\U000e007f"
    )
