"""What the desk's pages do for learning: the verdict on an item, what was shared, danger that was missed, the sample.

Pages read; each form answers with a redirect.
"""

from collections.abc import Callable
from datetime import timedelta

from aiohttp import web

from bot.clock import Clock
from bot.desk.item_forms import LONGEST_NOTE
from bot.desk.present import listed, member, who
from bot.desk.shelf import Shelf
from bot.errors import AlreadyTaken, CommandWrong, NotFound
from bot.store import holding, reviews, screened, sharing
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.late import MISSED, Risk, found_late, judged_missed
from bot.store.sqlite_writer import Tx
from bot.store.within import of_items, of_messages
from bot.triage import RISKS
from bot.web import Handler, safe_return

Show = Callable[..., web.StreamResponse]
AT_ONCE = 10  # messages of the sample on one page
LATE_SINCE = timedelta(days=365)
SAID = {
    "read": "Thank you. That one is done.",
    "readalready": "Somebody else has read that one.",
    "foundalready": "That was found already.",
    "notsaid": "Please choose how urgent it is and what it is.",
}
BAD_NEWS = ("readalready", "foundalready", "notsaid", "unjudged", "unshared")
SAID_OF_ITEM = {
    "judged": "Thank you. Your verdict is kept.",
    "unjudged": "Please choose a verdict; if it was missed, say what should have been seen.",
    "shared": "What was shared is kept.",
    "unshared": "Please say with whom, why, and what they wished.",
    "late": "In the queue. Whoever is on call hears of it now.",
}


class Learning:
    def __init__(self, database: Database, clock: Clock, shelf: Shelf, show: Show):
        self.database, self.clock, self.shelf, self.show = database, clock, shelf, show

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (
            (r"/message/{id:\d{1,19}}", self.message),
            ("/check", self.check),
        )

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return (
            (r"/item/{number:\d{1,9}}/verdict", self.judge),
            (r"/item/{number:\d{1,9}}/share", self.share),
            (r"/message/{id:\d{1,19}}/missed", self.missed),
            (r"/check/{id:\d{1,19}}/nothing", self.nothing),
        )

    async def message(self, request: web.Request) -> web.StreamResponse:
        """One message, and the form for danger that was missed in it. Raises NotFound."""
        async with self.database.read() as tx:
            passage = await reviews.passage(tx, self.database.vault, int(request.match_info["id"]))
        if passage is None:
            raise NotFound("This message.")
        back = safe_return(request.query.get("back", ""), "/desk")
        return self.show(request, "message.html", passage=passage, risks=RISKS, back=back)

    async def check(self, request: web.Request) -> web.StreamResponse:
        now, me = self.clock.now(), member(request)
        async with self.database.read() as tx:
            found = await reviews.waiting(tx, self.database.vault, AT_ONCE, of_messages(me))
            many = await reviews.count_waiting(tx, of_messages(me))
            since, until = now - LATE_SINCE, now + timedelta(days=1)
            late = await screened.late(tx, self.database.vault, since, until, of_items(me))
        listed(request, len(found) + len(late))
        return self.show(request, "check.html", found=found, to_check=many, late=late)

    async def judge(self, request: web.Request) -> web.StreamResponse:
        number, form = int(request.match_info["number"]), await request.post()
        verdict, said = str(form.get("verdict", "")), str(form.get("words", "")).strip()[:LONGEST_NOTE]
        try:
            async with self.database.write() as tx:
                await self._judge(tx, number, verdict, said, who(request))
        except CommandWrong:
            raise _to_item(number, "unjudged") from None
        raise _to_item(number, "judged")

    async def _judge(self, tx: Tx, number: int, verdict: str, said: str, who: str) -> None:
        """Raises CommandWrong when it is no verdict, or what was missed is not said."""
        if verdict == MISSED:
            await judged_missed(self._hands(tx), number, said, who)
            return
        await holding.judge(tx, self.database.ids, number, who, verdict, self.clock.now())
        if said:
            await holding.note(tx, self.database.vault, self.database.ids, number, who, said, self.clock.now())

    async def share(self, request: web.Request) -> web.StreamResponse:
        number, form = int(request.match_info["number"]), await request.post()
        to, why, wishes = (str(form.get(name, "")).strip()[:LONGEST_NOTE] for name in ("to", "why", "wishes"))
        try:
            async with self.database.write() as tx:
                await sharing.share(self._hands(tx), number, who(request), to, why, wishes)
        except CommandWrong:
            raise _to_item(number, "unshared") from None
        raise _to_item(number, "shared")

    async def missed(self, request: web.Request) -> web.StreamResponse:
        id, form = int(request.match_info["id"]), await request.post()
        level, category, part, said = (str(form.get(name, "")) for name in ("level", "category", "part", "words"))
        risk = Risk(level, category, "witness" if part == "witness" else "at_risk", said.strip()[:LONGEST_NOTE])
        try:
            async with self.database.write() as tx:
                number = await found_late(self._hands(tx), id, risk, who(request))
        except CommandWrong:
            raise web.HTTPSeeOther(f"/desk/message/{id}?said=notsaid") from None
        except AlreadyTaken:
            raise web.HTTPSeeOther(f"/desk/message/{id}?said=foundalready") from None
        raise _to_item(number, "late")

    async def nothing(self, request: web.Request) -> web.StreamResponse:
        try:
            async with self.database.write() as tx:
                await reviews.nothing_missed(self._hands(tx), int(request.match_info["id"]), who(request))
        except AlreadyTaken:
            raise web.HTTPSeeOther("/desk/check?said=readalready") from None
        raise web.HTTPSeeOther("/desk/check?said=read")

    def _hands(self, tx: Tx) -> Hands:
        return Hands(tx, self.database.vault, self.database.ids, self.clock.now())


def _to_item(number: int, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/item/{number}?said={said}&item={number}")
