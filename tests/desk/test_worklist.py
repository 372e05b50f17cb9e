"""The queue of the desk: filters that stand in the address, pages that hide no red, bars, passing on, the last hour."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.desk.leaf import CARDS
from bot.store import items
from bot.store.tables import items as rows
from tests.databases import database_url as database_url  # on both
from tests.desk.asking import owed
from tests.desk.conftest import JO, MARGARET, Here
from tests.desk.programme import bound, worker
from tests.desk.test_within import placed


def numbers(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'<article class="card \w+" id="item-(\d+)"', html)]


@pytest.fixture
async def queue(here: Here) -> Here:
    """1 red, of Totnes and nobody's; 2 amber and Ann's; 3 green, nobody's; 4 amber, a fall, Sam's."""
    for level, category, number in (
        ("red", "abuse", 1),
        ("amber", "housing", 2),
        ("green", "wrote to us", 3),
        ("amber", "fall", 4),
    ):
        await here.raises(level, category, "x", f"+44770090000{number}")
    await placed(here, 1, "Totnes")
    _ = await here.post("/desk/item/2/take")
    _ = await here.post("/desk/item/4/take", by="Sam Reed")
    return here


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("level=amber", [2, 4]),
        ("state=new", [1, 3]),
        ("state=taken", [2, 4]),
        ("whose=me", [2]),
        ("category=fall", [4]),
        ("locality=Totnes", [1]),
        ("locality=none", [2, 4, 3]),
        ("level=amber&state=taken&whose=me", [2]),
        ("level=purple&whose=7&page=x", [1, 2, 4, 3]),
        ("category=suicide", []),
    ],
)
async def test_a_filter_stands_in_the_address_of_the_page_and_of_what_the_script_fetches(
    queue: Here, address: str, shown: list[int]
):
    for path in ("/desk", "/desk/queue"):
        status, html = await queue.get(f"{path}?{address}")
        assert (status, numbers(html)) == (200, shown)
        assert "Waiting for somebody: <strong>1 red</strong>, 0 amber, 1 green. Taken: 2." in html, "of all"


async def test_a_colleagues_is_chosen_by_name(queue: Here):
    _, html = await queue.get("/desk")
    (sam,) = re.findall(r'<option value="(\d+)">Sam Reed</option>', html)
    _, html = await queue.get(f"/desk?whose={sam}")
    assert numbers(html) == [4]
    assert "<strong>Sam Reed</strong> <a" in html


async def test_a_filter_that_hides_a_red_says_so_and_leads_to_it(queue: Here):
    _, html = await queue.get("/desk?level=green")
    assert '1 red item is not on this page. <a href="/desk?level=red"' in html
    assert "not on this page" not in (await queue.get("/desk"))[1]
    assert numbers((await queue.get("/desk?level=red"))[1]) == [1]


async def test_a_form_leads_back_to_the_same_list(queue: Here):
    _, html = await queue.get("/desk?level=red&locality=Totnes")
    assert 'name="back" value="/desk?level=red&amp;locality=Totnes"' in html
    _, html = await queue.post("/desk/item/1/take", {"back": "/desk?level=red&locality=Totnes"})
    assert "Number 1: You have it now." in html
    assert numbers(html) == [1]
    assert 'data-address="/desk/queue?level=red&amp;locality=Totnes"' in html


async def test_somebody_who_must_sign_in_first_is_led_to_the_list_that_they_were_sent(queue: Here):
    _, html = await queue.get("/desk?level=red&locality=Totnes", by="")
    assert 'name="to" value="/desk?level=red&amp;locality=Totnes"' in html


async def test_no_page_is_long_and_no_red_is_hidden_by_that(here: Here):
    for number in range(CARDS + 2):
        await here.raises("red", "abuse", "x", f"+4477009001{number:02}")
    await here.raises("amber", "fall", "x", "+447700900200")
    _, html = await here.get("/desk")
    assert numbers(html) == list(range(1, CARDS + 1))
    assert '2 red items are not on this page. <a href="/desk?level=red"' in html
    assert "Page 1 of 2" in html
    _, html = await here.get("/desk?page=2")
    assert numbers(html) == [CARDS + 1, CARDS + 2, CARDS + 3]
    assert f"{CARDS} red items are not on this page." in html
    _, html = await here.get("/desk?level=red")
    assert "2 more red items are on the other page, below." in html
    assert numbers((await here.get("/desk?page=99"))[1])[-1] == CARDS + 3, "the last page there is"


async def test_what_is_done_has_pages(here: Here):
    for number in range(CARDS + 1):
        await here.raises("green", "housing", f"words {number};", f"+4477009001{number:02}")
        _ = await here.post(f"/desk/item/{number + 1}/close", {"outcome": "advice"})
        await here.clock.advance(seconds=1)
    _, html = await here.get("/desk/done")
    assert ("words 1;" in html, "words 0;" in html, "Page 1 of 2" in html) == (True, False, True)
    assert "words 0;" in (await here.get("/desk/done?page=2"))[1]


async def test_a_level_has_a_word_and_a_shape_of_its_own(queue: Here):
    _, html = await queue.get("/desk")
    found = dict(re.findall(r'<strong class="level">(<svg.*?</svg>)\s*(\w+):', html, re.DOTALL))
    assert sorted(found.values()) == ["Amber", "Green", "Red"]


@pytest.mark.parametrize(("minutes", "gone", "late"), [(0, 0, ""), (6, 40, ""), (15, 100, " late"), (99, 100, " late")])
async def test_the_bar_fills_until_the_deadline(here: Here, minutes: int, gone: int, late: str):
    await here.raises("red", "abuse", "x")
    async with here.database.write() as tx:
        _ = await tx.execute(update(rows).values(due_at=here.clock.now() + timedelta(minutes=15)))
    await here.clock.advance(minutes=minutes)
    _, html = await here.get("/desk")
    assert f'class="bar{late}"' in html
    assert f'd="M0 0h{gone}v8H0z"' in html
    assert ("OVERDUE by" if minutes > 15 else "Due in" if minutes < 15 else "OVERDUE") in html


async def test_three_notes_stand_on_a_card_and_all_on_the_page_of_the_item(queue: Here):
    for word in ("one", "two", "three", "four"):
        _ = await queue.post("/desk/item/2/note", {"note": f"note {word};"})
    _, html = await queue.get("/desk")
    assert [f"note {word};" in html for word in ("one", "two", "three", "four")] == [False, True, True, True]
    assert '<a href="/desk/item/2#steps">1 earlier note</a>' in html
    assert "note one;" in (await queue.get("/desk/item/2"))[1]


async def test_an_item_is_passed_to_a_colleague_who_is_told_on_their_phone(queue: Here):
    tom = await worker(queue, "Tom Hart")
    await bound(queue, tom, "+447700900020")
    assert "Pass it on</h2>" not in (await queue.get("/desk/item/4"))[1], "it is Sam's"
    _, html = await queue.get("/desk/item/2")
    assert f'<option value="{tom}">Tom Hart</option>' in html
    _, html = await queue.post("/desk/item/2/pass", {"colleague": str(tom), "handover": "her son is there until four"})
    assert "Number 2: Passed on. They are told now." in html
    assert "her son is there until four" in html
    assert "Nobody has this yet." in html
    (text,) = await owed(queue)
    assert "2" in text
    assert "son" not in text


async def test_passed_to_nobody_it_goes_to_the_ladder(queue: Here):
    _, html = await queue.get("/desk/item/2")
    assert "Nobody else is on duty whom we can tell by phone." in html
    _, html = await queue.post("/desk/item/2/pass", {"colleague": "", "handover": ""})
    assert "Passed on." in html
    async with queue.database.read() as tx:
        found = await items.one(tx, queue.database.vault, 2)
    assert (found.state, found.climbs_at) == ("open", queue.clock.now())


async def test_what_cannot_be_passed_on_keeps_the_note(queue: Here):
    status, html = await queue.post("/desk/item/2/pass", {"colleague": "99", "handover": "see her son"})
    assert (status, "It is still yours" in html, "see her son</textarea>" in html) == (422, True, True)
    status, html = await queue.post("/desk/item/4/pass", {"colleague": "", "handover": "see her son"})
    assert (status, "You do not have this any more" in html, "see her son</textarea>" in html) == (422, True, True)
    assert "<strong>Sam Reed</strong> has this." in html


async def test_who_comes_back_is_told_what_happened(here: Here):
    assert "last here" not in (await here.get("/desk"))[1], "they were never here"
    await here.clock.advance(minutes=2)
    assert "last here" not in (await here.get("/desk"))[1]
    await here.clock.advance(minutes=5)
    await here.raises("red", "abuse", "x", MARGARET)
    await here.raises("amber", "fall", "x", JO)
    await here.raises("green", "housing", "x", "+447700900003")
    _ = await here.post("/desk/item/1/take", by="Sam Reed")
    _ = await here.post("/desk/item/2/close", {"outcome": "visit"}, by="Sam Reed")
    await here.clock.advance(minutes=11)
    _, html = await here.get("/desk")
    assert "Since you were last here" in html
    assert ("Came in: 3" in html, "Taken by colleagues: 1" in html, "Closed: 1" in html) == (True, True, True)
    assert re.search(r"Red: abuse or neglect</a>, Sam Reed", html)
    assert re.search(r"Amber: a fall</a>, Visit arranged", html)
    assert "last here" not in (await here.get("/desk"))[1], "it is told once"
    assert "Came in: 3" in (await here.get("/desk/hour"))[1], "and stands here"


async def test_after_a_night_it_is_the_last_hour(here: Here):
    _ = await here.get("/desk")
    await here.raises("amber", "fall", "x", JO)
    await here.clock.advance(hours=14)
    await here.raises("red", "abuse", "x", MARGARET)
    await here.clock.advance(minutes=1)
    _, html = await here.get("/desk")  # under a new session
    assert "The last hour" in html
    assert "Came in: 1" in html


async def test_a_quiet_hour_is_said_to_be_quiet(here: Here):
    _, html = await here.get("/desk/hour")
    assert "Nothing came, and nothing was taken by colleagues or closed." in html


async def test_an_item_of_which_nobody_could_be_told_says_so(queue: Here):
    tom = await worker(queue, "Tom Hart")
    await bound(queue, tom, "+447700900020")
    _ = await queue.post("/desk/item/2/pass", {"colleague": str(tom)})
    async with queue.database.write() as tx:
        _ = await tx.execute(update(rows).where(rows.c.number.in_([1, 2])).values(step=1, climbs_at=None))
    assert "Nobody was told: no phone of staff could be reached." in (await queue.get("/desk/item/1"))[1]
    assert "Told: on call." in (await queue.get("/desk/item/2"))[1], "Tom was"
