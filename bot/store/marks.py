"""Small named numbers: the last item number, a channel's offset."""

from sqlalchemy import select, update

from bot.store.sqlite_writer import Tx
from bot.store.tables import marks
from bot.store.upsert import insert_new, upsert


async def take_numbers(tx: Tx, name: str, count: int) -> range:
    """The next `count` numbers under this name, for this transaction alone."""
    await insert_new(tx, marks, [{"name": name, "value": 0}], on=("name",))
    more = update(marks).where(marks.c.name == name).values(value=marks.c.value + count).returning(marks.c.value)
    last = int((await tx.execute(more)).scalar_one())
    return range(last - count + 1, last + 1)


async def read_mark(tx: Tx, name: str) -> int | None:
    return (await tx.execute(select(marks.c.value).where(marks.c.name == name))).scalar()


async def set_mark(tx: Tx, name: str, value: int) -> None:
    await upsert(tx, marks, [{"name": name, "value": value}], on=("name",), change=("value",))


async def alone(tx: Tx, name: str) -> None:
    """Whoever else asks for this name waits here until this transaction is over: what is looked at now still holds then."""
    _ = await take_numbers(tx, name, 1)
