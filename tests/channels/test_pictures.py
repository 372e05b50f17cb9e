"""Then and now, drawn: the bars measure what they show, and everything fits on the paper."""

from functools import cache
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.pictures import MARGIN, NOW, PAPER, THEN, TRACK, WIDTH, draw
from bot.state import Picture

SCORES = st.integers(0, 10)
LABELS = st.text(max_size=80)
ROUNDING = 2  # pixels


def drawn(*bars: tuple[str, int, int], title: str = "Your progress") -> Image.Image:
    return Image.open(BytesIO(draw(Picture(title, "at the start", "now", bars))))


def rows(picture: Image.Image, colour: str) -> list[int]:
    """How many pixels of this colour each line of the picture has."""
    return (np.asarray(picture) == ImageColor.getrgb(colour)).all(axis=2).sum(axis=1).tolist()


def widths(picture: Image.Image, colour: str) -> list[int]:
    """The width of each bar of this colour, from the top: the widest line of each run of lines that have it."""
    found, widest = list[int](), 0
    for pixels in [*rows(picture, colour), 0]:
        if not pixels and widest:
            found.append(widest)
        widest = max(widest, pixels) if pixels else 0
    return found


@cache
def whole() -> int:
    return widths(drawn(("", 10, 10)), NOW)[0]


@given(SCORES, SCORES)
@settings(max_examples=15, deadline=None)
def test_a_bar_is_as_long_as_its_score(then: int, now: int):
    picture = drawn(("Happy", then, now))
    for colour, score in ((THEN, then), (NOW, now)):
        expected = [whole() * score / 10] if score else []
        assert widths(picture, colour) == pytest.approx(expected, abs=ROUNDING)


def test_bars_of_one_picture_share_their_scale_and_stand_in_order():
    picture = drawn(("Happy", 4, 7), ("A goal with so many words that it needs two lines, or more than two", 2, 5))
    assert widths(picture, THEN) == pytest.approx([whole() * 0.4, whole() * 0.2], abs=ROUNDING)
    assert widths(picture, NOW) == pytest.approx([whole() * 0.7, whole() * 0.5], abs=ROUNDING)


def test_nothing_reached_still_shows_how_much_there_is():
    picture = drawn(("Happy", 0, 0))
    assert (widths(picture, THEN), widths(picture, NOW)) == ([], [])
    assert len(widths(picture, TRACK)) == 2


@given(LABELS, LABELS)
@settings(max_examples=25, deadline=None)
def test_whatever_they_call_it_stays_within_the_margins(title: str, label: str):
    pixels = np.asarray(drawn((label, 10, 10), title=title))
    edges = np.hstack([pixels[:, : MARGIN // 2], pixels[:, -MARGIN // 2 :]])
    assert pixels.shape[1] == WIDTH
    assert (edges == ImageColor.getrgb(PAPER)).all()
    assert (pixels[-MARGIN // 2 :] == ImageColor.getrgb(PAPER)).all()


def test_a_longer_label_makes_a_taller_picture_up_to_three_lines():
    heights = [drawn(("many words " * n, 4, 7)).height for n in (1, 4, 8, 80)]
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_a_sign_that_our_letters_lack_is_left_out():
    assert draw(Picture("Bowls", "then", "now", ())) == draw(Picture("Bow한ls", "then", "now", ()))
    assert draw(Picture("Tŷ", "then", "now", ())) != draw(Picture("T", "then", "now", ()))


def luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_bars_stand_out_and_apart_without_colour():
    assert contrast(THEN, PAPER) >= 3
    assert contrast(NOW, PAPER) >= 7
    assert contrast(THEN, NOW) >= 2


def test_whoever_does_not_see_it_is_told_the_same():
    picture = Picture("Your progress", "at the start", "now", (("Happy", 4, 7), ("Bowls", 2, 2)))
    assert picture.in_words == "Your progress. Happy: at the start 4, now 7. Bowls: at the start 2, now 2."
