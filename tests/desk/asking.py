"""Somebody who asks for a copy or to be deleted, for tests of the desk."""

import json
import re
from typing import Any

from sqlalchemy import select

from bot.store import items
from bot.store.tables import audit, outbox
from tests.desk.conftest import MARGARET, Here
from tests.desk.programme import ANN, referred

SAM = {"by": "Sam"}
SURE = {"how": "rang_back", "note": "asked for her name and postcode"}
MEANT = {"word": "erase", "told": "yes"}


async def asks(here: Here, text: str, who: str = MARGARET) -> str:
    """The path of the item of somebody who is known, and texts this."""
    _ = await referred(here, who)
    await here.hears(text, who)
    return await newest(here)


async def newest(here: Here) -> str:
    async with here.database.read() as tx:
        found = await items.queue(tx, here.database.vault)
    return f"/desk/item/{max(one.number for one in found)}"


async def item(here: Here, path: str) -> items.Item:
    async with here.database.read() as tx:
        return await items.one(tx, here.database.vault, int(path.rsplit("/", 1)[1]))


async def log(here: Here, *actions: str) -> list[tuple[str, str, str, str]]:
    query = select(audit.c.actor, audit.c.action, audit.c.subject, audit.c.detail)
    async with here.database.read() as tx:
        rows = await tx.execute(query.where(audit.c.action.in_(actions)).order_by(audit.c.id))
        return [tuple(row) for row in rows]


async def owed(here: Here) -> list[str]:
    async with here.database.read() as tx:
        rows = (await tx.execute(select(outbox.c.id, outbox.c.text).where(outbox.c.state == "queued"))).all()
    return [here.database.vault.open("outbox.text", row.id, row.text) for row in rows]


async def copied(here: Here, path: str, by: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The file, and its headers."""
    sent, token = here.origin | await here.headers(by), await here.form_token(by)
    async with here.client.post(f"{path}/copy", data=token, headers=sent) as answer:
        return json.loads(await answer.text()), dict(answer.headers)


async def goes(here: Here, path: str) -> dict[str, str]:
    """What the form on the page before erasing carries with it."""
    status, html = await here.get(f"{path}/erase", **ANN)
    assert (status, "What goes" in html) == (200, True)
    return {"seen": re.findall(r'name="seen" value="(\d+)"', html)[0]}
