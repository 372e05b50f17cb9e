"""The reports at the desk: a form, the picture, its table and a CSV; small numbers hidden; mistakes said in words."""

import re

import pytest

from bot.desk.reports import REPORTS
from bot.store.log import note_change
from tests.desk.conftest import Here
from tests.reports.cohort import Life, live

THERE = "locality=Coastal&from=2026-01-01&until=2026-12-31"


async def lives(here: Here) -> None:
    """Three referred by one source, which is few, and nine by others."""
    few = [Life(source="hub") for _ in range(3)]
    more = [Life(source=source, ending=None) for source in ["voluntary"] * 6 + ["social_care"] * 3]
    _ = await live(here.database, *few, *more)


@pytest.mark.parametrize("name", REPORTS)
async def test_each_report_has_a_page_with_nothing_and_with_people(here: Here, name: str):
    _, html = await here.get("/desk/reports")
    assert f'href="/desk/reports/{name}"' in html
    status, html = await here.get(f"/desk/reports/{name}")
    assert (status, f'action="/desk/reports/{name}"' in html) == (200, True)
    await lives(here)
    status, html = await here.get(f"/desk/reports/{name}?{THERE}")
    assert (status, "1 Jan 2026 to 31 Dec 2026" in html) == (200, True)
    tables = re.findall(r'href="(/desk/reports/\w+/[\w-]+\.csv\?[^"]+)"', html)
    assert tables or name in ("inputs", "response", "items", "team")
    for path in tables:
        assert (await here.get(path.replace("&amp;", "&")))[0] == 200


async def test_the_picture_is_served_with_the_same_question(here: Here):
    await lives(here)
    _, html = await here.get(f"/desk/reports/sources?{THERE}")
    (source,) = re.findall(r'<img src="([^"]+)"', html)
    assert "locality=Coastal" in source
    async with here.client.get(source.replace("&amp;", "&"), headers=await here.headers("Ann Lee")) as answer:
        assert (answer.status, answer.content_type) == (200, "image/svg+xml")
        svg = await answer.text()
    assert "Coastal" in svg
    assert (await here.get(source.replace("&amp;", "&")))[1] == svg
    assert (await here.get("/desk/reports/sources/nothing.svg"))[0] == 404
    assert (await here.get("/desk/reports/sources/sources.svg?from=never"))[0] == 404
    for file in ("scores.svg", "scores.csv"):
        assert (await here.get(f"/desk/reports/team/{file}?until=9999-12-31"))[0] == 404


async def test_it_is_counted_once_until_something_changes(here: Here):
    address = f"/desk/reports/sources?{THERE.replace('locality=Coastal&', '')}"
    _, nobody = await here.get(address)
    await lives(here)  # written past everything that tells of a change
    assert "Voluntary sector</th><td>6<" not in nobody + (await here.get(address))[1]
    async with here.database.write() as tx:
        await note_change(tx, here.clock.now())
    _, html = await here.get(address)
    assert "Voluntary sector</th><td>6<" in html


async def test_small_numbers_are_hidden_unless_they_are_asked_for(here: Here):
    await lives(here)
    _, shared = await here.get(f"/desk/reports/sources?{THERE}")
    _, ours = await here.get(f"/desk/reports/sources?{THERE}&internal=yes")
    assert "&lt;5" in shared
    assert "<td>3<" not in shared
    assert "<td>3<" in ours
    assert "Do not pass it on" in ours
    _, team = await here.get("/desk/reports/team?internal=yes")
    assert 'name="internal"' not in team, "there nobody sees more"


async def test_a_table_can_be_taken_along(here: Here):
    await lives(here)
    async with here.client.get(
        f"/desk/reports/sources/sources.csv?{THERE}", headers=await here.headers("Ann Lee")
    ) as answer:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="sources-sources.csv"'
        body = await answer.read()
    assert body.startswith(b"\xef\xbb\xbf"), "a spreadsheet knows its letters by it"
    assert b"Voluntary sector,6" in body
    assert b",3," not in body
    assert (await here.get("/desk/reports/sources/nothing.csv"))[0] == 404
    assert (await here.get("/desk/reports/nothing"))[0] == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=32+May", "“32 May” is no day. Write it as 2026-11-23."),
        ("until=9999-12-31", "“9999-12-31” is too far away."),
        ("from=2026-05-02&until=2026-05-01", "The first day comes after the last."),
        ("from=2027-05-02", "The first day comes after the last."),
        ("locality=Paris", "We know no locality called “Paris”."),
        ("programme=%3Cb%3E", "We know no programme called “&lt;b&gt;”."),
    ],
)
async def test_a_mistake_is_said_in_words_and_nothing_is_lost(here: Here, query: str, said: str):
    status, html = await here.get(f"/desk/reports/outcomes?{query}&internal=yes")
    assert status == 422
    assert said in html
    assert "<table" not in html
    assert 'name="internal" value="yes" checked' in html
