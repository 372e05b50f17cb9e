"""How an episode goes on: its rhythm, a pause, who looks after it, how long it lasts, and how it ends. Every mistake is
named by its field, and then nothing is changed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.casework.accepting import DAYS, WEEK, Rules, is_open
from bot.casework.days import A_YEAR, day_of
from bot.errors import CommandWrong, FormWrong, NotFound
from bot.programme import Programme
from bot.store import accepted, checkins, edits, episodes, followups, holds, staff
from bot.store.episodes import Episode
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.programme_acts import DEATH
from bot.store.raising import Raised, raise_items

PACES = (1, 2, 4)
MOST_TEXTS = 21  # a week
MAY_SAY = ("nothing", "that", "how")
NOT_SURE = "This cannot be undone: tick that you are sure."
FIRST_HOLD = "This is on hold: first confirm the death, or take the report back."


@dataclass(frozen=True, slots=True)
class Wanted:
    """How somebody wants to be asked: the weekday (0 is Monday), the hour, every how many weeks, texts a week at most."""

    day: int | None
    hour: str
    pace: int | None
    cap: int | None


async def set_rhythm(hands: Hands, rules: Rules, id: int, wanted: Wanted, who: str) -> None:
    one = await _under_way(hands, id)
    busy = await accepted.busy_days(hands.tx, one.contact_id) - {one.day}
    if wrong := dict(_wrong_rhythm(rules, wanted, busy)):
        raise FormWrong(wrong)
    values: dict[str, Any] = {"day": wanted.day, "hour": wanted.hour, "pace": wanted.pace, "cap": wanted.cap}
    await episodes.change(hands, id, who, "rhythm changed", anew=True, **values)


def _wrong_rhythm(rules: Rules, wanted: Wanted, busy: Collection[int]) -> list[tuple[str, str]]:
    wrong: list[tuple[str, str]] = []
    if wanted.day not in range(WEEK):
        wrong.append(("day", "Choose a weekday."))
    elif wanted.day in busy:
        wrong.append(("day", f"This phone has another check-in on {DAYS[wanted.day or 0]}: choose another day."))
    if not is_open(wanted.hour, rules.hours):
        wrong.append(("hour", f"Choose an hour from {rules.hours.opens:%H:%M} and before {rules.hours.closes:%H:%M}."))
    if wanted.pace not in PACES:
        wrong.append(("pace", "Choose every one, two or four weeks."))
    if wanted.cap not in range(1, MOST_TEXTS + 1):
        wrong.append(("cap", f"Write a number from 1 to {MOST_TEXTS}."))
    return wrong


async def pause(hands: Hands, id: int, until: str, today: date, who: str) -> None:
    """From today until the day before `until`; with "" until staff or the person end it."""
    day = day_of(until)
    if until and (day is None or not today < day <= today + A_YEAR):
        raise FormWrong({"until": "Choose a day that is still to come, within a year, or leave it empty."})
    values: dict[str, Any] = {"paused_from": today.isoformat(), "paused_until": day.isoformat() if day else None}
    await episodes.change(hands, id, who, "paused", anew=True, **values)
    await checkins.skip_open(hands, id)


async def carry_on(hands: Hands, id: int, who: str) -> None:
    over: dict[str, Any] = {"paused_from": None, "paused_until": None}
    await episodes.change(hands, id, who, "pause over", anew=True, **over)


@dataclass(frozen=True, slots=True)
class Details:
    key_worker: int
    level: int
    sub_group: str


async def set_details(hands: Hands, programme: Programme | None, id: int, given: Details, who: str) -> None:
    """`programme` None: it is gone from the file, and the sub-group stays what it was."""
    groups = programme.sub_groups if programme else {given.sub_group: ""}
    wrong: dict[str, str] = {}
    if given.key_worker not in {one.id for one in await staff.workers(hands.tx, hands.vault)}:
        wrong["key_worker"] = "Choose who looks after them."
    if given.level not in episodes.LEVELS:
        wrong["level"] = "Choose how much help they need."
    if given.sub_group not in (groups or {"": ""}):
        wrong["sub_group"] = "Choose one of this programme’s groups."
    if wrong:
        raise FormWrong(wrong)
    await _keep_what_was(hands, await episodes.one(hands.tx, id), given, who)
    values: dict[str, Any] = {"key_worker_id": given.key_worker, "level": given.level, "sub_group": given.sub_group}
    await episodes.change(hands, id, who, "episode changed", **values)


async def _keep_what_was(hands: Hands, one: Episode, given: Details, who: str) -> None:
    """Who looked after them, and how much help they needed, on the person's page."""
    pairs = ((edits.WORKER, one.key_worker_id, given.key_worker), (edits.LEVEL, one.level, given.level))
    for field, was, now in pairs:
        if one.person_id and was != now:
            await edits.keep(hands, one.person_id, field, str(was or ""), who, one.id)


