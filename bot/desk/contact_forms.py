"""What the desk's forms mark on a contact point, or take back of what was marked. Each answers with a redirect to its page."""

from datetime import datetime

from aiohttp import web

from bot.clock import Clock
from bot.desk.present import who
from bot.store import unmarking
from bot.store.database import Database
from bot.web import Handler

SAID = {
    "plain": "Noted: nobody else sees this phone.",
    "seenbyothers": "Noted: others see this phone. Our texts say nothing there of what it is about.",
    "unsure": "Not done. First ask them yourself, when nobody can listen.",
    "english": "Noted: they read English. We ask our questions again when they write.",
    "nothing": "That was taken back already.",
    "seenalready": "That is marked so already.",
}


PARTS = ("morning", "afternoon", "evening")  # of the day, in which a phone can be safe


class ContactForms:
    def __init__(self, database: Database, clock: Clock):
        self.database, self.clock = database, clock

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        contact = r"/contact/{id:\d{1,19}}"
        return (
            (f"{contact}/plain", self.plain),
            (f"{contact}/english", self.english),
            (f"{contact}/seen", self.seen),
        )

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

    async def seen(self, request: web.Request) -> web.StreamResponse:
        """Others see this phone, as staff were told."""
        when = str((await request.post()).get("when", ""))
        async with self.database.write() as tx:
            safe = when if when in PARTS else ""
            done = await unmarking.seen_by_others(tx, self.database.ids, *self._of(request), safe)
        raise _back(request, "seenbyothers" if done else "seenalready")

    def _of(self, request: web.Request) -> tuple[int, str, datetime]:
        return int(request.match_info["id"]), who(request), self.clock.now()


def _back(request: web.Request, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/contact/{request.match_info['id']}?said={said}")
