"""One item of the queue in plain words: what it is, whose, since when, what is known, who waits. Pure."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk import words
from bot.guidance import Apart, apart
from bot.store.items import Item, Note
from bot.store.views import Point, Told

LATEST = 3  # notes on a card


@dataclass(frozen=True, slots=True)
class Card:
    """One item of the queue in plain words."""

    item: Item
    title: str
    because: str
    who: str
    person: int | None
    link: str
    waiting: str
    since: str
    merged: str
    closed: str
    also: str
    due: str
    gone: int
    rung: str
    rules: str
    know: Sequence[str]
    script: Sequence[str]
    notes: Sequence[Note]
    earlier_notes: int = 0

    @property
    def is_late(self) -> bool:
        return self.gone == 100


def card(item: Item, point: Point, told: Sequence[Told], now: datetime, done: datetime | None, zone: ZoneInfo) -> Card:
    """`now` and `done`, when it was closed, are moments; what the card says of them is wall time in `zone`."""
    mine = next((one for one in told if one.referral == item.referral), None)
    merged = f"{item.times} times, last {words.age(now - item.latest_at)} ago" if item.times > 1 else ""
    told_staff = apart(item.why)
    return Card(
        item,
        words.category(item.category),
        _because(item, mine, told_staff),
        _who(point, mine, told),
        _person(item, point, mine, told),
        f"/desk/referral/{item.referral}" if item.referral else f"/desk/contact/{item.contact}",
        words.age(now - item.created_at),
        words.since(item.created_at.astimezone(zone), now.astimezone(zone)),
        merged,
        words.wall(done.astimezone(zone)) if done else "",
        _also(item),
        words.due(item.due_at - now) if item.due_at and item.state != "resolved" else "",
        gone(item, now),
        "",
        ", ".join(dict.fromkeys(f"{one.rule} ({one.words})" for one in item.evidence)),
        told_staff.know,
        told_staff.script,
        (),
    )


def noted(card: Card, notes: Sequence[Note]) -> Card:
    """With its latest notes: its own page has all of them."""
    return replace(card, notes=notes[-LATEST:], earlier_notes=max(0, len(notes) - LATEST))


def climbed(card: Card, reached: Container[int], now: datetime) -> Card:
    """Whom the ladder has told of an item that nobody has. `reached`: the items of which somebody was; of one that was
    passed on just now the next are told within seconds."""
    item = card.item
    told = item.id in reached or (item.climbs_at is not None and item.climbs_at <= now)
    return replace(card, rung=words.rung(item.step, reached=told)) if item.state == "open" else card


def gone(item: Item, now: datetime) -> int:
    """How much of the time until its deadline is over, of a hundred."""
    if item.due_at is None or item.due_at <= item.created_at:
        return 100
    return min(100, max(0, round(100 * (now - item.created_at) / (item.due_at - item.created_at))))


def _also(item: Item) -> str:
    """What else it is, beside its title: the sender's part, the other categories, the locality."""
    others = [words.category(name) for name in item.categories if name != item.category]
    return "; ".join(filter(None, [words.PARTS.get(item.part, ""), *others, item.locality]))


def _because(item: Item, told: Told | None, lines: Apart) -> str:
    """The words that caused it; for a referral what matters to the person, as soon as they have said it."""
    if item.category != "referral" or told is None:
        return lines.words
    said = told.facts.get("matters") or told.facts.get("referrer_says")
    return said or f"{words.SOURCES.get(told.source, told.source)}. What matters is not said yet."


def once(cards: list[Card]) -> list[Card]:
    """What matters to somebody may be what raised an alarm too: the words stand on the alarm, the referral points there."""
    alarms = [card for card in cards if card.item.category != "referral"]
    said = {(c.item.contact, _plain(line)): c.item.number for c in alarms for line in c.because.split("\n")}
    shown: list[Card] = []
    for card in cards:
        other = said.get((card.item.contact, _plain(card.because))) if card.item.category == "referral" else None
        shown.append(replace(card, because=f"What matters to them is in number {other}.") if other else card)
    return shown


def _plain(text: str) -> str:
    return " ".join(text.split())


def _who(point: Point, mine: Told | None, told: Sequence[Told]) -> str:
    """A name where one is known. On a shared phone the number: anybody may have written."""
    number = words.number(point.address)
    if mine and mine.source == "family":
        asking = mine.facts.get("referrer_name", number)
        return f"{mine.facts.get('name', 'Name not said')}, asked for by {asking}"
    name = mine.facts.get("name", "") if mine else ""
    if not name and not point.shared:
        name = next((found for one in told if (found := one.name_of(point.id))), "")
    if name:
        return f"{name}, {number}"
    return f"{number} (several people use this phone)" if point.shared else number


def _person(item: Item, point: Point, mine: Told | None, told: Sequence[Told]) -> int | None:
    """Whose page the name leads to."""
    if mine or item.person:
        return mine.person if mine else item.person
    if point.shared or item.part == "witness":
        return None
    return next((one.person for one in told if one.person and one.is_about(point.id)), None)
