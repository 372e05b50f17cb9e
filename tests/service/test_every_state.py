"""Whatever state a contact point is in, a red text is one finding, in one open item, with its alert."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.store.tables import alerts, contacts, findings, items
from tests.crew import ANN, Crew
from tests.serving import MARGARET, MONDAY_10, Town, town

RED = "I want to end my life"
STATES: Mapping[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "unknown": ((), {}),
    "in a flow": (("JOIN", "yes"), {}),
    "in the safety conversation": ((RED,), {}),
    "opted out": (("STOP",), {}),
    "wrong number": (("wrong number",), {}),
    "blocked": (("hello",), {"state": "unreachable"}),
    "owned by a human": (("hello",), {"human_owns": True}),
    "a human has just written": (("hello",), {"human_at": MONDAY_10}),
    "paused": (("hello",), {"paused_at": MONDAY_10}),
    "shared": (("hello",), {"shared": True}),
    "discreet": (("hello",), {"discreet": True, "safe_time": ""}),
    "a child": (("I am 12",), {}),
}


async def count(here: Town, query: Any) -> int:
    async with here.service.database.read() as tx:
        return (await tx.execute(query)).scalar_one()


@pytest.mark.parametrize("state", STATES)
async def test_a_red_is_found_queued_and_told_at_once(database_url: str, state: str) -> None:
    before, change = STATES[state]
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, *before)
        if change:
            async with here.service.database.write() as tx:
                mine = select(contacts.c.id).order_by(contacts.c.id.desc()).limit(1).scalar_subquery()
                _ = await tx.execute(update(contacts).where(contacts.c.id == mine).values(**change))
        await here.clock.advance(minutes=6)
        found = await count(here, select(func.count()).select_from(findings))
        await here.service.reception.take(here.inbound(MARGARET, RED))
        assert await count(here, select(func.count()).select_from(findings)) == found + 1
        reds = select(items.c.id).where(items.c.level == "red", items.c.state == "open")
        (item,) = [item for item in await here.queue() if item.level == "red"]
        assert item.state == "open"
        told = select(func.count()).where(alerts.c.item_id.in_(reds), alerts.c.created_at == here.clock.now())
        assert await count(here, told) == 1
        newest = select(findings.c.item_id).order_by(findings.c.id.desc()).limit(1)
        assert await count(here, newest) == item.id
