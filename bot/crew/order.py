"""One command of a member of staff: who gave it, on which item, and what it may touch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.alert_words import AlertWords
from bot.alerts import Watch
from bot.crew.commands import Command
from bot.errors import NotFound
from bot.ladder import Colleague, Team
from bot.speech import WITH_BUTTONS
from bot.state import Contact, Message, Reply
from bot.store import alerts, calling, contacts, items, openings, owing, restrictions, staff
from bot.store.circle import circle_of
from bot.store.hands import Hands
from bot.store.items import Item
from bot.store.openings import RESTRICTED
from bot.store.staff import Member


class Refused(Exception):
    """It is not done: the text that says why, by name. Raised before anything is changed."""

    def __init__(self, why: str, /, **args: str):
        super().__init__(why)
        self.why, self.args_of_text = why, args


@dataclass(slots=True)
class House:
    """What every command may need of the service."""

    words: AlertWords
    watch: Watch
    public_url: str


@dataclass(frozen=True, slots=True)
class Order:
    """A command, from a contact point of this member of staff."""

    hands: Hands
    house: House
    member: Member
    contact: int
    channel: str
    command: Command
    message: Message
    buttons: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def number(self) -> int:
        return self.command.number

    def say(self, name: str, /, **args: str) -> str:
        return self.house.words.text(name, **args)

    def of_item(self, name: str) -> str:
        return self.say(name, number=str(self.number))

    def refused(self, name: str, /, **args: str) -> Refused:
        return Refused(name, **({"number": str(self.number)} | args))

    async def item(self) -> Item:
        """The item that the command names, if it may be theirs. Raises Refused."""
        try:
            found = await items.one(self.hands.tx, self.hands.vault, self.number)
        except NotFound:
            raise self.refused("staff_no_item") from None
        if not await self._may_see(found):
            raise self.refused("staff_elsewhere", place=found.locality)
        if not await self._is_open(found):
            asked = await restrictions.asked(self.hands.tx, self.hands.vault, found.number)
            raise self.refused("staff_restricted", names=asked)
        return found

    async def _is_open(self, item: Item) -> bool:
        """Not restricted to others. What somebody opened all the same at the desk, with a reason, they go on with here."""
        named = await restrictions.named_for(self.hands.tx, item.number)
        if named is None or self.member.id in named:
            return True
        tx, circle = self.hands.tx, await circle_of(self.hands.tx, "item", item.number)
        if circle is None:
            return False
        return await openings.holds(tx, self.member.id, circle, RESTRICTED, self.hands.now) is not None

    async def _may_see(self, item: Item) -> bool:
        """Of their locality, theirs already, or one that they were told of; a supervisor sees all."""
        if self.serves(item) or item.claimed_by == self.member.actor:
            return True
        told = await alerts.for_item(self.hands.tx, item.id)
        return any(one.staff == self.member.id for one in told)

    def serves(self, item: Item) -> bool:
        mine = self.member.localities
        return self.member.role == "supervisor" or not mine or not item.locality or item.locality in mine

    async def mine(self) -> Item:
        """The item that the command names, which they hold. Raises Refused."""
        found = await self.item()
        if found.state == "resolved":
            raise self.refused("staff_closed")
        if found.claimed_by != self.member.actor:
            raise self.refused("staff_with", name=found.holder) if found.holder else self.refused("staff_with_nobody")
        return found

    async def person(self, item: Item) -> Contact:
        """The contact point that an item is about, locked."""
        return (await contacts.load_states(self.hands.tx, self.hands.vault, [item.contact], self.hands.now))[
            item.contact
        ].contact

    async def team(self) -> Team:
        return Team(await staff.team(self.hands.tx), self.house.watch.hours)

    async def there(self) -> tuple[Mapping[int, str], list[Colleague]]:
        """The others who are on duty and can be reached, and everybody's name by id."""
        names = {one.id: one.name for one in await staff.workers(self.hands.tx, self.hands.vault)}
        team = await self.team()
        return names, [one for one in team.staff if one.id != self.member.id and one.is_there(self.hands.now)]

    async def offers(self, item: Item) -> bool:
        """Put an alert's buttons below the answer, where there are any. Whether CALL can ring whom it is about."""
        tx, words = self.hands.tx, self.house.words
        rings = words.can_ring and bool(await calling.may_be_rung(tx, [item.contact]))
        rings = rings and await calling.phone_of(tx, self.hands.vault, self.member.id) is not None
        if self.channel in WITH_BUTTONS:
            self.buttons.update(words.buttons(item.number, rings))
        return rings


async def tell(hands: Hands, told: Mapping[int, Reply]) -> None:
    """Texts to staff, by contact point."""
    await owing.owe(hands.tx, owing.rows_of(hands.vault, hands.ids, list(told.items()), hands.now))


def found_name(said: str, names: Mapping[int, str], among: list[Colleague]) -> Colleague | None:
    """Whoever is meant by a name, or by the beginning of one, if that is one person."""
    wanted = " ".join(said.casefold().split())
    known = [(one, " ".join(names.get(one.id, "").casefold().split())) for one in among]
    exact = [one for one, name in known if name == wanted]
    close = exact or [one for one, name in known if wanted and (name.startswith(wanted) or wanted in name.split())]
    return close[0] if len(close) == 1 else None
