"""Somebody who writes with a resident at the desk, for tests: the page, the form, and what went out."""

import html as markup
import json
import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot.alerts import Alerts, Watch
from bot.service_hours import ServiceHours
from bot.store import saved_replies
from bot.store.hands import Hands
from bot.store.tables import contacts, outbox
from tests.desk.conftest import MARGARET, SPOKEN, Here

HELLO = "Hello Margaret, how are you today?"
ANN = "Ann Lee"
OPEN = ServiceHours(time(9), time(17), frozenset(range(5)), ZoneInfo("Europe/London"))


async def path(here: Here, who: str = MARGARET) -> str:
    return f"/desk/conversation/{await here.contact(who)}"


async def seen(here: Here, by: str = ANN, who: str = MARGARET) -> str:
    """The version of the draft that the page shows, as its form carries it."""
    _, html = await here.get(await path(here, who), by)
    return re.findall(r'name="seen" value="(\d+)"', html)[0]


async def writes(here: Here, text: str = HELLO, by: str = ANN, who: str = MARGARET, **form: str) -> tuple[int, str]:
    """Sent from the page as it stands, unless `form` says otherwise."""
    given = {"text": text, "do": "send", "when": "now"} | form
    if "seen" not in given:
        given["seen"] = await seen(here, by, who)
    return await here.post(await path(here, who), given, by=by)


async def typing(here: Here, text: str, version: int, by: str = ANN) -> tuple[int, Any]:
    """What the script sends while somebody types: the answer, opened where it is no page."""
    status, said = await here.post(f"{await path(here)}/draft", {"text": text, "seen": str(version)}, by=by)
    return status, json.loads(said) if said.startswith("{") else said


def box(html: str) -> str:
    """What stands in the box to write in."""
    return markup.unescape(re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", html, re.DOTALL)[0])


async def went(here: Here, who: str = MARGARET) -> list[str]:
    """Texts of staff's to them, with how far each has come."""
    o, contact = outbox.c, await here.contact(who)
    query = select(o.id, o.text, o.state).where(o.contact_id == contact, o.by.startswith("staff:")).order_by(o.id)
    async with here.database.read() as tx:
        rows = (await tx.execute(query)).all()
    return [f"{row.state}: {here.database.vault.open('outbox.text', row.id, row.text)}" for row in rows]


async def marked(here: Here, who: str = MARGARET, **values: object) -> None:
    contact = await here.contact(who)
    async with here.database.write() as tx:
        _ = await tx.execute(update(contacts).where(contacts.c.id == contact).values(**values))


async def keeps_ready(here: Here, title: str, text: str) -> int:
    async with here.database.write() as tx:
        hands = Hands(tx, here.database.vault, here.database.ids, here.clock.now())
        return await saved_replies.add(hands, title, text, "staff:1")


async def looks(here: Here, by: timedelta) -> None:
    """Time passes, and the ladder looks."""
    await here.clock.move_to(here.clock.now() + by)
    await Alerts(here.database, here.clock, SPOKEN, Watch(OPEN)).tick()


async def at(here: Here, moment: datetime) -> None:
    await here.clock.move_to(moment)
