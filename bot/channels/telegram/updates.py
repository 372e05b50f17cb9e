"""What an update says, as data: an `Inbound`, a `Blocked`, or nothing. Pure, and it never raises.

An update is read as the JSON that Telegram sent, field by field: what is malformed loses itself, not the batch
that it came with. Only private chats are the service's; in groups it stays silent, because others read there.
`update_id` names nothing for long: after a quiet week it starts again at random. Chat and message do.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from bot.channels.base import Inbound, clean
from bot.channels.telegram.content import content, service_note
from bot.channels.telegram.loose import inside, items, whole, words
from bot.state import EDITED, Kind, Reference

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
BUTTON = re.compile(r"([0-9]{1,19}):([^:]+):(.+)", re.DOTALL)  # what a button carries; see bot.speech
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person stopped the bot: nothing reaches them until they start it again."""

    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, to be acknowledged: until then the person's screen shows it as waiting."""

    id: str
    chat: int
    message: int | None


Arrived: TypeAlias = Inbound | Blocked | None


def read(update: object, now: datetime) -> Arrived:
    """What arrived, if it is for us. `now` stands in where Telegram gives no time (a pressed button)."""
    if (message := inside(update, "message")) is not None:
        return _message(message, now)
    if (edited := inside(update, "edited_message")) is not None:
        return _edited(edited, now)
    if (query := inside(update, "callback_query")) is not None:
        return _button(query, now)
    return _membership(inside(update, "my_chat_member"), now)


def press(update: object) -> Press | None:
    query = inside(update, "callback_query")
    id, chat = _callback_id(query), _private(inside(query, "message"))
    return Press(id, chat, whole(inside(query, "message", "message_id"))) if id and chat is not None else None


def update_id(update: object) -> int | None:
    return whole(inside(update, "update_id"))


def _message(message: object, now: datetime) -> Inbound | None:
    chat, number = _private(message), whole(inside(message, "message_id"))
    if chat is None or number is None or service_note(message):
        return None
    text, kind = content(message)
    return _inbound(chat, f"{chat}:{number}", text, _time(inside(message, "date"), now), kind)


def _edited(message: object, now: datetime) -> Inbound | None:
    """New words for an earlier message. A place that moves is edited every few seconds: the first one counts."""
    chat, number, edited = _private(message), whole(inside(message, "message_id")), whole(inside(message, "edit_date"))
    if chat is None or number is None or edited is None:
        return None
    text, kind = content(message)
    if kind == "location":
        return None
    return _inbound(chat, f"{chat}:{number}:{edited}", text, _time(edited, now), kind, EDITED)


def _button(query: object, now: datetime) -> Inbound | None:
    id, chat = _callback_id(query), _private(inside(query, "message"))
    if not id or chat is None:
        return None
    data = clean(words(inside(query, "data")))
    carried = BUTTON.fullmatch(data)
    if not carried or int(carried[1]) > LARGEST_ID:
        return _inbound(chat, id, "", now, "other")
    reference = Reference(int(carried[1]), carried[2])
    return _inbound(chat, id, _label(query, data) or carried[3], now, "button", reference)


def _label(query: object, data: str) -> str:
    """The words that the person pressed."""
    for row in items(inside(query, "message", "reply_markup", "inline_keyboard")):
        for button in items(row):
            if inside(button, "callback_data") == data:
                return words(inside(button, "text"))
    return ""


def _membership(change: object, now: datetime) -> Blocked | None:
    """In a private chat this comes when the person blocks or unblocks the bot. After unblocking they write first."""
    chat = _private(change)
    if chat is None or inside(change, "new_chat_member", "status") != "kicked":
        return None
    return Blocked(str(chat), _time(inside(change, "date"), now))


def _private(part: object) -> int | None:
    """The chat's id, where nobody else reads along."""
    return whole(inside(part, "chat", "id")) if inside(part, "chat", "type") == "private" else None


def _callback_id(query: object) -> str:
    return clean(words(inside(query, "id")))


def _time(seconds: object, now: datetime) -> datetime:
    """Telegram's whole seconds. What lies ahead of our own clock, or cannot be a time, is now."""
    number = whole(seconds)
    if number is None or not 0 < number <= now.timestamp():
        return now
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=number)


def _inbound(chat: int, id: str, text: str, at: datetime, kind: Kind, reply_to: Reference | None = None) -> Inbound:
    return Inbound("telegram", str(chat), id, text, at, kind, reply_to)
