"""Everything that we ask of Telegram, against its own description of its Bot API; and that the check bites."""

import json
from typing import Any

import pytest

from bot.channels.base import Outbound
from bot.channels.telegram.updates import ALLOWED, Press
from tests.fakes.telegram import TelegramFake
from tests.fakes.telegram_contract import DOCUMENT, Contract
from tests.fakes.telegram_door import PICTURE, SECRET, fake_and_channel
from tests.fakes.telegram_updates import blocked, edited, file, photo, pressed, text

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def bot_api() -> Contract:
    return Contract(DOCUMENT)


async def test_every_call_that_we_make_is_as_telegram_describes_it():
    async with fake_and_channel(public_url="https://texts.example.org", telegram_secret=SECRET) as (fake, telegram):
        assert fake.contract is not None
        _ = await telegram.send(Outbound(1, "42", "Is that right?", buttons={"9:agree:yes": "Yes", "9:agree:no": "No"}))
        _ = await telegram.send(Outbound(2, "42", "Thank you."))
        _ = await telegram.send(Outbound(3, "42", "Your progress", picture=PICTURE))
        telegram.acknowledge(Press("777", 42, 1000))
        assert await telegram.updates(None) == []
        assert await telegram.updates(7) == []
        await telegram.set_hook()
        assert await telegram.trouble() is None
        await telegram.drop_hook()
        await telegram.close()
    called = {method for method, _ in fake.calls}
    sending = {"sendMessage", "sendPhoto", "answerCallbackQuery", "editMessageReplyMarkup"}
    assert called == sending | {"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"}
    assert fake.violations == []


def test_we_ask_for_kinds_of_update_that_exist(bot_api: Contract):
    known = {field["name"] for field in bot_api.types["Update"]["fields"]}
    assert known.issuperset(ALLOWED)


@pytest.mark.parametrize(
    "made",
    [
        text(),
        edited("no"),
        pressed("9:agree:yes", {"9:agree:yes": "Yes"}),
        blocked(),
        blocked(status="member"),
        photo(),
        file("voice", duration=3),
        file("document", mime_type="image/png"),
    ],
)
def test_the_updates_in_our_tests_look_like_telegrams(bot_api: Contract, made: dict[str, Any]):
    assert bot_api.update(made) == []


@pytest.mark.parametrize(
    ("method", "fields", "said"),
    [
        ("sendMessages", {}, "no method"),
        ("sendMessage", {"chat_id": "42", "text": "x", "colour": "red"}, "no field colour"),
        ("sendMessage", {"chat_id": "42"}, "text is missing"),
        ("sendPhoto", {"chat_id": "42", "caption": "x"}, "photo is missing"),
        ("sendMessage", {"chat_id": "42", "text": "x", "disable_notification": "maybe"}, "is not Boolean"),
        ("sendMessage", {"chat_id": "42", "text": "x", "reply_markup": "{}"}, "reply_markup is not"),
        (
            "sendMessage",
            {"chat_id": "42", "text": "x", "reply_markup": '{"inline_keyboard": [[{"txt": "Yes"}]]}'},
            "is not",
        ),
        ("getUpdates", {"offset": "soon"}, "is not Integer"),
        ("getUpdates", {"allowed_updates": '"message"'}, "is not Array of String"),
    ],
)
def test_the_check_bites(bot_api: Contract, method: str, fields: dict[str, str], said: str):
    assert said in " ".join(bot_api.call(method, fields))


async def test_a_made_up_field_fails_the_test_that_sent_it():
    with pytest.raises(AssertionError, match="no field colour"):
        async with TelegramFake() as fake, fake_session(fake) as telegram:
            _ = await telegram.send_message(42, "hello", api_kwargs={"colour": "red"})


async def test_an_update_that_telegram_would_not_send_fails_the_test_that_made_it_up():
    with pytest.raises(AssertionError, match="has no date"):
        async with TelegramFake() as fake:
            fake.push({"update_id": 1, "message": {"message_id": 1, "chat": {"id": 42, "type": "private"}}})


def test_the_check_looks_inside(bot_api: Contract):
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": 1}]]}
    fields = {"chat_id": "42", "text": "x", "reply_markup": json.dumps(keyboard)}
    assert bot_api.call("sendMessage", fields) != []


def fake_session(fake: TelegramFake):
    from telegram import Bot

    from tests.fakes.telegram import TOKEN

    return Bot(TOKEN, f"{fake.url}/bot")
