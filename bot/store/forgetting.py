"""Erasing people: on their request, and when retention says so. Words and identifiers go, numbered shells stay.

What stays is what the law asks for and reports count: safeguarding records (forgetting_queue.py); that there was a
contact point, a referral, an episode and an item, and when; the audit log, which holds ids only; and a no, as a hash, so
that nobody is texted again who asked not to be.
A conversation in which somebody else referred them goes with them, since it is about them. What others wrote of
them in passing cannot be found, and backups made before are the administrator's: the command says both.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, select, update

from bot.errors import FrontdoorError
from bot.store import invitations
from bot.store.acts import ARGS
from bot.store.contacts import ADDRESS, lock
from bot.store.forgetting_person import erase_pages, with_those_taken_in
from bot.store.forgetting_programme import erase_episodes, people_on
from bot.store.forgetting_queue import FORGOTTEN, Queue, erase_items, is_record
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.messages import TEXT
from bot.store.people import NAME
from bot.store.tables import (
    acts,
    alerts,
    contacts,
    conversations,
    drafts,
    facts,
    items,
    limits,
    messages,
    openings,
    outbox,
    people,
    person_contacts,
    referrals,
    restriction_names,
    restrictions,
)

SAID_NO = ("opted_out", "wrong_number")
OF_THE_REFERRER = ("referrer_name", "relationship")  # the rest of what they told is the other person's record
BLANK = {
    "state": FORGOTTEN, "discreet": False, "shared": False, "human_owns": False, "safe_time": "any", "language": "en",
    "human_at": None, "paused_at": None, "speaking_id": None, "spoke_at": None, "last_in_at": None,
    "minor_at": None, "red_at": None, "amber_at": None, "deaf_at": None, "unread_language": None,
}  # fmt: skip


class StillInDanger(FrontdoorError):
    """Something red about this person is still open. Deal with it and close it first:"""


@dataclass(frozen=True, slots=True)
class Erased:
    """What went, by what it was, and what the law has us keep."""

    contact_points: int
    people: int
    messages: int
    texts_of_ours: int
    conversations: int
    facts: int
    items: int
    episodes: int
    safeguarding_records_kept: int

    def __str__(self) -> str:
        return ", ".join(f"{getattr(self, one.name)} {one.name.replace('_', ' ')}" for one in fields(self))


async def erase(hands: Hands, found: Sequence[int], who: str, action: str, *, records: bool = False) -> Erased:
    """Erase these contact points, and the people reached nowhere else, in the caller's transaction. `records`:
    safeguarding records too, once they are past their period.

    They are locked first, as by a turn: what is being taken from them now is stored before we look, and goes too.
    Raises StillInDanger, before anything is changed, when a red item about them is open.
    """
    await lock(hands.tx, found)
    erasure = Erasure(hands, found)
    await erasure.look(records=records)
    if red := await erasure.red():
        raise StillInDanger(f"item {', '.join(map(str, red))}.")
    erased = await erasure.carry_out()
    await record(hands.tx, hands.ids, hands.now, [(who, action, f"contact:{id}", str(erased)) for id in found])
    await note_change(hands.tx, hands.now)
    return erased


class Erasure:
    """Looked through first: what is theirs (`cases`, `talks`, `queue`; `kept` of it by law), and what is another's and
    stays. Until it is carried out nothing is changed."""

    def __init__(self, hands: Hands, found: Sequence[int]):
        self.hands, self.found = hands, found

    async def look(self, *, records: bool) -> None:
        r, c, i = referrals.c, conversations.c, items.c
        told_in = await self._told_in()
        theirs = r.contact_id.in_(self.found) & (r.source != "family")
        self.cases = await self._ids(r.id, theirs | r.invited_id.in_(self.found) | r.conversation_id.in_(told_in))
        self.others = await self._ids(r.id, r.contact_id.in_(self.found), r.id.not_in(self.cases))
        own = await self._ids(c.id, c.contact_id.in_(self.found))
        family = await self._ids(c.id, c.id.in_(own), c.flow == "family_referral", c.id.not_in(told_in))
        self.talks = [*{*own, *told_in}]
        self.about = i.contact_id.in_(self.found) | i.referral_id.in_(self.cases) | i.conversation_id.in_(told_in)
        for_others = i.message_id.is_(None) & (i.referral_id.in_(self.others) | i.conversation_id.in_(family))
        stays = await self._ids(i.id, i.contact_id.in_(self.found), for_others)
        self.queue = await self._ids(i.id, self.about, i.id.not_in(stays))
        self.records = records
        self.kept = [] if records else await self._ids(i.id, i.id.in_(self.queue), is_record())
        await self._look_for_people()

    async def red(self) -> list[int]:
        """The red items about them that are open."""
        return await self._ids(items.c.number, self.about, items.c.level == "red", items.c.state != "resolved")

    async def _look_for_people(self) -> None:
        """Those who are reached here and nowhere else are `gone`: somebody reached elsewhere keeps name and record."""
        p, r = person_contacts.c, referrals.c
        here = {*await self._ids(p.person_id, p.contact_id.in_(self.found)), *await people_on(self.hands, self.found)}
        here |= {*await self._ids(r.person_id, r.id.in_(self.cases), r.person_id.is_not(None))}
        elsewhere = await self._ids(p.person_id, p.person_id.in_(here), p.contact_id.not_in(self.found))
        self.gone = here - {*elsewhere}

    async def carry_out(self) -> Erased:
        for contact in await self._ids(contacts.c.id, contacts.c.id.in_(self.found), contacts.c.state.in_(SAID_NO)):
            await invitations.refuse(self.hands, contact)
        await self._attach()
        whose = await self._whose()
        told = await erase_pages(
            self.hands, await with_those_taken_in(self.hands, self.gone), whose, records=self.records
        )
        episodes = await erase_episodes(self.hands, self.found, self.gone, self.talks)
        erased = Erased(
            len(self.found),
            await self._people(),
            await self._messages(),
            await self._texts(),
            await self._conversations(),
            await self._facts(),
            await erase_items(self.hands, Queue(self.queue, self.kept, self.messages), whose),
            episodes,
            len(self.kept) + told,
        )
        await self._points()
        return erased

    async def _told_in(self) -> list[int]:
        """Conversations in which somebody referred them: in every invitation, since a refused one has no other link."""
        rows = await self.hands.tx.execute(
            select(contacts.c.id, contacts.c.address).where(contacts.c.id.in_(self.found))
        )
        addresses = {self.hands.vault.open(ADDRESS, row.id, row.address) for row in rows} - {""}
        invited = select(acts.c.conversation_id, acts.c.name, acts.c.args).where(acts.c.kind == "InvitePerson")
        return [
            row.conversation_id
            for row in await self.hands.tx.execute(invited)
            if self._opened(f"{ARGS}.{row.name}", row.conversation_id, row.args)["phone"] in addresses
        ]

    def _opened(self, place: str, row: int, sealed: bytes) -> dict[str, str]:
        return json.loads(self.hands.vault.open(place, row, sealed))

    async def _attach(self) -> None:
        """An item for somebody whom they referred, found by conversation so far, is found by its referral from now."""
        query = select(referrals.c.id, referrals.c.conversation_id).where(referrals.c.id.in_(self.others))
        for row in (await self.hands.tx.execute(query)).all():
            loose = (items.c.conversation_id == row.conversation_id) & items.c.referral_id.is_(None)
            _ = await self.hands.tx.execute(update(items).where(loose).values(referral_id=row.id))

    async def _whose(self) -> str:
        """Their names, and where they were reached: for what is kept."""
        p, c, vault = people.c, contacts.c, self.hands.vault
        named = await self.hands.tx.execute(select(p.id, p.name).where(p.id.in_(self.gone), p.name.is_not(None)))
        reached = await self.hands.tx.execute(select(c.id, c.address).where(c.id.in_(self.found)))
        found = [vault.open(NAME, row.id, row.name) for row in named]
        return ", ".join([*found, *(vault.open(ADDRESS, row.id, row.address) for row in reached)])

    async def _people(self) -> int:
        _ = await self._delete(delete(person_contacts).where(person_contacts.c.contact_id.in_(self.found)))
        _ = await self.hands.tx.execute(update(people).where(people.c.id.in_(self.gone)).values(name=None))
        return len(self.gone)

    async def _messages(self) -> int:
        """Emptied, not deleted: a message that the provider hands over again must still be known. Retention deletes
        them once that cannot happen any more."""
        m = messages.c
        theirs = await self._ids(m.id, m.contact_id.in_(self.found) | m.conversation_id.in_(self.talks))
        self.messages = theirs
        for id in theirs:
            empty = {"text": self.hands.vault.seal(TEXT, id, ""), "kind": FORGOTTEN, "conversation_id": None}
            _ = await self.hands.tx.execute(update(messages).where(m.id == id).values(**empty))
        return len(theirs)

    async def _texts(self) -> int:
        """Ours to them, and what staff were about to write. Where one of them is on the staff too, that we alerted them stays, without the words."""
        o = outbox.c
        gone = o.contact_id.in_(self.found) | o.conversation_id.in_(self.talks)
        loose = update(alerts).where(alerts.c.outbox_id.in_(select(o.id).where(gone)))
        _ = await self.hands.tx.execute(loose.values(outbox_id=None))
        _ = await self._delete(delete(drafts).where(drafts.c.contact_id.in_(self.found)))
        return await self._delete(delete(outbox).where(gone))

    async def _conversations(self) -> int:
        for table in (items, referrals):
            loose = update(table).where(table.c.conversation_id.in_(self.talks)).values(conversation_id=None)
            _ = await self.hands.tx.execute(loose)
        _ = await self._delete(delete(acts).where(acts.c.conversation_id.in_(self.talks)))
        return await self._delete(delete(conversations).where(conversations.c.id.in_(self.talks)))

    async def _facts(self) -> int:
        f, r = facts.c, referrals.c
        closing = update(referrals).where(r.id.in_(self.cases), r.state != "closed")
        _ = await self.hands.tx.execute(closing.values(state="closed", closed_at=self.hands.now))
        _ = await self.hands.tx.execute(update(referrals).where(r.id.in_(self.cases)).values(keyword=""))
        of_referrer = f.referral_id.in_(self.others) & f.field.in_(OF_THE_REFERRER)
        return await self._delete(delete(facts).where(f.referral_id.in_(self.cases) | of_referrer))

    async def _points(self) -> None:
        """The shell: channel and age of the contact point, under a key that no address has."""
        for id in self.found:
            shell = BLANK | {"address": self.hands.vault.seal(ADDRESS, id, ""), "address_key": os.urandom(16)}
            _ = await self.hands.tx.execute(update(contacts).where(contacts.c.id == id).values(**shell))
            _ = await self._delete(delete(limits).where(limits.c.name == f"referred:{id}"))
        await self._access()

    async def _access(self) -> None:
        """That somebody opened their records and under which kind of reason stays; its words go, and so does a restriction."""
        wordless = update(openings).where(openings.c.contact_id.in_(self.found)).values(words=None)
        _ = await self.hands.tx.execute(wordless)
        r = restrictions.c
        gone = await self._ids(r.id, r.contact_id.in_(self.found) | r.person_id.in_(self.gone))
        _ = await self._delete(delete(restriction_names).where(restriction_names.c.restriction_id.in_(gone)))
        _ = await self._delete(delete(restrictions).where(r.id.in_(gone)))

    async def _ids(self, column: Any, *where: ColumnElement[bool]) -> list[int]:
        return list((await self.hands.tx.execute(select(column).where(*where))).scalars())

    async def _delete(self, statement: Delete) -> int:
        return (await self.hands.tx.execute(statement)).rowcount
