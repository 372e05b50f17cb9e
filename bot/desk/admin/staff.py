"""The staff list at the desk: one page of all, one of each. What is done to it is in casework/colleagues.py.

Links, codes and PINs are shown on the page that comes back from the form, and nowhere again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.casework import colleagues
from bot.casework.colleagues import Enrolled
from bot.desk.admin.running import Running
from bot.desk.form import Form
from bot.desk.gate import Gate
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import member, who
from bot.errors import CommandWrong, FormWrong, NotFound
from bot.ladder import Colleague
from bot.store import enrolment, leaving, logins, phones, sessions, staff
from bot.store.phones import Phone
from bot.store.sessions import Session
from bot.store.staff import Member
from bot.web import Handler

SAID = {
    "staffchanged": "Changed. It counts from now on.",
    "staffsignedout": "They are signed out everywhere.",
    "staffrota": "The rota is kept.",
    "staffleave": "The leave is kept.",
    "staffback": "They are on duty.",
    "staffremoved": "They are off the staff. What they held is in the queue again.",
}
ONE = r"/admin/staff/{id:\d{1,19}}"
MOST_SHIFTS = 60  # lines
NOT_SURE = "This cannot be undone: tick that you are sure."


@dataclass(frozen=True, slots=True)
class Row:
    """A member of staff, and what is known of them besides; `work` is None for those who stand on no ladder."""

    member: Member
    work: Colleague | None
    phones: Sequence[Phone]
    sessions: Sequence[Session]
    has_login: bool
    cover: str

    def state(self, now: datetime) -> str:
        if self.work is None:
            return ""
        return "On leave" if self.work.is_away(now) else "On duty" if self.work.on_duty else "Off duty"

    @property
    def rota(self) -> str:
        return "\n".join(colleagues.written(one) for one in self.work.shifts) if self.work else ""


class StaffPages:
    def __init__(self, office: Office, gate: Gate, running: Running):
        self.office, self.lives, self.settings = office, gate.lives, running.settings

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/staff", self.list), ("/admin/staff/new", self.new), (ONE, self.page))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        deeds = {
            "role": self.role, "link": self.link, "code": self.code, "pin": self.pin, "signout": self.sign_out,
            "rota": self.rota, "leave": self.leave, "back": self.back, "remove": self.remove,
        }  # fmt: skip
        return (("/admin/staff/new", self.add), *((f"{ONE}/{name}", deed) for name, deed in deeds.items()))

    async def list(self, request: web.Request) -> web.StreamResponse:
        rows = sorted((await self._rows()).values(), key=lambda row: row.member.name.casefold())
        return self.office.show(request, "admin/staff.html", rows=rows, now=self.office.clock.now())

    async def new(self, request: web.Request) -> web.StreamResponse:
        return self._form(request, {"role": "coordinator"}, {})

    async def add(self, request: web.Request) -> web.StreamResponse:
        form, known = await Form.of(request), self.office.rules.localities
        name, role = " ".join(form.text("name").split()), form.text("role")
        try:
            async with self.office.hands() as hands:
                new = await colleagues.add(hands, known, name, role, form.many("localities"), who(request))
        except FormWrong as error:
            return self._form(request, form.kept(), error.wrong)
        return self._once(request, name, new)

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, {}, {})

    async def role(self, request: web.Request) -> web.StreamResponse:
        form, id, known = await Form.of(request), _id(request), self.office.rules.localities
        try:
            async with self.office.hands() as hands:
                role, places = form.text("role"), form.many("localities")
                await colleagues.change(hands, known, id, role, places, form.number("cover"), who(request))
        except FormWrong as error:
            return await self._show(request, form.kept(), error.wrong)
        raise _back(id, "staffchanged")

    async def link(self, request: web.Request) -> web.StreamResponse:
        async with self.office.hands() as hands:
            one = await colleagues.one(hands, _id(request))
            made = Enrolled(one.id, await logins.new_link(hands, one.id, who(request)))
        return self._once(request, one.name, made)

    async def code(self, request: web.Request) -> web.StreamResponse:
        try:
            async with self.office.hands() as hands:
                one = await colleagues.with_phone(hands, _id(request))
                made = Enrolled(one.id, "", await enrolment.new_code(hands, one.id, who=who(request)))
        except CommandWrong as error:
            return await self._show(request, {}, {"phones": error.detail})
        return self._once(request, one.name, made)

    async def pin(self, request: web.Request) -> web.StreamResponse:
        try:
            async with self.office.hands() as hands:
                one = await colleagues.with_phone(hands, _id(request))
                made = Enrolled(one.id, "", "", await enrolment.new_pin(hands, one.id, who(request)))
        except CommandWrong as error:
            return await self._show(request, {}, {"phones": error.detail})
        return self._once(request, one.name, made)

    async def sign_out(self, request: web.Request) -> web.StreamResponse:
        async with self.office.hands() as hands:
            one = await colleagues.one(hands, _id(request))
            _ = await sessions.sign_out(hands, one.id, who(request))
        raise _back(one.id, "staffsignedout")

    async def rota(self, request: web.Request) -> web.StreamResponse:
        form, id = await Form.of(request), _id(request)
        lines = [line for line in form.text("shifts", 4000).splitlines() if line.strip()]
        try:
            if len(lines) > MOST_SHIFTS:
                raise CommandWrong(f"These are {len(lines)} lines; {MOST_SHIFTS} at most.")
            async with self.office.hands() as hands:
                await colleagues.work(hands, self.office.rules.localities, id, lines, who(request))
        except CommandWrong as error:
            return await self._show(request, form.kept(), {"shifts": error.detail})
        raise _back(id, "staffrota")

    async def leave(self, request: web.Request) -> web.StreamResponse:
        form, id = await Form.of(request), _id(request)
        since, until, cover = form.text("since", 10), form.text("until", 10), form.number("stands_in") or 0
        try:
            async with self.office.hands() as hands:
                _ = await colleagues.one(hands, id)
                await colleagues.leave(hands, self.office.zone, id, since, until, cover, who(request))
        except FormWrong as error:
            wrong = {"stands_in" if name == "cover" else name: why for name, why in error.wrong.items()}
            return await self._show(request, form.kept(), wrong)
        raise _back(id, "staffleave")

    async def back(self, request: web.Request) -> web.StreamResponse:
        async with self.office.hands() as hands:
            one = await colleagues.one(hands, _id(request))
            await staff.on(hands, one.id, who(request))
        raise _back(one.id, "staffback")

    async def remove(self, request: web.Request) -> web.StreamResponse:
        form, id = await Form.of(request), _id(request)
        try:
            if not form.text("sure"):
                raise FormWrong({"sure": NOT_SURE})
            async with self.office.hands() as hands:
                await colleagues.remove(hands, id, form.number("takes_over"), who(request))
        except FormWrong as error:
            wrong = {"takes_over" if name == "cover" else name: why for name, why in error.wrong.items()}
            return await self._show(request, form.kept(), wrong)
        raise web.HTTPSeeOther("/desk/admin/staff?said=staffremoved")

    async def _rows(self) -> Mapping[int, Row]:
        vault, now = self.office.database.vault, self.office.clock.now()
        async with self.office.database.read() as tx:
            members = {one.id: one for one in await staff.members(tx, vault)}
            work = {one.id: one for one in await staff.team(tx)}
            linked, signed = await phones.of_staff(tx, vault), await sessions.lasting(tx, now, self.lives)
            known = await logins.enrolled(tx)
        return {
            id: Row(one, work.get(id), linked.get(id, ()), signed.get(id, ()), id in known, _name(members, one.cover))
            for id, one in members.items()
        }

    async def _show(
        self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        rows, id = await self._rows(), _id(request)
        if id not in rows:
            raise NotFound("Nobody on the staff has this number.")
        async with self.office.database.read() as tx:
            left = await leaving.left_by(tx, id)
        one = rows[id]
        chosen = kept.get("localities", "|".join(one.member.localities)) if "role" in kept or not wrong else None
        given = {
            "one": one, "left": left, "now": self.office.clock.now(), "roles": staff.ROLES,
            "places": sorted({*self.office.rules.localities, *one.member.localities}), "is_me": member(request).id == id,
            "chosen": one.member.localities if chosen is None else chosen.split("|"),
            "others": {other.member.id: other.member.name for other in rows.values() if other.work and other is not one},
        }  # fmt: skip
        return self.office.show(
            request, "admin/member.html", NOT_KEPT if wrong else 200, kept=kept, wrong=wrong, **given
        )

    def _form(self, request: web.Request, kept: Mapping[str, str], wrong: Mapping[str, str]) -> web.StreamResponse:
        places = sorted(self.office.rules.localities)
        chosen, status = kept.get("localities", "").split("|"), NOT_KEPT if wrong else 200
        given = {"roles": staff.ROLES, "places": places, "chosen": chosen}
        return self.office.show(request, "admin/new.html", status, kept=kept, wrong=wrong, **given)

    def _once(self, request: web.Request, name: str, made: Enrolled) -> web.StreamResponse:
        link = f"{self.settings.public_url}/desk/enrol/{made.link}" if made.link else ""
        return self.office.show(request, "admin/once.html", name=name, made=made, link=link)


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])


def _back(id: int, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/admin/staff/{id}?said={said}")


def _name(members: Mapping[int, Member], id: int | None) -> str:
    return members[id].name if id is not None and id in members else ""
