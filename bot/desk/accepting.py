"""The pages on which somebody is accepted onto a programme, and on which somebody without a mobile is added."""

from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.casework import accepting, newcomers
from bot.casework.accepting import Wish
from bot.casework.newcomers import Told
from bot.casework.record import tidy
from bot.desk import words_programme as plain
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.persons import PERSON
from bot.desk.present import member, who
from bot.errors import AlreadyTaken, FormWrong
from bot.programme import Programme
from bot.store import caseload, episodes, merges, person, referrals, staff
from bot.store.hands import Hands
from bot.store.referrals import Referral
from bot.store.staff import Member
from bot.store.within import of_episodes
from bot.triage import locality_of
from bot.web import Handler

SAID = {
    "accepted": "Accepted. What is asked, and when, stands below.",
    "entered": "The referral is entered. They are asked for their own agreement first.",
    "acceptedalready": "Somebody else has accepted this, or it is closed.",
}
BAD_NEWS = ("acceptedalready",)
KNOWN = PERSON + "/newcomer"
ROLE_OF = {"carer": "carer"}  # by how the referral came; everybody else is a resident


class Accepting:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/referral/{id:\d{1,19}}/accept", self.page), ("/newcomer", self.newcomer), (KNOWN, self.newcomer))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((r"/referral/{id:\d{1,19}}/accept", self.accept), ("/newcomer", self.add), (KNOWN, self.add))

    async def page(self, request: web.Request) -> web.StreamResponse:
        referral = await self._referral(request)
        return await self._show(request, referral, self._guessed(request, referral), {})

    async def accept(self, request: web.Request) -> web.StreamResponse:
        referral, form = await self._referral(request), await Form.of(request)
        wish = _wish(form)
        try:
            async with self.office.hands() as hands:
                await self._may_name(hands, member(request), wish.cares_for)
                id = await accepting.accept(hands, self.office.rules, wish, referral, who(request))
                await self.office.plan(hands, id)
        except FormWrong as error:
            return await self._show(request, referral, form.kept(), error.wrong)
        except AlreadyTaken:
            raise web.HTTPSeeOther(f"/desk/referral/{referral.id}?said=acceptedalready") from None
        raise web.HTTPSeeOther(f"/desk/episode/{id}?said=accepted")

    async def _may_name(self, hands: Hands, me: Member, cares_for: int | None) -> None:
        """As whom a carer looks after only somebody is named whom the form offers. Raises FormWrong."""
        if cares_for is not None:
            theirs = await caseload.residents(hands.tx, hands.vault, of_episodes(me))
            if cares_for not in {one.id for one in theirs}:
                raise FormWrong({"cares_for": accepting.NOBODY_THERE})

    async def newcomer(self, request: web.Request) -> web.StreamResponse:
        kept = {"role": "resident", "source": newcomers.THEMSELVES, "reach": newcomers.BY_CALL, "can_decide": "yes"}
        return self.office.show(request, "newcomer.html", kept=kept | await self._known(request), wrong={})

    async def add(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        told = _told(form, _person(request))
        try:
            async with self.office.hands() as hands:
                id = await newcomers.add(hands, told, who(request), self.office.texts)
        except FormWrong as error:
            return self.office.show(request, "newcomer.html", NOT_KEPT, kept=form.kept(), wrong=error.wrong)
        raise web.HTTPSeeOther(f"/desk/referral/{id}/accept" if told.agreed else f"/desk/referral/{id}?said=entered")

    async def _known(self, request: web.Request) -> dict[str, str]:
        """What stands in the form of somebody who has a page already: below it, so that the gate looks who may open it.
        Raises NotFound."""
        if (id := _person(request)) is None:
            return {}
        async with self.office.database.read() as tx:
            one = await person.one(tx, self.office.database.vault, await merges.who_is(tx, id))
        return {"name": one.name, "address": one.fact("address"), "age": one.fact("age")}

    async def _referral(self, request: web.Request) -> Referral:
        """Raises NotFound."""
        async with self.office.database.read() as tx:
            return await referrals.one(tx, self.office.database.vault, int(request.match_info["id"]))

    async def _show(
        self, request: web.Request, referral: Referral, kept: Mapping[str, str], wrong: Mapping[str, str]
    ) -> web.StreamResponse:
        office, role = self.office, _role(request, referral)
        case = await office.shelf.case(referral.id, office.clock.now())
        offered = accepting.offered(office.rules.programmes, role, kept.get("locality", ""))
        given = {"case": case, "kept": kept, "wrong": wrong, "role": role} | await self._people(role, member(request))
        return office.show(
            request, "accept.html", NOT_KEPT if wrong else 200, **given, hours=office.open_hours,
            programmes={one.name: plain.programme(one) for one in offered}, groups=_groups(offered),
            places={one: one for one in sorted(office.rules.localities)},
        )  # fmt: skip

    async def _people(self, role: str, me: Member) -> dict[str, dict[int, str]]:
        """Who may look after them; and for a carer, whom they may look after."""
        vault = self.office.database.vault
        async with self.office.database.read() as tx:
            workers = {one.id: one.name for one in await staff.workers(tx, vault)}
            known = await caseload.residents(tx, vault, of_episodes(me)) if role == "carer" else []
        return {"workers": workers, "people": {one.id: plain.case(one) for one in known}}

    def _guessed(self, request: web.Request, referral: Referral) -> dict[str, str]:
        """What is known already; somebody who is only rung has agreed in words."""
        told = referral.facts
        age = int(told["age"]) if told.get("age", "").isdecimal() else None
        return {
            "locality": locality_of(told.get("address", ""), self.office.rules.places),
            "age_band": episodes.age_band(age),
            "source": referral.source if referral.source in episodes.SOURCES else newcomers.THEMSELVES,
            "consent": _consent(referral),
        }


def _role(request: web.Request, referral: Referral) -> str:
    """As the referral came, unless whoever looks at it knows better."""
    asked = request.query.get("as", "")
    return asked if asked in newcomers.ROLES else referral.facts.get("role") or ROLE_OF.get(referral.source, "resident")


def _consent(referral: Referral) -> str:
    """How they agreed, as far as that is known."""
    by_staff = {said: how for how, said in newcomers.AGREED.items()}
    return by_staff.get(referral.facts.get("agreement", ""), "text" if referral.conversation else newcomers.SPOKEN)


def _wish(form: Form) -> Wish:
    return Wish(
        form.text("programme"), form.number("key_worker") or 0, form.number("level") or 0, form.text("source"),
        form.text("consent"), form.text("sub_group"), form.many("issues"), form.number("day"), form.text("hour"),
        form.text("locality"), form.text("age_band"), form.number("cares_for"),
    )  # fmt: skip


def _person(request: web.Request) -> int | None:
    """Whose page the form of a referral stands below, if it is somebody's who has one."""
    return int(request.match_info["id"]) if "id" in request.match_info else None


def _told(form: Form, whose: int | None) -> Told:
    name = " ".join(form.text("name").split())
    return Told(
        name, form.text("role"), form.text("number"), form.text("address"), form.text("age"), form.text("consent"),
        form.text("source"), form.text("referrer", 60), form.text("organisation", 100), tidy(form.whole("matters")),
        tidy(form.whole("safe_contact")), form.text("seen"), form.text("reach"), form.text("can_decide"), whose,
    )  # fmt: skip


def _groups(offered: Sequence[Programme]) -> dict[str, str]:
    """The sub-groups of all of these programmes."""
    return {name: title for one in offered for name, title in one.sub_groups.items()}
