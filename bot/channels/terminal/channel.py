"""The terminal as a channel: a text is delivered when it is printed.

`Terminal` is the phone of whoever types; `Elsewhere` shows what goes to other phones meanwhile, as to somebody
whom they refer. Neither has buttons: choices come numbered, as by SMS.
"""

import textwrap
from collections.abc import Callable
from datetime import datetime

from bot.channels.base import Outbound
from bot.state import Reference

CHANNEL = "terminal"
WIDTH = 80  # columns, always: the same conversation prints the same lines everywhere
Print = Callable[[str], None]


class Terminal:
    """Implements Channel."""

    name = CHANNEL

    def __init__(self, out: Print):
        self._out = out
        self._taken: dict[int, str] = {}
        self.asks: Reference | None = None

    async def send(self, outbound: Outbound) -> str:
        """`asks` stays the question last shown when words follow that ask nothing, such as an answer to HELP."""
        if outbound.asks:
            conversation, _, question = outbound.asks.partition(":")
            self.asks = Reference(int(conversation), question)
        self._out(bubble("bot", outbound.text))
        return self._taken.setdefault(outbound.id, f"{CHANNEL}-{outbound.id}")

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        return self._taken.get(outbound.id)


class Elsewhere:
    """Implements Channel: texts to phones that nobody here can answer on."""

    def __init__(self, name: str, out: Print):
        self.name, self._out = name, out

    async def send(self, outbound: Outbound) -> str:
        self._out(wrapped(f"[{self.name} to {outbound.address}] {outbound.text}", "  "))
        return f"{self.name}-{outbound.id}"

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        return None


def bubble(who: str, text: str) -> str:
    """Who writes, and what, its further lines below its first."""
    return wrapped(f"{f'{who}:':6}{text}", " " * 6)


def wrapped(text: str, indent: str) -> str:
    first, *more = text.split("\n")
    lines = [textwrap.fill(first, WIDTH, subsequent_indent=indent, break_on_hyphens=False)]
    lines += [textwrap.fill(f"{indent}{line}", WIDTH, subsequent_indent=indent + "  ") for line in more]
    return "".join(f"{line}\n" for line in lines)
