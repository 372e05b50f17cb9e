"""What people ask of our texts in plain words: rhythm.toml, row by row; and whatever is written, nothing breaks."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.answers import a_rhythm, until_when
from flows.answers.rhythm.change import Change, unpacked
from flows.answers.rhythm.slots import slotted, vocabulary
from flows.answers.rhythm.until import NONE, OPEN, Rest, rest_told
from flows.answers.rhythm.wish import _wish, a_wish
from flows.rhythm import nearest
from flows.talk import Context, Ok, Unclear

CASES = tomli.loads(Path(__file__).with_name("rhythm.toml").read_text(encoding="utf-8"))
TUESDAY = Context(date(2026, 11, 24))


def rows(*groups: str) -> list[tuple[str, str]]:
    return [(text, wanted) for group in groups for wanted, texts in CASES[group].items() for text in texts]


@pytest.mark.parametrize(("text", "wanted"), rows("plain", "whole"))
def test_what_is_to_be_changed(text: str, wanted: str):
    wish = a_wish(text, "en")
    assert wish is not None
    assert (wish.what, wish.change.packed()) == ("rhythm", wanted)


@pytest.mark.parametrize("text", [text for text, _ in rows("plain")])
def test_what_plainly_speaks_of_our_texts_is_known_to(text: str):
    wish = a_wish(text, "en")
    assert wish is not None
    assert wish.plain


@pytest.mark.parametrize(("text", "wanted"), rows("pause"))
def test_a_rest_that_somebody_may_need(text: str, wanted: str):
    wish = a_wish(text, "en")
    assert wish is not None
    assert wish.what == wanted


@pytest.mark.parametrize("text", [text for text, _ in rows("none")])
def test_what_only_sounds_so_asks_nothing(text: str):
    assert a_wish(text, "en") is None


@pytest.mark.parametrize(("text", "wanted"), rows("until"))
def test_the_day_on_which_we_write_again(text: str, wanted: str):
    assert until_when.read(text, TUESDAY) == (Unclear() if wanted == "unclear" else Ok(wanted))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I go into hospital on Monday", Rest("2026-11-30")),
        ("into hospital on Thursday for a week", Rest("2026-11-26", "2026-12-03")),
        ("away from the 20th to the 27th", Rest("2026-12-20", "2026-12-27")),
        ("going in for my hip on the 3rd, out by the 10th", Rest("2026-12-03", "2026-12-10")),
        ("off on Friday, don't know when I'll be back", Rest("2026-11-27", OPEN)),
        ("I'm away next week", Rest("", "2026-12-07")),
        ("pause", Rest()),
    ],
)
def test_what_is_told_of_a_rest_without_being_asked(text: str, told: Rest):
    """The day they go is not the day on which it ends."""
    assert rest_told(text, TUESDAY) == told


def test_there_are_enough_of_both_kinds():
    assert len(rows("plain", "whole", "pause", "until")) >= 200
    assert len(rows("none")) >= 70


PIECES = [
    "text me", "can you", "can we", "do", "on", "Thursdays", "thursday", "mornings", "at 10", "half 9", "every other week",
    "once a month", "twice a week", "is too much", "instead", "please", "not", "use telegram", "less often", "another day",
    "in hospital", "until", "for two weeks", "the 5th", "back", "Christmas", "next week", "too early", "8", "31st", "January",
    ",", ".", "?", "xwhen", "xpace", "x" * 40, "\x00", "٣", "½",
]  # fmt: skip
ANYTHING = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))


@settings(deadline=None)
@given(ANYTHING)
@example("text me " * 300)
@example("xwhen xpace xnot")
@example("text me on Thursdays and Mondays at 3 or 4")
def test_no_text_is_too_odd(text: str):
    wish = a_wish(text, "en")
    assert wish == a_wish.__wrapped__(text, "en")
    if wish is not None:
        change = wish.change
        assert unpacked(change.packed()) == change
        assert change.day in (None, *range(7))
        assert change.pace in (None, 1, 2, 3, 4)
        assert change.hour in ("", "morning", "afternoon", "evening") or int(change.hour[:2]) < 24
    for reading in (a_rhythm.read(text, TUESDAY), until_when.read(text, TUESDAY)):
        assert not isinstance(reading, Ok) or isinstance(reading.value, str)


@settings(deadline=None)
@given(ANYTHING)
def test_a_glance_never_misses_a_request(text: str):
    known = vocabulary("en")
    assert known is not None
    assert a_wish(text, "en") == _wish(slotted(text, "en"), known, "en")


@settings(deadline=None)
@given(ANYTHING, st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_a_rest_ends_after_today_and_within_a_year_or_so(text: str, today: date):
    reading = until_when.read(text, Context(today))
    if isinstance(reading, Ok) and reading.value not in (OPEN, NONE):
        assert today < date.fromisoformat(reading.value) <= today + timedelta(days=800)


@given(st.builds(Change, st.sampled_from([None, *range(7)]), st.sampled_from(["", "morning", "09:15"]), st.sampled_from([None, 1, 2, 3, 4]), st.sampled_from([None, 1]), st.sampled_from(["", "telegram"]), st.sampled_from(["", "slower"]), st.sampled_from(["", "day"])))  # fmt: skip
def test_a_change_is_stored_as_a_line_and_read_again(change: Change):
    assert unpacked(change.packed()) == change


@given(st.text(max_size=60))
def test_a_line_that_is_none_of_ours_changes_nothing(line: str):
    assert isinstance(unpacked(line), Change)


@given(st.times(), st.integers(6, 11), st.integers(15, 23))
def test_the_nearest_hour_at_which_we_text(wanted: time, opens: int, closes: int):
    hour = f"{wanted:%H:%M}"
    found = nearest(hour, f"{opens:02}:00", f"{closes:02}:00")
    assert f"{opens:02}:00" <= found <= f"{closes - 1:02}:00"
    assert found == hour or not f"{opens:02}:00" <= hour <= f"{closes - 1:02}:00"
