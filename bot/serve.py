"""Running the service until it is told to stop: `serve` with real channels, `demo` with phones in the browser."""

import asyncio
import gc
import logging
import secrets
import signal
import socket
import tempfile
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import structlog
import typer
from aiohttp import web

from bot import health
from bot.app import Service, wordings_of
from bot.channels.browser.phones import add_phones
from bot.checkup import look
from bot.clock import ShiftedClock, SystemClock
from bot.desk.door import DemoLink
from bot.desk.pages import add_desk, add_privacy, add_story
from bot.errors import CannotListen, SettingsWrong
from bot.journey import Journey
from bot.settings import Settings, for_a_try, load
from bot.settings_check import problems
from bot.store import enrolment, saved_replies, staff
from bot.store.hands import Hands
from bot.store.log import SYSTEM
from bot.store.migrate import migrate
from bot.store.sessions import Lives
from bot.web import only_by_https
from bot.wiring import add_backups, add_telegram, add_twilio

DEMO_STAFF = {"Ruth Bell": "supervisor", "Tom Hart": "coordinator"}
FOR_A_DEMO = Lives(timedelta(days=3650), timedelta(days=3650))  # its visitors move the clock on by weeks
DEMO_REPLIES = {
    "Ask for a time to ring": "Hello {name}, this is {me}. I would like to ring you. What time suits you best?",
    "I will ring today": "Hello {name}, it is {me}. I will ring you later today. If that does not suit you, just say so here.",
    "Good to hear from you": "Thank you, {name}. It is good to hear from you. Write to me here at any time. {me}",
}
DEMO_KEY = "only for the demo which holds nobody's real words"


def demo(port: int) -> None:
    """A service of its own in a temporary folder: phones at /try, the desk at /desk, both on this machine only."""
    with tempfile.TemporaryDirectory(prefix="frontdoor-demo-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        chosen = {"secret_key": DEMO_KEY, "out_of_hours": "none", "messages_per_second": 1000, "port": port}
        settings = load(None, database_url=url, **chosen)
        migrate(url)
        with bound(settings.host, port) as door:  # before the texts are made: they name the port that was free
            here = f"http://127.0.0.1:{door.getsockname()[1]}"
            asyncio.run(_run(for_a_try(settings, public_url=here), door))


def serve(settings: Settings) -> None:
    """The real service. Raises SettingsWrong, before anything is opened, when the settings do not allow it."""
    if found := problems(settings):
        raise SettingsWrong("\n  ".join(["", *found]))
    asyncio.run(_run(settings))


async def _run(settings: Settings, demo_door: socket.socket | None = None) -> None:
    quiet_logs()
    clock = ShiftedClock() if demo_door else SystemClock()
    service = Service(settings, clock, wordings_of(settings))
    _ = service.web.add_routes(health.routes(service.database, service.clock, service.alerts.watch.hours))
    async with AsyncExitStack() as stack:
        if isinstance(clock, ShiftedClock):
            _ = await stack.enter_async_context(add_phones(service, Journey(service, clock).go_on))
            link = DemoLink(secrets.token_urlsafe(16), next(iter(DEMO_STAFF)))
            add_desk(service, lambda: look(settings, clock.now()), FOR_A_DEMO, link)
            service.sessions_kept = FOR_A_DEMO.in_all
        else:
            link = None
            add_desk(service, lambda: look(settings, clock.now()))
            if settings.public_url.startswith("https:"):
                only_by_https(service.web)
            _ = await stack.enter_async_context(add_twilio(service))
            _ = await stack.enter_async_context(add_telegram(service))
            add_backups(service)
        add_story(service)
        add_privacy(service)
        _ = await stack.enter_async_context(service.running())
        runner = web.AppRunner(service.web, access_log=None)
        await runner.setup()
        _ = stack.push_async_callback(runner.cleanup)
        calm_the_collector()
        site = web.SockSite(runner, demo_door) if demo_door else web.TCPSite(runner, settings.host, settings.port)
        try:
            await site.start()
        except OSError as error:
            raise CannotListen(str(error)) from None
        _say_where(runner, settings, link, await _colleagues(service) if demo_door else {})
        await _until_told()


def bound(host: str, port: int) -> socket.socket:
    """A socket that nobody can reach yet, at this port, or at a free one for 0. Raises CannotListen."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise CannotListen(str(error)) from None
    return door


async def _colleagues(service: Service) -> dict[str, str]:
    """Two members of staff for the demo, by name, with the code that makes a phone theirs; and replies kept ready for them."""
    async with service.database.write() as tx:
        hands = Hands(tx, service.database.vault, service.database.ids, service.clock.now())
        ids = {name: await staff.enrol(hands, name, role) for name, role in DEMO_STAFF.items()}
        for title, words in DEMO_REPLIES.items():
            _ = await saved_replies.add(hands, title, words, SYSTEM)
        return {name: await enrolment.new_code(hands, id, FOR_A_DEMO.in_all) for name, id in ids.items()}


def _say_where(runner: web.AppRunner, settings: Settings, link: DemoLink | None, codes: dict[str, str]) -> None:
    """`link` and `codes`: for the demo's staff; none in a real service."""
    host, port = runner.addresses[0][:2]
    if not link:
        typer.echo(f"Frontdoor is running at http://{host}:{port}, the desk at {settings.public_url}/desk")
        return
    staffed = ", ".join(f"{code} makes it {name}'s" for name, code in codes.items())
    typer.echo(
        f"Frontdoor's demo is running.\n\n  Phones:  http://{host}:{port}/try\n"
        f"  Desk:    http://{host}:{port}/desk/demo/{link.token}\n"
        f"           That signs in as {link.name}, once: open it in the browser that you will use.\n"
        f"  Staff:   text a code from a phone: {staffed}. Then alerts come there.\n\n"
        f"Replies come at once. Reminders, and first texts to somebody new, wait {settings.quiet}.\n"
        "Next day and Next week, above the phones, move the clock on.\n"
        "Stop it with Ctrl+C. Nothing is kept."
    )


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
