"""Other words for a text, and other numbers: proved before they are kept, confirmed by a second person where it is about danger."""

import pytest

from bot.casework.rewording import as_source, parts_of
from bot.store import documents
from tests.desk.conftest import Here

IDA, ANN = "Ida Moss", "Ann Lee"
WORDING, HELPLINES, SECOND = "/desk/admin/wording", "/desk/admin/helplines", "/desk/admin/second"
NOTED = "Thank you. The team has it. People read messages { $hours }. In danger, ring { $emergency }."


@pytest.fixture(autouse=True)
async def administrator(here: Here) -> None:
    _ = await here.signed_in(IDA, "administrator")
    _ = await here.signed_in(ANN)


def says(here: Here, id: str) -> str:
    return here.house.wordings["en"].text(id)


async def sent(here: Here, id: str, said: str, by: str = IDA, **more: str) -> tuple[int, str]:
    async with here.database.read() as tx:
        seen = await documents.newest(tx, "wording", f"en/{id}")
    form = {"part ": said, "deed": "keep", "seen": str(seen)} | more
    return await here.post(f"{WORDING}/en/{id}", form, by)


async def waiting(here: Here) -> list[int]:
    async with here.database.read() as tx:
        return [one.id for one in await documents.waiting(tx)]


def test_what_a_text_says_is_read_back_as_it_is_written(here: Here):
    wording = here.house.wordings["en"]
    for id, text in wording.texts.items():
        parts = parts_of(text)
        assert list(parts) == list(text.source.patterns())
        assert as_source(id, parts).startswith(f"{id} =")


async def test_other_words_are_looked_at_and_then_sent(here: Here):
    _, html = await sent(here, "you_are_welcome", "Any time.", deed="look")
    assert "How yours would be sent" in html
    assert "GSM-7, 9 units, 1 segment" in html
    assert says(here, "you_are_welcome") != "Any time."
    _, html = await sent(here, "you_are_welcome", "Any time.")
    assert "Kept. It is sent in these words from now on." in html
    assert says(here, "you_are_welcome") == "Any time."
    _, html = await here.get(f"{WORDING}?find=Any+time", IDA)
    assert "changed here" in html
    async with here.database.read() as tx:
        seen = str(await documents.newest(tx, "wording", "en/you_are_welcome"))
    await here.clock.advance(seconds=1)
    _, html = await here.post(f"{WORDING}/en/you_are_welcome/reset", {"seen": seen}, IDA)
    assert "Our own words are sent again." in html
    assert says(here, "you_are_welcome").startswith("You are welcome.")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "is empty: write what it should say"),
        ("Ring { $nobody }", "nobody"),
        ("Ring { $office", "cannot be read"),
        ("Fine.\n.again = x", "must have the parts"),
        ("x" * 400, "too long"),
        ("x" * 1001, "more than 1000 characters"),
        ("It’s fine", "double its cost"),
        ("{ -nothing }", "which does not exist"),
    ],
)
async def test_what_could_not_be_sent_is_refused_and_shown_again(here: Here, said: str, why: str):
    before = says(here, "you_are_welcome")
    status, html = await sent(here, "you_are_welcome", said)
    assert status == 422
    assert why in html
    assert says(here, "you_are_welcome") == before


async def test_script_in_a_text_is_text(here: Here):
    _, html = await sent(here, "you_are_welcome", "<script>x</script>")
    assert "<script>x" not in html
    assert "&lt;script&gt;x" in html


async def test_a_text_with_a_number_to_ring_needs_a_second_person(here: Here):
    before = says(here, "noted")
    _, html = await sent(here, "noted", NOTED)
    assert "It waits for a second person" in html
    assert says(here, "noted") == before
    (id,) = await waiting(here)
    assert (await here.post(f"{SECOND}/{id}/confirm", by=IDA))[0] == 403
    _, html = await here.get(SECOND)
    assert "Thank you. The team has it." in html
    _, html = await here.post(f"{SECOND}/{id}/confirm", by=ANN)
    assert "Confirmed. It counts from now on." in html
    assert says(here, "noted").startswith("Thank you. The team has it.")
    _, html = await here.post(f"{SECOND}/{id}/refuse", by=ANN)
    assert "confirmed or refused already" in html


