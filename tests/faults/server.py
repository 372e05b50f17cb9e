"""The service as `frontdoor serve` runs it, with a fast clock: `python -m tests.faults.server BEGAN`.

The process loads all of its code once. For every line that it reads it forks a service, says `running` when that takes
texts, and says how it ended: nobody waits twenty times for the same imports, and each service is a process of its own.
"""

import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack
from datetime import timedelta

from aiohttp import web

import bot.channels.twilio
from bot import health
from bot.app import Service, wordings_of
from bot.serve import quiet_logs
from bot.settings import Settings, load
from bot.ticker import Chore
from bot.wiring import add_twilio
from messages.wording import Wording
from tests.faults.fast import FastClock


async def serve(settings: Settings, wordings: dict[str, Wording], began: float) -> None:
    service = Service(settings, FastClock(began), wordings)
    _ = service.web.add_routes(health.routes(service.database, service.clock, service.alerts.watch.hours))
    # Every 30 seconds by the real clock, as it is wired, would be every five minutes of this one.
    service.also(Chore("reconcile", timedelta(seconds=1), service.outbox.reconcile))
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    async with AsyncExitStack() as stack:
        _ = await stack.enter_async_context(add_twilio(service))
        _ = await stack.enter_async_context(service.running())
        runner = web.AppRunner(service.web, access_log=None)
        await runner.setup()
        _ = stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, settings.host, settings.port).start()
        print(f"running {os.getpid()}", flush=True)
        _ = await told.wait()


LOADED = (bot.channels.twilio,)  # before the fork, not after


def main(began: float) -> None:
    quiet_logs()
    settings = load(None)
    wordings = wordings_of(settings)
    for _ in sys.stdin:
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            print(f"ended {os.waitstatus_to_exitcode(status)}", flush=True)
        else:
            asyncio.run(serve(settings, wordings, began))
            os._exit(0)


if __name__ == "__main__":
    main(float(sys.argv[1]))
