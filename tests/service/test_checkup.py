"""`frontdoor check` and `frontdoor wording` on the service that the settings describe."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import wordings_of
from bot.checkup import checkup, wording
from bot.clock import ManualClock
from bot.errors import SettingsWrong
from bot.settings import load
from bot.store.database import Database
from bot.store.log import record
from bot.store.migrate import migrate
from bot.store.vault import Vault
from tests.service.test_settings import COMPLETE

TODAY = ManualClock(datetime(2026, 11, 23, tzinfo=UTC))
LONG = "Tŷ Gobaith, the Wellbeing Service of the Valleys"  # one ŷ, and half as many letters fit a segment


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A complete service in a folder of its own, without its database."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite+aiosqlite:///{tmp_path / 'frontdoor.db'}"
    for name, value in {**COMPLETE, "backup_dir": str(tmp_path), "database_url": url}.items():
        monkeypatch.setenv(f"FRONTDOOR_{name.upper()}", value)
    return url


def test_a_complete_service_can_start(url: str, capsys: pytest.CaptureFixture[str]):
    migrate(url)
    assert checkup(TODAY) == 0
    *advice, last = capsys.readouterr().out.splitlines()
    assert last == "All is well: `frontdoor serve` can start."
    assert len(advice) == 2
    assert advice[0].startswith("Advice: to be verified by the service")
    assert "National Domestic Abuse Helpline (Refuge) 0808 2000 247" in advice[0]
    assert advice[1].startswith("Advice: Nobody is enrolled: alerts reach no phone")


async def _log(url: str) -> None:
    database = Database(url, Vault(COMPLETE["secret_key"]))
    await database.open()
    async with database.write() as tx:
        await record(tx, database.ids, TODAY.now(), [("staff:1", "item claimed", "item:1", "")] * 3)
    await database.close()


def test_a_log_that_is_whole_is_said_to_be_and_one_that_was_altered_too(url: str, capsys: pytest.CaptureFixture[str]):
    migrate(url)
    asyncio.run(_log(url))
    assert checkup(TODAY) == 0
    assert "The audit log is whole: 3 entries, the last is 3 " in capsys.readouterr().out
    with closing(sqlite3.connect(url.split("///")[1])) as connection, connection:
        _ = connection.execute(
            "UPDATE audit SET actor = 'staff:2' WHERE id = (SELECT audit_id FROM chain WHERE position = 2)"
        )
    assert checkup(TODAY) == 1
    said = capsys.readouterr().out
    assert "The audit log was changed by something else than this service: entry 2 (number" in said
    assert "All is well" not in said


def test_a_number_that_nobody_has_checked_in_time_is_said(url: str, capsys: pytest.CaptureFixture[str]):
    migrate(url)
    assert checkup(ManualClock(datetime(2028, 1, 1, tzinfo=UTC))) == 0
    assert "nobody has checked these numbers in time" in capsys.readouterr().out


def test_the_numbers_are_those_of_the_services_own_nation(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    migrate(url)
    monkeypatch.setenv("FRONTDOOR_NATION", "Scotland")
    assert checkup(TODAY) == 0
    said = capsys.readouterr().out
    assert "NHS 24, mental health hub 111" in said
    assert "Refuge" not in said


def test_texts_name_the_lines_of_the_services_own_nation():
    spoken = wordings_of(load(None, **{**COMPLETE, "nation": "Scotland"}))["en"]
    assert "NHS 24 on 111" in spoken.text("safety_talk")


def test_advice_stops_nobody(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    migrate(url)
    monkeypatch.setenv("FRONTDOOR_BACKUP_DIR", "")
    assert checkup(TODAY) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == ["Advice", "Advice", "Advice", "All is well"]
    assert "FRONTDOOR_BACKUP_DIR" in said[0]


@pytest.mark.parametrize("sender", ["+447700900000", "MG0123456789abcdef0123456789abcdef"])
def test_call_needs_a_number_of_our_own(
    sender: str, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    migrate(url)
    monkeypatch.setenv("FRONTDOOR_TWILIO_FROM", sender)
    assert checkup(TODAY) == 0
    assert ("staff cannot ring anybody" in capsys.readouterr().out) is sender.startswith("MG")


def test_half_of_an_organisations_sign_in_is_a_problem(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    migrate(url)
    monkeypatch.setenv("FRONTDOOR_OIDC_ISSUER", "https://login.example.org")
    assert checkup(TODAY) == 1
    said = capsys.readouterr().out
    assert "FRONTDOOR_OIDC_CLIENT_ID is needed to sign in with your organisation" in said
    assert "FRONTDOOR_OIDC_CLIENT_SECRET is needed" in said


def test_looking_makes_no_database(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert checkup(TODAY) == 1
    assert "frontdoor migrate" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_makes_texts_too_long_is_a_problem(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    migrate(url)
    monkeypatch.setenv("FRONTDOOR_SERVICE_NAME", LONG)
    assert checkup(TODAY) == 1
    said = capsys.readouterr().out.splitlines()[0]
    assert "2 segments" in said
    assert "FRONTDOOR_SERVICE_NAME" in said


def test_a_language_that_is_not_there_is_one_sentence(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    migrate(url)
    monkeypatch.setenv("FRONTDOOR_LANGUAGES", "en,xx")
    assert checkup(TODAY) == 1
    said = capsys.readouterr().out.splitlines()[0]
    assert said.startswith("FRONTDOOR_LANGUAGES names xx")


def shown(**given: str) -> tuple[int, str]:
    paper = StringIO()
    status = wording(load(None, **given), Console(file=paper, width=160, no_color=True))
    return status, paper.getvalue()


def test_the_wording_is_shown_with_our_own_name_and_hours():
    status, said = shown(service_name="Quay House", service_hours="every day, 8 to 8", office_number="01632 960007")
    assert status == 0
    assert [own for own in ("Quay House", "every day, 8 to 8", "01632 960007") if own not in said] == []


def test_without_an_office_number_the_wording_shows_one_that_nobody_has():
    status, said = shown()
    assert (status, "01632 960000" in said) == (0, True)


def test_the_wording_fails_where_our_name_makes_it_too_long():
    status, said = shown(service_name=LONG)
    assert status == 1
    assert "what_this_is is too long" in said


@pytest.mark.parametrize("name", ["x" * 100, "x" * 300])
def test_a_name_too_long_for_any_text_is_refused_before_anything_is_shown(name: str):
    with pytest.raises(SettingsWrong, match="FRONTDOOR_SERVICE_NAME must have 1 to 60 characters"):
        _ = shown(service_name=name)
