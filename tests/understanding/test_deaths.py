"""Deaths as people tell them: deaths.toml, row by row; how seldom ordinary texts sound like one; and nothing breaks."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.reported_death import Names, reports_death
from flows.talk import Context

CASES = tomli.loads(Path(__file__).with_name("deaths.toml").read_text(encoding="utf-8"))
PLAIN = Path(__file__).parents[1] / "safety" / "messages"
TUESDAY = Context(date(2026, 11, 24))
MARGARET = Names("Margaret Brown")
WHO = {"resident": MARGARET, "carer": Names("Jo", "Margaret Brown")}
ROWS = [(role, text, wanted) for role, kinds in CASES.items() for wanted, texts in kinds.items() for text in texts]
EVERY = 7  # of the plain texts one in so many is looked at; all of them take a minute


@pytest.mark.parametrize(("role", "text", "wanted"), ROWS)
def test_whose_death_is_told(role: str, text: str, wanted: str):
    assert reports_death(text, role, WHO[role], TUESDAY) == wanted.replace("none", "")


def test_there_are_enough_of_both_kinds():
    told = [wanted != "none" for _, _, wanted in ROWS]
    assert (len(told) >= 150, sum(told) >= 70, told.count(False) >= 70) == (True, True, True)


def harmless(every: int) -> Iterator[tuple[str, str]]:
    """What texts are that nobody has to worry about, with who writes."""
    lines = (line for file in sorted(PLAIN.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    rows = (json.loads(line) for line in lines)
    plain = [(row["text"], row["from"]) for row in rows if row["level"] == "none"]
    return iter(plain[::every])


def test_hardly_an_ordinary_text_sounds_like_one():
    """Of all 58,229: none from a resident's phone, and 13 as if a caregiver had written them, as two did."""
    texts = list(harmless(EVERY))
    assert len(texts) > 8000
    assert [text for text, _ in texts if reports_death(text, "resident", MARGARET, TUESDAY)] == []
    assert (
        len([text for text, who in texts if who != "resident" and reports_death(text, "carer", WHO["carer"], TUESDAY)])
        <= 3
    )
    assert len([text for text, _ in texts if reports_death(text, "carer", WHO["carer"], TUESDAY)]) <= 6


def test_what_happened_long_ago_is_no_news():
    def told(day: str) -> str:
        return reports_death(f"mum died {day}", "carer", WHO["carer"], TUESDAY)

    assert [told(day) for day in ("on Sunday", "on 1 November", "three weeks ago", "last month")] == ["theirs"] * 4
    assert [told(day) for day in ("on 1 May", "in June", "in 2019", "in '91", "six months ago", "ten years ago")] == [
        ""
    ] * 6


def test_a_name_counts_however_it_is_given():
    for name in ("Margaret", "Mrs Brown", "Margaret Brown", "margaret"):
        assert (
            reports_death(
                "Sadly Margaret has died" if "arg" in name else "Mrs Brown has died", "resident", Names(name), TUESDAY
            )
            == "mine"
        )
    assert reports_death("Margaret has died", "resident", Names("Edith Brown"), TUESDAY) == ""
    assert reports_death("Margaret has died", "resident", Names(), TUESDAY) == ""


def test_a_team_reports_none():
    assert reports_death("she died this morning", "team", Names(), TUESDAY) == ""


PIECES = ["mum", "she", "he", "Margaret", "Jo", "died", "is dead", "passed away", "this is her daughter", "stop texting", "sorry to say",
          "on Sunday", "in 1998", "years ago", "I", "my", "friend", "nearly", "lost", ".", ",", "?", "xowner", "\x00", "٣", "funeral"]  # fmt: skip
ANYTHING = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))


@settings(deadline=None)
@given(
    ANYTHING,
    st.sampled_from(["resident", "carer", "team"]),
    st.text(max_size=20),
    st.text(max_size=20),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
@example("died " * 200, "carer", "", "", date(2026, 1, 1))
def test_no_text_is_too_odd(text: str, role: str, owner: str, cared_for: str, today: date):
    names, context = Names(owner, cared_for), Context(today)
    told = reports_death(text, role, names, context)
    assert told in ("", "mine", "theirs")
    assert told == reports_death(text, role, names, context)
    assert told != "theirs" or role == "carer"


@settings(deadline=None)
@given(st.sampled_from([row for row in ROWS if row[2] != "none"]), st.integers(0, 3))
def test_it_is_heard_on_any_day_of_the_year(row: tuple[str, str, str], quarters: int):
    """But for those that name a day of November."""
    role, text, wanted = row
    if any(word in text for word in ("November", "4th", "19th")):
        return
    context = Context(TUESDAY.today + timedelta(days=91 * quarters))
    assert reports_death(text, role, WHO[role], context) == wanted
