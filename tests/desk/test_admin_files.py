"""Programme, postcodes and hours at the desk: checked before anything is taken, kept in versions, and in use at once."""

from dataclasses import replace
from datetime import date

import pytest
from aiohttp import FormData

from bot import programme_file
from bot.decided import Decided, Shared
from bot.mistakes import text_of
from bot.service_hours import OFFICE_HOURS
from bot.store import documents
from tests.desk.conftest import SETTINGS, Here
from tests.desk.programme import accepted, hands, stored

IDA = "Ida Moss"
PROGRAMME, POSTCODES, HOURS = "/desk/admin/programme", "/desk/admin/postcodes", "/desk/admin/hours"
OURS = text_of(programme_file.SHIPPED)
LATER = OURS.replace('hour = "10:00"', 'hour = "11:00"', 1)
OPEN = {
    "opens": "10:00",
    "closes": "16:00",
    "days": "Mon-Thu",
    "words": "10 to 4",
    "closed": "2026-12-24 Eve",
    "seen": "0",
}


@pytest.fixture(autouse=True)
async def administrator(here: Here) -> None:
    _ = await here.signed_in(IDA, "administrator")


async def newest(here: Here, kind: str) -> str:
    async with here.database.read() as tx:
        return str(await documents.newest(tx, kind, ""))


async def taken(here: Here, path: str, text: str) -> tuple[int, str]:
    seen = await newest(here, path.split("/")[-1])
    return await here.post(f"{path}/take", {"text": text, "seen": seen}, IDA)


async def test_a_programme_is_checked_with_the_line_of_each_mistake(here: Here):
    wrong = OURS.replace("weeks = 12", "weeks = 900", 1).replace('day = "Tuesday"', 'day = "Tomorrow"', 1)
    for deed in ("check", "take"):
        status, html = await here.post(f"{PROGRAMME}/{deed}", {"text": wrong, "seen": "0"}, IDA)
        assert status == 422
        assert "programme.toml, line 9" in html
        assert "programme.toml, line 10" in html
        assert "weeks = 900" in html
    assert await newest(here, "programme") == "0"


@pytest.mark.parametrize("text", ["", "   ", "= = =", "[x", "\x00", "<script>alert(1)</script>"])
async def test_what_is_no_programme_is_refused(here: Here, text: str):
    status, html = await here.post(f"{PROGRAMME}/check", {"text": text}, IDA)
    assert status == 422
    assert "<script>alert" not in html


async def test_it_says_what_would_change_and_for_whom_before_it_is_taken(here: Here):
    _ = await accepted(here)
    _, html = await here.post(f"{PROGRAMME}/check", {"text": LATER}, IDA)
    assert "wellbeing, with 1 person on it: the hour, 10:00 before, 11:00 now." in html
    assert here.decided.shared.programmes["wellbeing"].hour.hour == 10
    _, html = await taken(here, PROGRAMME, LATER)
    assert "Taken. It counts from now on." in html
    assert here.decided.shared.programmes["wellbeing"].hour.hour == 11
    _, html = await here.get("/desk/admin/programme", IDA)
    assert "Ida Moss took here" in html


async def test_what_is_still_to_come_is_planned_anew_where_other_weeks_are_asked(here: Here):
    path = await accepted(here)
    (before,) = await stored(here)
    _ = await taken(here, PROGRAMME, LATER)
    (after,) = await stored(here)
    assert (before.planned_at, after.planned_at) == (after.planned_at, before.planned_at)
    await here.clock.advance(seconds=1)
    _ = await taken(here, PROGRAMME, OURS.replace("week = 6", "week = 5", 1))
    (after,) = await stored(here)
    assert after.planned_at is None
    status, _ = await here.get(path)
    assert status == 200


async def test_a_programme_with_people_on_it_cannot_be_taken_out(here: Here):
    _ = await accepted(here)
    begin, end = OURS.index("# Torbay"), OURS.index("# For somebody who looks after")
    status, html = await here.post(f"{PROGRAMME}/check", {"text": OURS[:begin] + OURS[end:]}, IDA)
    assert status == 422
    assert "1 person is on wellbeing, which this file does not have" in html


async def test_somebody_goes_back_to_an_earlier_version_or_gives_all_up(here: Here):
    _ = await taken(here, PROGRAMME, LATER)
    first = await newest(here, "programme")
    await here.clock.advance(seconds=2)
    _ = await taken(here, PROGRAMME, LATER.replace("11:00", "12:00", 1))
    assert here.decided.shared.programmes["wellbeing"].hour.hour == 12
    _, html = await here.post(f"{PROGRAMME}/check", {"version": first}, IDA)
    assert "12:00 before, 11:00 now" in html
    status, _ = await here.post(f"{POSTCODES}/check", {"version": first}, IDA)
    assert status == 404
    await here.clock.advance(seconds=2)
    _, html = await here.post(f"{PROGRAMME}/giveup", {"seen": await newest(here, "programme")}, IDA)
    assert "The settings’ own file counts again." in html
    assert here.decided.shared.programmes["wellbeing"].hour.hour == 10


