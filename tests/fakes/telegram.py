"""Telegram, as far as a bot can see it: a real server on a real port that checks every call against the Bot API.

What breaks the contract is kept in `violations`, and leaving the `async with` with any of them is an error.
"""

import asyncio
import json
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fakes.telegram_contract import Contract, contract
from tests.fakes.telegram_updates import BOT, MADE_AT, private

TOKEN = "700900:fake-token-with-thirty-five-letters"
PATIENCE = 0.3  # seconds: a poll is held this long at most, whatever it asks for


@dataclass(frozen=True)
class Trouble:
    """How the next call of a method goes wrong. Status 0 hangs; a status without words answers no JSON."""

    status: int = 0
    description: str = ""
    retry_after: int | None = None

    def body(self) -> dict[str, Any]:
        said = {"ok": False, "error_code": self.status, "description": self.description}
        return said | ({"parameters": {"retry_after": self.retry_after}} if self.retry_after else {})


BLOCKED = Trouble(403, "Forbidden: bot was blocked by the user")
NO_CHAT = Trouble(400, "Bad Request: chat not found")
BAD_GATEWAY = Trouble(502)
HANGS = Trouble()


def too_many(seconds: int) -> Trouble:
    return Trouble(429, f"Too Many Requests: retry after {seconds}", seconds)


class Refused(Exception):
    """What Telegram itself would refuse, by its documented limits."""


class TelegramFake:
    def __init__(self, checks: Contract | None = None):
        self.contract = checks or contract()
        self.violations: list[str] = []
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.sent: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}  # the last of each name
        self.updates: list[dict[str, Any]] = []
        self.info: dict[str, Any] = {}
        self.webhook: dict[str, str] = {}
        self.called = asyncio.Event()
        self._troubles: dict[str, deque[Trouble]] = {}
        self._arrived, self._closing = asyncio.Event(), asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application()
        _ = app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._closing.set()
        self._arrived.set()
        await self._runner.cleanup()
        if kind is None and self.violations:
            raise AssertionError("\n".join(self.violations))

    def goes_wrong(self, method: str, *troubles: Trouble) -> None:
        self._troubles.setdefault(method, deque()).extend(troubles)

    def push(self, *updates: dict[str, Any]) -> None:
        for update in updates:
            self.violations += self.contract.update(update) if self.contract else []
        self.updates += updates
        self._arrived.set()

    def made(self, method: str) -> list[dict[str, str]]:
        """The fields of every call of this method so far."""
        return [fields for called, fields in self.calls if called == method]

    async def until(self, method: str, times: int = 1) -> None:
        while len(self.made(method)) < times:
            self.called.clear()
            _ = await asyncio.wait_for(self.called.wait(), 10)

    async def deliver(self, update: dict[str, Any]) -> int:
        """What the address that was set with setWebhook answers to this update."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=headers) as got,
        ):
            return got.status

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        form = await request.post()
        self.files |= {name: value.file.read() for name, value in form.items() if isinstance(value, web.FileField)}
        fields = dict(request.query) | {n: v if isinstance(v, str) else f"attach://{n}" for n, v in form.items()}
        self.calls.append((method, fields))
        self.called.set()
        self.violations += self.contract.call(method, fields) if self.contract else []
        if request.match_info["token"] != TOKEN:
            return web.json_response(Trouble(401, "Unauthorized").body(), status=401)
        if waiting := self._troubles.get(method):
            return await self._trouble(waiting.popleft())
        return await self._result(method, fields)

    async def _trouble(self, trouble: Trouble) -> web.Response:
        if not trouble.status:
            _ = await self._closing.wait()
            return web.Response()
        if not trouble.description:
            return web.Response(text="<html>no</html>", status=trouble.status)
        return web.json_response(trouble.body(), status=trouble.status)

    async def _result(self, method: str, fields: dict[str, str]) -> web.Response:
        try:
            result = await getattr(self, f"_{method}")(fields)
        except Refused as refused:
            status = 409 if "conflict" in str(refused).casefold() else 400
            return web.json_response(Trouble(status, str(refused)).body(), status=status)
        self.violations += self.contract.answer(method, result) if self.contract else []
        return web.json_response({"ok": True, "result": result})

    async def _getMe(self, fields: dict[str, str]) -> object:
        return BOT

    async def _sendMessage(self, fields: dict[str, str]) -> object:
        if not 1 <= len(fields["text"].strip()) <= 4096:
            raise Refused("Bad Request: message text is empty or too long")
        markup = json.loads(fields.get("reply_markup", '{"inline_keyboard": []}'))
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        if any(not 1 <= len(button["callback_data"].encode()) <= 64 for button in buttons):
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
        return self._kept(fields, {"text": fields["text"]} | ({"reply_markup": markup} if buttons else {}))

    async def _sendPhoto(self, fields: dict[str, str]) -> object:
        """A PNG holds its size in the first of its blocks."""
        photo = self.files["photo"]
        width, height = (int.from_bytes(photo[at : at + 4]) for at in (16, 20))
        if not photo.startswith(b"\x89PNG") or len(fields.get("caption", "")) > 1024 or width + height > 10_000:
            raise Refused("Bad Request: IMAGE_PROCESS_FAILED")
        size = {"file_id": "F", "file_unique_id": "U", "width": width, "height": height}
        return self._kept(fields, {"photo": [size], "caption": fields.get("caption", "")})

    def _kept(self, fields: dict[str, str], content: dict[str, Any]) -> dict[str, Any]:
        chat = private(int(fields["chat_id"]))
        made = {"message_id": 1000 + len(self.sent), "date": MADE_AT, "chat": chat, "from": BOT} | content
        self.sent.append(made)
        return made

    async def _answerCallbackQuery(self, fields: dict[str, str]) -> object:
        return True

    async def _editMessageReplyMarkup(self, fields: dict[str, str]) -> object:
        return {"message_id": int(fields["message_id"]), "date": MADE_AT, "chat": private(int(fields["chat_id"]))}

    async def _getUpdates(self, fields: dict[str, str]) -> object:
        """An offset confirms all below it; one that lies ahead of everything is taken for none, as tdlib does."""
        if self.webhook.get("url"):
            raise Refused("Conflict: can't use getUpdates method while webhook is active")
        offset = int(fields.get("offset", 0))
        if not self.updates or offset <= max(one["update_id"] for one in self.updates) + 10:
            self.updates = [one for one in self.updates if one["update_id"] >= offset]
        if not self.updates and int(fields.get("timeout", 0)):
            self._arrived.clear()
            with suppress(TimeoutError):
                _ = await asyncio.wait_for(self._arrived.wait(), PATIENCE)
        return self.updates[: int(fields.get("limit", 100))]

    async def _setWebhook(self, fields: dict[str, str]) -> object:
        self.webhook = dict(fields)
        return True

    async def _deleteWebhook(self, fields: dict[str, str]) -> object:
        self.webhook = {}
        return True

    async def _getWebhookInfo(self, fields: dict[str, str]) -> object:
        seen = {"url": self.webhook.get("url", ""), "has_custom_certificate": False}
        return seen | {"pending_update_count": len(self.updates)} | self.info
