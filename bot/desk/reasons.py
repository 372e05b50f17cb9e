"""The page that asks why somebody opens a record outside their caseload, or one that is restricted to others.

It tells nothing of whose record it is. Opening a restricted one is told to the supervisors at once.
"""

from collections.abc import Mapping

from aiohttp import web

from bot.crew.order import tell
from bot.desk import words_access as said
from bot.desk.form import Form
from bot.desk.looking import look_of
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import member
from bot.desk.shows import Record
from bot.state import Reply
from bot.store import looks, openings, restrictions, staff
from bot.store.circle import KINDS, Circle, circle_of
from bot.store.hands import Hands
from bot.store.openings import OUTSIDE, RESTRICTED
from bot.store.staff import Member
from bot.store.within import may_see
from bot.web import Handler, safe_return

AT = r"/why/{kind:\w{1,16}}/{id:\d{1,19}}"
SUPERVISOR = "supervisor"
KIND_OF = {looks.OUTSIDE: OUTSIDE, looks.RESTRICTED: RESTRICTED}


class Reasons:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((AT, self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((AT, self.give),)

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, request.query.get("to", ""), {}, {})

    async def give(self, request: web.Request) -> web.StreamResponse:
        form, record, me = await Form.of(request), _record(request), member(request)
        circle, kind, may = await self._asked(record, me)
        why, words, to = form.text("why", 24), form.text("words"), form.text("to")
        if not may:
            return await self._show(request, to, {}, {})
        if wrong := _wrong(kind, why, words):
            return await self._show(request, to, form.kept(), wrong)
        if kind:
            async with self.office.hands() as hands:
                _ = await openings.open_for(hands, me.id, circle, record.subject, kind, why, words)
                if kind == RESTRICTED:
                    await self._tell_supervisors(hands, me)
        raise web.HTTPSeeOther(safe_return(to, "/desk") if to else record.page)

    async def _asked(self, record: Record, me: Member) -> tuple[Circle, str, bool]:
        """Whose it is, which reason is needed (empty for none), and whether they may give one. Raises HTTPNotFound."""
        async with self.office.database.read() as tx:
            circle = await circle_of(tx, record.kind, record.id)
            if circle is None or not await may_see(tx, me, record.kind, record.id):
                raise web.HTTPNotFound
            action, reason = await look_of(tx, me, record.kind, circle, self.office.clock.now())
            kind = KIND_OF.get(action, "") if reason is None else ""
            return circle, kind, kind != RESTRICTED or await restrictions.may_break(tx, me, circle)

    async def _show(
        self, request: web.Request, to: str, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        record, me, vault = _record(request), member(request), self.office.database.vault
        circle, kind, may = await self._asked(record, me)
        if not kind:
            raise web.HTTPSeeOther(safe_return(to, "/desk") if to else record.page)
        async with self.office.database.read() as tx:
            names, (_, named) = await staff.called(tx, vault), await restrictions.of(tx, circle)
        given = {"kind": kind, "may": may, "ask": restrictions.called(names, named), "to": to, "at": request.path}
        status = NOT_KEPT if wrong else 200 if may else 403
        return self.office.show(request, "why.html", status, **given, kept=kept, wrong=wrong, sayings=said)

    async def _tell_supervisors(self, hands: Hands, me: Member) -> None:
        """The others, where they are reached: who did, and where to read why."""
        wording = self.office.wording
        words = wording.text("staff_restricted_opened", discreet=False, again=False, name=me.name)
        others = [one for one in await staff.team(hands.tx) if one.role == SUPERVISOR and one.id != me.id]
        await tell(hands, {one.routes[0]: Reply(words, "safety") for one in others if one.routes})


def _record(request: web.Request) -> Record:
    """Raises HTTPNotFound."""
    kind = request.match_info["kind"]
    if kind not in KINDS:
        raise web.HTTPNotFound
    return Record(kind, int(request.match_info["id"]))


def _wrong(kind: str, why: str, words: str) -> dict[str, str]:
    if not kind:
        return {}
    wrong = {} if why in said.REASONS[kind] else {"why": said.CHOOSE_ONE}
    if (why == said.OTHER or kind == RESTRICTED) and not words:
        wrong["words"] = said.SAY_MORE
    return wrong
