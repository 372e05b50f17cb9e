"""The page on which staff write with somebody: what was written, who has it, and the form to write.

Whatever cannot be sent is shown again as it was typed, and kept as a draft; of two tabs the second is shown how they differ.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

from aiohttp import web

from bot.casework import letters
from bot.casework.letters import Letter
from bot.casework.talking import CannotText
from bot.desk import words, words_talk
from bot.desk.changes import Changes
from bot.desk.counting import counted_text
from bot.desk.differing import difference
from bot.desk.form import Form
from bot.desk.office import NOT_KEPT, Office
from bot.desk.present import member
from bot.desk.room import Room, room
from bot.desk.typed import Typed
from bot.errors import FormWrong, NotFound
from bot.store import contacts, drafts, views
from bot.store.drafts import Draft, Overtaken
from bot.store.forgetting import FORGOTTEN
from bot.store.hands import Hands
from bot.store.holding import HeldByAnother
from bot.web import Handler

PATH = r"/conversation/{id:\d{1,19}}"
LATEST = 40  # lines that are shown before somebody asks for all
CONFLICT = 409


class Conversation:
    def __init__(self, office: Office, changes: Changes):
        self.office, self.changes = office, changes

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ((PATH, self.page), (f"{PATH}/now", self.now))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ((PATH, self.write), (f"{PATH}/draft", self.draft))

    async def page(self, request: web.Request) -> web.StreamResponse:
        return await self._show(request, None, {})

    async def now(self, request: web.Request) -> web.StreamResponse:
        """What changes by itself, without the page around it, for the script."""
        number = self.changes.number
        shown = await room(self.office, id_of(request), member(request))
        return self.office.show(request, "conversation_now.html", **self._given(request, shown, number))

    async def write(self, request: web.Request) -> web.StreamResponse:
        form = await Form.of(request)
        typed, do = Typed.of(form), form.text("do")
        if do == "pick":
            return await self._pick(request, typed, form.number("reply"))
        if do == "other":
            return await self._other(request, typed)
        if do == "keep":
            return await self._keep(request, typed)
        return await self._send(request, typed)

    async def draft(self, request: web.Request) -> web.StreamResponse:
        """What is typed, kept as it is typed, and counted; for the script."""
        typed, who, contact = Typed.of(await Form.of(request)), member(request), id_of(request)
        if typed.too_much:
            return web.json_response({"problem": typed.too_much}, status=NOT_KEPT)
        try:
            async with self._with(contact) as (hands, channel):
                kept = await drafts.keep(hands, contact, who.id, typed.text, typed.seen)
        except Overtaken as told:
            return self._differs(request, typed, told.now)
        counted = counted_text(typed.text, channel)
        said = {"size": counted.size, "reading": counted.reading, "hard": counted.is_hard, "long": counted.is_long}
        return web.json_response({"version": kept.version, **said})

    async def _send(self, request: web.Request, typed: Typed) -> web.StreamResponse:
        office, who, contact = self.office, member(request), id_of(request)
        letter = Letter(typed.text.strip(), typed.later, typed.sure)
        try:
            async with self._with(contact) as (hands, _):
                await drafts.sent(hands, contact, who.id, typed.text, typed.seen)
                at = await letters.write(hands, office.house, office.rules.hours, contact, who, letter)
        except Overtaken as told:
            return await self._overtaken(request, typed, told.now)
        except FormWrong as told:
            return await self._again(request, typed, told.wrong)
        except CannotText as told:
            return await self._again(request, typed, {"text": " ".join(words_talk.refused(told.why, deaf=False))})
        except HeldByAnother as told:
            return await self._again(request, typed, {"text": f"{told.detail} Take it over first, if you must."})
        raise to(request, "putoff" if at else "texted")

    async def _keep(self, request: web.Request, typed: Typed) -> web.StreamResponse:
        if typed.too_much:
            return await self._again(request, typed, {"text": typed.too_much})
        try:
            async with self._with(id_of(request)) as (hands, _):
                _ = await drafts.keep(hands, id_of(request), member(request).id, typed.text, typed.seen)
        except Overtaken as told:
            return await self._overtaken(request, typed, told.now)
        raise to(request, "drafted")

    async def _pick(self, request: web.Request, typed: Typed, reply: int | None) -> web.StreamResponse:
        """A saved reply below what is typed."""
        shown = await room(self.office, id_of(request), member(request))
        picked = next((one.text for one in shown.saved if one.id == reply), None)
        if picked is None:
            return await self._again(
                request, typed, {"reply": "Choose a saved reply. This one may have been taken away."}
            )
        text = "\n".join(filter(None, [typed.text.rstrip(), picked]))
        return await self._again(request, replace(typed, text=text), {}, 200)

    async def _other(self, request: web.Request, typed: Typed) -> web.StreamResponse:
        """What another tab has made of the draft, in place of what is typed here, which is shown beside it."""
        shown = await room(self.office, id_of(request), member(request))
        swapped = replace(typed, text=shown.draft.text, seen=shown.draft.version, other=typed.text)
        return await self._show(request, swapped, {})

    async def _overtaken(self, request: web.Request, typed: Typed, now: Draft) -> web.StreamResponse:
        """Sent once more it goes: whoever sends has seen the other by then."""
        seen = replace(typed, seen=now.version, other=now.text)
        return await self._show(request, seen, {}, CONFLICT)

    async def _again(
        self, request: web.Request, typed: Typed, wrong: Mapping[str, str], status: int = NOT_KEPT
    ) -> web.StreamResponse:
        """As it was typed, and kept as a draft if no other tab has changed that."""
        if not typed.too_much:
            try:
                async with self._with(id_of(request)) as (hands, _):
                    kept = await drafts.keep(hands, id_of(request), member(request).id, typed.text, typed.seen)
            except Overtaken as told:
                return await self._overtaken(request, typed, told.now)
            typed = replace(typed, seen=kept.version)
        return await self._show(request, typed, wrong, status)

    def _differs(self, request: web.Request, typed: Typed, now: Draft) -> web.StreamResponse:
        """The same for the script."""
        pieces = difference(typed.text, now.text)
        return self.office.show(
            request, "conversation_other.html", CONFLICT, pieces=pieces, other=now.text, version=now.version
        )

    @asynccontextmanager
    async def _with(self, contact: int) -> AsyncGenerator[tuple[Hands, str]]:
        """A transaction to work in, and by what channel they are reached. Raises NotFound."""
        async with self.office.hands() as hands:
            await contacts.lock(hands.tx, [contact])
            point = await views.point(hands.tx, hands.vault, contact)
            if point.state == FORGOTTEN:
                raise NotFound("They were erased: nothing is kept of them.")
            yield hands, point.channel

    async def _show(
        self, request: web.Request, typed: Typed | None, wrong: Mapping[str, str], status: int = 200
    ) -> web.StreamResponse:
        number = self.changes.number
        shown = await room(self.office, id_of(request), member(request))
        at = typed or Typed(shown.draft.text, shown.draft.version, not shown.suits_now and shown.later is not None)
        given: dict[str, object] = {
            "typed": at, "wrong": wrong, "counted": counted_text(at.text, shown.talk.point.channel),
            "pieces": difference(at.text, at.other) if at.other is not None else (), "other": at.other, "version": at.seen,
        }  # fmt: skip
        return self.office.show(request, "conversation.html", status, **given, **self._given(request, shown, number))

    def _given(self, request: web.Request, shown: Room, number: str) -> dict[str, object]:
        whole = "all" in request.query
        bubbles = shown.talk.bubbles if whole else shown.talk.bubbles[-LATEST:]
        here = f"/desk/conversation/{id_of(request)}"
        now, hours = self.office.clock.now(), self.office.house.open
        return {
            "room": shown, "talk": shown.talk, "bubbles": bubbles, "hidden": len(shown.talk.bubbles) - len(bubbles),
            "here": here, "number": number, "person": shown.who, "via": words_talk.VIA.get(shown.talk.point.channel, ""),
            "outcomes": words.OUTCOMES, "moment": now, "is_going": any(one.is_going for one in bubbles),
            "read_from": None if hours.is_read(now) else hours.next_opening(now), "hours": self.office.rules.hours,
        }  # fmt: skip


def id_of(request: web.Request) -> int:
    return int(request.match_info["id"])


def to(request: web.Request, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/desk/conversation/{id_of(request)}?said={said}#newest")
