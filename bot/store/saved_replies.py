"""Replies that the service keeps ready: words about nobody, which whoever writes picks, and changes as they need.

{name} stands for whoever reads it, {me} for whoever sends it. One that two people change at once is kept once: the second
is told, with what the first made of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.errors import AlreadyTaken, FormWrong, NotFound
from bot.store.hands import Hands
from bot.store.log import record
from bot.store.sqlite_writer import Tx
from bot.store.tables import saved_replies
from bot.store.writing import LONGEST, is_too_long

LONGEST_TITLE = 80
BLANK = re.compile(r"\{([^{}]*)\}")
BLANKS = ("name", "me")
PLACE = re.compile(r"([ \t]*)\{(name|me)\}")


@dataclass(frozen=True, slots=True)
class SavedReply:
    id: int
    title: str
    text: str
    version: int


async def all_of_them(tx: Tx) -> Sequence[SavedReply]:
    """By title."""
    rows = (await tx.execute(select(saved_replies).order_by(func.lower(saved_replies.c.title)))).all()
    return [SavedReply(row.id, row.title, row.text, row.version) for row in rows]


async def one(tx: Tx, id: int) -> SavedReply:
    """Raises NotFound."""
    row = (await tx.execute(select(saved_replies).where(saved_replies.c.id == id))).one_or_none()
    if row is None:
        raise NotFound("This saved reply was taken away.")
    return SavedReply(row.id, row.title, row.text, row.version)


def filled(text: str, names: Mapping[str, str]) -> str:
    """With the names in their places. Where one is not known the place closes: "Hello {name}, how" is "Hello, how"."""
    return PLACE.sub(lambda found: f"{found[1]}{name}" if (name := names.get(found[2], "")) else "", text)


async def add(hands: Hands, title: str, text: str, who: str) -> int:
    """Its id. Raises FormWrong."""
    await _check(hands, title, text)
    id = hands.ids.new(hands.now)
    row = {"id": id, "title": title, "text": text, "version": 1, "by": who, "changed_at": hands.now}
    _ = await hands.tx.execute(saved_replies.insert().values(row))
    await _logged(hands, who, "saved reply added", id)
    return id


async def change(hands: Hands, id: int, seen: int, title: str, text: str, who: str) -> None:
    """`seen`: the version that they began with. Raises FormWrong; AlreadyTaken when somebody changed or removed it since."""
    await _check(hands, title, text, but=id)
    values: dict[str, Any] = {"title": title, "text": text, "version": seen + 1, "by": who, "changed_at": hands.now}
    same = (saved_replies.c.id == id) & (saved_replies.c.version == seen)
    if (await hands.tx.execute(update(saved_replies).where(same).values(**values))).rowcount != 1:
        raise AlreadyTaken("Somebody else changed this reply meanwhile.")
    await _logged(hands, who, "saved reply changed", id)


async def remove(hands: Hands, id: int, who: str) -> None:
    """What was written with it stays written."""
    if (await hands.tx.execute(delete(saved_replies).where(saved_replies.c.id == id))).rowcount == 1:
        await _logged(hands, who, "saved reply removed", id)


async def _check(hands: Hands, title: str, text: str, but: int = 0) -> None:
    """Raises FormWrong."""
    wrong = mistakes(title, text)
    known = [one.title.casefold() for one in await all_of_them(hands.tx) if one.id != but]
    if "title" not in wrong and title.casefold() in known:
        wrong["title"] = "There is a reply with this title. Give this one another."
    if wrong:
        raise FormWrong(wrong)


def mistakes(title: str, text: str) -> dict[str, str]:
    """What to do, by field."""
    wrong: dict[str, str] = {}
    if not 0 < len(title) <= LONGEST_TITLE:
        wrong["title"] = f"Give it a title of at most {LONGEST_TITLE} characters."
    if not text.strip() or len(text) > LONGEST or is_too_long(text):
        wrong["text"] = f"Write the reply in at most {LONGEST} characters."
    elif unknown := [blank for blank in BLANK.findall(text) if blank not in BLANKS]:
        wrong["text"] = f"{{{unknown[0]}}} stands for nothing. Use {{name}} for the person and {{me}} for yourself."
    return wrong


async def _logged(hands: Hands, who: str, action: str, id: int) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, action, f"saved reply:{id}", "")])
