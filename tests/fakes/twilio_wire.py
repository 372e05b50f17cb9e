"""What goes over the line between Twilio and a service: answers, lists, signed webhooks, and what may go wrong."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from twilio.request_validator import RequestValidator

ACCOUNT = "AC" + "0123456789abcdef" * 2
SERVICE = "MG" + "0123456789abcdef" * 2
TOKEN = "the-token-of-the-rehearsal-account"
NUMBER = "+447700900000"
API = f"/2010-04-01/Accounts/{ACCOUNT}"
Row = dict[str, Any]


@dataclass
class Failure:
    """What happens to the next texts instead of 201. `taken`: the text is taken all the same, as may happen."""

    status: int = 500
    code: int = 0
    retry_after: int | None = None
    times: int = 1
    taken: bool = False
    how: str = "answer"  # or "hang", "drop" (the connection breaks)


@dataclass
class Callbacks:
    """How delivery is reported: not at all, or to the end named, in a random order or not, once or twice."""

    on: bool = True
    end: str = "delivered"
    error: str = ""
    shuffled: bool = False
    twice: bool = False


def signed(url: str, fields: Mapping[str, str], validator: RequestValidator) -> tuple[bytes, dict[str, str]]:
    """A webhook's body and headers as Twilio makes them."""
    signature = validator.compute_signature(url, dict(fields))
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    return urlencode(fields).encode(), headers


def fits(row: Row, query: Mapping[str, str]) -> bool:
    wanted = ((row["to"], query.get("To")), (row["from"], query.get("From")))
    if any(value is not None and has != value for has, value in wanted):
        return False
    if (since := query.get("DateSent>")) is None:
        return True
    start = datetime.fromisoformat(since).replace(tzinfo=UTC)
    return row["date_sent"] is not None and parsedate_to_datetime(row["date_sent"]) >= start.replace(microsecond=0)


def shown(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ("media", "outbox", "validity_period")}


def problem(status: int, code: int, headers: Mapping[str, str] | None = None) -> web.Response:
    problem = {"code": code or None, "message": "refused", "more_info": "", "status": status}
    return web.json_response(problem, status=status, headers=headers)


def basic() -> str:
    return f"Basic {base64.b64encode(f'{ACCOUNT}:{TOKEN}'.encode()).decode()}"
