"""python-telegram-bot's ConversationHandler with PicklePersistence, written out after every update.

Ten questions, in process, without HTTP and without a reply: only taking the text, keeping the answer, moving on.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, ConversationHandler, MessageHandler, PicklePersistence, filters
from telegram.request import BaseRequest

TEXTS = 10


class NoLine(BaseRequest):
    """Answers getMe, and nothing else is asked."""

    @property
    def read_timeout(self) -> float:
        return 1

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        me = {"id": 1, "is_bot": True, "first_name": "Frontdoor", "username": "frontdoor_bot"}
        return 200, json.dumps({"ok": True, "result": me}).encode()


def step(number: int) -> Any:
    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message
        assert context.user_data is not None
        context.user_data[f"question_{number}"] = update.message.text
        return number + 1 if number + 1 < TEXTS else ConversationHandler.END

    return answer


def update_of(user: int, turn: int) -> dict[str, Any]:
    who = {"id": user, "is_bot": False, "first_name": "Margaret"}
    chat = {"id": user, "type": "private", "first_name": "Margaret"}
    message = {"message_id": turn + 1, "date": 1795428000, "chat": chat, "from": who, "text": "I miss the garden club"}
    return {"update_id": user * TEXTS + turn, "message": message}


async def main(users: int, folder: Path) -> None:
    kept = PicklePersistence(folder / "ptb.pickle", on_flush=False)
    line = NoLine()
    made: Any = Application.builder().token("1:x").request(line).get_updates_request(line).persistence(kept).build()
    steps: list[Any] = [[MessageHandler(filters.TEXT, step(n))] for n in range(TEXTS)]
    states: dict[object, Any] = dict(enumerate(steps))
    made.add_handler(ConversationHandler(steps[0], states, [], name="referral", persistent=True))
    await made.initialize()
    began = time.perf_counter()
    for turn in range(TEXTS):
        for user in range(1, users + 1):
            await made.process_update(Update.de_json(update_of(user, turn), made.bot))
            await made.update_persistence()
    seconds = time.perf_counter() - began
    answers = sum(len(data) for data in made.user_data.values())
    assert answers == users * TEXTS, f"{answers} answers kept"
    print(json.dumps({"messages": users * TEXTS, "seconds": seconds}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
