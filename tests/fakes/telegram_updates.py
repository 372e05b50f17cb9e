"""Updates as Telegram sends them. Made up, and checked against its description wherever that is at hand."""

from typing import Any

BOT: dict[str, Any] = {"id": 700900, "is_bot": True, "first_name": "Frontdoor", "username": "frontdoor_bot"}
MADE_AT = 1_780_000_000  # 28 May 2026


def person(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "Ada"}


def private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": "Ada"}


def group(chat: int) -> dict[str, Any]:
    return {"id": -chat, "type": "supergroup", "title": "Bowls club"}


def message(chat: int = 42, number: int = 1, date: int = MADE_AT, **content: Any) -> dict[str, Any]:
    return {"message_id": number, "date": date, "chat": private(chat), "from": person(chat), **content}


def update(id: int = 1, **content: Any) -> dict[str, Any]:
    return {"update_id": id, **content}


def text(said: str = "hello", chat: int = 42, number: int = 1, id: int = 1) -> dict[str, Any]:
    return update(id, message=message(chat, number, text=said))


def edited(said: str, chat: int = 42, number: int = 1, id: int = 1, at: int = MADE_AT + 60) -> dict[str, Any]:
    return update(id, edited_message=message(chat, number, edit_date=at, text=said))


def pressed(
    data: str, labels: dict[str, str], chat: int = 42, number: int = 1, id: int = 1, query: str = "777"
) -> dict[str, Any]:
    rows = [[{"text": label, "callback_data": carried}] for carried, label in labels.items()]
    shown = message(chat, number, text="Is that right?") | {"from": BOT, "reply_markup": {"inline_keyboard": rows}}
    button = {"id": query, "from": person(chat), "chat_instance": "1", "data": data, "message": shown}
    return update(id, callback_query=button)


def blocked(chat: int = 42, id: int = 1, status: str = "kicked") -> dict[str, Any]:
    now: dict[str, Any] = {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    before = {"user": BOT, "status": "member" if status == "kicked" else "kicked"}
    before |= {} if status == "kicked" else {"until_date": 0}
    change = {
        "chat": private(chat),
        "from": person(chat),
        "date": MADE_AT,
        "old_chat_member": before,
        "new_chat_member": now,
    }
    return update(id, my_chat_member=change)


def photo(chat: int = 42, number: int = 1, id: int = 1, **more: Any) -> dict[str, Any]:
    size = {"file_id": "F", "file_unique_id": "U", "width": 90, "height": 60}
    return update(id, message=message(chat, number, photo=[size], **more))


def file(kind: str, **more: Any) -> dict[str, Any]:
    """A voice note, a document, a sticker ..."""
    return update(message=message() | {kind: {"file_id": "F", "file_unique_id": "U", **more}})
