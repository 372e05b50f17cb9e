"""Pages that this service shows in a browser: who may ask for them, what they may load, how they stay up to date.

Shared by the desk and the phones at /try. A page loads nothing from elsewhere and runs nothing that is written inside
it; a form counts only when it was sent from a page of ours.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Any, Protocol, TypeAlias
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.clock import Clock
from bot.settings import Settings
from bot.store.database import Database

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
ICON = Path(__file__).parent / "static" / "icon.svg"
OUR_NAMES = {"localhost", "127.0.0.1", "::1"}
STILL_HERE = 15.0  # seconds between signs of life on a stream, so that the end of a dead one is noticed
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer browsers would send `Origin: null` with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
NOT_HERE = "This page has no sign-in, so it opens only on the computer that the service runs on, as localhost."
NOT_OURS = "This form did not come from a page of this service, so nothing was changed."


class Service(Protocol):
    """What pages need of the service that they are added to."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def web(self) -> web.Application: ...


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        if name not in response.headers:
            response.headers[name] = value


@web.middleware
async def only_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only this machine, and only under its own name: another site's name may point to this address."""
    if not (_is_loopback(request.remote) and urlsplit(f"//{request.host}").hostname in OUR_NAMES):
        raise web.HTTPForbidden(text=NOT_HERE)
    return await handler(request)


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.method not in ("GET", "HEAD") and not _from_our_page(request):
        raise web.HTTPForbidden(text=NOT_OURS)
    return await handler(request)


def _is_loopback(remote: str | None) -> bool:
    try:
        address = ip_address(remote or "")
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback


def _from_our_page(request: web.Request) -> bool:
    """Browsers send at least one of the two with every form; whoever sends neither is no browser of ours."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        return False
    return site in (None, "same-origin") and (origin is None or urlsplit(origin).netloc == request.host)


def private_app() -> web.Application:
    """An application whose every page is for this machine alone."""
    return guarded_app(only_here)


def guarded_app(*first: Middleware) -> web.Application:
    """An application whose forms count from its own pages alone."""
    app = web.Application(middlewares=[*first, same_origin])
    app.on_response_prepare.append(add_headers)
    return app


def only_by_https(app: web.Application) -> None:
    """Tell browsers to ask for every page of this host over HTTPS, for a year."""

    async def add(_: web.Request, response: web.StreamResponse) -> None:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"

    app.on_response_prepare.append(add)


def templates(folder: Path, **filters: Callable[..., str]) -> Environment:
    """Escaping is on for every template, and a name that is not given is an error."""
    loader = FileSystemLoader(folder)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(filters)
    return made


def page(html: str, status: int = 200) -> web.Response:
    return web.Response(text=html, content_type="text/html", status=status)


def asset(path: Path) -> Handler:
    """A handler for one file of ours, read once."""
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    body = path.read_bytes()

    async def give(_: web.Request) -> web.StreamResponse:
        headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=body, content_type=kinds[path.suffix], charset="utf-8", headers=headers)

    return give


def safe_return(path: str, start: str) -> str:
    """Where to go after a form: a page of ours below `start`, or `start` itself. Never another site."""
    return path if re.fullmatch(rf"{re.escape(start)}(/[\w+]+)*(\?[\w=&%+.-]*)?", path, re.ASCII) else start


def saying(path: str, said: str, item: int) -> str:
    """The address of a page of ours that says, beside all that it says, how a form about this item fared."""
    return f"{path}{'&' if '?' in path else '?'}said={said}&item={item}"


class Bell:
    """Wakes everybody who waits for a change. `close` ends all waiting, for the service's own end."""

    def __init__(self) -> None:
        self.count, self.closed = 0, False
        self._next = asyncio.Event()

    def ring(self) -> None:
        self.count += 1
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    async def after(self, count: int) -> None:
        """Return once it has rung more often than this."""
        while self.count <= count and not self.closed:
            _ = await self._next.wait()

    def close(self) -> None:
        self.closed = True
        self.ring()

    async def close_with(self, app: web.Application) -> None:
        """The same, as a signal of the web application that stops: it would wait a minute for open streams."""
        self.close()


async def either(*waits: Coroutine[Any, Any, object]) -> None:
    """Return when the first of them does."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            _ = task.cancel()


async def always() -> bool:
    return True


async def stream(
    request: web.Request,
    bell: Bell,
    clock: Clock,
    tell: Callable[[], str],
    lasts: Callable[[], Awaitable[bool]] = always,
) -> web.StreamResponse:
    """Server-sent events: what `tell` says now, and again whenever the bell rings, for as long as `lasts` says so."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    _ = await response.prepare(request)
    try:
        while not bell.closed:
            heard = bell.count
            if not await lasts():
                break
            await response.write(f"data: {tell()}\n\n".encode())
            await either(bell.after(heard), clock.sleep(STILL_HERE))
    except ConnectionResetError:
        pass  # the page was closed
    return response
