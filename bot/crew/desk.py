"""The desk that staff have in their pockets: what reception asks of it, for each batch."""

from collections.abc import Collection, Mapping

from bot.crew import answers
from bot.crew.door import Door, Heard
from bot.crew.obeying import Obeying
from bot.crew.order import House
from bot.state import Message, State
from bot.store import staff
from bot.store.hands import Hands
from bot.store.staff import Member


class PocketDesk:
    def __init__(self, house: House):
        self.house = house
        self._door, self._obeying = Door(house.words.commands(), house.words.language), Obeying(house)

    async def open(self, hands: Hands, contacts: Collection[int]) -> "Sitting":
        """For one batch, which these contact points wrote."""
        members = await staff.by_contacts(hands.tx, hands.vault, list(contacts))
        return Sitting(self._door, self._obeying, hands, members)


class Sitting:
    """One batch: whose texts are staff's, and then, once all is stored, what they ask for."""

    def __init__(self, door: Door, obeying: Obeying, hands: Hands, members: Mapping[int, Member]):
        self._door, self._obeying, self._hands = door, obeying, hands
        self._members, self._bound = members, dict[int, int]()
        self._heard: list[Heard] = []

    async def takes(self, state: State, message: Message) -> tuple[Message, bool]:
        """What is to be stored of a text, and whether it is staff's and obeyed at the end: else it goes everybody's way."""
        heard = await self._door.read(self._hands, state, message, self._members, self._bound)
        if isinstance(heard, Message):
            return heard, False
        self._heard.append(heard)
        return heard.message, True

    async def close(self, owned: Collection[int]) -> None:
        """`owned`: contact points that wrote into a conversation that a person owns."""
        await answers.pass_on(self._hands, self._obeying.house.words, owned)
        await self._obeying.obey(self._hands, self._heard)
