"""Who is signed in, for whatever handles their request; put there by the gate, read anew each time. And what a list says of
itself for the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.store.restrictions import Veiled
from bot.store.sessions import Signed
from bot.store.staff import Member

SIGNED = web.RequestKey("signed", Signed)
TOKEN = web.RequestKey("form token", str)
LISTED = web.RequestKey("how many a list shows", int)


@dataclass(frozen=True, slots=True)
class Veil:
    """What a list leaves out because it is restricted to others: open items, how many on a programme, and whom to ask."""

    items: Sequence[Veiled] = ()
    people: int = 0
    ask: str = ""


VEIL = web.RequestKey("veil", Veil)


def member(request: web.Request) -> Member:
    """Whoever acts. The gate lets nobody else through to where this is asked."""
    return request[SIGNED].member


def who(request: web.Request) -> str:
    """How items, notes and the audit log name them: as for what comes from their phones."""
    return member(request).actor


def listed(request: web.Request, many: int) -> None:
    """A list says how many records it shows."""
    request[LISTED] = many
