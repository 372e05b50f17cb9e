"""What must be true of the database, whenever the service was killed. Looked at while no service runs."""

from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.contacts import BODY, unpack
from bot.store.database import Database
from bot.store.messages import dedupe_key
from bot.store.tables import acts, conversations, messages, outbox, referrals
from bot.store.vault import Vault
from flows.journal import Journal
from tests.serving import KEY


@dataclass(frozen=True)
class Looked:
    """A connection, and what opens the words in it."""

    connection: AsyncConnection
    vault: Vault
    salt: bytes

    async def in_doubt(self) -> set[int]:
        """Rows between request and record."""
        return set((await self.connection.execute(select(outbox.c.id).where(outbox.c.state == "claimed"))).scalars())

    async def waiting(self) -> int:
        query = select(outbox.c.id).where(outbox.c.state.in_(("queued", "claimed")))
        return len((await self.connection.execute(query)).all())

    async def states(self) -> Counter[str]:
        return Counter((await self.connection.execute(select(outbox.c.state))).scalars())

    async def stored(self) -> Counter[bytes]:
        return Counter((await self.connection.execute(select(messages.c.dedupe))).scalars())

    def key(self, sid: str) -> bytes:
        return dedupe_key(self.salt, "sms", sid)

    async def owed(self) -> dict[int, tuple[int, str]]:
        """Each row's contact point and urgency, in order."""
        rows = await self.connection.execute(
            select(outbox.c.id, outbox.c.contact_id, outbox.c.urgency).order_by(outbox.c.id)
        )
        return {row.id: (row.contact_id, row.urgency) for row in rows}

    async def words(self, ids: set[int]) -> list[str]:
        rows = await self.connection.execute(select(outbox).where(outbox.c.id.in_(ids)))
        return [f"{row.state} {row.provider_id}: {self.vault.open('outbox.text', row.id, row.text)}" for row in rows]

    async def confused(self) -> list[str]:
        """Replies that were both taken for one text at the provider: one of them never went out."""
        query = select(outbox.c.id, outbox.c.provider_id, outbox.c.text).where(outbox.c.provider_id.is_not(None))
        rows = (await self.connection.execute(query)).all()
        times = Counter(row.provider_id for row in rows)
        return [self.vault.open("outbox.text", row.id, row.text) for row in rows if times[row.provider_id] > 1]

    async def torn(self) -> list[str]:
        """Every way in which a conversation does not fit what is stored beside it."""
        found: list[str] = []
        rows = (await self.connection.execute(select(conversations))).all()
        for row in rows:
            _, journal, question = unpack(self.vault.open(BODY, row.id, row.body))
            found += [f"{row.flow}: {what}" for what in await self._answers(row, journal)]
            found += [f"{row.flow}: {what}" for what in await self._acts(row.id, journal)]
            if row.state == "open" and question is not None:
                found += [f"{row.flow} asks {question.name}: {what}" for what in await self._asked(row)]
        return found

    async def _answers(self, talk: Any, journal: Journal) -> list[str]:
        """Every message of a conversation began it, is in an answer, is a note, or was asked about again at once.

        An answer that closed it and began the next is stored with the next, as that one's first message.
        """
        query = select(messages).where(messages.c.contact_id == talk.contact_id).order_by(messages.c.id)
        rows = (await self.connection.execute(query)).all()
        here = [row for row in rows if row.conversation_id == talk.id]
        began = {row.conversation_id: row.id for row in reversed(rows) if row.conversation_id is not None}
        passed_on = {message for conversation, message in began.items() if conversation > talk.id}
        replies = select(outbox.c.created_at).where(outbox.c.conversation_id == talk.id)
        replied = set((await self.connection.execute(replies)).scalars())
        filed = {m for answer in journal.answers() for m in answer.messages}
        meant = {row.id for row in here[1:] if not row.note and row.received_at not in replied}
        return [
            *(f"answer from message {m}, which is not stored" for m in filed - {row.id for row in here} - passed_on),
            *(f"message {m} was filed, and is in no answer" for m in meant - filed),
        ]

    async def _acts(self, conversation: int, journal: Journal) -> list[str]:
        query = select(acts.c.name).where(acts.c.conversation_id == conversation, acts.c.withdrawn_at.is_(None))
        done, told = set((await self.connection.execute(query)).scalars()), set(journal.acted())
        opened = select(referrals.c.id).where(referrals.c.conversation_id == conversation)
        has_referral = (await self.connection.execute(opened)).first() is not None
        wrong = [] if has_referral == ("referred" in done) else ["the referral and its act disagree"]
        return wrong if done == told else [*wrong, f"carried out {done}, journaled {told}"]

    async def _asked(self, row: Any) -> list[str]:
        """Nobody waits for an answer to a question that was not asked."""
        asking = select(outbox.c.state, outbox.c.question).where(outbox.c.id == row.asking)
        sent = (await self.connection.execute(asking)).one_or_none()
        if sent is None:
            return ["the question is not in the outbox"]
        if sent.state in ("sent", "delivered") and row.shown_at is None:
            return ["the question was handed over and does not count as shown"]
        return [] if sent.state in ("sent", "delivered", "queued", "claimed") else [f"the question is {sent.state}"]


@asynccontextmanager
async def looked_at(url: str) -> AsyncGenerator[Looked, None]:
    """Opened and closed each time, so that the next start recovers what the kill left."""
    vault = Vault(KEY)
    database = Database(url, vault)
    await database.open()
    try:
        async with database.read() as connection:
            yield Looked(connection, vault, database.salt)
    finally:
        await database.close()
