"""Calls at the stand-in for Twilio: it takes them, and does what the service's TwiML says when a test picks up."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urljoin
from xml.etree import ElementTree

from aiohttp import web

from tests.fakes.twilio_wire import ACCOUNT, NUMBER, Row, basic, problem

Post = Callable[[str, Mapping[str, str]], Awaitable[tuple[int, str]]]


@dataclass
class FakeCalls:
    """`post` sends a signed form and gives back status and body. `refuse`: the next calls are not taken, with 400."""

    post: Post
    made: list[Row] = field(default_factory=list[Row])
    refuse: int = 0

    def __post_init__(self) -> None:
        self._number = count(1)

    async def create(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        wrong = (
            (request.headers.get("Authorization") != basic(), (401, 20003)),
            (form.get("From") != NUMBER, (400, 21210)),
            (not form.get("To", "").startswith("+"), (400, 21211)),
            (not form.get("Url", "").startswith("http"), (400, 21205)),
            (bool(self.refuse), (400, self.refuse)),
        )
        if error := next((error for is_wrong, error in wrong if is_wrong), None):
            return problem(*error)
        row: Row = {"sid": f"CA{next(self._number):032x}", "account_sid": ACCOUNT, "status": "queued"}
        row |= {"from": form["From"], "to": form["To"], "url": form["Url"], "callback": form["StatusCallback"]}
        self.made.append(row)
        return web.json_response({k: v for k, v in row.items() if k not in ("url", "callback")}, status=201)

    async def pick_up(self, row: Row) -> ElementTree.Element:
        """The first phone is answered: what Twilio is told to say and do."""
        return await self._ask(row, row["url"], CallStatus="in-progress")

    async def press(self, row: Row, said: ElementTree.Element, digits: str = "1") -> ElementTree.Element:
        gather = said.find("Gather")
        assert gather is not None
        return await self._ask(row, urljoin(row["url"], gather.attrib["action"]), Digits=digits)

    async def end(self, row: Row, said: ElementTree.Element, status: str) -> ElementTree.Element:
        """How the second phone answered."""
        dial = said.find("Dial")
        assert dial is not None
        return await self._ask(row, urljoin(row["url"], dial.attrib["action"]), DialCallStatus=status)

    async def hang_up(self, row: Row, status: str = "completed") -> int:
        fields = {"CallSid": row["sid"], "CallStatus": status, "From": NUMBER, "To": row["to"]}
        return (await self.post(row["callback"], fields))[0]

    async def _ask(self, row: Row, url: str, **more: str) -> ElementTree.Element:
        fields = {"CallSid": row["sid"], "From": NUMBER, "To": row["to"], "Direction": "outbound-api", **more}
        status, body = await self.post(url, fields)
        assert status == 200, body
        return ElementTree.fromstring(body)
