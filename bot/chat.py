"""`frontdoor chat`: a resident's phone in the terminal, with the whole service behind it in one process.

Everything lies in a temporary folder and is gone afterwards. Texts are handed over between lines and not
by a loop of their own, so that what is piped in comes out in the same order every time.
"""

import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import structlog
import typer
from rich.console import Console

from bot.app import Service, wordings_of
from bot.channels.terminal.channel import WIDTH, Elsewhere, Print, Terminal
from bot.channels.terminal.lines import lines
from bot.channels.terminal.session import HELP, Alerts, Session
from bot.clock import Clock, SystemClock
from bot.reports import queue
from bot.settings import Settings, for_a_try, load
from bot.store.migrate import migrate

KEY = "only for the chat which holds nobody's real words"


def chat() -> None:
    with tempfile.TemporaryDirectory(prefix="frontdoor-chat-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'chat.db'}"
        settings = load(None, database_url=url, secret_key=KEY, out_of_hours="none", messages_per_second=1e6)
        migrate(url)
        try:
            asyncio.run(_run(for_a_try(settings), SystemClock()))
        except KeyboardInterrupt:
            typer.echo("")


async def _run(settings: Settings, clock: Clock) -> None:
    only_errors = structlog.make_filtering_bound_logger(logging.ERROR)  # that no staff is enrolled here is no news
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr), wrapper_class=only_errors)
    by_hand = os.isatty(0)
    service = Service(settings, clock, wordings_of(settings))
    session = add_terminal(service, lambda text: typer.echo(text, nl=False))
    async with service.working():
        if by_hand:
            typer.echo(HELP)
        typer.echo(f"Replies come at once. Reminders, and first texts to somebody new, wait\n{settings.quiet}.\n")
        await session.run(lines(0), lambda: desk(service), by_hand=by_hand)


def add_terminal(service: Service, out: Print) -> Session:
    """The terminal's phone, and the phones of people whom its user refers."""
    terminal = Terminal(out)
    service.add_channel(terminal)
    service.add_channel(Elsewhere("sms", out))

    async def settle() -> None:
        await service.outbox.flush()
        if await service.unprompted.open_waiting():
            await service.outbox.flush()

    return Session(terminal, service.reception.take, settle, alerts_of(service), service.clock, out)


def alerts_of(service: Service) -> Alerts:
    async def alerts() -> Mapping[int, str]:
        return queue.by_number(await queue.lines(service.database))

    return alerts


async def desk(service: Service) -> str:
    """The queue, as `frontdoor report queue` prints it."""
    found = await queue.lines(service.database)
    if not found:
        return queue.EMPTY
    paper = StringIO()
    Console(file=paper, width=WIDTH, no_color=True).print(queue.table(found, service.clock.now()))
    return paper.getvalue().rstrip()
