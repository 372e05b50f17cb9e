"""The six figures of an authenticator app (TOTP, RFC 6238), by the injected clock; and the picture that the app reads."""

import hmac
from datetime import datetime
from io import BytesIO

import segno
from pyotp.totp import TOTP

PERIOD = 30  # seconds that a code shows
DRIFT = (-1, 0, 1)  # a phone's clock may be half a minute off
DIGITS = 6


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, if it is a present one. Spaces do not count: apps show 123 456."""
    given, step = "".join(code.split()).encode(), int(now.timestamp()) // PERIOD
    right = [step + n for n in DRIFT if hmac.compare_digest(code_of(secret, step + n).encode(), given)]
    return right[-1] if right else None


def code_of(secret: str, step: int) -> str:
    return TOTP(secret, digits=DIGITS, interval=PERIOD).generate_otp(step)


def picture(secret: str, name: str, service: str) -> bytes:
    """What the app takes over, as an SVG that is readable on dark pages too."""
    address = TOTP(secret, digits=DIGITS, interval=PERIOD).provisioning_uri(name=name, issuer_name=service)
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(
        drawn, kind="svg", scale=4, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return drawn.getvalue()


def in_groups(secret: str) -> str:
    """The secret as somebody types it: groups of four."""
    return " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
