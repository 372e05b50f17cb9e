"""What the desk's forms take back of what was marked on a contact point. Each answers with a redirect to its page."""

from datetime import datetime

from aiohttp import web

from bot.clock import Clock
from bot.desk.present import who
from bot.store import unmarking
from bot.store.database import Database

SAID = {
    "plain": "Noted: nobody else sees this phone.",
    "unsure": "Not done. First ask them yourself, when nobody can listen.",
    "english": "Noted: they read English. We ask our questions again when they write.",
    "nothing": "That was taken back already.",
}


class ContactForms:
    def __init__(self, database: Database, clock: Clock):
        self.database, self.clock = database, clock

    async def plain(self, request: web.Request) -> web.StreamResponse:
        """Nobody else sees this phone, by their own word."""
        if not (await request.post()).get("sure"):
            raise _back(request, "unsure")
        async with self.database.write() as tx:
            done = await unmarking.seen_by_nobody_else(tx, self.database.ids, *self._of(request))
        raise _back(request, "plain" if done else "nothing")

    async def english(self, request: web.Request) -> web.StreamResponse:
        async with self.database.write() as tx:
            done = await unmarking.reads_english(tx, self.database.ids, *self._of(request))
        raise _back(request, "english" if done else "nothing")

    def _of(self, request: web.Request) -> tuple[int, str, datetime]:
        return int(request.match_info["id"]), who(request), self.clock.now()


def _back(request: web.Request, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/contact/{request.match_info['id']}?said={said}")
