"""A webhook's fields as an `Inbound`. Unknown fields are ignored: Twilio adds new ones without notice."""

import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from bot.channels.base import Inbound
from bot.state import Kind, Reference

Fields = Mapping[str, str]
LONG = 100  # characters of base64: by chance not even one in 10^25 such texts would decode to printable words
MOST_MEDIA = 10  # what Twilio allows in one message
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PAYLOAD = re.compile(r"([0-9]{1,19}):([A-Za-z0-9_.-]+):.*", re.DOTALL)


def inbound(fields: Fields, now: datetime) -> Inbound:
    channel, address = split_address(fields["From"])
    kind, text, reply_to = _content(fields)
    return Inbound(channel, address, fields["MessageSid"], text, now, kind, reply_to, _opt_out(fields))


def split_address(address: str) -> tuple[str, str]:
    """Channel and plain address. RCS shares its number with SMS; WhatsApp may give an id instead of a number."""
    prefix, colon, rest = address.partition(":")
    if colon and prefix == "whatsapp":
        return "whatsapp", rest
    return ("sms", rest) if colon and prefix == "rcs" else ("sms", address)


def unwrapped(body: str) -> str:
    """The words of a text that came as base64, as some long texts do; anything else as it is.

    Wrapped words would pass the risk screen unread. Only the words are kept: the wrapping is not the person's, says
    nothing more, and beside the words would be filed as part of their answer.
    """
    packed = body.replace("\r", "").replace("\n", "").strip()
    if len(packed) < LONG or len(packed) % 4 or _BASE64.fullmatch(packed) is None:
        return body
    try:
        words = binascii.a2b_base64(packed, strict_mode=True).decode()
    except ValueError:
        return body
    return body if _CONTROL.search(words) else words


def kind_of_media(types: Sequence[str]) -> Kind:
    """A voice note counts most: nobody has read it."""
    if any(one.startswith("audio/") for one in types):
        return "voice"
    return "picture" if types and types[0].startswith("image/") else "other"


def with_links(text: str, links: Iterable[str]) -> str:
    """The person's words first, then where a coordinator can look at what came with them."""
    return "\n".join(part for part in (text, *links) if part)


def _content(fields: Fields) -> tuple[Kind, str, Reference | None]:
    text = unwrapped(fields.get("Body", ""))
    if types := _media(fields, "MediaContentType"):
        return kind_of_media(types), with_links(text, _media(fields, "MediaUrl")), None
    if fields.get("Latitude") and fields.get("Longitude"):
        place = f"{fields['Latitude']},{fields['Longitude']}"
        return "location", with_links(text, (place, fields.get("Label", ""), fields.get("Address", ""))), None
    if "ButtonPayload" in fields or "ButtonText" in fields:
        return "button", fields.get("ButtonText") or text, _reference(fields.get("ButtonPayload", ""))
    return "text", text, None


def _media(fields: Fields, name: str) -> list[str]:
    """The numbered fields of what came along; a type that is missing is an empty one."""
    count = fields.get("NumMedia", "0")
    most = min(int(count), MOST_MEDIA) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    return [fields.get(f"{name}{i}", "") for i in range(most)]


def _reference(payload: str) -> Reference | None:
    """Our own payload, `conversation:question:key`; a template's button carries something else."""
    match = _PAYLOAD.fullmatch(payload)
    conversation = int(match[1]) if match else 0
    return Reference(conversation, match[2]) if match and 0 < conversation < 2**63 else None


def _opt_out(fields: Fields) -> Literal["", "STOP", "START", "HELP"]:
    match fields.get("OptOutType", "").upper():
        case "STOP":
            return "STOP"
        case "START":
            return "START"
        case "HELP":
            return "HELP"
        case _:
            return ""
