"""What Twilio brings: texts, delivery reports and calls. Each is answered only after it is stored.

Unsigned or wrongly signed: 403, and nothing is stored. Not stored: 503, so that Twilio tries again or goes to its
fallback. Replies never go in the answer: it has no message id, and is lost when Twilio stops waiting.
"""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.channels.base import Calls, DeliveryReport, Inbound, Receive, Report
from bot.channels.twilio.account import Account
from bot.channels.twilio.calls import Script, call_of, say
from bot.channels.twilio.codes import reaction
from bot.channels.twilio.inbound import inbound, split_address
from bot.channels.twilio.signature import Signature, fields_of
from bot.clock import Clock

SIGNATURE = "X-Twilio-Signature"
FORM = "application/x-www-form-urlencoded"
LARGEST = 64 * 1024  # bytes: 1,600 emoji, each written as twelve characters, three times over
STATES = {
    "sent": "sent",
    "partially_delivered": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}
Fields = dict[str, str]
Spoken = Callable[[bool], str]
"""What a caller hears, given whether the call was stored. Empty for one that was not: the call ends with 503."""

log = structlog.get_logger()


class Refused(Exception):
    """A request that is not taken, with the answer it gets."""

    def __init__(self, status: int, why: str):
        super().__init__(why)
        self._status, self._why = status, why

    @property
    def answer(self) -> web.Response:
        return web.Response(status=self._status, text=f"{self._why}\n")


def routes(
    receive: Receive, report: Report, clock: Clock, account: Account, spoken: Spoken, calls: Calls | None = None
) -> list[web.RouteDef]:
    hooks = Webhooks(receive, report, clock, account, spoken, calls)
    return [
        web.post("/twilio/message", hooks.message),
        web.post("/twilio/status", hooks.status),
        web.post("/twilio/voice", hooks.voice),
    ]


class Webhooks:
    def __init__(
        self, receive: Receive, report: Report, clock: Clock, account: Account, spoken: Spoken, calls: Calls | None
    ):
        self._receive, self._report, self._clock = receive, report, clock
        self._account, self._spoken = account, spoken
        self._script = Script(calls, account) if calls else None
        self._signature = Signature(account.public_url, account.token)

    async def message(self, request: web.Request) -> web.Response:
        try:
            fields = await self._signed(request, "MessageSid", "From")
        except Refused as refused:
            return refused.answer
        stored = await _stored(self._receive(inbound(fields, self._clock.now())))
        return twiml() if stored else not_stored()

    async def status(self, request: web.Request) -> web.Response:
        """What became of a text, or of a call of ours."""
        call = call_of(request.query)
        needed = ("CallSid", "CallStatus") if call else ("MessageSid", "MessageStatus")
        try:
            fields = await self._signed(request, *needed)
        except Refused as refused:
            return refused.answer
        if call and self._script:
            stored = await _stored(self._script.status(call, fields))
            return web.Response(status=204) if stored else not_stored()
        told = delivery(fields, request.query.get("outbox", ""))
        stored = told is None or await _stored(self._report(told))
        return web.Response(status=204) if stored else not_stored()

    async def voice(self, request: web.Request) -> web.Response:
        """Whoever rings hears where help is, even when the call could not be stored. A call of ours goes on."""
        try:
            fields = await self._signed(request, "CallSid")
        except Refused as refused:
            return refused.answer
        if (call := call_of(request.query)) and self._script:
            return await self._go_on(self._script, call, request.query.get("step", ""), fields)
        _, address = split_address(fields.get("From") or "withheld")
        call = Inbound("sms", address, fields["CallSid"], "rang the number", self._clock.now(), "call")
        words = self._spoken(await _stored(self._receive(call)))
        if not words:
            return not_stored()
        return twiml(f"{say(words)}<Hangup/>")

    async def _go_on(self, script: Script, call: int, step: str, fields: Fields) -> web.Response:
        try:
            return twiml(await script.verbs(call, step, fields))
        except Exception as error:  # Twilio asks again, or says that it cannot go on
            log.error("call not put through", error=type(error).__name__)
            return not_stored()

    async def _signed(self, request: web.Request, *needed: str) -> Fields:
        """The fields of a request that Twilio signed for our account. Raises Refused."""
        if not (signature := request.headers.get(SIGNATURE)):
            raise _forbidden("no signature")
        pairs = await _form(request)
        if not self._signature.is_right(request.raw_path, pairs, signature):
            raise _forbidden("wrong signature: is PUBLIC_URL the address that Twilio calls?")
        fields = dict(pairs)
        if fields.get("AccountSid") != self._account.sid:
            raise _forbidden("another account")
        if missing := [name for name in needed if not fields.get(name)]:
            raise Refused(400, f"Missing: {', '.join(missing)}.")
        return fields


async def _form(request: web.Request) -> list[tuple[str, str]]:
    if not request.headers.get("Content-Type", "").lower().startswith(FORM):
        raise Refused(415, f"Send a form ({FORM}).")
    if (request.content_length or 0) > LARGEST:
        raise _too_large()
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise _too_large() from None
    except web.RequestPayloadError as error:  # broken off, or said to be compressed and is not
        raise Refused(400, "The body cannot be read.") from error
    if len(body) > LARGEST:
        raise _too_large()
    try:
        return fields_of(body)
    except ValueError as error:
        raise Refused(400, "The body is not a form.") from error


def delivery(fields: Fields, outbox: str) -> DeliveryReport | None:
    """None for the steps on the way, which change nothing here."""
    state = STATES.get(fields["MessageStatus"].lower())
    if state is None:
        return None
    row = int(outbox) if outbox.isascii() and outbox.isdigit() and len(outbox) < 20 else 0
    code = fields.get("ErrorCode", "") if state == "failed" else ""
    known = row if 0 < row < 2**63 else None
    return DeliveryReport(fields["MessageSid"], state, known, code, reaction(code))  # type: ignore[arg-type]


async def _stored(work: Awaitable[None]) -> bool:
    """Whatever went wrong, Twilio must hear that it is not stored."""
    try:
        await work
    except Exception as error:
        log.error("not stored", error=type(error).__name__)
        return False
    return True


def _forbidden(why: str) -> Refused:
    log.warning("request refused", why=why)
    return Refused(403, f"Refused: {why}.")


def _too_large() -> Refused:
    return Refused(413, f"A request has at most {LARGEST} bytes.")


def not_stored() -> web.Response:
    return web.Response(status=503, text="Not stored; please try again.\n")


def twiml(verbs: str = "") -> web.Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?><Response>{verbs}</Response>' if verbs else "<Response/>"
    return web.Response(text=text, content_type="text/xml")
