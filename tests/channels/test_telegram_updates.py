"""What an update says, field by field; and that nothing in it can make the reader raise."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.base import Inbound
from bot.channels.telegram.updates import Blocked, press, read, update_id
from bot.state import Reference
from tests.fakes.telegram_contract import contract
from tests.fakes.telegram_updates import (
    MADE_AT,
    blocked,
    edited,
    file,
    group,
    message,
    person,
    photo,
    pressed,
    text,
    update,
)

SENT_AT = datetime.fromtimestamp(MADE_AT, UTC)
NOW = SENT_AT + timedelta(minutes=5)
CARRIED = "9007199254740993:agree:yes"
PLACE = {"latitude": 50.5432, "longitude": -3.4973}
VENUE = {"location": PLACE, "title": "The pier", "address": "Den Promenade"}


def heard(made: dict[str, Any]) -> Inbound:
    assert contract() is None or contract().update(made) == []  # pyright: ignore[reportOptionalMemberAccess]
    arrived = read(made, NOW)
    assert isinstance(arrived, Inbound)
    return arrived


def test_a_text_is_named_by_chat_and_message_not_by_its_update():
    one, same = heard(text("hello", 42, 7, id=5)), heard(text("hello", 42, 7, id=900))
    assert one == same == Inbound("telegram", "42", "42:7", "hello", SENT_AT)


def test_start_and_its_payload_pass_as_they_are():
    assert [heard(text(said)).text for said in ("/start", "/start k3yT0ken")] == ["/start", "/start k3yT0ken"]


def test_an_edit_is_a_message_of_its_own_and_answers_no_open_question():
    arrived = heard(edited("I meant no", 42, 7))
    assert (arrived.provider_id, arrived.at) == (f"42:7:{MADE_AT + 60}", SENT_AT + timedelta(seconds=60))
    assert arrived.reply_to == Reference(0, "edited")


def test_a_moving_place_is_taken_once():
    moving = message(location=PLACE | {"live_period": 900})
    assert heard(update(message=moving)).kind == "location"
    assert read(update(edited_message=moving | {"edit_date": MADE_AT + 5}), NOW) is None


def test_a_button_carries_its_question_and_says_its_label():
    arrived = heard(pressed(CARRIED, {CARRIED: "Yes, please", "9:agree:no": "No"}, query="777"))
    assert (arrived.kind, arrived.text, arrived.provider_id) == ("button", "Yes, please", "777")
    assert (arrived.reply_to, arrived.at) == (Reference(9007199254740993, "agree"), NOW)


def test_a_button_under_a_message_that_telegram_no_longer_shows_says_its_key():
    old = pressed(CARRIED, {})
    old["callback_query"]["message"] = {"chat": message()["chat"], "message_id": 1, "date": 0}
    assert heard(old).text == "yes"


@pytest.mark.parametrize("data", ["", "hello", "1:agree", "x:agree:yes", f"{2**63}:agree:yes", "9" * 60, "1::yes"])
def test_a_button_that_is_not_ours_is_filed_nowhere(data: str):
    arrived = heard(pressed(data, {}))
    assert (arrived.kind, arrived.text, arrived.reply_to) == ("other", "", None)


@pytest.mark.parametrize(
    ("made", "kind", "said"),
    [
        (photo(), "picture", ""),
        (photo(caption="my bruise"), "picture", "my bruise"),
        (file("document", mime_type="image/png"), "picture", ""),
        (file("document", mime_type="application/pdf"), "other", ""),
        (file("voice", duration=3), "voice", ""),
        (file("audio", duration=3), "voice", ""),
        (file("video_note", duration=3, length=240), "voice", ""),
        (file("video", duration=3, width=9, height=9), "picture", ""),
        (update(message=message(location=PLACE)), "location", "50.54320, -3.49730"),
        (
            update(message=message(location=PLACE, venue=VENUE)),
            "location",
            "The pier, Den Promenade, 50.54320, -3.49730",
        ),
        (update(message=message(contact={"phone_number": "07700 900123", "first_name": "Bo"})), "text", "07700 900123"),
        (update(message=message(dice={"emoji": "🎲", "value": 3})), "other", ""),
        (update(message=message(something_of_next_year={})), "other", ""),
    ],
)
def test_what_is_not_text_is_named_for_what_it_is(made: dict[str, Any], kind: str, said: str):
    arrived = read(made, NOW)
    assert isinstance(arrived, Inbound)
    assert (arrived.kind, arrived.text) == (kind, said)


def test_a_sticker_says_its_emoji():
    sticker = file("sticker", type="regular", width=9, height=9, is_animated=False, is_video=False, emoji="👍")
    assert (heard(sticker).kind, heard(sticker).text) == ("text", "👍")


def test_in_groups_the_service_is_silent():
    there = {"chat": group(42)}
    assert read(update(message=message(text="hello all") | there), NOW) is None
    button = pressed(CARRIED, {CARRIED: "Yes"})
    button["callback_query"]["message"] |= there
    assert (read(button, NOW), press(button)) == (None, None)
    left = blocked()
    left["my_chat_member"] |= there
    assert read(left, NOW) is None


def test_telegrams_own_notes_are_not_answered():
    assert read(update(message=message(pinned_message=message(text="hello"))), NOW) is None


def test_who_blocks_the_bot_cannot_be_reached_and_who_returns_will_write():
    assert read(blocked(42), NOW) == Blocked("42", SENT_AT)
    assert read(blocked(42, status="member"), NOW) is None


@pytest.mark.parametrize("date", [None, "soon", True, -1, 0, MADE_AT * 1000, 10**30])
def test_a_date_that_cannot_be_is_now(date: object):
    made = message(text="hello") | {"date": date}
    arrived = read(update(message=made), NOW)
    assert isinstance(arrived, Inbound)
    assert arrived.at == NOW


def test_what_no_database_stores_is_taken_out():
    arrived = read(pressed("1:a\0:b\ud800", {}, query="77\0\ud800"), NOW)
    assert isinstance(arrived, Inbound)
    assert (arrived.provider_id, arrived.text, arrived.reply_to) == ("77", "b", Reference(1, "a"))


NAMES = (
    "update_id message edited_message callback_query my_chat_member chat id type date edit_date message_id text data "
    "caption photo document mime_type voice sticker emoji contact phone_number location latitude longitude venue "
    "reply_markup inline_keyboard callback_data new_chat_member status"
)
KEYS = NAMES.split()
VALUES = st.sampled_from(["private", "kicked", CARRIED, MADE_AT, 42, 10**400, float("nan"), float("inf"), "\ud800\0"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | VALUES
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=7),
    max_leaves=25,
)
HOLDS = st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS[11:], SCALARS | JSON))
MESSAGE = HOLDS.map(lambda held: held | {"chat": {"id": 42, "type": "private"}, "message_id": 1})
ANYTHING = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ANYTHING
@given(JSON, st.sampled_from([None, *KEYS[1:5]]))
def test_no_json_makes_the_reader_raise(made: object, field: str | None):
    made = {field: made} if field else made
    arrived = read(made, NOW)
    assert arrived is None or (arrived.address and arrived.at <= NOW)
    assert press(made) is None or press(made).id  # pyright: ignore[reportOptionalMemberAccess]
    assert update_id(made) is None or isinstance(update_id(made), int)


@ANYTHING
@given(MESSAGE)
def test_nothing_in_a_message_makes_the_reader_raise_and_it_is_always_answered(made: dict[str, Any]):
    arrived = read({"message": made}, NOW)
    assert isinstance(arrived, Inbound)
    assert arrived.provider_id == "42:1"
    assert arrived.at <= NOW


@ANYTHING
@given(MESSAGE, JSON | st.just(CARRIED))
def test_no_callback_makes_the_reader_raise(shown: dict[str, Any], data: object):
    query = {"id": "777", "from": person(42), "message": shown, "data": data}
    arrived = read(update(callback_query=query), NOW)
    assert arrived is None or isinstance(arrived, Inbound)
