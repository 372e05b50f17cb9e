"""What the desk's templates show, gathered from the store. Knows no HTTP and no HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import words
from bot.desk.cards import Card, card, climbed, noted, once
from bot.desk.transcript import Bubble, bubbles
from bot.guidance import rules_of
from bot.store import alerts, calling, caseload, contacts, items, messages, person, referrals, reviews, staff, views
from bot.store.database import Database
from bot.store.items import Item
from bot.store.referrals import ENTERED, PHONE_SEEN, Referral
from bot.store.staff import Member
from bot.store.views import Point, Told
from bot.store.within import of_messages


@dataclass(frozen=True, slots=True)
class Conversation:
    """The transcript of one contact point, and what to know before using it."""

    point: Point
    title: str
    number: str
    warning: str
    bubbles: list[Bubble]


@dataclass(frozen=True, slots=True)
class Case:
    """A referral's page."""

    referral: Referral
    name: str
    number: str
    facts: list[tuple[str, str]]
    safe: "Safe"
    in_our_words: str
    talks: list[Conversation]
    cards: list[Card]
    episodes: Sequence[caseload.Case]


@dataclass(frozen=True, slots=True)
class Safe:
    """Whether others see the phone. What nobody has said is treated as if they did."""

    careful: bool
    says: str


class Caller(NamedTuple):
    """A contact point's page."""

    talk: Conversation
    told: Sequence[Told]
    cards: Sequence[Card]
    episodes: Sequence[caseload.Case]
    people: Sequence[tuple[int, str]]
    rules: Sequence[str]


class Shelf:
    def __init__(self, database: Database, zone: ZoneInfo):
        self.database, self.zone, self.vault = database, zone, database.vault

    async def to_check(self, member: Member) -> int:
        """How many messages of the random sample nobody has read, of those that they see."""
        async with self.database.read() as tx:
            return await reviews.count_waiting(tx, of_messages(member))

    async def case(self, id: int, now: datetime) -> Case:
        """Raises NotFound."""
        async with self.database.read() as tx:
            referral = await referrals.one(tx, self.vault, id)
            theirs = list(dict.fromkeys(c for c in (referral.invited, referral.contact) if c is not None))
            talks = [await self.conversation(tx, contact, _title(referral, contact)) for contact in theirs]
            cards = await self.cards_of(tx, theirs, now)
            on = await caseload.of_referral(tx, self.vault, id)
            whom = await person.one(tx, self.vault, referral.person) if referral.person else None
        point = talks[0].point if referral.source != "family" or referral.invited is not None else None
        name = referral.facts.get("name", "")
        facts = words.facts(referral.source, referral.facts)
        number = words.number(point.address) if point else ""
        said, rules = safe(point, referral.facts, referral.source), whom.fact("safe_contact") if whom else ""
        return Case(referral, name, number, facts, said, rules, talks, cards, on)

    async def contact(self, id: int, now: datetime) -> "Caller":
        """Raises NotFound."""
        async with self.database.read() as tx:
            talk = await self.conversation(tx, id, "What was written")
            told = (await views.told_by(tx, self.vault, [id])).get(id, [])
            on = await caseload.of_contact(tx, self.vault, id)
            users = await person.of_contact(tx, self.vault, id)
            rules = await self.in_our_words(tx, id)
            return Caller(talk, told, await self.cards_of(tx, [id], now), on, users, rules)

    async def story(self, number: int, now: datetime) -> tuple[Card, Conversation, list[str]]:
        """One item as its page shows it, and how the person may be reached. Raises NotFound."""
        async with self.database.read() as tx:
            item = await items.one(tx, self.vault, number)
            (shown,) = await self.cards(tx, [item], now)
            states = await contacts.load_states(tx, self.vault, [item.contact], now)
            rules = [*await self.in_our_words(tx, item.contact), *rules_of(states[item.contact].contact)]
            shown = replace(shown, know=[line for line in shown.know if line not in rules])  # they stand first there
            return shown, await self.conversation(tx, item.contact, "What was written"), rules

    async def in_our_words(self, tx: AsyncConnection, contact: int) -> list[str]:
        """What colleagues wrote of how whoever uses this phone may be reached: every page on which one would ring or
        write to it says so."""
        users = [id for id, _ in await person.of_contact(tx, self.vault, contact)]
        found = [(await person.one(tx, self.vault, id)).fact("safe_contact") for id in users]
        return [words for words in found if words]

    async def cards_of(self, tx: AsyncConnection, contacts: Sequence[int], now: datetime) -> list[Card]:
        """What is open for these contact points."""
        return await self.cards(tx, await views.open_items(tx, self.vault, contacts), now)

    async def cards(self, tx: AsyncConnection, found: Sequence[Item], now: datetime) -> list[Card]:
        contacts = [item.contact for item in found]
        points = await views.points(tx, self.vault, contacts)
        told = await views.told_by(tx, self.vault, contacts)
        done = await views.resolved_at(tx, [item.number for item in found if item.state == "resolved"])
        notes = await items.notes(tx, self.vault, [item.id for item in found])
        shown = [card(i, points[i.contact], told.get(i.contact, []), now, done.get(i.number), self.zone) for i in found]
        reached = await alerts.reached(tx, [item.id for item in found if item.state == "open" and item.step])
        return once([noted(climbed(one, reached, now), notes.get(one.item.id, ())) for one in shown])

    async def conversation(self, tx: AsyncConnection, contact: int, title: str) -> Conversation:
        point = await views.point(tx, self.vault, contact)
        written = await messages.transcript(tx, self.vault, contact)
        lines = sorted([*written, *await calling.rung(tx, contact)], key=lambda line: line.at)
        warning, names = words.CONTACT_STATES.get(point.state, ""), await staff.called(tx, self.vault)
        return Conversation(point, title, words.number(point.address), warning, bubbles(lines, self.zone, names))


def _title(referral: Referral, contact: int) -> str:
    if referral.source != "family":
        return "What was written"
    return "With the person" if contact == referral.invited else "With whoever asked for them"


def safe(point: Point | None, facts: Mapping[str, str], source: str) -> Safe:
    """`facts` of the referral of this phone: what is learnt there after it was asked who sees it shows that it was."""
    when = facts.get("safe_time")
    if point is None:
        return Safe(True, "Not known: the person has not been asked yet. Do not leave messages.")
    if point.discreet or when:
        time = words.value("safe_time", when or "not said")
        return Safe(True, f"Others see this phone. Safe time: {time}. Do not say what it is about.")
    if point.shared:
        return Safe(True, "Several people use this phone. Make sure who it is before you say what it is about.")
    asked = {"matters", "best_way"} if source == "family" else {"name", "matters", "best_way"}
    if facts.get(PHONE_SEEN) == "no" or (ENTERED not in facts and asked & facts.keys()):
        return Safe(False, "They say that nobody else sees this phone.")
    return Safe(True, "Not said yet. Treat it as a phone that others see.")
