"""`frontdoor staff`: what each command does and says, and what it refuses."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from bot import staffing
from bot.casework import colleagues
from bot.errors import CommandWrong, NotFound
from bot.ladder import Shift
from bot.store import enrolment, staff
from bot.store.hands import Hands
from tests.crew import ANN, SUE
from tests.pocket import pocket
from tests.serving import Town, town

WHERE = "Teignmouth TQ14, Totnes TQ9"


async def did(here: Town, deed: Callable[[Hands], Awaitable[str]]) -> str:
    database = here.service.database
    async with database.write() as tx:
        return await deed(Hands(tx, database.vault, database.ids, here.clock.now()))


async def test_add_shows_a_code_and_a_pin_that_work_and_keeps_neither(database_url: str) -> None:
    async with town(database_url, localities=WHERE) as here:
        settings = here.service.settings
        said = await did(here, lambda h: staffing.add(h, settings, "Ann Lee", "coordinator", ["Totnes"]))
        found = re.search(r"Code: (\S+)\n[\s\S]*PIN: (\d{6})\n", said)
        assert found is not None
        assert said.startswith("Ann Lee is on the staff, as coordinator, for Totnes.")
        assert (await here.texts(ANN, found[1]))[0].startswith("You are signed up, Ann.")
        assert await here.texts(ANN, f"{found[2]} QUEUE") == ["Nothing waits."]
        async with here.service.database.read() as tx:
            (kept,) = await staff.members(tx, here.service.database.vault)
        assert kept.pin_hash is not None
        assert kept.pin_hash.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("name", "role", "where", "why"),
    [
        ("Ann", "boss", [], "coordinator, supervisor"),
        (" ", "coordinator", [], "has a name"),
        ("Ann", "coordinator", ["Paris"], "no locality Paris"),
        ("sue", "coordinator", [], "on the staff already"),
    ],
)
async def test_add_refuses_what_cannot_be(sqlite_url: str, name: str, role: str, where: list[str], why: str) -> None:
    async with town(sqlite_url, localities=WHERE) as here:
        settings = here.service.settings
        _ = await did(here, lambda h: staffing.add(h, settings, "Sue", "supervisor", []))
        with pytest.raises(CommandWrong, match=why):
            _ = await did(here, lambda h: staffing.add(h, settings, name, role, where))


async def test_the_list_says_whom_nothing_reaches_and_who_covers(sqlite_url: str) -> None:
    async with town(sqlite_url, localities=WHERE) as here:
        settings = here.service.settings
        _ = await pocket(here, "Ann Lee", ANN)
        _ = await pocket(here, "Sue Hay", SUE, role="supervisor")
        _ = await did(here, lambda h: staffing.add(h, settings, "Jo", "coordinator", ["Totnes"]))
        _ = await did(
            here, lambda h: staffing.rota(h, settings, "ann", ["Mon,Wed 9:00-17:30", "Sat 18:00-8:00 Totnes"], False)
        )
        _ = await did(here, lambda h: staffing.leave(h, settings, "Ann", "", "2026-11-25", "Sue"))
        assert (await did(here, staffing.listed)).splitlines() == [
            "Ann Lee: coordinator, everywhere, on leave, covered by Sue Hay, reached by 1, "
            "Mon 9:00-17:30; Wed 9:00-17:30; Sat 18:00-8:00 Totnes",
            "Sue Hay: supervisor, everywhere, on duty, reached by 1, no rota",
            "Jo: coordinator, Totnes, on duty, NOT REACHED: no code was texted from their phone or Telegram yet, no rota",
        ]
        await here.clock.advance(days=3)
        assert "Ann Lee: coordinator, everywhere, on duty" in await did(here, staffing.listed)
        assert await did(here, lambda h: staffing.rota(h, settings, "ann", [], True)) == "Ann Lee: no rota."
        assert await did(here, lambda h: staffing.back(h, "ann")) == "Ann Lee is on duty."


async def test_leave_needs_cover_who_can_be_reached(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        settings = here.service.settings
        _ = await pocket(here, "Ann", ANN)
        _ = await did(here, lambda h: staffing.add(h, settings, "Jo", "coordinator", []))
        for cover in ("Jo", "Ann"):
            with pytest.raises(CommandWrong, match="cover"):
                _ = await did(here, lambda h, cover=cover: staffing.leave(h, settings, "Ann", "", "", cover))
        with pytest.raises(NotFound):
            _ = await did(here, lambda h: staffing.leave(h, settings, "Ann", "", "", "Zoe"))


async def test_a_new_pin_ends_the_old_one(database_url: str) -> None:
    async with town(database_url) as here:
        ann = await pocket(here, "Ann", ANN)
        said = await did(here, lambda h: staffing.pin(h, "Ann"))
        assert await ann.says("QUEUE") == "Nothing done. That PIN is wrong. Try again."
        assert await ann.says("QUEUE", pin=said.split()[1]) == "Nothing waits."


async def test_a_name_that_two_have_is_not_guessed(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        settings = here.service.settings
        for name in ("Ann Lee", "Ann Hay"):
            _ = await did(here, lambda h, name=name: staffing.add(h, settings, name, "coordinator", []))
        with pytest.raises(CommandWrong, match="Ann Hay, Ann Lee"):
            _ = await did(here, lambda h: staffing.code(h, "ann"))


def test_shifts_as_they_are_written() -> None:
    assert colleagues.shifts("Mon-Tue 9:00-17:30 Bovey Tracey") == [
        Shift("Bovey Tracey", 0, 540, 1050),
        Shift("Bovey Tracey", 1, 540, 1050),
    ]
    (night,) = colleagues.shifts("Sat 18:00-8:00")
    assert night == Shift("", 5, 1080, 1440 + 480)
    assert night.covers(datetime(2026, 11, 22, 7, 59, tzinfo=UTC))
    for wrong in ("", "always", "Mon 9-5", "Mon 25:00-26:00", "Someday 9:00-17:00"):
        with pytest.raises(CommandWrong, match="is no shift"):
            _ = colleagues.shifts(wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("AB23-CD45", "AB23CD45"),
        ("staff ab23 cd45.", "AB23CD45"),
        ("AB23CD45", "AB23CD45"),
        ("TQ14 9BH", None),
        ("AB23-CD45 please", None),
        ("thank you", None),
        ("staff", None),
    ],
)
def test_what_a_code_looks_like(text: str, code: str | None) -> None:
    assert enrolment.code_in(text) == code
