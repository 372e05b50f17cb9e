"""`/try`: the phones' pages. Everything works with plain forms; with JavaScript the messages also arrive live.

A pressed button always says which question it answers. Typed words say so only when that question was the
newest message before the typing began; otherwise the service judges by when the question was shown.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.channels.base import Inbound, Receive
from bot.channels.browser.channel import CHANNEL, PEOPLE, BrowserPhones, Bubble, Phone
from bot.clock import Clock
from bot.pictures import draw
from bot.state import Reference
from bot.web import ICON, asset, either, page, private_app, safe_return, stream, templates

HERE = Path(__file__).parent
NUMBER = r"\+\d{8,15}"
LONGEST = 1600  # characters, as on Twilio
REPLY_WITHIN = 1.5  # seconds that a plain form waits for the answer, so that its page already shows it
AHEAD = {"day": timedelta(days=1), "week": timedelta(days=7)}  # how far a visitor may move the demo's clock on

GoOn: TypeAlias = Callable[[timedelta], Awaitable[None]]


def setup(
    app: web.Application,
    phones: BrowserPhones,
    receive: Receive,
    clock: Clock,
    zone: ZoneInfo,
    go_on: GoOn | None = None,
) -> None:
    """Add `/try`. For demo mode only. With `go_on` visitors may move the clock on."""
    pages, tried = Pages(phones, receive, clock, zone, go_on), private_app()
    tried.on_shutdown.append(phones.bell.close_with)
    _ = tried.router.add_get("", pages.several)
    _ = tried.router.add_get("/changes", pages.changes)
    for file in (HERE / "static" / "phones.css", HERE / "static" / "phones.js", ICON):
        _ = tried.router.add_get(f"/static/{file.name}", asset(file))
    _ = tried.router.add_get(f"/{{address:{NUMBER}}}", pages.one)
    _ = tried.router.add_get(f"/{{address:{NUMBER}}}/screen", pages.screen)
    _ = tried.router.add_get(f"/{{address:{NUMBER}}}/picture/{{key}}", pages.picture)
    _ = tried.router.add_post(f"/{{address:{NUMBER}}}", pages.write)
    if go_on:
        _ = tried.router.add_post("/later", pages.later)
    _ = app.add_subapp("/try", tried)


class Pages:
    def __init__(
        self, phones: BrowserPhones, receive: Receive, clock: Clock, zone: ZoneInfo, go_on: GoOn | None = None
    ):
        self.phones, self.receive, self.clock, self.zone, self.go_on = phones, receive, clock, zone, go_on
        filters = {"wall": self._wall, "day": self._day, "spoken": spoken_number, "label": label_of}
        self.templates = templates(HERE / "templates", **filters)

    def _wall(self, at: datetime) -> str:
        return at.astimezone(self.zone).strftime("%H:%M")

    def _day(self, at: datetime) -> str:
        local = at.astimezone(self.zone)
        return f"{local:%A} {local.day} {local:%B %Y}"

    async def several(self, request: web.Request) -> web.StreamResponse:
        wanted = request.query.get("phones", "2")
        count = int(wanted) if wanted in ("1", "2", "3", "4") else 2
        return await self._show(list(PEOPLE)[:count], f"/try?phones={count}")

    async def one(self, request: web.Request) -> web.StreamResponse:
        address = request.match_info["address"]
        return await self._show([address], f"/try/{address}")

    async def _show(self, addresses: list[str], back: str, problem: str = "", status: int = 200) -> web.StreamResponse:
        phones = [await self.phones.phone(address) for address in addresses]
        everybody = [*PEOPLE, *self.phones.others()]
        template = self.templates.get_template("try.html")
        given = {"now": self.clock.now(), "ahead": AHEAD if self.go_on else (), "problem": problem}
        html = template.render(phones=phones, everybody=everybody, back=back, new_id=new_id, **given)
        return page(html, status)

    async def screen(self, request: web.Request) -> web.StreamResponse:
        return self._screen(await self.phones.phone(request.match_info["address"]))

    def _screen(self, phone: Phone) -> web.Response:
        return page(self.templates.get_template("screen.html").render(phone=phone, new_id=new_id))

    async def picture(self, request: web.Request) -> web.StreamResponse:
        phone = await self.phones.phone(request.match_info["address"])
        for bubble in phone.bubbles:
            if bubble.picture and bubble.key == request.match_info["key"]:
                return web.Response(body=await asyncio.to_thread(draw, bubble.picture), content_type="image/png")
        raise web.HTTPNotFound

    async def changes(self, request: web.Request) -> web.StreamResponse:
        return await stream(request, self.phones.bell, self.clock, self._news)

    def _news(self) -> str:
        now = self.clock.now()
        return json.dumps({"now": f"{self._day(now)}, {self._wall(now)}", "changes": self.phones.changes()})

    async def later(self, request: web.Request) -> web.StreamResponse:
        """Answered at the journey's end. Pages that are open show meanwhile what happens."""
        form = await request.post()
        by = AHEAD.get(str(form.get("by")))
        if by is None or self.go_on is None:
            raise web.HTTPBadRequest(text="There is a next day and a next week.")
        await self.go_on(by)
        raise web.HTTPSeeOther(safe_return(str(form.get("back", "")), "/try"))

    async def write(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        phone, live = await self.phones.phone(request.match_info["address"]), "X-Live" in request.headers
        back = safe_return(form.get("back", ""), "/try")
        before = phone.changes
        problem = await self._take(phone, form)
        if problem:
            return web.Response(text=problem, status=503) if live else await self._again(phone, problem)
        if live:
            return self._screen(phone)
        await either(self._answered(phone, before), self.clock.sleep(REPLY_WITHIN))
        raise web.HTTPSeeOther(back)

    async def _again(self, phone: Phone, problem: str) -> web.StreamResponse:
        return await self._show([phone.address], f"/try/{phone.address}", problem, 503)

    async def _answered(self, phone: Phone, before: int) -> None:
        """Returns when more has come than the message itself."""
        while phone.changes < before + 2 and not self.phones.bell.closed:
            await self.phones.bell.after(self.phones.bell.count)

    async def _take(self, phone: Phone, form: dict[str, str]) -> str:
        """Show it and have it stored; what comes back is the reason when it was not."""
        inbound = self._inbound(phone, form)
        if len(inbound.text) > LONGEST:
            return f"Not sent: a text has at most {LONGEST} letters."
        answers = form.get("reply_to", "") if inbound.reply_to else ""
        self.phones.write(phone, Bubble(inbound.provider_id, inbound.at, True, inbound.text, answers=answers))
        try:
            await self.receive(inbound)
        except Exception:  # whatever it was: not stored, so the phone must not show it as sent
            self.phones.take_back(phone, inbound.provider_id)
            return "Not sent. Please try again."
        return ""

    def _inbound(self, phone: Phone, form: dict[str, str]) -> Inbound:
        kind = "button" if form.get("pressed") else "text"
        id, text, reply_to = form.get("id") or new_id(), form.get("text", ""), _reference(form.get("reply_to", ""))
        return Inbound(CHANNEL, phone.address, id[:64], text, self.clock.now(), kind, reply_to)


def _reference(said: str) -> Reference | None:
    found = re.fullmatch(r"(\d{1,19}):([\w.]{1,64})", said, re.ASCII)  # "goal_words.1": some are asked more than once
    return Reference(int(found[1]), found[2]) if found else None


def new_id() -> str:
    """What one message is known by: a form that is sent again carries it again."""
    return uuid4().hex


def label_of(address: str) -> str:
    return PEOPLE.get(address, "Another phone")


def spoken_number(address: str) -> str:
    """+447700900001 as people here write it: 07700 900001."""
    return f"0{address[3:7]} {address[7:]}" if address.startswith("+44") else address
