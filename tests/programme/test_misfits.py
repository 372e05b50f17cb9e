"""What `frontdoor check` says of programmes and postcodes beside the other settings."""

from pathlib import Path

import pytest

from bot.programme_check import left_behind, misfits
from bot.settings import load
from tests.programme.test_programme_file import WHOLE
from tests.programme.village import Village
from tests.serving import MARGARET, town


@pytest.fixture
def walks(tmp_path: Path) -> Path:
    file = tmp_path / "walks.toml"
    _ = file.write_text(WHOLE.replace("weeks = 4", 'weeks = 4\nlocalities = ["Dawlish"]'), encoding="utf-8")
    return file


async def test_the_service_asks_what_the_operators_file_says(walks: Path, sqlite_url: str):
    async with town(sqlite_url, programme=str(walks)) as here:
        assert [*here.service.programmes] == ["walks"]


def said(**given: object) -> list[str]:
    return list(misfits(load(None, **given)))


def test_what_we_ship_fits():
    assert said() == []


def test_a_file_that_is_not_right_is_named_by_its_setting(tmp_path: Path):
    (one,) = said(programme=str(tmp_path / "none.toml"))
    assert one.startswith("FRONTDOOR_PROGRAMME: The programme file is not right")
    (one,) = said(postcodes=str(tmp_path / "none.csv"))
    assert one.startswith("FRONTDOOR_POSTCODES: The file of postcodes is not right")


def test_a_programme_is_offered_where_the_service_is(walks: Path):
    assert said(programme=str(walks), localities="Teignmouth TQ14, Dawlish EX7") == []
    assert said(programme=str(walks), localities="Teignmouth TQ14") == [
        "FRONTDOOR_PROGRAMME offers walks in Dawlish, which neither FRONTDOOR_LOCALITIES, FRONTDOOR_POSTCODES nor the desk names: "
        "name it there, or take it out."
    ]


def test_a_programme_asks_outside_of_quiet_hours(walks: Path):
    assert said(programme=str(walks), localities="Dawlish EX7", quiet_from="14:00") == [
        "FRONTDOOR_PROGRAMME asks walks at 14:30, and nothing is sent from 14:00 to 08:00 (Europe/London): "
        "choose another hour."
    ]


async def test_people_on_a_programme_that_the_file_lacks_are_counted(sqlite_url: str):
    async with town(sqlite_url) as here:
        village = Village(here)
        for programme in ("wellbeing", "walks", "walks"):
            _ = await village.accept(MARGARET, programme=programme)
        assert await left_behind(here.service.database, here.service.programmes) == [
            "2 on the programme walks are asked nothing: the programme file does not have it. Put it back, or close "
            "their episodes."
        ]
