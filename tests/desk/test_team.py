"""The staff check-in at the desk: who may take part, starting and ending it, and what it shows of all together."""

import re
from typing import Any

from bot.store import answering, staff
from bot.store.tables import answers, episodes
from bot.store.tables import checkins as rows
from tests.desk.conftest import MARGARET, Here
from tests.desk.programme import ANN, bound, hands

PAGE = "/desk/team/team?at=Teignmouth"
SIDES = ("purpose", "trust")


async def member(here: Here, name: str, phone: str = "", *where: str) -> str:
    async with here.database.write() as tx:
        id = await staff.enrol(hands(here, tx), name, "coordinator", where)
    if phone:
        await bound(here, id, phone)
    return str(id)


async def crew(here: Here, count: int) -> list[str]:
    return [await member(here, f"Member {n}", f"+4477009002{n:02}") for n in range(count)]


async def started(here: Here, people: list[str]) -> str:
    _, html = await here.post("/desk/team/team/start", {"at": "Teignmouth", "people": people}, **ANN)
    return html


async def answered(here: Here, levels: list[int], words: str, state: str = "answered") -> None:
    """The first round, as it is kept when so many have answered."""
    async with here.database.write() as tx:
        asked = (await tx.execute(rows.select().where(rows.c.week == 0).order_by(rows.c.id))).all()
        for one, level in zip(asked, levels, strict=False):
            told = [{"checkin_id": one.id, "item": f"team_{side}", "measure": "team", "value": level} for side in SIDES]
            _ = await tx.execute(answers.insert(), [row | {"at": here.clock.now()} for row in told])
            await answering.remember(hands(here, tx), one.id, f"{words} {level}", flat=False)
        change: dict[str, Any] = {"state": state, "opened_at": here.clock.now(), "next_at": None}
        _ = await tx.execute(rows.update().where(rows.c.week == 0).values(**change))


async def test_it_is_found_among_the_people_and_lists_each_place(here: Here):
    _, html = await here.get("/desk/programme")
    assert 'href="/desk/team"' in html
    _, html = await here.get("/desk/team")
    places = re.findall(r'href="(/desk/team/team\?at=[^"]*)">\s*([^<]+)<', html)
    assert [name for _, name in places] == ["Teignmouth", "Totnes", "All localities, as one team"]
    assert html.count("Not under way.") == 3
    assert (await here.get("/desk/team/team?at=Paris"))[0] == 404
    assert (await here.get("/desk/team/wellbeing?at=Totnes"))[0] == 404


async def test_who_has_a_phone_can_be_asked(here: Here):
    ann = await member(here, "Ann", "+447700900201", "Teignmouth")
    _ = await member(here, "Bob", "", "Teignmouth")
    _ = await member(here, "Sue", "+447700900203", "Totnes")
    _, html = await here.get(PAGE)
    assert re.findall(r'name="people" value="(\d+)" checked', html) == [ann]
    assert re.search(r"Bob <span class=\"under\">has no phone yet", html)
    assert "Sue" not in html
    assert "go out on Monday, 30 Nov 2026, at 09:00" in html
    _, html = await here.get("/desk/team/team?at=")
    assert "Sue" in html


async def test_who_can_be_added_and_who_would_see_nothing_is_said(here: Here):
    people = await crew(here, 2)
    _, html = await here.get(PAGE)
    assert "With fewer than 5 who answer no numbers are shown." in html
    assert "Ask these too" in await started(here, people[:1])
    assert "Ask these too" not in await started(here, people[1:])


async def test_it_is_started_and_ended(here: Here):
    people = await crew(here, 2)
    assert "Choose at least one who has a phone" in await started(here, [])
    html = await started(here, people[:1])
    assert "Started." in html
    assert "asked next on <strong>Mon 30 Nov, 09:00</strong>" in html
    assert re.search(r"Member 0 <span class=\"under\">takes part<", html)
    _, html = await here.get("/desk/team/team?at=Totnes")
    assert re.search(r"Member 0 <span class=\"under\">takes part in Teignmouth<", html)
    assert "Choose at least one" in await started(here, people[:1]), "nobody is asked twice"
    assert "Started." in await started(here, people[1:])
    status, html = await here.post("/desk/team/team/end", {"at": "Teignmouth"}, **ANN)
    assert (status, "Tick that you are sure." in html) == (422, True)
    _, html = await here.post("/desk/team/team/end", {"at": "Teignmouth", "sure": "yes"}, **ANN)
    assert "Ended." in html
    assert "<strong>Not under way.</strong>" in html


async def test_five_answers_are_shown_together_once_the_round_is_over(here: Here):
    _ = await started(here, await crew(here, 6))
    await answered(here, [1, 2, 3, 4, 5], "write <b>", state="open")
    _, html = await here.get(PAGE)
    assert "goes on: 6 asked" in html
    assert "write " not in html
    assert "3 (2 to 4)" not in html
    await answered(here, [], "")
    _, html = await here.get(PAGE)
    assert "5 of 6 answered" in html
    assert html.count('3 (2 to 4)<span class="under">n 5</span>') == len(SIDES)
    assert "<li>write &lt;b&gt; 1</li>" in html


async def test_four_are_not(here: Here):
    _ = await started(here, await crew(here, 6))
    await answered(here, [1, 2, 3, 4], "secret")
    _, html = await here.get(PAGE)
    assert "&lt;5 of 6 answered" in html
    assert "secret" not in html
    assert html.count("Not shown") == 8


async def test_one_members_answers_have_no_page_at_the_desk(here: Here):
    await here.hears("hello", MARGARET)
    _ = await started(here, await crew(here, 1))
    async with here.database.read() as tx:
        episode = (await tx.execute(episodes.select())).one()
        asked = (await tx.execute(rows.select().where(rows.c.week == 0))).one()
    for path in (f"/desk/episode/{episode.id}", f"/desk/episode/{episode.id}/call/{asked.id}"):
        assert (await here.get(path))[0] == 404
    _, html = await here.get(f"/desk/contact/{episode.contact_id}")
    assert "/desk/episode/" not in html
    _, html = await here.get("/desk/programme")
    assert "/desk/episode/" not in html
