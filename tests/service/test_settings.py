"""Settings that cannot be meant: each gets one sentence that names it and says what to do."""

from pathlib import Path

import pytest

from bot.errors import SettingsWrong
from bot.settings import Settings, load
from bot.settings_check import advice, problems
from tests.fakes.telegram import TOKEN
from tests.fakes.twilio_wire import ACCOUNT, NUMBER, SERVICE

COMPLETE = {
    "secret_key": "x" * 32,
    "out_of_hours": "none",
    "office_number": "01632 960001",
    "public_url": "https://texts.example.org",
    "twilio_account_sid": ACCOUNT,
    "twilio_auth_token": "0123456789abcdef" * 2,
    "twilio_from": NUMBER,
    "backup_dir": "/",
}


def settings(**given: object) -> Settings:
    return load(None, **{**COMPLETE, **given})


def sentence(**given: object) -> str:
    """What the one wrong setting is told, by `load` or by `check`."""
    try:
        (found,) = problems(settings(**given))
    except SettingsWrong as error:
        (found,) = str(error).split("\n")[1:]
    return found.strip()


def test_nothing_is_wrong_with_what_is_right():
    assert problems(settings()) == []
    assert problems(settings(twilio_from=SERVICE, host="::", keywords="JOIN, library ,WELL2")) == []
    alone = {"twilio_account_sid": "", "twilio_auth_token": "", "twilio_from": "", "telegram_token": TOKEN}
    assert problems(settings(**alone)) == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("twilio_account_sid", "AC1", "AC and 32 hexadecimal digits"),
        ("twilio_account_sid", ACCOUNT[:-1] + "z", "AC and 32 hexadecimal digits"),
        ("twilio_from", "hello", "+447700900000"),
        ("twilio_from", "07700 900000", "+447700900000"),
        ("twilio_from", "MG1", "MG and 32 hexadecimal digits"),
        ("twilio_from", f"whatsapp:{NUMBER}", "without whatsapp:"),
        ("telegram_token", "hello", "@BotFather"),
        ("telegram_token", "700900:short", "@BotFather"),
        ("telegram_secret", "not allowed!", "letters, digits, - and _"),
        ("host", "nonsense", "127.0.0.1"),
        ("host", "", "127.0.0.1"),
        ("port", "abc", "0 to 65535"),
        ("port", "70000", "0 to 65535"),
        ("public_url", "texts.example.org", "https://texts.example.org"),
        ("public_url", "https://", "https://texts.example.org"),
        ("out_of_hours", "sometimes", "`on call` or `none`"),
        ("out_of_hours", "", "`on call` or `none`"),
        ("office_number", "", "01632 960000"),
        ("office_number", "the office", "01632 960000"),
        ("office_number", "-", "01632 960000"),
        ("service_hours", " ", "Monday to Friday"),
        ("service_name", "", "60 characters"),
        ("service_name", "x" * 300, "60 characters"),
        ("service_name", "two\nlines", "60 characters"),
        ("keywords", "", "JOIN"),
        ("keywords", " , ", "JOIN"),
        ("keywords", "join us", "'join us'"),
        ("keywords", "JOIN,SUPERCALIFRAGILISTICEXPIALIDOCIOUS", "20"),
        ("keywords", "JOIN,Stop", "'Stop'"),
        ("keywords", "END", "'END'"),
        ("keywords", "yes", "'yes'"),
        ("keywords", "1", "'1'"),
        ("quiet_from", "8pm", "20:00"),
        ("quiet_until", "21:00", "FRONTDOOR_QUIET_FROM"),
        ("timezone", "Mars", "Europe/London"),
        ("secret_key", "short", "openssl rand -hex 32"),
        ("backup_dir", "/nowhere/at/all", "folder"),
    ],
)
def test_what_cannot_be_meant_gets_one_sentence(name: str, value: str, says: str):
    said = sentence(**{name: value})
    assert said.startswith(f"FRONTDOOR_{name.upper()}")
    assert says in said
    assert said.endswith(".")


@pytest.mark.parametrize("name", ["twilio_auth_token", "twilio_from", "public_url"])
def test_an_account_needs_what_belongs_to_it(name: str):
    assert sentence(**{name: ""}).startswith(f"FRONTDOOR_{name.upper()}")


@pytest.mark.parametrize("name", ["twilio_auth_token", "twilio_from"])
def test_what_belongs_to_an_account_needs_it(name: str):
    alone = {"twilio_auth_token": "", "twilio_from": ""} | {name: COMPLETE[name]}
    said = sentence(**alone, twilio_account_sid="", telegram_token=TOKEN)
    assert said.startswith("FRONTDOOR_TWILIO_ACCOUNT_SID")
    assert f"FRONTDOOR_{name.upper()}" in said


def test_without_a_channel_it_says_which_there_are():
    none = settings(twilio_account_sid="", twilio_auth_token="", twilio_from="")
    (said,) = problems(none)
    assert "FRONTDOOR_TWILIO_ACCOUNT_SID" in said
    assert "FRONTDOOR_TELEGRAM_TOKEN" in said


def test_the_value_of_a_secret_is_never_repeated():
    with pytest.raises(SettingsWrong) as wrong:
        _ = settings(telegram_token="a secret", telegram_secret="another one!")
    assert "a secret" not in str(wrong.value)
    assert "another one" not in str(wrong.value)


def test_no_backups_is_advice_and_not_a_problem(tmp_path: Path):
    assert problems(settings(backup_dir="")) == []
    (said,) = advice(settings(backup_dir=""))
    assert "FRONTDOOR_BACKUP_DIR" in said
    assert advice(settings(backup_dir=str(tmp_path))) == []
