"""A sheet of A4 with words, boxes and QR codes on it, written as PDF or SVG. Knows nothing of what it says.

Both are plain text, and short to write: a library for PDF would bring image and font machinery that one page
has no use for. The price: the letters are those of Helvetica, which every viewer has, or one just as wide, so
a PDF shows only what Windows-1252 can hold (English and most of Western Europe, not Welsh ŵ and ŷ). SVG has no
such limit. Measures are points (1/72 inch), y from the top.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH, HEIGHT = 595.28, 841.89
SQUARE = 0.0125  # how much wider a module is drawn than it is, so that no hairline shows between two
# Adobe's widths of Helvetica and Helvetica-Bold for the characters from space to ~, in thousandths of the size.
PLAIN = """278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278
584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667
667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556
500 722 500 500 500 334 260 334 584"""
BOLD = """278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333
584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667
667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611
556 778 556 556 500 389 280 389 584"""
WIDTHS = {bold: [int(width) for width in table.split()] for bold, table in ((False, PLAIN), (True, BOLD))}
OTHERS = 667  # of an accented letter it is that of the letter; of anything else, wide enough


class Unprintable(ValueError):
    """The PDF's letters do not hold this character."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line, centred on x, its foot on y."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    colour: str = "#000000"

    @property
    def width(self) -> float:
        return width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    colour: str = "#000000"


@dataclass
class Sheet:
    title: str
    language: str
    words: list[Words] = field(default_factory=list[Words])
    boxes: list[Box] = field(default_factory=list[Box])

    def qr(self, matrix: Sequence[Sequence[int]], x: float, y: float, size: float) -> None:
        """Neighbouring dark modules as one box. Whoever draws leaves four modules of white around it."""
        module = size / len(matrix)
        for row, line in enumerate(matrix):
            for start, end in _runs(line):
                across = (end - start + SQUARE) * module
                self.boxes.append(Box(x + start * module, y + row * module, across, (1 + SQUARE) * module))


def width(text: str, size: float, *, bold: bool = False) -> float:
    return sum(_thousandths(letter, bold) for letter in text) * size / 1000


def _thousandths(letter: str, bold: bool) -> int:
    base = ord(unicodedata.normalize("NFD", letter)[0])
    return WIDTHS[bold][base - 32] if 32 <= base < 127 else OTHERS


def fitting(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """The size, or the smaller one at which the line has room."""
    return min(size, size * room / max(width(text, size, bold=bold), 1))


def folded(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines of about one length, as few as have room."""
    needed = fold(text, size, room, bold=bold)
    narrower = room
    while narrower > room / 2 and len(fold(text, size, narrower - 10, bold=bold)) == len(needed):
        narrower -= 10
    return fold(text, size, narrower, bold=bold)


def fold(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _runs(line: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at, dark in enumerate([*line, 0]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at
            start = None


def svg(sheet: Sheet) -> bytes:
    """`textLength` keeps each line as wide as it was measured, whatever font is there."""
    size = f'width="210mm" height="297mm" viewBox="0 0 {WIDTH} {HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} lang="{sheet.language}" '
        'font-family="Helvetica, Arial, Liberation Sans, sans-serif">',
        f"<title>{escape(sheet.title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *(
            f'<rect x="{b.x:.2f}" y="{b.y:.2f}" width="{b.width:.2f}" height="{b.height:.2f}" fill="{b.colour}"/>'
            for b in sheet.boxes
        ),
        *(
            f'<text x="{w.x:.2f}" y="{w.y:.2f}" font-size="{w.size:.2f}" font-weight="{700 if w.bold else 400}" '
            f'fill="{w.colour}" text-anchor="middle" textLength="{w.width:.2f}" lengthAdjust="spacingAndGlyphs">'
            f"{escape(w.text)}</text>"
            for w in sheet.words
        ),
        "</svg>",
    ]
    return "\n".join(parts).encode()


def pdf(sheet: Sheet) -> bytes:
    """Raises Unprintable. Page, two fonts and the drawing, and at the end where each of them begins."""
    drawing = b"\n".join([*(_box(box) for box in sheet.boxes), *(_line(words) for words in sheet.words)])
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang " + _string(sheet.language) + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents 6 0 R " % (WIDTH, HEIGHT)
        + b"/Resources << /Font << /F0 4 0 R /F1 5 0 R >> >> >>",
        *(_font(name) for name in (b"Helvetica", b"Helvetica-Bold")),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Title " + _string(sheet.title) + b" >>",
    ]
    written, starts = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", list[int]()
    for number, body in enumerate(objects, 1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /" + name + b" /Encoding /WinAnsiEncoding >>"


def _box(box: Box) -> bytes:
    place = b"%.2f %.2f %.2f %.2f" % (box.x, HEIGHT - box.y - box.height, box.width, box.height)
    return _colour(box.colour) + b" rg " + place + b" re f"


def _line(words: Words) -> bytes:
    at = b"%.2f %.2f" % (words.x - words.width / 2, HEIGHT - words.y)
    font = b"/F%d %.2f Tf " % (words.bold, words.size)
    return b"BT " + _colour(words.colour) + b" rg " + font + at + b" Td " + _string(words.text) + b" Tj ET"


def _colour(hexadecimal: str) -> bytes:
    return b"%.3f %.3f %.3f" % tuple(int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5))


def _string(text: str) -> bytes:
    try:
        plain = text.encode("cp1252")
    except UnicodeEncodeError as error:
        raise Unprintable(text[error.start]) from None
    return b"(" + plain.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)") + b")"
