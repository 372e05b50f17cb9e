"""What must hold of every rehearsal: what people did and got, compared with what the service stored. Each rule says how much
it looked at, so that one that looked at nothing is seen; whatever broke it is named.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import Service
from bot.hours import Hours
from bot.rehearsal.neighbour import Neighbour
from bot.rehearsal.running import Played
from bot.rehearsal.stage import Came
from bot.store import rehearsed
from bot.store.rehearsed import Seen
from flows.danger import screen

UNPROMPTED = ("prompt", "reminder", "first")
WEEK, DAY = timedelta(days=7), timedelta(days=1)
SOON = timedelta(minutes=1)  # a red is told within this of reaching us
LATE = timedelta(hours=13)  # all chores look every twelve hours at the least
SAFE_TIMES = {"mornings": "morning"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule, at how much it looked, and what broke it."""

    rule: str
    looked_at: int
    broken: Sequence[str]


async def verdicts(played: Played) -> list[Verdict]:
    """Every rule, in the order in which it hurts."""
    service = played.service
    async with service.database.read() as tx:
        reds = await rehearsed.red_messages(tx, service.database.vault)
        stored = await rehearsed.stored(tx)
        undone = await rehearsed.left_undone(tx, played.end, LATE)
        crowded = await rehearsed.at_once(tx)
    waiting = len(played.stage.waits)
    return [
        _kept(played, stored + waiting),
        *_dangers(played, reds),
        _hours(played, service.hours),
        _caps(played, service),
        _after(played, "Nothing after STOP, but the word that it is done", lambda one: one.stopped_at),
        _after(played, "Nothing that nobody asked for after a death was told", lambda one: one.died_at),
        _once(played),
        Verdict("One conversation at a time on one phone", len(played.neighbours), [f"{crowded} phones"] * bool(crowded)),
        Verdict("Whatever was due is done, or given up with a reason", len(undone), _named(undone)),
    ]  # fmt: skip


def _kept(played: Played, stored: int) -> Verdict:
    wrote = len(played.stage.wrote)
    broken = [f"{wrote} were written and {stored} stored"] if stored != wrote else []
    return Verdict("Every text that people wrote is kept, and once", wrote, broken)


def _dangers(played: Played, reds: Sequence[Seen]) -> Iterator[Verdict]:
    """Whatever the screen finds red in what was written, wherever in a conversation: by phone and words."""
    people = {one.who.address for one in played.neighbours}
    wrote = [
        one for one in played.stage.wrote
        if one.address in people and len(one.text) > len("I've fallen") and screen(one.text).level == "red"
    ]  # fmt: skip
    found = {(one.address, one.text): one for one in reds}
    missing = [f"“{one.text}”" for one in wrote if (one.address, one.text) not in found]
    yield Verdict("Every red is in the queue", len(wrote), missing + [_about(one) for one in reds if one.item is None])
    late = [_about(one) for one in reds if one.told_at is None or one.told_at - one.received_at > SOON]
    yield Verdict("A person is told of a red within a minute of its arrival", len(reds), late)
    left = [_about(one) for one in reds if one.state == "open" and (one.step or 0) < 2]
    yield Verdict("A red that nobody takes climbs the ladder", len(reds), left)


def _about(one: Seen) -> str:
    return f"item {one.item}, {one.received_at:%d %b %H:%M}"


def _hours(played: Played, hours: Hours) -> Verdict:
    """Also where a phone may be seen by others: only in the time that they called safe, once they have."""
    safe = {one.who.address: one.called_safe for one in played.neighbours if one.called_safe}
    texts = [one for one in played.stage.came if one.outbound.urgency in UNPROMPTED]
    broken = [_told(one) for one in texts if not hours.allow(one.at, _safe(safe.get(one.outbound.address), one.at))]
    return Verdict("Nobody is texted unprompted outside their hours", len(texts), broken)


def _safe(called: tuple[datetime, str] | None, at: datetime) -> str:
    """Nobody can keep to what they have not been told: a referral left half-way is asked about before that question."""
    since, words = called or (at, "any")
    return SAFE_TIMES.get(words, words) if since <= at else "any"


def _caps(played: Played, service: Service) -> Verdict:
    """In any week no more than the programmes allow, and in any day no more than this service does."""
    by_phone = defaultdict[str, list[Came]](list)
    for came in played.stage.came:
        if came.outbound.urgency in ("prompt", "reminder") and came.outbound.asks:
            by_phone[came.outbound.address].append(came)
    cap = max(one.cap for one in service.programmes.values())
    broken = [
        _told(texts[n]) for texts in by_phone.values() for n in range(cap, len(texts))
        if texts[n].at - texts[n - cap].at < WEEK
    ]  # fmt: skip
    return Verdict(f"Nobody is asked or reminded more than {cap} times in any week", len(by_phone), broken)


def _after(played: Played, rule: str, when: Callable[[Neighbour], datetime | None]) -> Verdict:
    """A reply to the text itself may follow at once; and whoever is in danger is answered always."""
    ended = [(one.who.address, moment) for one in played.neighbours if (moment := when(one)) is not None]
    up = played.down[1]
    broken = [
        _told(came)
        for address, moment in ended
        for came in played.stage.came
        if came.outbound.address == address
        and came.at - (max(moment, up) if played.down[0] <= moment < up else moment) > SOON
        and came.outbound.urgency != "safety"
    ]
    return Verdict(rule, len(ended), broken)


def _once(played: Played) -> Verdict:
    came = played.stage.came
    seen, broken = set[int](), list[str]()
    for one in came:
        if one.outbound.id in seen:
            broken.append(_told(one))
        seen.add(one.outbound.id)
    return Verdict("No text comes to a phone twice", len(came), broken)


def _named(undone: dict[str, int]) -> list[str]:
    return [f"{name}: {count}" for name, count in undone.items() if count]


def _told(came: Came) -> str:
    return f"{came.outbound.address}, {came.at:%a %d %b %H:%M}, {came.outbound.urgency}: {came.outbound.text[:60]}"
