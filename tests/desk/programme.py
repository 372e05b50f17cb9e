"""Somebody on a programme, for tests of the desk: referred on a phone or by one, and accepted with the page's own form."""

import re
from typing import Any

from sqlalchemy import select

from bot.store import staff
from bot.store.hands import Hands
from bot.store.tables import episodes
from tests.desk.conftest import MARGARET, Here

ANN = {"by": "Ann"}
PERSON = ("JOIN", "yes", "78", "no", "Margaret Brown", "company", "12 Sea View, TQ14 9BH", "2", "skip", "yes")
BY_PHONE = {
    "name": "Edna Moss", "role": "resident", "number": "01632 960001", "address": "TQ9 5AB", "age": "84",
    "source": "self_family", "consent": "spoken", "reach": "call", "can_decide": "yes",
}  # fmt: skip


def hands(here: Here, tx: Any) -> Hands:
    return Hands(tx, here.database.vault, here.database.ids, here.clock.now())


async def worker(here: Here, name: str = "Ruth Bell") -> int:
    async with here.database.write() as tx:
        return await staff.enrol(hands(here, tx), name, "coordinator")


async def bound(here: Here, id: int, number: str) -> None:
    """A phone of theirs."""
    contact = await here.contact(number)
    async with here.database.write() as tx:
        await staff.bind(hands(here, tx), id, contact)


async def referred(here: Here, number: str = MARGARET, said: tuple[str, ...] = PERSON) -> str:
    """The path of their referral, which is complete."""
    for text in said:
        await here.hears(text, number)
    _, html = await here.get("/desk")
    return re.findall(r"/desk/referral/\d+", html)[-1]


def wish(worker: int, **more: str) -> dict[str, str]:
    """What a coordinator chooses."""
    return {
        "programme": "wellbeing", "key_worker": str(worker), "level": "2", "sub_group": "social", "issues": "social",
        "source": "hub", "consent": "text", "locality": "Teignmouth", "age_band": "75-84",
    } | more  # fmt: skip


async def accepted(here: Here, number: str = MARGARET, **more: str) -> str:
    """The path of their episode."""
    path = await referred(here, number)
    status, html = await here.post(f"{path}/accept", wish(await worker(here), **more), **ANN)
    assert (status, "Accepted." in html) == (200, True), html
    return await newest(here)


async def newest(here: Here) -> str:
    async with here.database.read() as tx:
        id = (await tx.execute(select(episodes.c.id).order_by(episodes.c.id.desc()).limit(1))).scalar_one()
    return f"/desk/episode/{id}"


async def stored(here: Here) -> list[Any]:
    async with here.database.read() as tx:
        return list((await tx.execute(select(episodes).order_by(episodes.c.id))).all())
