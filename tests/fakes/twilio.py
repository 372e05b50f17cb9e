"""Twilio, as far as this service sees it: takes texts and calls, lists them, reports on them, brings texts. Real HTTP.

`python -m tests.fakes.twilio --port 4010` runs it alone. What it did is at GET /_sent, /_callbacks and /_refused;
POST /_fail, /_callbacks, /_arrive and /_bring (JSON) tell it what to do next. It signs with twilio's own code.
"""

import argparse
import asyncio
import random
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from twilio.request_validator import RequestValidator

from tests.fakes.twilio_calls import FakeCalls
from tests.fakes.twilio_wire import (
    ACCOUNT,
    API,
    NUMBER,
    TOKEN,
    Callbacks,
    Failure,
    Row,
    basic,
    fits,
    problem,
    shown,
    signed,
)

PAGE = 50


@dataclass
class FakeTwilio:
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    callbacks: Callbacks = field(default_factory=Callbacks)
    failures: list[Failure] = field(default_factory=list[Failure])
    rows: list[Row] = field(default_factory=list[Row])
    called: list[Row] = field(default_factory=list[Row])
    refused: list[Row] = field(default_factory=list[Row])
    page: int = PAGE

    def __post_init__(self) -> None:
        self._number, self._closing = count(1), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._validator = RequestValidator(TOKEN)
        self.calls = FakeCalls(self.ask)
        self._http: ClientSession

    def app(self) -> web.Application:
        app = web.Application()
        app.cleanup_ctx.append(self._session)
        app.on_shutdown.append(self._close)
        for path, show in {
            "sent": lambda: self.sent,
            "callbacks": lambda: self.called,
            "refused": lambda: self.refused,
        }.items():
            _ = app.router.add_get(f"/_{path}", self._showing(show))
        routes = {
            "_fail": self._fail,
            "_callbacks": self._set_callbacks,
            "_arrive": self._arrive,
            "_bring": self._bring,
        }
        for path, handler in routes.items():
            _ = app.router.add_post(f"/{path}", handler)
        _ = app.router.add_post(f"{API}/Messages.json", self._create)
        _ = app.router.add_post(f"{API}/Calls.json", self.calls.create)
        _ = app.router.add_get(f"{API}/Messages.json", self._list)
        _ = app.router.add_get(f"{API}/Messages/{{sid}}/Media.json", self._media)
        return app

    @property
    def sent(self) -> list[Row]:
        return [row for row in self.rows if row["direction"] == "outbound-api"]

    def arrive(self, text: str, **fields: str) -> Row:
        """A text from a phone that is listed, but whose webhook never came: the service was away."""
        media = [value for name, value in fields.items() if name.startswith("MediaContentType")]
        return self._keep("inbound", fields.get("From", "+447700900123"), fields.get("To", NUMBER), text, media=media)

    async def bring(self, url: str, text: str, **fields: str) -> int:
        """A text from a phone, brought by webhook; the status that the service answered."""
        row = self.arrive(text, **fields)
        ids = {"MessageSid": row["sid"], "SmsSid": row["sid"], "SmsMessageSid": row["sid"], "SmsStatus": "received"}
        plain = {"From": row["from"], "To": row["to"], "Body": text, "NumMedia": row["num_media"], "NumSegments": "1"}
        return await self.post(url, {**plain, "FromCity": "", "ApiVersion": "2010-04-01", **fields, **ids})

    async def post(self, url: str, fields: Mapping[str, str]) -> int:
        return (await self.ask(url, fields))[0]

    async def ask(self, url: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Status and body of the answer to a signed form."""
        fields = {"AccountSid": ACCOUNT, **fields}
        body, headers = signed(url, fields, self._validator)
        async with self._http.post(url, data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def settled(self) -> None:
        """Every report on the way has been delivered or has failed."""
        while self._tasks:
            _ = await asyncio.gather(*self._tasks)

    # What the API does

    async def _create(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if error := self._error(request, form):
            self.refused.append({"code": error[1], "to": form.get("To")})
            return problem(*error)
        failure = self._next_failure()
        if failure is None:
            return web.json_response(shown(self._take(form)), status=201)
        if failure.taken:
            _ = self._take(form)
        self.refused.append({"code": failure.code, "to": form.get("To"), "how": failure.how})
        return await self._break(request, failure)

    def _error(self, request: web.Request, form: Mapping[str, str]) -> tuple[int, int] | None:
        sender = form.get("From", "").removeprefix("whatsapp:")
        body = form.get("Body", "")
        checks = (
            (request.headers.get("Authorization") != basic(), (401, 20003)),
            (not form.get("To"), (400, 21604)),
            (not sender and not form.get("MessagingServiceSid"), (400, 21603)),
            (sender not in ("", NUMBER), (400, 21606)),
            (not body, (400, 21602)),
            (len(body) > 1600, (400, 21617)),
            (not form.get("To", "").removeprefix("whatsapp:").startswith("+"), (400, 21211)),
        )
        return next((error for wrong, error in checks if wrong), None)

    def _take(self, form: Mapping[str, str]) -> Row:
        row = self._keep("outbound-api", form.get("From"), form["To"], form["Body"], status="queued")
        row["messaging_service_sid"] = form.get("MessagingServiceSid")
        row["status_callback"] = form.get("StatusCallback", "")
        row["validity_period"] = form.get("ValidityPeriod")
        row["outbox"] = "".join(parse_qs(urlsplit(row["status_callback"]).query).get("outbox", []))
        if self.callbacks.on and row["status_callback"]:
            self._in_background(self._tell(row, Callbacks(**asdict(self.callbacks))))
        return row

    def _keep(self, direction: str, sender: str | None, to: str, body: str, **more: Any) -> Row:
        media = more.pop("media", [])
        at = format_datetime(self.now())
        sid = f"{'MM' if media else 'SM'}{next(self._number):032x}"
        row: Row = {"sid": sid, "account_sid": ACCOUNT, "direction": direction, "from": sender, "to": to, "body": body}
        row |= {"date_created": at, "date_sent": None if direction != "inbound" else at, "status": "received"}
        row |= {"num_media": str(len(media)), "media": media, "error_code": None, "messaging_service_sid": None, **more}
        self.rows.append(row)
        return row

    def _next_failure(self) -> Failure | None:
        if not self.failures:
            return None
        failure = self.failures[0]
        failure.times -= 1
        if failure.times <= 0:
            _ = self.failures.pop(0)
        return failure

    async def _break(self, request: web.Request, failure: Failure) -> web.StreamResponse:
        if failure.how == "hang":
            _ = await self._closing.wait()
        if failure.how == "drop" and request.transport is not None:
            request.transport.close()
        headers = {} if failure.retry_after is None else {"Retry-After": str(failure.retry_after)}
        return problem(failure.status, failure.code, headers)

    async def _list(self, request: web.Request) -> web.Response:
        """Newest first. A text that waits has no date, and no date filter finds it."""
        if request.headers.get("Authorization") != basic():
            return problem(401, 20003)
        query = request.query
        rows = [row for row in reversed(self.rows) if fits(row, query)]
        size, page = min(int(query.get("PageSize", self.page)), self.page), int(query.get("Page", 0))
        listed = [shown(row) for row in rows[page * size : (page + 1) * size]]
        after = {**query, "Page": str(page + 1), "PageToken": f"PA{page}"}
        following = f"{API}/Messages.json?{urlencode(after)}" if len(rows) > (page + 1) * size else None
        return web.json_response({"messages": listed, "page": page, "page_size": size, "next_page_uri": following})

    async def _media(self, request: web.Request) -> web.Response:
        sid = request.match_info["sid"]
        types = next((row["media"] for row in self.rows if row["sid"] == sid), [])
        uris = (f"{API}/Messages/{sid}/Media/ME{i:032x}.json" for i in count())
        return web.json_response(
            {"media_list": [{"content_type": t, "uri": u} for t, u in zip(types, uris, strict=False)]}
        )

    async def _tell(self, row: Row, how: Callbacks) -> None:
        """The steps of one text, as reports. A report that finds nobody is not repeated."""
        steps = ["sending", "sent", how.end] * (2 if how.twice else 1)
        if how.shuffled:
            self.dice.shuffle(steps)
        row["status"], row["date_sent"] = how.end, format_datetime(self.now())
        for step in steps:
            error = {"ErrorCode": how.error} if step == how.end and how.error else {}
            fields = {"MessageSid": row["sid"], "SmsSid": row["sid"], "MessageStatus": step, "SmsStatus": step, **error}
            called: Row = {"sid": row["sid"], "outbox": row["outbox"], "status": step, "answer": 0}
            with suppress(ClientError, TimeoutError, OSError):
                called["answer"] = await self.post(row["status_callback"], {**fields, "To": row["to"]})
            self.called.append(called)

    def _in_background(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # What a test in another process asks for

    def _showing(self, rows: Callable[[], list[Row]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def show(_: web.Request) -> web.Response:
            return web.json_response(rows())

        return show

    async def _fail(self, request: web.Request) -> web.Response:
        self.failures.append(Failure(**await request.json()))
        return web.json_response({})

    async def _set_callbacks(self, request: web.Request) -> web.Response:
        self.callbacks = Callbacks(**await request.json())
        return web.json_response(asdict(self.callbacks))

    async def _arrive(self, request: web.Request) -> web.Response:
        return web.json_response(self.arrive(**await request.json()))

    async def _bring(self, request: web.Request) -> web.Response:
        return web.json_response({"status": await self.bring(**await request.json())})

    async def _session(self, app: web.Application) -> AsyncIterator[None]:
        async with ClientSession(timeout=ClientTimeout(total=15)) as session:
            self._http = session
            yield

    async def _close(self, app: web.Application) -> None:
        self._closing.set()
        for task in self._tasks:
            _ = task.cancel()


async def main(port: int) -> None:
    fake = FakeTwilio()
    runner = web.AppRunner(fake.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    print(f"ready on port {runner.addresses[0][1]}", flush=True)
    _ = await asyncio.Event().wait()


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    _ = options.add_argument("--port", type=int, default=0)
    with suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(main(options.parse_args().port)))
