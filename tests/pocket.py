"""A member of staff with a phone, for tests: signed up with a code as in life, with a PIN where a text needs one."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.channels.base import Inbound
from bot.state import Reference
from bot.store import enrolment, items, staff
from bot.store.hands import Hands
from bot.store.tables import audit
from tests.serving import Kept, Town


@dataclass
class Pocket:
    """What they write has been obeyed, and the answers have come, when `says` returns."""

    town: Town
    id: int
    pin: str
    address: str
    channel: Kept

    async def says(self, text: str, pin: str | None = None) -> str:
        """The last of the answers to a text of theirs; their own PIN goes first where one is needed."""
        first = self.pin if pin is None else pin
        written = f"{first} {text}".strip() if self.channel.name == "sms" else text
        return await self.writes(written)

    async def writes(self, text: str, **more: object) -> str:
        await self.town.clock.advance(seconds=20)
        before = len(self.heard)
        number = next(self.town._numbers)
        one = Inbound(self.channel.name, self.address, f"P{number}", text, self.town.clock.now(), **more)  # type: ignore[arg-type]
        await self.town.service.reception.take(one)
        await self.town.settled()
        return (self.heard[before:] or [""])[-1]

    async def presses(self, label: str) -> str:
        """The newest button with this label."""
        shown = [one for one in self.channel.taken if one.address == self.address]
        carried = [data for one in shown for data, named in one.buttons.items() if named == label][-1]
        conversation, question, _ = carried.split(":")
        return await self.writes(label, kind="button", reply_to=Reference(int(conversation), question))

    @property
    def heard(self) -> list[str]:
        return self.channel.to(self.address)


async def enrolled(town: Town, name: str, role: str = "coordinator") -> tuple[int, str, str]:
    """Their id, a code and a PIN, as `frontdoor staff add` shows them."""
    database = town.service.database
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, town.clock.now())
        id = await staff.enrol(hands, name, role)
        return id, await enrolment.new_code(hands, id), await enrolment.new_pin(hands, id)


async def new_code(town: Town, id: int) -> str:
    """For another phone of theirs."""
    database = town.service.database
    async with database.write() as tx:
        return await enrolment.new_code(Hands(tx, database.vault, database.ids, town.clock.now()), id)


async def pocket(town: Town, name: str, address: str, role: str = "coordinator", channel: str = "sms") -> Pocket:
    id, code, pin = await enrolled(town, name, role)
    if channel not in town.service.channels:
        town.service.add_channel(Kept(channel))
    kept = town.service.channels[channel]
    assert isinstance(kept, Kept)
    made = Pocket(town, id, pin, address, kept)
    assert (await made.writes(code)).startswith("You are signed up")
    return made


async def log(here: Town, action: str = "text from staff") -> list[str]:
    async with here.service.database.read() as tx:
        query = select(audit.c.detail).where(audit.c.action == action).order_by(audit.c.id)
        return list((await tx.execute(query)).scalars())


async def notes(here: Town, number: int = 1) -> list[str]:
    vault = here.service.database.vault
    async with here.service.database.read() as tx:
        item = await items.one(tx, vault, number)
        return [note.text for note in (await items.notes(tx, vault, [item.id])).get(item.id, [])]


async def item(here: Town, number: int = 1) -> items.Item:
    async with here.service.database.read() as tx:
        return await items.one(tx, here.service.database.vault, number)


async def stored(here: Town, who: str) -> list[str]:
    return [line.text for line in await here.transcript(who) if line.inbound]
