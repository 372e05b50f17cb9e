"""Texts handed to Telegram over a real connection, and what each of its refusals means."""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from telegram import error

from bot.channels.base import Outbound, SendFailed
from bot.channels.telegram.failures import failed, seconds
from bot.channels.telegram.updates import Press
from bot.clock import SystemClock
from bot.pictures import draw
from tests.fakes.telegram import BAD_GATEWAY, BLOCKED, HANGS, NO_CHAT, TOKEN, TelegramFake, Trouble, too_many
from tests.fakes.telegram_door import PICTURE, SECRET, fake_and_channel, telegram_at

HELLO = Outbound(1, "42", "Hello, this is Frontdoor.")
YES_NO = {"9:agree:yes": "Yes", "9:agree:no": "No"}
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def rows(sent: dict[str, Any]) -> list[list[str]]:
    return [[button["text"] for button in row] for row in sent["reply_markup"]["inline_keyboard"]]


async def refusal(outbound: Outbound, trouble: Trouble, patience: float = 5) -> SendFailed:
    async with fake_and_channel(patience) as (fake, telegram):
        fake.goes_wrong("sendMessage", trouble)
        with pytest.raises(SendFailed) as caught:
            _ = await telegram.send(outbound)
    return caught.value


async def test_a_text_is_handed_over_without_a_link_preview():
    async with fake_and_channel() as (fake, telegram):
        assert await telegram.send(HELLO) == "42:1000"
    assert (fake.sent[0]["chat"]["id"], fake.sent[0]["text"]) == (42, HELLO.text)
    assert json.loads(fake.made("sendMessage")[0]["link_preview_options"]) == {"is_disabled": True}


async def test_a_picture_goes_with_its_text_below_it():
    async with fake_and_channel() as (fake, telegram):
        assert await telegram.send(Outbound(1, "42", "Your progress", picture=PICTURE)) == "42:1000"
    assert fake.files["photo"] == draw(PICTURE)
    assert (fake.sent[0]["caption"], fake.made("sendMessage")) == ("Your progress", [])


async def test_yes_and_no_stand_side_by_side_and_longer_choices_below_each_other():
    choices = {
        "9:matters:company": "More company",
        "9:matters:out": "Getting out of the house",
        "9:matters:skip": "Skip",
    }
    async with fake_and_channel() as (fake, telegram):
        _ = await telegram.send(Outbound(1, "42", "Is that right?", buttons=YES_NO))
        _ = await telegram.send(Outbound(2, "42", "What matters most?", buttons=choices))
    assert rows(fake.sent[0]) == [["Yes", "No"]]
    assert rows(fake.sent[1]) == [["More company"], ["Getting out of the house"], ["Skip"]]


async def test_a_button_that_carries_too_much_says_so_before_telegram_does():
    async with fake_and_channel() as (fake, telegram):
        with pytest.raises(SendFailed, match="button_too_long"):
            _ = await telegram.send(Outbound(1, "42", "Which?", buttons={f"{2**63}:{'q' * 41}:key": "This"}))
    assert fake.calls == []


@pytest.mark.parametrize("text", ["", "x" * 4097])
async def test_a_text_that_telegram_cannot_take_is_not_tried(text: str):
    async with fake_and_channel() as (fake, telegram):
        with pytest.raises(SendFailed) as caught:
            _ = await telegram.send(Outbound(1, "42", text))
    assert (caught.value.permanent, fake.calls) == (True, [])


@pytest.mark.parametrize(
    ("trouble", "code", "permanent", "ambiguous", "reaction"),
    [
        (BLOCKED, "blocked", True, False, "unreachable"),
        (Trouble(403, "Forbidden: user is deactivated"), "blocked", True, False, "unreachable"),
        (NO_CHAT, "chat_not_found", True, False, "unreachable"),
        (Trouble(400, "Bad Request: can't parse entities"), "bad_request", True, False, ""),
        (Trouble(401, "Unauthorized"), "token_refused", False, False, "alarm"),
        (too_many(17), "too_many", False, False, ""),
        (BAD_GATEWAY, "no_clear_answer", False, True, ""),
        (Trouble(500, "Internal Server Error"), "no_clear_answer", False, True, ""),
    ],
)
async def test_what_a_refusal_means(trouble: Trouble, code: str, permanent: bool, ambiguous: bool, reaction: str):
    failure = await refusal(HELLO, trouble)
    assert (failure.code, failure.permanent, failure.ambiguous, failure.reaction) == (
        code,
        permanent,
        ambiguous,
        reaction,
    )