async def keep_open(hands: Hands, id: int, reason: str, who: str) -> None:
    """Why it is still open; "" for no reason any more."""
    if reason and reason not in episodes.OPEN_REASONS:
        raise FormWrong({"reason": "Choose one of the reasons."})
    values: dict[str, Any] = {"open_reason": reason or None}
    await episodes.change(hands, id, who, f"still open: {reason or 'no reason'}", **values)


async def let_carers_know(hands: Hands, id: int, carer: int, what: str, who: str) -> None:
    """What the person said that this caregiver may be told; also when their own time with us is over. Raises NotFound."""
    if carer not in {one.id for one in await episodes.carers_of(hands.tx, [id])}:
        raise NotFound("Nobody who is on a programme looks after them.")
    if what not in MAY_SAY:
        raise FormWrong({f"may_say-{carer}": "Choose what they let us say."})
    await episodes.let_carers_know(hands, id, what, carer)
    entry = (who, "carers may be told", f"episode:{id}", f"{what} episode:{carer}")
    await record(hands.tx, hands.ids, hands.now, [entry])


async def follow_up(hands: Hands, id: int, who: str, *, wanted: bool) -> None:
    """Whether they are asked once more, three months after the end. Raises NotFound."""
    if not await followups.ask_once_more(hands, id, wanted=wanted):
        raise NotFound("It is too late for that, or it is so already.")
    what = "follow-up wanted" if wanted else "follow-up left out"
    await record(hands.tx, hands.ids, hands.now, [(who, what, f"episode:{id}", "")])
    await note_change(hands.tx, hands.now)


async def extend(hands: Hands, id: int, weeks: int | None, who: str) -> None:
    try:
        await episodes.extend(hands, id, weeks or 0, who)
    except CommandWrong as error:
        raise FormWrong({"weeks": error.detail}) from None


async def close(hands: Hands, id: int, ending: str, who: str, *, sure: bool) -> None:
    """End it for good. A death is reported and confirmed instead, because that holds whatever concerns the person."""
    one, wrong = await _under_way(hands, id), dict[str, str]()
    if ending not in episodes.ENDINGS or ending == "death":
        wrong["ending"] = "Choose how it ended."
    if one.state == "held":
        wrong["ending"] = FIRST_HOLD
    if not sure:
        wrong["sure"] = NOT_SURE
    if wrong:
        raise FormWrong(wrong)
    await episodes.close(hands, id, ending, who)


async def report_death(hands: Hands, id: int, who: str) -> None:
    """At once nothing goes to them or about them, nor is anybody asked later whose time with us is over. It is in the queue
    until somebody has looked into it."""
    one = await episodes.one(hands.tx, id)
    held = await holds.hold(hands, [one], who)
    if held:
        why = f"Held: {len(held)} programmes, caregivers’ too. Confirm it, or take it back, at the desk."
        raised = Raised("amber", DEATH, why, one.contact_id)
        _ = await raise_items(hands.tx, hands.vault, hands.ids, [raised], hands.now)


async def confirm_death(hands: Hands, id: int, who: str, *, sure: bool) -> None:
    if not sure:
        raise FormWrong({"died": NOT_SURE})
    _ = await holds.confirm(hands, id, who)


async def take_back(hands: Hands, id: int, who: str) -> None:
    """The report was wrong; or it was about the person whom this caregiver looked after, and they go on."""
    _ = await holds.release(hands, id, who)


async def _under_way(hands: Hands, id: int) -> Episode:
    """Raises NotFound."""
    one = await episodes.one(hands.tx, id)
    if one.state not in episodes.UNDER_WAY:
        raise NotFound("This episode is closed.")
    return one
