"""The same turn, written plainly: one transaction a message, one call a statement, twilio's own RequestValidator.

The pure parts (screen, replay, wording, encryption) are the service's own, and so are the tables, so that only the way
of storing differs. It does somewhat less than the service: it knows this one dialogue only, merges nobody and numbers no items.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, cast

import aiosqlite
from aiohttp import web
from sqlalchemy.engine import make_url
from twilio.request_validator import RequestValidator

from bot.channels.base import Inbound
from bot.conversation import House
from bot.state import Contact, Message, State, Talk, Turn
from bot.store.acts import ARGS
from bot.store.contacts import ADDRESS, BODY, pack, unpack
from bot.store.ids import Ids
from bot.store.messages import TEXT, dedupe_key
from bot.store.vault import Vault
from bot.turn import take
from flows import acts
from tests.bench.dialogue import PUBLIC
from tests.fakes.twilio_wire import TOKEN

SHOWN = "UPDATE conversations SET shown_at = ? WHERE shown_at IS NULL"


def ms(at: datetime | None) -> int | None:
    return at and int(at.timestamp() * 1000)


def moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC)


class Naive:
    def __init__(self, db: aiosqlite.Connection, vault: Vault, house: House):
        self.db, self.vault, self.house, self.ids = db, vault, house, Ids()
        self._one_writer = asyncio.Lock()
        self._validator = RequestValidator(TOKEN)

    async def message(self, request: web.Request, now: datetime) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if not self._validator.validate(f"{PUBLIC}{request.path}", form, request.headers["X-Twilio-Signature"]):
            return web.Response(status=403)
        async with self._one_writer:
            _ = await self.db.execute("BEGIN IMMEDIATE")
            await self._take(Inbound("sms", form["From"], form["MessageSid"], form["Body"], now), now)
            await self.db.commit()
        return web.Response(text="<Response/>", content_type="text/xml")

    async def _take(self, inbound: Inbound, now: datetime) -> None:
        key = dedupe_key(b"", "sms", inbound.provider_id)
        if await self._one("SELECT 1 FROM messages WHERE dedupe = ?", key):
            return
        state = await self._load(inbound.address, now)
        message = Message(self.ids.new(now), inbound.text, "text", now)
        state, turn = take(state, message, now, self.house)
        contact = state.contact
        await self._run(
            "UPDATE contacts SET state = ?, last_in_at = ? WHERE id = ?", contact.state, ms(now), contact.id
        )
        await self._owe(contact.id, turn, now)
        for talk in state.talks:
            await self._save(contact.id, talk, now)
        await self._run(
            "INSERT INTO messages VALUES (?,?,?,?,?,?,?,?,?)", message.id, key, contact.id, turn.talk and turn.talk.id,
            "text", self.vault.seal(TEXT, message.id, message.text), ms(now), ms(now), turn.note,
        )  # fmt: skip
        for deed in turn.deeds:
            await self._do(contact.id, deed.talk, deed.name, deed.do and deed.do.act, now)
        await self._run("INSERT INTO changes (at) VALUES (?)", ms(now))

    async def _load(self, address: str, now: datetime) -> State:
        key = self.vault.look_up("sms", address)
        row = await self._one("SELECT id, last_in_at FROM contacts WHERE address_key = ?", key)
        if row is None:
            id = self.ids.new(now)
            await self._run(
                "INSERT INTO contacts (id, channel, address, address_key, state, language, discreet, safe_time, shared,"
                " human_owns, created_at) VALUES (?,'sms',?,?,'ok','en',0,'any',0,0,?)",
                id, self.vault.seal(ADDRESS, id, address), key, ms(now),
            )  # fmt: skip
            return State(Contact(id, "sms"))
        contact = Contact(row["id"], "sms", last_in_at=moment(row["last_in_at"]))
        talk = await self._one("SELECT * FROM conversations WHERE contact_id = ? AND state = 'open'", contact.id)
        referral = await self._one("SELECT state FROM referrals WHERE contact_id = ?", contact.id)
        contact.referral = referral["state"] if referral else "none"
        return State(contact, [self._talk(talk)] if talk else [])

    def _talk(self, row: Any) -> Talk:
        person, journal, question = unpack(self.vault.open(BODY, row["id"], row["body"]))
        shown = moment(row["shown_at"])
        return Talk(
            row["id"], row["flow"], person, journal, question, asking=row["asking"], shown_at=shown, is_new=False
        )

    async def _owe(self, contact: int, turn: Turn, now: datetime) -> None:
        for reply in turn.replies:
            id = self.ids.new(now)
            if reply.asks and reply.talk:
                reply.talk.asking = id
            text = self.vault.seal("outbox.text", id, reply.text)
            await self._run(
                "INSERT INTO outbox (id, contact_id, urgency, rank, text, state, due_at, attempts, created_at)"
                " VALUES (?,?,?,1,?,'queued',?,0,?)",
                id, contact, reply.urgency, text, ms(now), ms(now),
            )  # fmt: skip

    async def _save(self, contact: int, talk: Talk, now: datetime) -> None:
        body, at = self.vault.seal(BODY, talk.id, pack(talk)), ms(now)
        if talk.is_new:
            await self._run(
                "INSERT INTO conversations (id, contact_id, flow, state, body, asking, started_at, updated_at)"
                " VALUES (?,?,?,?,?,?,?,?)",
                talk.id, contact, talk.flow, talk.state, body, talk.asking, at, at,
            )  # fmt: skip
        else:
            await self._run(
                "UPDATE conversations SET state = ?, body = ?, asking = ?, shown_at = ?, updated_at = ? WHERE id = ?",
                talk.state, body, talk.asking, ms(talk.shown_at), at, talk.id,
            )  # fmt: skip

    async def _do(self, contact: int, talk: Talk, name: str, act: acts.Act | None, now: datetime) -> None:
        at = ms(now)
        match act:
            case acts.OpenReferral():
                await self._run(
                    "INSERT INTO referrals (id, contact_id, conversation_id, source, keyword, state, may_tell_referrer,"
                    " opened_at) VALUES (?,?,?,?,?,'incomplete',0,?)",
                    talk.id, contact, talk.id, act.source, act.keyword, at,
                )  # fmt: skip
            case acts.Learn():
                value = self.vault.seal(f"facts.value.{act.field}", talk.id, act.value)
                await self._run("INSERT OR REPLACE INTO facts VALUES (?,?,?,?)", talk.id, act.field, value, at)
            case acts.CompleteReferral():
                await self._run("UPDATE referrals SET state = 'complete', completed_at = ? WHERE id = ?", at, talk.id)
            case _:
                pass
        words = self.vault.seal(f"{ARGS}.{name}", talk.id, json.dumps(asdict(cast(Any, act))))
        await self._run(
            "INSERT OR REPLACE INTO acts VALUES (?,?,?,?,?,NULL)", talk.id, name, type(act).__name__, words, at
        )
        audited = ("service", type(act).__name__, f"conversation:{talk.id}", name)
        await self._run("INSERT INTO audit VALUES (?,?,?,?,?,?)", self.ids.new(now), at, *audited)

    async def _run(self, statement: str, *values: object) -> None:
        _ = await self.db.execute(statement, values)

    async def _one(self, statement: str, *values: object) -> Mapping[str, Any] | None:
        cursor = await self.db.execute(statement, values)
        row = await cursor.fetchone()
        await cursor.close()
        return cast("Mapping[str, Any] | None", row)


@asynccontextmanager
async def opened(url: str, vault: Vault, house: House) -> AsyncGenerator[Naive]:
    async with aiosqlite.connect(str(make_url(url).database), isolation_level=None) as db:
        db.row_factory = aiosqlite.Row
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            _ = await db.execute(f"PRAGMA {pragma}")
        yield Naive(db, vault, house)
