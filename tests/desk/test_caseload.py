"""One's people at the desk: the list with its filters, whom to look at first, a person's word, and the meetings' lists."""

import re

from bot.store.tables import audit
from tests.crowd import Soul, settle
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import Here
from tests.desk.programme import ANN, referred, worker

WHY = "Her sister rang: <not> herself"
WORD = {"way": "up", "until": "2026-11-30", "why": WHY}


async def people(here: Here) -> tuple[dict[str, int], int]:
    ruth = await worker(here)
    souls = [
        Soul("Edna Moss", ruth, missed=2, progress=(5, 6, 2), items=(("red", "fall", 12, False),)),
        Soul("Harold Pike", locality="Totnes", state="held"),
        Soul("Joan Webb", ruth, step=False, review_in=3, items=(("amber", "fall", 1, True),)),
        Soul("Doris Crocker", ruth, paused_until="2026-12-24"),
    ]
    ids = await settle(here.database, here.clock.now(), souls)
    return dict(zip((one.name for one in souls), ids, strict=True)), ruth


def names(html: str) -> list[str]:
    return re.findall(r'<a href="/desk/person/\d+">([^<]+)</a>', html)


async def test_the_list_and_its_filters_are_links(here: Here):
    assert "Nobody is on a programme here." in (await here.get("/desk/caseload"))[1]
    _, ruth = await people(here)
    _, html = await here.get("/desk/caseload")
    assert names(html) == ["Doris Crocker", "Edna Moss", "Harold Pike", "Joan Webb"]
    assert re.search(r'data-head="Open"><a class="dot amber" href="/desk/item/\d+">Amber: a fall', html)
    for show, found in (
        ("quiet", ["Edna Moss"]), ("review", ["Joan Webb"]), ("no_step", ["Joan Webb"]),
        ("paused", ["Doris Crocker", "Harold Pike"]), ("nonsense", names(html)),
    ):  # fmt: skip
        assert names((await here.get(f"/desk/caseload?show={show}"))[1]) == found
    _, mine = await here.get(f"/desk/caseload?worker={ruth}&show=paused")
    assert names(mine) == ["Doris Crocker"]
    assert f"/desk/caseload?worker={ruth}&amp;show=quiet" in mine
    assert names((await here.get("/desk/caseload?worker=none&locality=Totnes"))[1]) == ["Harold Pike"]
    assert len(names((await here.get("/desk/caseload?worker=abc&locality=Paris"))[1])) == 4


async def test_whom_to_look_at_first_with_the_reasons(here: Here):
    assert "Of nobody here anything stands out." in (await here.get("/desk/caseload/first"))[1]
    _ = await people(here)
    _, html = await here.get("/desk/caseload/first")
    assert names(html) == ["Edna Moss", "Joan Webb"]
    assert "Red 12 days ago, 2 check-ins missed, goal fell from 6 to 2" in html
    assert "it decides nothing" in html


async def test_a_persons_word_moves_somebody_and_can_be_taken_back(here: Here):
    ids, _ = await people(here)
    path = f"/desk/caseload/first/{ids['Doris Crocker']}"
    _, html = await here.post(path, WORD, **ANN)
    assert names(html)[0] == "Doris Crocker"
    assert "Ann: “Her sister rang: &lt;not&gt; herself”" in html
    async with here.database.read() as tx:
        log = [(row.actor, row.action, row.detail) for row in await tx.execute(audit.select())]
    assert (await here.actor("Ann"), "place in the list", "up until 2026-11-30") in log
    assert not any("sister" in detail for _, _, detail in log), "her words are sealed, and only there"
    assert "Take this back" in (await here.get(path))[1]
    _, html = await here.post(f"{path}/back", {}, **ANN)
    assert "Doris Crocker" not in names(html)


async def test_a_word_needs_a_way_a_near_day_and_a_reason(here: Here):
    ids, _ = await people(here)
    path = f"/desk/caseload/first/{ids['Edna Moss']}"
    for wrong in ({"way": ""}, {"until": "soon"}, {"until": "2026-11-22"}, {"until": "2027-02-22"}, {"why": ""}):
        status, html = await here.post(path, WORD | wrong, **ANN)
        assert (status, html.count('class="wrong"')) == (422, 1)
    assert "Nothing was kept yet" in html
    assert 'value="2026-11-30"' in html
    for nobody in ("1", str(ids["Edna Moss"]) + "0"):
        assert (await here.get(f"/desk/caseload/first/{nobody}"))[0] == 404
        assert (await here.post(f"/desk/caseload/first/{nobody}", WORD, **ANN))[0] == 404


async def test_the_daily_list(here: Here):
    _ = await people(here)
    _ = await settle_more(here)
    await here.hears("I've took all my tablets")
    _, html = await here.get("/desk/caseload/daily")
    assert [int(n) for n in re.findall(r'class="count">(\d+)<', html)] == [1, 1, 0, 1, 1, 1]
    assert "07700 900001" in html
    _, short = await here.get("/desk/caseload/daily?names=initials&days=3")
    assert "J. W." in short
    assert "Joan" not in short
    assert "…001" in short
    assert "the last 3 days</strong>" in short
    assert "names=initials" in short
    _, elsewhere = await here.get("/desk/caseload/daily?locality=Totnes")
    assert "Joan Webb" not in elsewhere


async def settle_more(here: Here) -> list[int]:
    souls = [Soul("Ivy New", began=0.1), Soul("Stan Due", review_in=0.1), Soul("Bill Quiet", quiet=0.4)]
    return await settle(here.database, here.clock.now(), souls, first=5000)


async def test_the_weekly_list(here: Here):
    _, html = await here.get("/desk/caseload/weekly")
    assert "Nobody waits." in html
    _ = await referred(here)
    _ = await settle(here.database, here.clock.now(), [Soul("Ron Tozer", ended=("transfer", 2))])
    await here.clock.advance(days=2)
    _, html = await here.get("/desk/caseload/weekly")
    assert re.search(r'href="/desk/referral/\d+">Margaret Brown</a>', html)
    assert "<strong>2 days</strong>" in html
    assert "Another service goes on" in html
    _, short = await here.get("/desk/caseload/weekly?names=initials")
    assert ("M. B." in short, "Margaret" in short) == (True, False)