async def test_what_is_refused_or_overtaken_never_counts(here: Here):
    before = says(here, "noted")
    _ = await sent(here, "noted", NOTED)
    await here.clock.advance(seconds=1)
    _ = await sent(here, "noted", NOTED.replace("Thank you", "Thanks"))
    first, second = await waiting(here)
    _, html = await here.post(f"{SECOND}/{first}/confirm", by=ANN)
    assert "cannot be used any more" in html
    _, html = await here.post(f"{SECOND}/{second}/refuse", by=ANN)
    assert "Refused. Nothing was changed." in html
    assert says(here, "noted") == before


async def test_official_words_and_texts_that_are_not_there(here: Here):
    official = next(id for id, text in here.house.wordings["en"].texts.items() if text.source.official)
    status, html = await sent(here, official, "How happy are you?")
    assert (status, "These are official words" in html) == (422, True)
    for path in (f"{WORDING}/en/nothing", f"{WORDING}/xx/noted", f"{HELPLINES}/nothing"):
        assert (await here.get(path, IDA))[0] == 404
        assert (await here.post(path, {}, IDA))[0] == 404
    assert (await sent(here, "noted", NOTED, by=ANN))[0] == 403


async def test_a_line_is_checked_today_and_overdue_ones_stand_first(here: Here):
    await here.clock.advance(days=300)
    for name in (IDA, ANN):
        _ = await here.signed_in(name)
    _, html = await here.get(HELPLINES, IDA)
    assert html.count("Overdue since") == len(here.decided.lines)
    _, html = await here.post(f"{HELPLINES}/samaritans/checked", {"seen": "0"}, IDA)
    assert "Noted: checked today." in html
    assert "Ida Moss" in html
    _, html = await here.get(HELPLINES, IDA)
    assert html.count("Overdue since") == len(here.decided.lines) - 1
    assert html.rindex("Overdue since") < html.index("helplines/samaritans")


async def test_another_number_waits_for_a_second_person_and_then_stands_in_texts(here: Here):
    form = {"number": "0808 157 0000", "say": "", "hours": "day and night", "check_by": "2027-03-01", "seen": "0"}
    _, html = await here.post(f"{HELPLINES}/samaritans", form, IDA)
    assert "The number waits for a second person" in html
    assert "116 123" in says(here, "help")
    (id,) = await waiting(here)
    _ = await here.post(f"{SECOND}/{id}/confirm", by=ANN)
    assert "0808 157 0000" in says(here, "help")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": "ring us"}, "Write the number in digits"),
        ({"say": "x" * 61}, "at most 60 plain characters"),
        ({"say": "“ring”"}, "at most 60 plain characters"),
        ({"hours": ""}, "Say when somebody answers"),
        ({"check_by": "soon"}, "Choose a day within a year"),
        ({"check_by": "2040-01-01"}, "Choose a day within a year"),
        ({"seen": "5"}, "Somebody else has changed this"),
    ],
)
async def test_a_line_that_cannot_be_is_refused(here: Here, changed: dict[str, str], said: str):
    form = {"number": "116 123", "say": "116 123", "hours": "day and night", "check_by": "2027-03-01", "seen": "0"}
    status, html = await here.post(f"{HELPLINES}/samaritans", form | changed, IDA)
    assert status == 422
    assert said in html
    assert await waiting(here) == []


async def test_999_stays_999(here: Here):
    form = {"number": "112", "say": "112", "hours": "always", "check_by": "2027-03-01", "seen": "0"}
    _ = await here.post(f"{HELPLINES}/emergency", form, IDA)
    assert (here.decided.lines["emergency"].say, here.decided.lines["emergency"].hours) == ("999", "always")
