"""A risk that a person found and the screen did not: in the queue now, and an incident that says what was missed.

It is alerted as any, at the next look of the ladder. To the person nothing is sent by itself: their words may be weeks
old, and nobody knows who holds the phone now. Whoever takes the item decides how to reach them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, select, update

from bot.errors import AlreadyTaken, CommandWrong, NotFound
from bot.guidance import FOUND_LATE, OTHER, rules_of, whose
from bot.state import Contact
from bot.store import holding
from bot.store.contacts import load_states
from bot.store.hands import Hands
from bot.store.items import number_of
from bot.store.log import note_change, record
from bot.store.messages import TEXT
from bot.store.raising import Raised, raise_items
from bot.store.tables import contacts, findings, incidents, items, messages, reviews
from bot.triage import RISKS
from flows.acts import Part

WORDS = "incidents.words"
MISSED = "missed"  # a verdict, and what a review came to
LEVELS, PARTS = ("red", "amber"), ("at_risk", "witness")
SOURCES = ("sample", "desk", "verdict")
CAUSED_HARM: Part = "may_have_caused_harm"


@dataclass(frozen=True, slots=True)
class Risk:
    """What was missed, as whoever found it says. `part` is the sender's; `words` what else must be known of it."""

    level: str
    category: str
    part: Part = "at_risk"
    words: str = ""

    @property
    def whose(self) -> Part:
        return CAUSED_HARM if self.category == "harm_to_others" else self.part


@dataclass(frozen=True, slots=True)
class Seen:
    """What the screen said at the time, of what, and when that came."""

    was: str
    at: datetime
    message: int | None


async def found_late(hands: Hands, message: int, risk: Risk, who: str) -> int:
    """Put what was missed in this message in the queue; gives the number of the item.

    Raises NotFound, CommandWrong, or AlreadyTaken when it has been found already.
    """
    if risk.level not in LEVELS or risk.category not in RISKS or risk.part not in (*PARTS, CAUSED_HARM):
        raise CommandWrong("Say how urgent it is, what it is, and whose trouble.")
    row = (await hands.tx.execute(select(messages).where(messages.c.id == message))).one_or_none()
    if row is None or not (text := hands.vault.open(TEXT, row.id, row.text)):
        raise NotFound("This message.")
    contact = (await load_states(hands.tx, hands.vault, [row.contact_id], hands.now))[row.contact_id].contact
    await _only_once(hands, message)
    seen = Seen(await _seen(hands, message), row.received_at, message)
    raised = [_raised(hands, row, text, seen, contact, risk)]
    if risk.whose == CAUSED_HARM and risk.level == "red":
        raised.append(_of_the_other(row, text))
    before = hands.ids.new(hands.now)
    item, *_ = found = await raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)
    await _keep_silent(hands, found, before)
    await _remember(hands, contact.id, risk)
    source = "sample" if await _was_drawn(hands, message, who) else "desk"
    number = await number_of(hands.tx, item)
    await _incident(hands, item, seen, risk, source, who)
    detail = f"{risk.level} {risk.category}, seen as {seen.was} when it came; by the {source}"
    await record(hands.tx, hands.ids, hands.now, [(who, "found late", f"item:{number}", detail)])
    await note_change(hands.tx, hands.now)
    return number


async def judged_missed(hands: Hands, number: int, words: str, who: str) -> None:
    """The verdict that an item should have been seen earlier, or as worse. Somebody has it: nothing else is raised.
    Raises CommandWrong, NotFound."""
    if not words.strip():
        raise CommandWrong("Say what should have been seen.")
    await holding.judge(hands.tx, hands.ids, number, who, MISSED, hands.now)
    row = (await hands.tx.execute(select(items).where(items.c.number == number).with_for_update())).one()
    known = select(incidents.c.id).where(incidents.c.item_id == row.id)
    if (await hands.tx.execute(known)).first() is not None:
        await holding.note(hands.tx, hands.vault, hands.ids, number, who, words.strip(), hands.now)
        return
    was = await _seen(hands, row.message_id) if row.message_id is not None else "none"
    seen = Seen(was, row.created_at, row.message_id)
    await _incident(hands, row.id, seen, Risk(row.level, row.category, words=words), "verdict", who)


