"""The stretches of digits in a text, however they are spaced, spoken or mistyped."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from messages.heard import Vocabulary

# Only these stand between the groups of one number.
_WITHIN = re.compile(r"[\s().\-‐-―\ufe0f\u20e3/\u202a-\u202e\u2066-\u2069]*")
_COMMAS = re.compile(r"(?:[\s().\-‐-―,;:&…\ufe0f\u20e3/\u202a-\u202e\u2066-\u2069]|and\b|then\b)*", re.IGNORECASE)
_PIECE = re.compile(r"\+|[0-9OoIl|SsBbZz]*[0-9][0-9OoIl|SsBbZz]*|[^\W\d_]+(?:['’]s\b)?|[^\s]")
_LIKE = str.maketrans("oOIl|SsBbZz", "00111558822")
_O = re.compile(r"[oO]{1,3}")
MOST_WAYS = 64  # "sixty four" is 64 or 60 4


class Run(NamedTuple):
    """Digits in a row, each group with the ways in which it may be meant."""

    groups: tuple[tuple[str, ...], ...]
    start: int
    end: int

    def digits(self) -> str:
        return "".join(ways[0] for ways in self.groups)

    def meant(self, skip: int = 0) -> Iterator[str]:
        """Every number that this may be, from the group `skip` on."""
        for count, way in enumerate(product(*self.groups[skip:])):
            if count >= MOST_WAYS:
                return
            yield "".join(way)


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


def runs(text: str, v: Vocabulary, commas: bool = False) -> list[Run]:
    within = _COMMAS if commas else _WITHIN
    found: list[Run] = []
    pieces = [_Piece(m.group(), m.start(), m.end()) for m in _PIECE.finditer(text)]
    i, twice, open_from = 0, 1, None
    while i < len(pieces):
        piece = pieces[i]
        if _hours(pieces, i, v):
            i += 3
            continue
        if times := v.numbers.repeats.meanings.get((piece.text.casefold(),)):
            twice, open_from, i = int(times), piece.start if open_from is None else open_from, i + 1
            i += i < len(pieces) and pieces[i].text == "-"  # "double-oh"
            continue
        size, ways = _group(text, pieces, i, v)
        if ways:
            ways = tuple(way[:1] * (twice - 1) + way for way in ways)
            start = piece.start if open_from is None else open_from
            _add(found, Run((ways,), start, pieces[i + size - 1].end), text, within)
        twice, open_from, i = 1, None, i + size
    return found


def _hours(pieces: list[_Piece], i: int, v: Vocabulary) -> bool:
    """ "07700 900123, nine till five"."""
    if i + 2 >= len(pieces) or pieces[i + 1].text.casefold() not in v.times.spans:
        return False
    return all(_hour(pieces[k].text.casefold(), v) for k in (i, i + 2))


def _hour(text: str, v: Vocabulary) -> bool:
    number = text if text.isdecimal() else v.numbers.words.meanings.get((text,), "")
    return 1 <= len(number) <= 2 and not number.startswith("0")


def _add(found: list[Run], run: Run, text: str, within: re.Pattern[str]) -> None:
    if found and run.groups[0][0] != "+" and within.fullmatch(text, found[-1].end, run.start):
        last = found.pop()
        run = Run(last.groups + run.groups, last.start, run.end)
    found.append(run)


def _group(text: str, pieces: list[_Piece], i: int, v: Vocabulary) -> tuple[int, tuple[str, ...]]:
    """What the pieces from here on add to a number: how many they are, and the ways to take them."""
    piece = pieces[i].text
    if piece == "+" or piece.isdecimal():
        return 1, () if _of_the_clock(text, pieces[i]) else (unicodedata.normalize("NFKC", piece),)
    if any(c.isdecimal() for c in piece):
        return 1, () if _of_the_clock(text, pieces[i]) else (unicodedata.normalize("NFKC", piece).translate(_LIKE),)
    if _O.fullmatch(piece) and i + 1 < len(pieces) and pieces[i + 1].text[0].isdecimal():
        return 1, ("0" * len(piece),)
    return _spoken(pieces, i, v)


def _of_the_clock(text: str, piece: _Piece) -> bool:
    """ "6pm", "3rd": a short number with a letter behind it."""
    return piece.end - piece.start <= 2 and text[piece.end : piece.end + 1].isalpha()


def _one(text: str, v: Vocabulary) -> str:
    """ "Treble threes"."""
    word = text.casefold().replace("'", "").replace("’", "")
    return word[:-1] if (word[:-1],) in v.numbers.spoken_digits.meanings and word.endswith("s") else word


def _by_ear(pieces: list[_Piece], i: int, v: Vocabulary) -> str:
    """ "Nine to three": between two spoken digits. "Too" may be a nought."""
    heard_as = v.ages.homophones.meanings.get((pieces[i].text.casefold(),), "")
    near = pieces[max(0, i - 1) : i + 2 : 2] if 0 < i < len(pieces) - 1 else []
    spoken = [one for one in near if (_one(one.text, v),) in v.numbers.spoken_digits.meanings]
    return heard_as if heard_as > "0" and len(spoken) == 2 else ""


def _spoken(pieces: list[_Piece], i: int, v: Vocabulary) -> tuple[int, tuple[str, ...]]:
    said = [_one(pieces[i].text, v), *(_one(p.text, v) for p in pieces[i + 1 : i + 3] if p.text != "-")]
    digit = v.numbers.spoken_digits.meanings.get((said[0],)) or _by_ear(pieces, i, v)
    if digit:
        return 1, (digit,)
    value = v.numbers.words.meanings.get((said[0],))
    if value is None or not 10 <= int(value) <= 90:
        return 1, ()
    unit = v.numbers.spoken_digits.meanings.get((said[1],)) if len(said) > 1 else None
    if int(value) < 20 or unit is None or unit in ("0", "00"):
        return 1, (value,)
    size = 3 if pieces[i + 1].text == "-" else 2
    return size, (value[0] + unit, value + unit)
