"""POST /telegram. Telegram proves itself by the secret that we gave it; without it nothing is even read.

Answered 200 only after the commit. Anything but 2xx makes Telegram deliver again, so a body that can never be
read is refused with 400 or 413, and what we do not understand in a good body is still 200.
"""

import hmac
import json

import structlog
from aiohttp import web

from bot.channels.telegram.arrivals import Arrivals
from bot.channels.telegram.sender import PATH, Telegram
from bot.clock import Clock

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_WAIT = 60.0  # seconds
log = structlog.get_logger()


def routes(secret: str, arrivals: Arrivals) -> list[web.RouteDef]:
    """No secret, no route: anybody could write in anybody's name."""

    async def post(request: web.Request) -> web.Response:
        if not _same(request.headers.get(HEADER, ""), secret):
            log.warning("telegram webhook without our secret")
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())  # above the application's client_max_size: 413
        except (ValueError, RecursionError):
            return web.Response(status=400)
        return await _stored(arrivals, update)

    return [web.post(PATH, post)] if secret else []


async def _stored(arrivals: Arrivals, update: object) -> web.Response:
    try:
        await arrivals.take(update)
    except Exception as error:  # whatever it was, Telegram must deliver it again
        log.error("telegram update not stored", error=type(error).__name__)
        return web.Response(status=503)
    return web.Response()


def _same(given: str, secret: str) -> bool:
    """In constant time: the header may hold any bytes."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


async def announce(telegram: Telegram, clock: Clock) -> None:
    """Tell Telegram where to deliver, until it has heard: the service starts although Telegram is away."""
    wait = 1.0
    while True:
        try:
            await telegram.set_hook()
            return
        except Exception as error:  # Telegram's refusals and the network's alike: try again, and say so
            log.error("telegram has not taken our address yet", error=type(error).__name__)
        await clock.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)
