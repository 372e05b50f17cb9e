"""Who is signed in, for whatever handles their request; put there by the gate, read anew each time."""

from aiohttp import web

from bot.store.sessions import Signed
from bot.store.staff import Member

SIGNED = web.RequestKey("signed", Signed)
TOKEN = web.RequestKey("form token", str)


def member(request: web.Request) -> Member:
    """Whoever acts. The gate lets nobody else through to where this is asked."""
    return request[SIGNED].member


def who(request: web.Request) -> str:
    """How items, notes and the audit log name them: as for what comes from their phones."""
    return member(request).actor
