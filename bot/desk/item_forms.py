"""What the desk's forms do to an item: take it, take it over, note, close, open again. Each answers with a redirect."""

from aiohttp import web

from bot.casework.record import tidy
from bot.desk import words
from bot.desk.form import Form
from bot.desk.item_page import ItemPage
from bot.desk.office import Office
from bot.desk.present import who
from bot.errors import AlreadyTaken
from bot.store import holding, items
from bot.store.database import Database
from bot.web import Handler, safe_return, saying

LONGEST_NOTE = 1000  # characters


class ItemForms:
    def __init__(self, office: Office):
        self.database, self.clock, self.page = office.database, office.clock, ItemPage(office)

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        item = r"/item/{number:\d{1,9}}"
        return (
            (f"{item}/take", self.take),
            (f"{item}/over", self.take_over),
            (f"{item}/close", self.close),
            (f"{item}/note", self.note),
            (f"{item}/reopen", self.reopen),
        )

    async def take(self, request: web.Request) -> web.StreamResponse:
        number, form = int(request.match_info["number"]), await request.post()
        try:
            async with self.database.write() as tx:
                await holding.claim(tx, self.database.ids, number, who(request), self.clock.now())
        except AlreadyTaken:
            raise _back(str(form.get("back", "")), await truth(self.database, request, number), number) from None
        raise _back(str(form.get("back", "")), "yours", number)

    async def take_over(self, request: web.Request) -> web.StreamResponse:
        """From whoever the page showed: if somebody else has it by now, that is to be seen first."""
        number, form = int(request.match_info["number"]), await request.post()
        holder, back = str(form.get("holder", "")), str(form.get("back", ""))
        try:
            async with self.database.write() as tx:
                await holding.take_over(tx, self.database.ids, number, holder, who(request), self.clock.now())
        except AlreadyTaken:
            raise _back(back, await truth(self.database, request, number), number) from None
        raise _back(back, "yours", number)

    async def close(self, request: web.Request) -> web.StreamResponse:
        """Its form has the note too: what was typed there is kept, whether or not it can be closed."""
        number, form = int(request.match_info["number"]), await Form.of(request)
        outcome, verdict, back = form.text("outcome"), form.text("verdict"), form.text("back")
        if is_too_long(form.whole("note")):
            return await self._too_long(request, form)
        _ = await self._keep(request, form)
        if outcome not in words.OUTCOMES:
            raise _back(back, "outcome", number)
        try:
            async with self.database.write() as tx:
                said = verdict if verdict in words.AT_CLOSING else None
                await holding.resolve(tx, self.database.ids, number, who(request), outcome, self.clock.now(), said)
        except holding.HeldByAnother:
            raise _back(back, "held", number) from None
        except AlreadyTaken:
            raise _back(back, "closed", number) from None
        raise _back(back, "done", number)

    async def note(self, request: web.Request) -> web.StreamResponse:
        """Words on an item, and whether its holder has tried to reach the person."""
        number, form = int(request.match_info["number"]), await Form.of(request)
        if is_too_long(form.whole("note")):
            return await self._too_long(request, form)
        if not tidy(form.whole("note")) and not form.text("attempted"):
            raise _back(form.text("back"), "nonote", number)
        said = "noted" if await self._keep(request, form) else await truth(self.database, request, number)
        raise _back(form.text("back"), said, number)

    async def _keep(self, request: web.Request, form: Form) -> bool:
        """Anybody's note is kept; an attempt to reach the person is the holder's alone. False where it is not theirs."""
        number, text, me = int(request.match_info["number"]), tidy(form.whole("note")), who(request)
        now, ids = self.clock.now(), self.database.ids
        async with self.database.write() as tx:
            if text:
                await holding.note(tx, self.database.vault, ids, number, me, text, now)
            try:
                if form.text("attempted"):
                    await holding.attempted(tx, ids, number, me, "desk", now)
            except AlreadyTaken:
                return False
        return True

    async def _too_long(self, request: web.Request, form: Form) -> web.StreamResponse:
        """It is said, and shown again whole."""
        return await self.page.show(request, form.kept(), {"note_on_item": too_long(form.whole("note"))})

    async def reopen(self, request: web.Request) -> web.StreamResponse:
        number, form = int(request.match_info["number"]), await request.post()
        try:
            async with self.database.write() as tx:
                await holding.reopen(tx, self.database.ids, number, who(request), self.clock.now())
        except AlreadyTaken:
            raise _back(str(form.get("back", "")), "open", number) from None
        raise _back(str(form.get("back", "")), "reopened", number)


def is_too_long(note: str) -> bool:
    return len(tidy(note)) > LONGEST_NOTE


def too_long(note: str) -> str:
    return f"Write {LONGEST_NOTE:,} characters at most: this has {len(tidy(note)):,}. Nothing was kept yet."


async def truth(database: Database, request: web.Request, number: int) -> str:
    """Why it could not be done: how the item stands by now. Raises NotFound."""
    async with database.read() as tx:
        item = await items.one(tx, database.vault, number)
    if item.state == "claimed":
        return "yours" if item.claimed_by == who(request) else "taken"
    return "closed" if item.state == "resolved" else "nobody"


def _back(path: str, said: str, number: int) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(saying(safe_return(path, "/desk"), said, number))