async def test_who_is_late_does_not_undo_what_a_colleague_took(here: Here):
    _ = await taken(here, PROGRAMME, LATER)
    status, html = await here.post(f"{PROGRAMME}/take", {"text": OURS, "seen": "0"}, IDA)
    assert status == 422
    assert "Somebody else has changed this" in html
    assert here.decided.shared.programmes["wellbeing"].hour.hour == 11


async def test_postcodes_are_checked_and_taken(here: Here):
    for wrong, said in (
        ("postcode,place\nTQ1,Torquay", "must name the columns"),
        ("postcode,locality\nTQ1,Torquay\nX,Y", "postcodes.csv, line 3"),
        ("postcode,locality\nTQ1,A|B", "no name of a locality"),
    ):
        status, html = await here.post(f"{POSTCODES}/check", {"text": wrong}, IDA)
        assert status == 422
        assert said in html
    _ = await here.signed_in("Tom Hart", "coordinator", "Totnes")
    gone = "postcode,locality\nTQ14,Teignmouth\nTQ1,Torquay"
    _, html = await here.post(f"{POSTCODES}/check", {"text": gone}, IDA)
    assert "Tom Hart work in a locality that this file does not have" in html
    new = f"{gone}\nTQ9,Totnes"
    _, html = await here.post(f"{POSTCODES}/check", {"text": new}, IDA)
    assert "New localities: Torquay." in html
    _ = await taken(here, POSTCODES, new)
    assert here.decided.shared.places == {"TQ14": "Teignmouth", "TQ1": "Torquay", "TQ9": "Totnes"}
    _, html = await here.get("/desk/admin/staff/new", IDA)
    assert 'value="Torquay"' in html


async def test_a_file_from_the_computer_is_read_or_refused(here: Here):
    for raw, said in ((b"\xff\xfe", "no text in UTF-8"), (b"postcode,locality\nTQ1,Torquay", "Tom")):
        _ = await here.signed_in("Tom Hart", "coordinator", "Totnes")
        status, html = await sent(here, raw)
        assert status == 422
        assert said in html


async def sent(here: Here, raw: bytes) -> tuple[int, str]:
    form = FormData(await here.form_token(IDA))
    form.add_field("file", raw, filename="postcodes.csv", content_type="text/csv")
    headers = here.origin | await here.headers(IDA)
    async with here.client.post(f"{POSTCODES}/check", data=form, headers=headers) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"opens": "ten"}, "must be a time such as 09:00"),
        ({"closes": "9:00"}, "later in the day"),
        ({"days": "someday"}, "must name days such as Mon-Fri"),
        ({"words": ""}, "1 to 60 characters"),
        ({"words": "Mon–Fri, 9️⃣ to 5️⃣"}, "segments at most"),
        ({"closed": "Christmas"}, "is no day"),
        ({"closed": "2026-02-31 x"}, "is no day"),
        ({"seen": "7"}, "Somebody else has changed this"),
    ],
)
async def test_hours_that_cannot_be_are_refused(here: Here, changed: dict[str, str], said: str):
    status, html = await here.post(HOURS, OPEN | changed, IDA)
    assert status == 422
    assert said in html
    assert here.decided.shared.hours.opens == OFFICE_HOURS.opens


async def test_hours_count_everywhere_at_once_and_in_another_process(here: Here):
    await here.hears("hello")
    status, html = await here.post(HOURS, OPEN, IDA)
    assert status == 200
    assert "People read messages 10 to 4" in html
    hours = here.house.open
    assert not hours.is_working(date(2026, 12, 24))
    assert not hours.is_working(date(2026, 11, 27))
    assert "10 to 4" in here.house.wordings["en"].text("status_waiting")
    shared = Shared({}, {}, replace(OFFICE_HOURS), here.house.wordings)
    other = Decided(here.database, SETTINGS, shared)
    await other.look()
    assert other.shared.hours.opens.hour == 10
    assert other.opening.words == "10 to 4"


async def test_what_cannot_be_used_any_more_is_left_out_and_named(here: Here):
    async with here.database.write() as tx:
        _ = await documents.keep(hands(here, tx), ("programme", ""), "[gone", "a test", 0)
    await here.decided.look()
    assert here.decided.shared.programmes["wellbeing"].hour.hour == 10
    assert "this is no TOML" in here.decided.unused["programme", ""]
    _, html = await here.get(PROGRAMME, IDA)
    assert "cannot be used any more" in html


async def test_a_supervisor_looks_and_changes_nothing(here: Here):
    for path in (PROGRAMME, POSTCODES, HOURS):
        status, html = await here.get(path)
        assert status == 200
        assert "/check" not in html
        assert "Keep these hours" not in html
    assert (await here.post(f"{PROGRAMME}/take", {"text": LATER}))[0] == 403
