"""Twilio's API: one request, one answer, and never a second try.

A POST of a message has no idempotency key. So what matters of a failure is whether the text may have been taken:
before the request was on the line it cannot have been, after that nobody knows.
"""

from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from typing import Any, cast

import structlog
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)

from bot.channels.base import SendFailed
from bot.channels.twilio.account import Account
from bot.channels.twilio.codes import refused

TIMEOUT = ClientTimeout(total=15, connect=5)  # `connect` includes the wait for a free connection
PAGE = 1000  # the most that Twilio gives in one page
MOST_PAGES = 50  # of one list: a list that turns in circles must end
Fields = dict[str, Any]
log = structlog.get_logger()


class Api:
    def __init__(self, session: ClientSession, account: Account, timeout: ClientTimeout = TIMEOUT):
        self._session, self._url, self._timeout = session, account.url.rstrip("/"), timeout
        self._messages = f"/2010-04-01/Accounts/{account.sid}/Messages.json"
        self._calls = f"/2010-04-01/Accounts/{account.sid}/Calls.json"
        basic = b64encode(f"{account.sid}:{account.token}".encode()).decode()
        self._headers = {"Authorization": f"Basic {basic}", "Accept": "application/json"}

    async def create(self, fields: Mapping[str, str]) -> str:
        """The sid of the message that Twilio took."""
        return await self._create(self._messages, fields)

    async def call(self, fields: Mapping[str, str]) -> str:
        """The sid of the call that Twilio makes."""
        return await self._create(self._calls, fields)

    async def _create(self, path: str, fields: Mapping[str, str]) -> str:
        made = await self._ask("POST", path, data=fields)
        if not isinstance(sid := made.get("sid"), str) or not sid:
            raise SendFailed("no_sid", ambiguous=True)
        return sid

    async def messages(self, filters: Mapping[str, str]) -> AsyncIterator[Fields]:
        """Every message of a list, newest first, page after page."""
        page = await self._ask("GET", self._messages, params={**filters, "PageSize": str(PAGE)})
        seen: set[str] = set()
        while True:
            for one in _list(page, "messages"):
                yield one
            following = page.get("next_page_uri")
            if not isinstance(following, str) or not following.startswith("/") or following in seen:
                return
            seen.add(following)
            if len(seen) >= MOST_PAGES:
                log.error("a list of messages does not end", pages=len(seen))
                return
            page = await self._ask("GET", following)

    async def media(self, sid: str) -> list[tuple[str, str]]:
        """(content type, address) of what came with a message."""
        page = await self._ask("GET", self._messages.replace(".json", f"/{sid}/Media.json"))
        return [(str(m.get("content_type")), self._address(str(m.get("uri")))) for m in _list(page, "media_list")]

    def _address(self, uri: str) -> str:
        return f"{self._url}{uri.removesuffix('.json')}"

    async def _ask(self, method: str, path: str, **more: Any) -> Fields:
        try:
            async with self._session.request(
                method,
                f"{self._url}{path}",
                headers=self._headers,
                timeout=self._timeout,
                allow_redirects=False,
                **more,
            ) as answer:
                return await _read(answer)
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise SendFailed(type(error).__name__) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise SendFailed(type(error).__name__, ambiguous=True) from error


async def _read(answer: ClientResponse) -> Fields:
    """The answer's JSON object, or SendFailed. A proxy's page instead of JSON is read as an empty object."""
    try:
        body: Any = await answer.json(content_type=None)
    except ValueError:
        body = None
    fields = cast(Fields, body) if isinstance(body, dict) else {}
    if answer.status not in (200, 201):
        raise refused(answer.status, str(fields.get("code") or ""), _seconds(answer.headers.get("Retry-After", "")))
    return fields


def _list(page: Fields, name: str) -> list[Fields]:
    """An answer without the list is no answer: to read it as empty would say that nothing was taken."""
    if not isinstance(page.get(name), list):
        raise SendFailed("no_list")
    return page[name]


def _seconds(retry_after: str) -> float | None:
    """Seconds as a number; a date (which Twilio does not send) is not worth a parser."""
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else None
