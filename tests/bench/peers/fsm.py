"""aiogram's finite state machine on an SQLite storage (aiogram-sqlite-storage).

Ten questions, in process, without HTTP and without a reply: only taking the text, keeping the answer, moving on.
"""
# pyright: basic, reportMissingImports=false

import asyncio
import json
import sys
import time
from pathlib import Path

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Message, Update
from aiogram_sqlite_storage.sqlitestore import SQLStorage

TEXTS = 10
STEPS = [State(f"question_{n}", "referral") for n in range(TEXTS)]


def step(number: int):
    async def answer(message: Message, state: FSMContext) -> None:
        _ = await state.update_data({f"question_{number}": message.text})
        await state.set_state(STEPS[number + 1] if number + 1 < TEXTS else None)

    return answer


def update_of(user: int, turn: int) -> Update:
    who = {"id": user, "is_bot": False, "first_name": "Margaret"}
    chat = {"id": user, "type": "private", "first_name": "Margaret"}
    message = {"message_id": turn + 1, "date": 1795428000, "chat": chat, "from": who, "text": "I miss the garden club"}
    return Update.model_validate({"update_id": user * TEXTS + turn, "message": message})


async def main(users: int, folder: Path) -> None:
    storage = SQLStorage(str(folder / "aiogram.db"), serializing_method="json")
    router, dispatcher, bot = Router(), Dispatcher(storage=storage), Bot("1:x")
    router.message.register(step(0), StateFilter(None))
    for n in range(1, TEXTS):
        router.message.register(step(n), StateFilter(STEPS[n]))
    dispatcher.include_router(router)
    began = time.perf_counter()
    for turn in range(TEXTS):
        for user in range(1, users + 1):
            _ = await dispatcher.feed_update(bot, update_of(user, turn))
    seconds = time.perf_counter() - began
    context = dispatcher.fsm.get_context(bot, 1, 1)
    assert len(await context.get_data()) == TEXTS, "not every answer was kept"
    await storage.close()
    await bot.session.close()
    print(json.dumps({"messages": users * TEXTS, "seconds": seconds}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