async def _only_once(hands: Hands, message: int) -> None:
    """Its contact point is locked, so that of two at once the second sees the first."""
    if (await hands.tx.execute(select(incidents.c.id).where(incidents.c.message_id == message))).first():
        raise AlreadyTaken("It was found already.")


def _raised(hands: Hands, row: Any, text: str, seen: Seen, contact: Contact, risk: Risk) -> Raised:
    then = "no danger" if seen.was == "none" else seen.was
    late = f"{FOUND_LATE}, {_gone(hands.now - seen.at)} after it came; it was seen as {then} then."
    late = " ".join([late, "Nothing goes to them by itself.", *risk.words.split()])
    why = "\n".join([text, late, *whose(risk.whose), *rules_of(contact)])
    return Raised(risk.level, risk.category, why, contact.id, None, row.conversation_id, row.id, part=risk.whose)


def _gone(gone: timedelta) -> str:
    hours = gone // timedelta(hours=1)
    return "less than an hour" if hours < 1 else f"{hours} hours" if hours < 48 else f"{hours // 24} days"


def _of_the_other(row: Any, text: str) -> Raised:
    why = f"{text}\n{OTHER}"
    return Raised("red", "abuse", why, row.contact_id, None, row.conversation_id, row.id, part="witness")


async def _keep_silent(hands: Hands, found: Sequence[int], before: int) -> None:
    """The sender does not hear that somebody was told; nor, of what is new, who took it."""
    i = items.c
    _ = await hands.tx.execute(update(items).where(i.id.in_(found), i.told_at.is_(None)).values(told_at=hands.now))
    fresh = update(items).where(i.id.in_(found), i.id > before)
    _ = await hands.tx.execute(fresh.values(taken_told_at=hands.now, verdict=MISSED))


async def _remember(hands: Hands, contact: int, risk: Risk) -> None:
    """What a contact point remembers of danger, as if it had been seen when they wrote."""
    values: dict[str, Any] = {"red_at": hands.now} if risk.level == "red" else {}
    if risk.level == "red" and risk.category == "abuse" and risk.whose == "at_risk":
        kept = case((contacts.c.discreet, contacts.c.safe_time), else_="")
        values |= {"discreet": True, "safe_time": kept}  # whoever hurts them may hold this phone
    if values:
        _ = await hands.tx.execute(update(contacts).where(contacts.c.id == contact).values(**values))


async def _was_drawn(hands: Hands, message: int, who: str) -> bool:
    """Whether the message is in the sample, which then says so too, whoever found it and how."""
    change = update(reviews).where(reviews.c.message_id == message)
    return (await hands.tx.execute(change.values(found=MISSED, by=who, at=hands.now))).rowcount == 1


async def _seen(hands: Hands, message: int) -> str:
    """The worst level that the screen found in a message, "none" if none."""
    levels = (await hands.tx.execute(select(findings.c.level).where(findings.c.message_id == message))).scalars().all()
    return min(levels, key=LEVELS.index, default="none")


async def _incident(hands: Hands, item: int, seen: Seen, risk: Risk, source: str, who: str) -> None:
    id, words = hands.ids.new(hands.now), risk.words.strip()
    row = {
        "id": id,
        "item_id": item,
        "message_id": seen.message,
        "was": seen.was,
        "level": risk.level,
        "category": risk.category,
        "source": source,
        "by": who,
        "words": hands.vault.seal(WORDS, id, words) if words else None,
        "wrote_at": seen.at,
        "created_at": hands.now,
    }
    _ = await hands.tx.execute(incidents.insert().values(row))
