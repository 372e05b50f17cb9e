"""`/privacy`: what the texts link to. Public, and all that this service shows to everybody."""

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.desk.words import counted
from bot.web import ICON, add_headers, asset, page, templates

HERE = Path(__file__).parent
YEAR = 365.25  # days


@dataclass(frozen=True, slots=True)
class Promises:
    """What the page says of this service; all of it comes from the settings."""

    service: str
    office: str
    keep_messages_days: int
    keep_unfinished_days: int


def setup_privacy(app: web.Application, promises: Promises) -> None:
    """Add `/privacy`. Its own application, so that its headers are its own."""
    template = templates(HERE / "templates").get_template("privacy.html")
    html = template.render(
        promises=promises,
        kept=how_long(promises.keep_messages_days),
        unfinished=how_long(promises.keep_unfinished_days),
    )

    async def privacy(_: web.Request) -> web.StreamResponse:
        return page(html)

    public = web.Application()
    public.on_response_prepare.append(add_headers)
    _ = public.router.add_get("", privacy)
    _ = public.router.add_get("/base.css", asset(HERE / "static" / "base.css"))
    _ = public.router.add_get("/icon.svg", asset(ICON))
    _ = app.add_subapp("/privacy", public)


def how_long(days: int) -> str:
    """Days in the words that people use: "8 years"."""
    if days >= YEAR:
        return counted(round(days / YEAR), "year")
    return counted(round(days / 30.4), "month") if days >= 60 else counted(days, "day")
