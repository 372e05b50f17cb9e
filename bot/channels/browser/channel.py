"""Phones in the browser as a channel: a text is delivered when it lies on the phone, in memory.

What was there before this process started comes from the store, once, at the first look at a phone;
what the store does not know as sent was never on it, and comes again.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.base import Outbound
from bot.clock import Clock
from bot.state import Picture
from bot.store.database import Database
from bot.store.views import on_phone
from bot.web import Bell

CHANNEL = "browser"
PEOPLE = {
    "+447700900001": "Margaret",
    "+447700900002": "Jo, her daughter",
    "+447700900003": "Stan, a neighbour",
    "+447700900004": "Pat, who cares for Les",
}


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on a phone. `mine`: written on it. `answers`: the question that it was sent to, if any."""

    key: str
    at: datetime
    mine: bool
    text: str
    asks: str = ""
    buttons: Mapping[str, str] = field(default_factory=dict[str, str])
    answers: str = ""
    picture: Picture | None = None


@dataclass(slots=True)
class Phone:
    address: str
    bubbles: list[Bubble] = field(default_factory=list[Bubble])
    changes: int = 0

    @property
    def asks(self) -> str:
        """The question that the newest message asks; empty when that is no question."""
        return self.bubbles[-1].asks if self.bubbles else ""

    @property
    def buttons(self) -> Mapping[str, str]:
        """Those of the last question, until something on this phone has answered it."""
        for bubble in reversed(self.bubbles):
            if bubble.asks:
                return bubble.buttons
            if bubble.answers:
                break
        return {}


class BrowserPhones:
    """Implements Channel."""

    name = CHANNEL

    def __init__(self, database: Database, clock: Clock):
        self.database, self.clock, self.bell = database, clock, Bell()
        self._phones: dict[str, Phone] = {}
        self._loading = asyncio.Lock()

    async def send(self, outbound: Outbound) -> str:
        phone, key = await self.phone(outbound.address), _key(outbound)
        asks = outbound.asks or ":".join(next(iter(outbound.buttons), "").split(":")[:2])
        buttons, picture = dict(outbound.buttons), outbound.picture
        bubble = Bubble(key, self.clock.now(), False, outbound.text, asks, buttons, picture=picture)
        self._put(phone, [*phone.bubbles, bubble])
        return key

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        phone = await self.phone(outbound.address)
        return next((b.key for b in phone.bubbles if b.key == _key(outbound) and b.at >= since), None)

    async def phone(self, address: str) -> Phone:
        async with self._loading:
            if address not in self._phones:
                self._phones[address] = Phone(address, await self._history(address))
            return self._phones[address]

    async def _history(self, address: str) -> list[Bubble]:
        vault = self.database.vault
        async with self.database.read() as tx:
            lines = await on_phone(tx, vault, CHANNEL, address)
        return [
            Bubble(f"old-{n}", one.at, one.mine, one.text, one.asks, one.buttons, "perhaps" * one.mine, one.picture)
            for n, one in enumerate(lines)
        ]

    def write(self, phone: Phone, bubble: Bubble) -> None:
        """Show what the phone's own user writes; the same message tried again is shown once."""
        if all(shown.key != bubble.key for shown in phone.bubbles):
            self._put(phone, [*phone.bubbles, bubble])

    def take_back(self, phone: Phone, key: str) -> None:
        """The service did not take it: it does not stand there as if it had been sent."""
        self._put(phone, [bubble for bubble in phone.bubbles if bubble.key != key])

    def _put(self, phone: Phone, bubbles: list[Bubble]) -> None:
        phone.bubbles = bubbles
        phone.changes += 1
        self.bell.ring()

    def changes(self) -> dict[str, int]:
        """How often each phone has changed: pages look again at those that differ."""
        return {phone.address: phone.changes for phone in self._phones.values()}

    def others(self) -> list[str]:
        """Numbers beyond the cast that have been written to, as when somebody refers a fifth person."""
        return sorted(address for address in self._phones if address not in PEOPLE)


def _key(outbound: Outbound) -> str:
    return f"browser-{outbound.id}"
