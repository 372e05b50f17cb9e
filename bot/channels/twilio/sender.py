"""Handing texts to Twilio, asking what became of them, and fetching what arrived while we were away.

One instance a channel: "sms" or "whatsapp". Texts go to UK mobiles, because a landline reads them aloud to whoever
answers, and numbers abroad are how premium-rate fraud is paid. A safety reply goes abroad too.
"""

import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from aiohttp import ClientSession, ClientTimeout

from bot.channels.base import Inbound, Outbound, SendFailed
from bot.channels.twilio.account import Account
from bot.channels.twilio.api import TIMEOUT, Api
from bot.channels.twilio.history import arrived, made_since, stamp
from flows.answers import is_landline, is_uk_mobile
from messages.segments import to_gsm

MOST = 1600  # characters that Twilio takes; whoever writes texts splits them long before
# Seconds that an unprompted text may wait at Twilio: later it might buzz at night. Replies wait as long as it takes.
VALID_FOR = {"prompt": "3600", "reminder": "3600", "first": "3600"}
OUT_OF_ORDER = timedelta(days=1)  # a list is newest first, nearly
REMEMBERED = 10_000  # sids: twenty minutes at the fastest that a UK number sends
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")


class Twilio:
    """A channel over Twilio. It never tries again by itself: what a failure means is in SendFailed."""

    def __init__(
        self,
        name: Literal["sms", "whatsapp"],
        account: Account,
        session: ClientSession,
        *,
        text_abroad: bool = False,
        timeout: ClientTimeout = TIMEOUT,
    ):
        self._name, self._account, self._text_abroad = name, account, text_abroad
        self._api = Api(session, account, timeout)
        self._rows: dict[str, int] = {}  # the outbox rows of the last sids

    @property
    def name(self) -> str:
        return self._name

    async def send(self, outbound: Outbound) -> str:
        if (refusal := self._refusal(outbound)) is not None:
            raise refusal
        return self._remember(outbound, await self._api.create(self._fields(outbound)))

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        """The sid of this text if Twilio took it since. Raises SendFailed when Twilio cannot be asked.

        Not filtered by DateSent: a text that still waits at Twilio has none, and would be sent a second time.
        Twilio shows no row: the same words said twice in minutes are told apart by what was handed over here.
        """
        body = to_gsm(outbound.text).strip()
        async for one in self._api.messages({"To": self._at(outbound.address)}):
            ours = str(one.get("direction")).startswith("outbound") and str(one.get("body")).strip() == body
            if ours and made_since(one, since) and self._rows.get(sid := str(one["sid"]), outbound.id) == outbound.id:
                return self._remember(outbound, sid)
            if not made_since(one, since - OUT_OF_ORDER):
                return None
        return None

    async def missed(self, since: datetime) -> AsyncIterator[Inbound]:
        """What people sent us since, oldest first, with its true time. Raises SendFailed when Twilio cannot be asked.

        What was taken already comes again: reception knows it by its provider id.
        """
        filters = {"DateSent>": stamp(since)}
        if not self._account.is_service:
            filters["To"] = self._at(self._account.sender)
        rows = [one async for one in self._api.messages(filters)]
        for one in reversed(rows):
            inbound = await arrived(self._api, one, self._account)
            if inbound is not None and inbound.channel == self._name and inbound.at >= since.astimezone(UTC):
                yield inbound

    def _remember(self, outbound: Outbound, sid: str) -> str:
        self._rows[sid] = outbound.id
        if len(self._rows) > REMEMBERED:
            del self._rows[next(iter(self._rows))]
        return sid

    def _refusal(self, outbound: Outbound) -> SendFailed | None:
        """Why this text may not be sent at all. WhatsApp reaches phones only, and nobody pays for it by number."""
        number = outbound.address
        if len(to_gsm(outbound.text)) > MOST:
            return SendFailed("too_long", permanent=True)
        if self._name == "whatsapp":
            return None
        if _NUMBER.fullmatch(number) is None:  # a bank's name, a short code: it wrote to us, and cannot be answered
            return SendFailed("not_a_number", permanent=True, reaction="unreachable")
        if is_landline(number):
            return SendFailed("landline", permanent=True, reaction="unreachable")
        if is_uk_mobile(number) or outbound.urgency == "safety":
            return None
        if number.startswith("+44"):
            return SendFailed("not_a_mobile", permanent=True, reaction="unreachable")
        return None if self._text_abroad else SendFailed("abroad", permanent=True)

    def _fields(self, outbound: Outbound) -> Mapping[str, str]:
        account = self._account
        sender = {"MessagingServiceSid": account.sender} if account.is_service else {"From": self._at(account.sender)}
        fields = {"To": self._at(outbound.address), **sender, "Body": to_gsm(outbound.text)}
        fields["StatusCallback"] = f"{account.public_url}/twilio/status?outbox={outbound.id}"
        if self._name == "sms" and outbound.urgency in VALID_FOR:
            fields["ValidityPeriod"] = VALID_FOR[outbound.urgency]
        return fields

    def _at(self, address: str) -> str:
        return f"whatsapp:{address}" if self._name == "whatsapp" else address
