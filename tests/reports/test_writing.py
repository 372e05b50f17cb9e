"""Files of a report: pictures that are the same each time and say what they show, tables, and a page that holds no more."""

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app
from bot.errors import CommandWrong
from bot.reports import writing
from bot.reports.charts import Bar, Bars, BeforeAfter, Chart, InOrder, Kind, Line, Lines, Moved, Panel, Span, Spans
from bot.reports.drawing import picture
from bot.reports.page import Head, Page, Table
from bot.reports.xmr import xmr
from tests.reports.cohort import Life, live
from tests.serving import KEY
from tests.store.filled import opened

DAYS = [30.0, 50.0, 40.0, 60.0, 45.0, 300.0]
KINDS: list[Kind] = [
    BeforeAfter([Panel("CFS <1-9>", 1, 9, True, [Moved("a", 4, 3, 0.5, 1.5, 9), Moved("b", 4, 5, None, None, "5+")])]),
    InOrder("days", DAYS, [f"day {n}" for n in range(6)], xmr(DAYS), [3.0, 90.0], 2),
    InOrder("days", [], [], None, [], "<5"),
    Bars("inputs", [Bar("one", 3, "3 (100%)", "Group"), Bar("two", None, "not shown")]),
    Lines("week", ["0", "1"], [Line("response", [80, None]), Line("completion", [None, None])]),
    Spans([Span("red, taken", 8, 0.1, 40, 90)]),
]
SVG = "{http://www.w3.org/2000/svg}"


def chart(shows: Kind) -> Chart:
    return Chart("A title & more", "how to read it", r"in words \1 < others", "Frontdoor, everywhere", shows)


def page(shows: Kind = KINDS[3]) -> Page:
    heads = [
        Head("group"),
        Head("name"),
        Head("change", 1, sign=True),
        Head("age", form=lambda n: f"{n} min", raw="minutes"),
    ]
    rows = [["a", "=SUM(A1)", 1.23456, 5], ["a", "two", -0.04, None], ["b", "<5", "*", 7]]
    return Page(
        "counts",
        "Counts",
        ["of all"],
        [Table("one", "One & all", heads, rows, ["a note"], grouped=True, chart=chart(shows))],
        ["beware"],
    )


@pytest.mark.parametrize("shows", KINDS, ids=lambda one: type(one).__name__)
def test_a_picture_is_the_same_each_time_and_speaks(shows: Kind) -> None:
    first = picture(chart(shows), "svg")
    assert first == picture(chart(shows), "svg")
    root = ElementTree.fromstring(first)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert [one.text for one in (root.find(f"{SVG}title"), root.find(f"{SVG}desc")) if one is not None] == [
        "A title & more",
        r"in words \1 < others",
    ]
    assert "how to read it" in {one.text for one in root.iter(f"{SVG}text")}, "text is text"
    assert b"20" not in b"".join(re.findall(rb"<dc:date>.*?</dc:date>", first))


def test_a_png_is_a_png() -> None:
    assert picture(chart(KINDS[0]), "png").startswith(b"\x89PNG")


def test_the_terminal_shows_tables_with_their_notes() -> None:
    said = writing.text(page())
    assert [line.split() for line in said.splitlines() if "min" in line or "two" in line] == [
        ["a", "=SUM(A1)", "+1.2", "5", "min"], ["two", "+0.0", "-"], ["b", "<5", "*", "7", "min"],
    ]  # fmt: skip
    assert said.index("beware") < said.index("One & all") < said.index("a note")


def test_a_long_table_is_read_to_its_end_and_whole_in_the_csv() -> None:
    long = Table("long", "Long", [Head("no.")], [[n] for n in range(1, 1001)])
    said = writing.text(Page("p", "P", [], [long]))
    assert "The last 100 of 1,000 rows: a CSV has them all." in said
    assert (said.split().count("900"), said.split().count("901")) == (0, 1)
    assert len(writing.comma_separated(long, whole=False).splitlines()) == 1001


def test_a_csv_keeps_numbers_whole_for_staff_and_holds_no_formula() -> None:
    shared = list(csv.reader(writing.comma_separated(page().tables[0], whole=False).splitlines()))
    assert [row[2] for row in shared] == ["change", "1.2", "0", "*"]
    rows = list(csv.reader(writing.comma_separated(page().tables[0], whole=True).splitlines()))
    assert rows == [
        ["group", "name", "change", "age (minutes)"],
        ["a", "'=SUM(A1)", "1.23456", "5"],
        ["a", "two", "-0.04", ""],
        ["b", "<5", "*", "7"],
    ]


def test_a_web_page_has_the_picture_in_words_and_the_table_under_it() -> None:
    html = writing.html(page())
    assert 'alt="in words \\1 &lt; others"' in html
    assert html.index("counts-one.svg") < html.index("One &amp; all") < html.index("a note")
    assert "<td>&lt;5</td>" in html
    assert "<script" not in html


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandWrong, match="could not be written to"):
        _ = writing.write(page(), tmp_path / "file")


async def _filled(url: str) -> None:
    async with opened(url) as database:
        _ = await live(database, *[Life(scores={"pam": (40, 50 + n)}) for n in range(9)])


def test_the_command_writes_everything(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    asyncio.run(_filled(sqlite_url))
    monkeypatch.setenv("FRONTDOOR_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("FRONTDOOR_SECRET_KEY", KEY)
    given = [
        "report",
        "outcomes",
        "--from",
        "2026-01-01",
        "--until",
        "2026-12-31",
        "--internal",
        "--out",
        str(tmp_path / "out"),
    ]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0, done.output
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {
        "outcomes.html",
        "outcomes.txt",
        "outcomes-scores.csv",
        "outcomes-scores.svg",
        "outcomes-scores.png",
    } <= names
    assert "PAM (0-100)" in (tmp_path / "out" / "outcomes.txt").read_text()


def test_console_is_given_no_markup() -> None:
    paper = Console(record=True, width=100)
    writing.show(Page("p", "[red]no colour", ["[bold]"], []), paper)
    assert "[red]no colour" in paper.export_text()