async def test_telegram_says_how_long_to_wait():
    assert (await refusal(HELLO, too_many(17))).retry_after == 17
    assert seconds(timedelta(minutes=1)) == 60


async def test_silence_may_mean_that_it_was_taken():
    failure = await refusal(HELLO, HANGS, patience=0.05)
    assert (failure.code, failure.ambiguous, failure.permanent) == ("timed_out", True, False)


async def test_what_never_left_us_was_not_taken():
    async with TelegramFake() as fake:
        gone = fake.url
    async with telegram_at(gone) as telegram:
        with pytest.raises(SendFailed) as caught:
            _ = await telegram.send(HELLO)
        assert await telegram.trouble() == "Telegram does not answer us (cannot_connect)."
    assert (caught.value.code, caught.value.ambiguous, caught.value.permanent) == ("cannot_connect", False, False)


@pytest.mark.parametrize(
    ("wrong", "cause", "ambiguous"),
    [
        (error.TimedOut(), httpx.ReadTimeout(""), True),
        (error.TimedOut(), httpx.WriteTimeout(""), True),
        (error.TimedOut(), httpx.ConnectTimeout(""), False),
        (error.TimedOut(), httpx.PoolTimeout(""), False),
        (error.NetworkError("x"), httpx.ConnectError(""), False),
        (error.NetworkError("x"), httpx.RemoteProtocolError(""), True),
        (error.TelegramError("Invalid server response"), None, True),
    ],
)
def test_a_broken_line_is_in_doubt_unless_it_never_stood(
    wrong: error.TelegramError, cause: Exception | None, ambiguous: bool
):
    wrong.__cause__ = cause
    assert failed(wrong).ambiguous is ambiguous
    assert not failed(wrong).permanent


async def test_telegram_cannot_be_asked_what_it_took():
    async with fake_and_channel() as (_, telegram):
        assert await telegram.find(HELLO, NOW) is None


async def test_a_pressed_button_is_acknowledged_and_taken_away_in_the_background():
    async with fake_and_channel() as (fake, telegram):
        telegram.acknowledge(Press("777", 42, 1000))
        await telegram.close()
    assert fake.made("answerCallbackQuery") == [{"callback_query_id": "777"}]
    assert [(one["chat_id"], one["message_id"]) for one in fake.made("editMessageReplyMarkup")] == [("42", "1000")]
    assert "reply_markup" not in fake.made("editMessageReplyMarkup")[0]


async def test_tidying_that_fails_troubles_nobody():
    async with fake_and_channel() as (fake, telegram):
        fake.goes_wrong("answerCallbackQuery", Trouble(400, "Bad Request: query is too old"))
        fake.goes_wrong("editMessageReplyMarkup", BAD_GATEWAY)
        telegram.acknowledge(Press("777", 42, 1000))
        await telegram.close()
    assert len(fake.calls) == 2


async def test_neither_the_token_nor_anybodys_words_reach_the_logs(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    async with fake_and_channel() as (fake, telegram):
        _ = await telegram.send(HELLO)
        fake.goes_wrong("sendMessage", BAD_GATEWAY)
        with pytest.raises(SendFailed):
            _ = await telegram.send(HELLO)
    assert TOKEN not in caplog.text
    assert HELLO.text not in caplog.text
    assert "<html>" not in caplog.text


async def test_trouble_is_told_in_a_sentence():
    async with fake_and_channel(public_url="https://texts.example.org", telegram_secret=SECRET) as (fake, telegram):
        assert "another address" in str(await telegram.trouble())
        await telegram.set_hook()
        assert await telegram.trouble() is None
        fake.info = {"pending_update_count": 21}
        assert await telegram.trouble() == "Telegram holds 21 updates that we have not taken."
        fake.info = {"last_error_date": int(SystemClock().now().timestamp()) - 60, "last_error_message": "503"}
        assert "could not deliver to us" in str(await telegram.trouble())
        fake.info = {"last_error_date": int(SystemClock().now().timestamp()) - 3600}
        assert await telegram.trouble() is None
