"""Messages as Twilio's list shows them: dates in RFC 2822, and what came with a message one request away."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import structlog

from bot.channels.base import Inbound, SendFailed
from bot.channels.twilio.account import Account
from bot.channels.twilio.api import Api
from bot.channels.twilio.inbound import kind_of_media, split_address, unwrapped, with_links
from bot.state import Kind

log = structlog.get_logger()


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def made_since(one: Mapping[str, Any], since: datetime) -> bool:
    """Whether a message was made since. Twilio keeps whole seconds; one without a date is not left out."""
    made = _moment(one, "date_created", "date_sent")
    return made is None or made >= since.astimezone(UTC).replace(microsecond=0)


async def arrived(api: Api, one: Mapping[str, Any], account: Account) -> Inbound | None:
    """A listed message as the webhook would have brought it; None for what is not to us, or not readable."""
    at = _moment(one, "date_sent", "date_created")
    if one.get("direction") != "inbound" or not one.get("sid") or not one.get("from") or at is None:
        return None
    if account.is_service and one.get("messaging_service_sid") not in (None, "", account.sender):
        return None  # another service of this account: another conversation
    channel, address = split_address(str(one["from"]))
    kind, links = await _media(api, one)
    text = with_links(unwrapped(str(one.get("body") or "")), links)
    return Inbound(channel, address, str(one["sid"]), text, at, kind)


async def _media(api: Api, one: Mapping[str, Any]) -> tuple[Kind, list[str]]:
    """The words must not wait for a picture: when its list cannot be had, a person is told that there is something."""
    if str(one.get("num_media") or "0") == "0":
        return "text", []
    try:
        media = await api.media(str(one["sid"]))
    except SendFailed as failure:
        log.warning("media not listed", code=failure.code)
        return "other", []
    return kind_of_media([content_type for content_type, _ in media]), [address for _, address in media]


def _moment(one: Mapping[str, Any], *fields: str) -> datetime | None:
    for field in fields:
        try:
            return parsedate_to_datetime(str(one[field])).astimezone(UTC)
        except (KeyError, TypeError, ValueError):
            continue
    return None
