"""Then and now as a picture: for each number of theirs two bars, large, plain, as wide as a phone.

It says the same without colour: the words stand beside the bars and the numbers at their ends, and what was is paler
than what is. A fall is drawn like a rise: what a number means is for people to say, and some were always going to fall.
The letters are DejaVu Sans, which comes with matplotlib and has those of nearly every language that people here write;
a sign that it lacks is left out. Pillow and the letters are loaded when the first picture is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.state import Picture

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, MARGIN = 1080, 64  # pixels: Telegram shrinks what is wider than 1280
PAPER, INK, TRACK = "#FFFAF2", "#221E1A", "#EDE3D3"
THEN, NOW = "#9A8560", "#0B5465"  # 3.4 and 8.1 to one against the paper, and apart in lightness for every eye
TITLE, LABEL, SMALL = 60, 46, 38  # letters in pixels: about a third of that on a phone
THICK, ROUND = 62, 14  # of a bar, and of its corners
MOST, LINES = 10, 3  # the best score; lines of a title or label, of which the rest is cut


def draw(picture: Picture) -> bytes:
    """The picture as PNG."""
    from PIL import Image, ImageDraw

    height = _Sheet(ImageDraw.Draw(Image.new("RGB", (WIDTH, 1))), picture).filled()
    image = Image.new("RGB", (WIDTH, height), PAPER)
    _ = _Sheet(ImageDraw.Draw(image), picture).filled()
    png = BytesIO()
    image.save(png, "PNG")
    return png.getvalue()


@dataclass
class _Sheet:
    """The paper, filled from the top; `y` is how far down."""

    pen: ImageDraw
    picture: Picture
    y: int = MARGIN

    def filled(self) -> int:
        """Draw it all; gives the height that it takes."""
        self._lines(self.picture.title, _font(TITLE, bold=True))
        for label, then, now in self.picture.bars:
            self.y += 44
            self._lines(label, _font(LABEL, bold=True))
            self._bar(self.picture.then, then, THEN)
            self._bar(self.picture.now, now, NOW)
        self._scale()
        return self.y + MARGIN

    def _lines(self, text: str, font: FreeTypeFont) -> None:
        for line in wrapped(_drawable(text), font, WIDTH - 2 * MARGIN):
            self.pen.text((MARGIN, self.y), line, INK, font)
            self.y += round(font.size * 1.25)

    def _bar(self, when: str, score: int, colour: str) -> None:
        self.y += 14
        left, right = self._ends()
        end, middle = left + (right - left) * score // MOST, self.y + THICK // 2
        self.pen.text((MARGIN, middle), when, INK, _font(SMALL), anchor="lm")
        self._block(left, right, TRACK)
        if score:
            self._block(left, end, colour)
        self.pen.text((end + 18, middle), str(score), INK, _font(LABEL, bold=True), anchor="lm")
        self.y += THICK

    def _block(self, left: int, right: int, colour: str) -> None:
        self.pen.rounded_rectangle((left, self.y, right - 1, self.y + THICK - 1), ROUND, colour)

    def _scale(self) -> None:
        """What the ends of the bars stand for."""
        self.y += 14
        for x, score in zip(self._ends(), (0, MOST), strict=True):
            self.pen.text((x, self.y), str(score), INK, _font(SMALL), anchor="ma")
        self.y += SMALL

    def _ends(self) -> tuple[int, int]:
        """Where nothing and the most are: all bars of a picture share one scale."""
        words = max(_font(SMALL).getlength(when) for when in (self.picture.then, self.picture.now))
        return MARGIN + round(words) + 28, WIDTH - MARGIN - 86


def wrapped(text: str, font: FreeTypeFont, width: int) -> Sequence[str]:
    """The text in lines no wider than this. What LINES do not hold is cut, and the cut shown."""
    lines = list(_broken(text.split(), font, width))
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]} {lines[LINES]}"]
    return [_cut(line, font, width) for line in lines]


def _broken(words: Sequence[str], font: FreeTypeFont, width: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            longer = word
        line = longer
    yield line


def _cut(line: str, font: FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _drawable(text: str) -> str:
    """Without signs that our letters do not have: an empty box would stand for each."""
    return "".join(sign for sign in text if sign.isspace() or _shape(sign) != _shape("\uffff"))


@cache
def _shape(sign: str) -> bytes:
    return bytes(_font(SMALL).getmask(sign))  # type: ignore[arg-type]  the stubs forget that it can be read


@cache
def _font(size: int, *, bold: bool = False) -> FreeTypeFont:
    from PIL import ImageFont

    found = find_spec("matplotlib")
    assert found is not None and found.origin is not None  # noqa: S101  it is among our requirements
    letters = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return ImageFont.truetype(letters / f"DejaVuSans{'-Bold' * bold}.ttf", size)
