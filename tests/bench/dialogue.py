"""The dialogue that everything here is measured with: a self-referral, ten texts long, from many phones.

The numbers are the reserved 07700 900 range with four more digits: each phone has its own, and no real phone has one.
"""

import base64
import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.fakes.twilio_wire import ACCOUNT, NUMBER, TOKEN

TEXTS = ("JOIN", "yes", "78", "no", "Margaret", "I miss the garden club", "12 TQ14 9BH", "ring me", "mornings", "yes")
PUBLIC = "https://texts.example.org"
PATH = "/twilio/message"
HEAD = (
    f"POST {PATH} HTTP/1.1\r\nHost: texts.example.org\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\n"
    "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
)
# What Twilio sends with every text; the place names are empty for UK mobiles.
USUAL = {
    "ToCountry": "GB", "ToState": "", "NumMedia": "0", "ToCity": "", "FromZip": "", "FromState": "",
    "SmsStatus": "received", "FromCity": "", "FromCountry": "GB", "ToZip": "", "NumSegments": "1",
    "AccountSid": ACCOUNT, "To": NUMBER, "ApiVersion": "2010-04-01",
}  # fmt: skip


def phone(n: int) -> str:
    return f"+447700900{n % 1000:03}{n // 1000:04}"


def fields(n: int, turn: int, run: int = 0) -> dict[str, str]:
    sid = f"SM{run:04x}{n:020x}{turn:08x}"
    return {**USUAL, "SmsMessageSid": sid, "SmsSid": sid, "MessageSid": sid, "From": phone(n), "Body": TEXTS[turn]}


def requests(phones: Sequence[int], turn: int, run: int = 0) -> list[bytes]:
    """One signed request a phone, ready for the line."""
    return [request(fields(n, turn, run)) for n in phones]


def request(form: Mapping[str, str], path: str = PATH) -> bytes:
    body = urlencode(form).encode()
    head = HEAD if path == PATH else HEAD.replace(PATH, path, 1)
    lines = f"{head}X-Twilio-Signature: {sign(form, path)}\r\nContent-Length: {len(body)}\r\n\r\n"
    return lines.encode() + body


def sign(form: Mapping[str, str], path: str = PATH) -> str:
    """As Twilio's own validator does it, in a tenth of its time; `check_signing` compares the two."""
    signed = f"{PUBLIC}{path}" + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(TOKEN.encode(), signed.encode(), "sha1")).decode()


def check_signing() -> None:
    form = fields(1, 5)
    if RequestValidator(TOKEN).compute_signature(f"{PUBLIC}{PATH}", form) != sign(form):
        raise AssertionError("the load is not signed as Twilio signs")
