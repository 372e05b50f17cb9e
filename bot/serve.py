"""Running the service until it is told to stop: `serve` with real channels, `demo` with phones in the browser."""

import asyncio
import gc
import logging
import signal
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import structlog
import typer
from aiohttp import web

from bot import health
from bot.app import Service, wordings_of
from bot.channels.browser.phones import add_phones
from bot.clock import SystemClock
from bot.desk.pages import add_desk, add_privacy
from bot.errors import CannotListen, SettingsWrong
from bot.settings import Settings, load, problems
from bot.store.migrate import migrate
from bot.wiring import add_telegram, add_twilio

DEMO_KEY = "only for the demo which holds nobody's real words"


def demo(port: int) -> None:
    """A service of its own in a temporary folder: phones at /try, the desk at /desk, both on this machine only."""
    with tempfile.TemporaryDirectory(prefix="frontdoor-demo-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        base = load(
            None,
            database_url=url,
            secret_key=DEMO_KEY,
            out_of_hours="none",
            messages_per_second=1000,
            port=port,
            privacy_url=f"http://127.0.0.1:{port}/privacy",
        )
        migrate(url)
        asyncio.run(_run(base, in_demo=True))


def serve(settings: Settings) -> None:
    """The real service. Raises SettingsWrong, before anything is opened, when the settings do not allow it."""
    if found := problems(settings):
        raise SettingsWrong("\n  ".join(["", *found]))
    asyncio.run(_run(settings, in_demo=False))


async def _run(settings: Settings, *, in_demo: bool) -> None:
    quiet_logs()
    service = Service(settings, SystemClock(), wordings_of(settings))
    _ = service.web.add_routes(health.routes(service.database, service.clock))
    async with AsyncExitStack() as stack:
        if in_demo:
            _ = await stack.enter_async_context(add_phones(service))
            add_desk(service)
        else:
            _ = await stack.enter_async_context(add_twilio(service))
            _ = await stack.enter_async_context(add_telegram(service))
        add_privacy(service)
        _ = await stack.enter_async_context(service.running())
        runner = web.AppRunner(service.web, access_log=None)
        await runner.setup()
        _ = stack.push_async_callback(runner.cleanup)
        calm_the_collector()
        site = web.TCPSite(runner, settings.host, settings.port)
        try:
            await site.start()
        except OSError as error:
            raise CannotListen(str(error)) from None
        _say_where(runner, in_demo)
        await _until_told()


def _say_where(runner: web.AppRunner, in_demo: bool) -> None:
    host, port = runner.addresses[0][:2]
    if in_demo:
        typer.echo(
            f"Frontdoor's demo is running.\n\n  Phones:  http://{host}:{port}/try\n  Desk:    http://{host}:{port}/desk"
        )
        typer.echo("\nStop it with Ctrl+C. Nothing is kept.")
    else:
        typer.echo(f"Frontdoor is running at http://{host}:{port}")


async def _until_told() -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, told.set)
    _ = await told.wait()


def calm_the_collector() -> None:
    """What is loaded now stays: left out of every later collection. Turns make no cycles, so that collections may be
    rare. Together this was worth a third of all turns a second."""
    _ = gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def quiet_logs() -> None:
    """One JSON line an event; nothing from libraries that would write addresses with tokens in them."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ]
    )
