"""What the desk's forms do to an item: take it, take it over, note, close, open again. Each answers with a redirect."""

from aiohttp import web

from bot.clock import Clock
from bot.desk import words
from bot.desk.present import who
from bot.errors import AlreadyTaken
from bot.store import holding, items
from bot.store.database import Database
from bot.web import Handler, safe_return, saying

LONGEST_NOTE = 1000  # characters


class ItemForms:
    def __init__(self, database: Database, clock: Clock):
        self.database, self.clock = database, clock

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
        number, form = int(request.match_info["number"]), await request.post()
        outcome, back = str(form.get("outcome", "")), str(form.get("back", ""))
        verdict = str(form.get("verdict", ""))
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
        number, form = int(request.match_info["number"]), await request.post()
        text, back = str(form.get("note", "")).strip()[:LONGEST_NOTE], str(form.get("back", ""))
        try:
            async with self.database.write() as tx:
                me, now, ids = who(request), self.clock.now(), self.database.ids
                if form.get("attempted"):
                    await holding.attempted(tx, ids, number, me, "desk", now)
                if text:
                    await holding.note(tx, self.database.vault, ids, number, me, text, now)
        except AlreadyTaken:
            raise _back(back, await truth(self.database, request, number), number) from None
        raise _back(back, "noted", number)

    async def reopen(self, request: web.Request) -> web.StreamResponse:
        number, form = int(request.match_info["number"]), await request.post()
        try:
            async with self.database.write() as tx:
                await holding.reopen(tx, self.database.ids, number, who(request), self.clock.now())
        except AlreadyTaken:
            raise _back(str(form.get("back", "")), "open", number) from None
        raise _back(str(form.get("back", "")), "reopened", number)


async def truth(database: Database, request: web.Request, number: int) -> str:
    """Why it could not be done: how the item stands by now. Raises NotFound."""
    async with database.read() as tx:
        item = await items.one(tx, database.vault, number)
    if item.state == "claimed":
        return "yours" if item.claimed_by == who(request) else "taken"
    return "closed" if item.state == "resolved" else "nobody"


def _back(path: str, said: str, number: int) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(saying(safe_return(path, "/desk"), said, number))
