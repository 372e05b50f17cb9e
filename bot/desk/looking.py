"""Looks at people's records: whether somebody may open one, with what reason, and that it is recorded. The gate asks here
for every page and form that shows somebody, so that no page has to.
"""

from datetime import datetime
from urllib.parse import quote, urlencode

from aiohttp import web

from bot.clock import Clock
from bot.desk.access import BY_ITSELF, route_of
from bot.desk.present import LISTED, VEIL, Veil
from bot.desk.shows import Record, list_of, record_of
from bot.store import looks, openings, restrictions, staff
from bot.store.circle import Circle, circle_of
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.looks import LISTED as LISTED_AS
from bot.store.openings import OUTSIDE, RESTRICTED
from bot.store.own_caseload import is_theirs
from bot.store.sessions import Signed
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.store.within import episodes_here, items_here

SEARCH = "q"  # the field of a search, wherever there is one
SAID = ("said", "item", SEARCH)  # of an address, what is no filter
LOOKING = ("GET", "HEAD")


class Looking:
    def __init__(self, database: Database, clock: Clock):
        self.database, self.clock = database, clock

    async def before(self, request: web.Request, signed: Signed) -> None:
        """Raises HTTPSeeOther to the page that asks why, where they need a reason."""
        if record := record_of(request):
            await self._record(request, record, signed)
        elif list_of(request):
            request[VEIL] = await self._veil(signed.member)

    async def after(self, request: web.Request, response: web.StreamResponse, signed: Signed) -> None:
        """A list says itself how many it showed."""
        name = list_of(request)
        if not name or response.status != web.HTTPOk.status_code:
            return
        many, words = f"{request.get(LISTED, 0)} shown", request.query.get(SEARCH, "").strip()
        asked = {name: value[:40] for name, value in request.query.items() if value and name not in SAID}
        filter = f"{urlencode(asked)[: looks.LONGEST] or 'all'}; "
        if words:
            detail = f"{filter}{many}; {self._digest(words)}"
            await self._record_it(signed.member.actor, looks.SEARCHED, f"list:{name}", detail)
        else:
            await self._note(signed, LISTED_AS, f"list:{name}", f"{filter}{many}", start=filter)

    async def _record(self, request: web.Request, record: Record, signed: Signed) -> None:
        me, now = signed.member, self.clock.now()
        async with self.database.read() as tx:
            circle = await circle_of(tx, record.kind, record.id)
            action, reason = await look_of(tx, me, record.kind, circle, now) if circle else ("", None)
        if circle is None:
            return
        if action != looks.SEEN and reason is None:
            if action == looks.OUTSIDE and _goes_on(request) and await self._has_seen(record, signed):
                return  # what they wrote on a page that was theirs to open is not lost
            if action == looks.RESTRICTED:
                await self._note(signed, looks.REFUSED, record.subject, circle.subject)
            raise web.HTTPSeeOther(_why(request, record))
        under = f" reason {reason}" if reason else ""
        await self._note(signed, action, record.subject, f"{circle.subject}{under}")

    async def _has_seen(self, record: Record, signed: Signed) -> bool:
        """In this session, with or without a reason."""
        since = signed.session.created_at
        async with self.database.read() as tx:
            return any(
                [
                    not await looks.is_new(tx, signed.member.actor, action, record.subject, since)
                    for action in looks.RECORDS
                ]
            )

    async def _note(self, signed: Signed, action: str, subject: str, detail: str, *, start: str = "") -> None:
        """Once for each hour of a session. `start`: what of the detail tells it from another."""
        now, who = self.clock.now(), signed.member.actor
        since = max(now - looks.ONCE_IN, signed.session.created_at)
        async with self.database.read() as tx:
            if not await looks.is_new(tx, who, action, subject, since, start):
                return
        await self._record_it(who, action, subject, detail)

    async def _record_it(self, who: str, action: str, subject: str, detail: str) -> None:
        async with self.database.write() as tx:
            hands = Hands(tx, self.database.vault, self.database.ids, self.clock.now())
            await looks.note(hands, who, action, subject, detail)

    async def _veil(self, member: Member) -> Veil:
        """What of the lists is restricted to others."""
        vault = self.database.vault
        async with self.database.read() as tx:
            found = await restrictions.every(tx, vault)
            if all(member.id in one.named for one in found):
                return Veil()
            hidden = await restrictions.veiled(tx, vault, member, items_here(member))
            people = await restrictions.hidden_people(tx, member, episodes_here(member))
            names = await staff.called(tx, vault)
        ask = restrictions.called(names, {id for one in found if member.id not in one.named for id in one.named})
        return Veil(tuple(hidden), people, ask)

    def _digest(self, words: str) -> str:
        return self.database.vault.look_up("a search at the desk", " ".join(words.casefold().split())).hex()


async def look_of(tx: Tx, me: Member, kind: str, circle: Circle, now: datetime) -> tuple[str, int | None]:
    """What this look is, and the number of the reason under which it is allowed, where it needs one."""
    restricted, named = await restrictions.of(tx, circle)
    if restricted and me.id not in named:
        return looks.RESTRICTED, await openings.holds(tx, me.id, circle, RESTRICTED, now)
    if restricted or not circle.main or await is_theirs(tx, me, kind, circle, now):
        return looks.SEEN, None
    return looks.OUTSIDE, await openings.holds(tx, me.id, circle, OUTSIDE, now)


def _goes_on(request: web.Request) -> bool:
    """A form of a page that is open, or what it asks for by itself."""
    return request.method not in LOOKING or route_of(request) in BY_ITSELF


def _why(request: web.Request, record: Record) -> str:
    """A form that was sent is not sent again by itself: from there they go on to the record."""
    to = request.path if request.method in LOOKING else record.page
    return f"/desk/why/{record.kind}/{record.id}?to={quote(to)}"
