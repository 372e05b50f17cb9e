"""Calls between a member of staff and somebody else, through our number: each sees ours, never the other's.

Twilio rings the first side and asks us what to say. Whoever picks up presses a key, and only then is the other side
rung. Everything that Twilio asks comes signed to /twilio/voice and /twilio/status, with our call in the address.
"""

from collections.abc import Mapping
from html import escape

from aiohttp import ClientSession, ClientTimeout

from bot.channels.base import Calls, Ring
from bot.channels.twilio.account import Account
from bot.channels.twilio.api import TIMEOUT, Api

RINGS, WAITS, KEY_WITHIN = 25, 30, 10  # seconds: before mailboxes answer; the other side; to press a key
VOICE = "Polly.Amy"  # British
OVER = ("completed", "busy", "no-answer", "failed", "canceled")
Fields = Mapping[str, str]


class Telephone:
    """Rings the first side. Our number must be a number: a Messaging Service cannot ring anybody."""

    def __init__(self, account: Account, session: ClientSession, timeout: ClientTimeout = TIMEOUT):
        self._account, self._api = account, Api(session, account, timeout)

    async def ring(self, ring: Ring) -> str:
        """Raises SendFailed. Never tried again: nobody knows whether a phone rang."""
        url = self._account.public_url
        fields = {"To": ring.to, "From": self._account.sender, "Timeout": str(RINGS)}
        fields["Url"] = f"{url}/twilio/voice?call={ring.id}"
        fields["StatusCallback"] = f"{url}/twilio/status?call={ring.id}"
        return await self._api.call(fields)


def call_of(query: Mapping[str, str]) -> int:
    """The call that a request is about; 0 for none of ours."""
    said = query.get("call", "")
    id = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
    return id if id < 2**63 else 0


class Script:
    """What Twilio is told to do, step by step, as TwiML."""

    def __init__(self, calls: Calls, account: Account):
        self._calls, self._number = calls, account.sender

    async def verbs(self, call: int, step: str, fields: Fields) -> str:
        if step == "through":
            return await self._put_through(call)
        if step == "ended":
            await self._calls.ended(call, fields.get("DialCallStatus", ""))
            return "<Hangup/>"
        return await self._greet(call)

    async def _greet(self, call: int) -> str:
        if not (words := await self._calls.greeting(call)):
            return self._sorry()
        action = escape(f"/twilio/voice?call={call}&step=through")
        return f'<Gather numDigits="1" timeout="{KEY_WITHIN}" action="{action}">{say(words)}</Gather><Hangup/>'

    async def _put_through(self, call: int) -> str:
        if (number := await self._calls.put_through(call)) is None:
            return self._sorry()
        action, ours = escape(f"/twilio/voice?call={call}&step=ended"), escape(self._number)
        whom = f"<Number>{escape(number)}</Number>"
        return f'<Dial callerId="{ours}" timeout="{WAITS}" answerOnBridge="true" action="{action}">{whom}</Dial>'

    async def status(self, call: int, fields: Fields) -> None:
        if fields.get("CallStatus", "").lower() in OVER:
            await self._calls.hung_up(call)

    def _sorry(self) -> str:
        return f"{say(self._calls.sorry)}<Hangup/>"


def say(words: str) -> str:
    return f'<Say voice="{VOICE}" language="en-GB">{escape(words)}</Say>'
