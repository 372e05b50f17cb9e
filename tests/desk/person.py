"""Somebody with a page, for tests of the desk."""

import re

from sqlalchemy import select

from bot.store.tables import people
from tests.desk.conftest import MARGARET, Here
from tests.desk.programme import accepted, referred


async def newest(here: Here) -> str:
    """The page of whoever came last."""
    async with here.database.read() as tx:
        id = (await tx.execute(select(people.c.id).order_by(people.c.id.desc()).limit(1))).scalar_one()
    return f"/desk/person/{id}"


async def page_of(here: Here, number: str = MARGARET) -> str:
    """The page of somebody who has just referred themselves."""
    _ = await referred(here, number)
    return await newest(here)


async def on_a_programme(here: Here, number: str = MARGARET, **more: str) -> tuple[str, str]:
    """Their page, and their episode's."""
    episode = await accepted(here, number, **more)
    return await newest(here), episode


def section(html: str, id: str) -> str:
    """The words of one part of a page, without its tags."""
    (part,) = re.findall(rf'<section[^>]* aria-labelledby="{id}">(.*?)</section>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())
