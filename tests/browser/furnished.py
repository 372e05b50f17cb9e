"""A desk with something of everything on it, in one process with the test: for what looks at every page."""

import re
from datetime import timedelta

from sqlalchemy import select, update

from bot.reports.run import REPORTS
from bot.store import reviews
from bot.store.tables import items, messages
from tests.desk.conftest import JO, MARGARET, Here
from tests.desk.programme import accepted, bound, referred, worker
from tests.desk.signing_in import link, member
from tests.desk.test_calls import edna as edna_of

FALLEN, LEAKS = "+447700900003", "+447700900004"


async def furnish(here: Here) -> dict[str, list[str]]:
    """Somebody on a programme, a referral that waits, items of every level and state, a sample to read. What stands for
    each name in a pattern of the table of access."""
    episode, (edna, call) = await accepted(here, MARGARET), await edna_of(here)
    referral = await referred(here, JO)
    await here.hears("I've took all my tablets", MARGARET)
    await here.raises("amber", "fall", "fell in the kitchen and lay there", FALLEN)
    await here.raises("green", "housing", "the roof leaks", LEAKS)
    await here.hears("please delete me", JO)
    await bound(here, await worker(here, "Tom Hart"), "+447700900020")
    async with here.database.read() as tx:
        found = (await tx.execute(select(items.c.number, items.c.level).order_by(items.c.number))).all()
        numbers, reds = [str(one.number) for one in found], [str(one.number) for one in found if one.level == "red"]
        (message, *_) = (await tx.execute(select(messages.c.id).order_by(messages.c.id))).scalars()
    for number in numbers[::2]:
        _ = await here.post(f"/desk/item/{number}/take")
        _ = await here.post(f"/desk/item/{number}/note", {"note": "rang her, no answer"})
    _ = await here.post(f"/desk/item/{numbers[-2]}/close", {"outcome": "visit"})
    async with here.database.write() as tx:
        _ = await tx.execute(update(items).values(due_at=here.clock.now() + timedelta(minutes=15)))
    (person,) = {re.search(r"/desk/person/(\d+)", html)[1] for _, html in [await here.get(episode)]}  # type: ignore[index]
    _ = await here.post(f"/desk/person/{person}/note", {"note": "Her sister lives in Totnes."})
    (note, *_) = re.findall(rf"/desk/person/{person}/note/(\d+)", (await here.get(f"/desk/person/{person}"))[1])
    _, html = await here.post("/desk/admin/replies", {"title": "We call", "text": "We call you today. {me}"})
    (reply, *_) = re.findall(r"/desk/admin/replies/\d+", html)
    staff = await member(here, "Ida Moss")
    _ = await reviews.draw(here.database, here.clock.now(), share=1.0)
    return {
        "number": [*numbers[:2], *reds, *numbers[-2:]], "message": [str(message)], "episode": [_id(edna), _id(episode)], "checkin": [_id(call)],
        "kind": ["item"], "item": numbers[:1], "person": [person], "field": ["name", "address"], "note": [note], "referral": [_id(referral)], "contact": [str(await here.contact(who)) for who in (MARGARET, FALLEN)],
        "language": ["en"], "text": ["menu"], "line": ["samaritans"], "reply": [_id(reply)], "staff": [str(staff)],
        "name": list(REPORTS), "programme": ["team"], "token": [_id(await link(here, staff))],
    }  # fmt: skip


def _id(path: str) -> str:
    return path.rsplit("/", 1)[1]
