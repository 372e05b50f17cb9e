"""Our webhooks on a real port, in front of a receiver that only remembers."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from twilio.request_validator import RequestValidator
from yarl import URL

from bot.channels.base import DeliveryReport, Inbound
from bot.channels.twilio import Account, routes
from bot.clock import ManualClock
from tests.fakes.twilio_wire import ACCOUNT, NUMBER, TOKEN, signed

PUBLIC = "https://texts.example.org"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HERS = "+447700900123"


@dataclass
class Doorstep:
    """What came through the door. While `broken`, nothing can be stored."""

    client: TestClient[web.Request, web.Application] = field(repr=False)
    inbound: list[Inbound] = field(default_factory=list[Inbound])
    reports: list[DeliveryReport] = field(default_factory=list[DeliveryReport])
    broken: bool = False
    sorry: str = ""

    async def receive(self, inbound: Inbound) -> None:
        self._break()
        self.inbound.append(inbound)

    async def report(self, report: DeliveryReport) -> None:
        self._break()
        self.reports.append(report)

    def spoken(self, noted: bool) -> str:
        return "Ring 999 & wait. We noted <that> you rang." if noted else self.sorry

    def _break(self) -> None:
        if self.broken:
            raise OSError("the disk is full")

    async def post(self, path: str, fields: Mapping[str, str]) -> ClientResponse:
        """Signed as Twilio signs, for the public address; sent to the real one, the path exactly as it is."""
        body, headers = self.sign(path, fields)
        server = str(self.client.make_url("")).rstrip("/")
        return await self.client.session.post(URL(f"{server}{path}", encoded=True), data=body, headers=headers)

    def sign(self, path: str, fields: Mapping[str, str]) -> tuple[bytes, dict[str, str]]:
        return signed(f"{PUBLIC}{path}", {"AccountSid": ACCOUNT, **fields}, RequestValidator(TOKEN))

    async def text(self, body: str, **fields: str) -> int:
        sent = {"MessageSid": "SM" + "1" * 32, "From": HERS, "To": NUMBER, "Body": body, "NumMedia": "0", **fields}
        return (await self.post("/twilio/message", sent)).status

    @property
    def nothing(self) -> bool:
        return not self.inbound and not self.reports


def account(url: str = "http://127.0.0.1", sender: str = NUMBER, public_url: str = PUBLIC) -> Account:
    return Account(url, ACCOUNT, TOKEN, sender, public_url)


@asynccontextmanager
async def door(port: int | None = None) -> AsyncGenerator[Doorstep, None]:
    """Behind a proxy that ends TLS; with a port, called there without one."""
    app = web.Application()
    client = TestClient(TestServer(app, port=port))
    step = Doorstep(client)
    ours = account(public_url=f"http://127.0.0.1:{port}" if port else PUBLIC)
    _ = app.add_routes(routes(step.receive, step.report, ManualClock(NOON), ours, step.spoken))
    async with client:
        yield step
