"""One sitting at the terminal: what is typed is a text to the service, and /desk and /quit are for whoever tries it.

Everything that a line leads to is shown before the next line is taken, so that a piped conversation
reads like a typed one.
"""

from collections.abc import AsyncIterable, Awaitable, Callable, Mapping
from itertools import count

from bot.channels.base import Inbound, Receive
from bot.channels.terminal.channel import CHANNEL, Print, Terminal, bubble
from bot.clock import Clock

ADDRESS = "+447700900001"  # the phone that the typing stands for
HELP = "Type what a resident would text. /desk shows the coordinators' queue, /quit ends."
Report = Callable[[], Awaitable[str]]
Settle = Callable[[], Awaitable[None]]  # hand over everything that is owed, and what follows from it
Alerts = Callable[[], Awaitable[Mapping[int, str]]]  # the queue's items by number, each in one line


class Session:
    def __init__(self, terminal: Terminal, receive: Receive, settle: Settle, alerts: Alerts, clock: Clock, out: Print):
        self._terminal, self._receive, self._settle, self._clock = terminal, receive, settle, clock
        self._alerts, self._out = alerts, out
        self._seen: dict[int, str] = {}
        self._numbers = count(1)

    async def run(self, typed: AsyncIterable[str], desk: Report, *, by_hand: bool) -> None:
        """Until /quit or the last line. What comes through a pipe nobody has seen yet: it is printed too."""
        self._prompt(by_hand)
        async for line in typed:
            if not by_hand:
                self._out(bubble("you", line.strip()))
            if line.strip() == "/quit":
                return
            await self._take(line.strip(), desk)
            self._prompt(by_hand)

    def _prompt(self, by_hand: bool) -> None:
        if by_hand:
            self._out("you:  ")

    async def _take(self, line: str, desk: Report) -> None:
        if line == "/desk":
            self._out(f"{await desk()}\n")
        elif line.startswith("/"):
            self._out(f"{HELP}\n")
        elif line:
            await self._text(line)

    async def _text(self, words: str) -> None:
        id = f"{self._clock.now().isoformat()}-{next(self._numbers)}"
        now, asks = self._clock.now(), self._terminal.asks
        await self._receive(Inbound(CHANNEL, ADDRESS, id, words, now, reply_to=asks))
        await self._show_alerts()
        await self._settle()

    async def _show_alerts(self) -> None:
        """What is new in the queue, or counted once more: at once, as a coordinator would hear of it."""
        alerts = await self._alerts()
        for number, line in alerts.items():
            if self._seen.get(number) != line:
                self._out(f"[queue] {line}\n")
        self._seen = dict(alerts)
