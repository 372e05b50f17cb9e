"""Writing down that another agency was told about somebody: which, when, with their consent or without, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.casework.days import day_of
from bot.errors import FormWrong
from bot.store import agencies, merges, person
from bot.store.agencies import AGENCIES, WITH, WITHOUT, Told
from bot.store.hands import Hands

LONGEST_WHOM, LONGEST_WHY = 100, 1000


@dataclass(frozen=True, slots=True)
class Telling:
    """As it was written down; `today`: the last day on which it can have been."""

    agency: str
    whom: str
    on: str
    consent: str
    why: str
    today: date


async def tell(hands: Hands, id: int, told: Telling, who: str) -> None:
    """Raises FormWrong, NotFound."""
    if wrong := dict(_mistakes(told)):
        raise FormWrong(wrong)
    one = await person.one(hands.tx, hands.vault, await merges.who_is(hands.tx, id))
    await agencies.tell(hands, one.id, Told(told.agency, told.whom, str(day_of(told.on)), told.consent, told.why, who))


def _mistakes(told: Telling) -> Iterator[tuple[str, str]]:
    if told.agency not in AGENCIES:
        yield "agency", "Choose who was told."
    if len(told.whom) > LONGEST_WHOM:
        yield "whom", f"Write {LONGEST_WHOM} characters at most: this has {len(told.whom)}."
    day = day_of(told.on)
    if day is None or day > told.today:
        yield "on", "Write the day on which they were told: today or before, as 2026-11-24."
    if told.consent not in (WITH, WITHOUT):
        yield "consent", "Choose whether the person agreed to it."
    if not told.why:
        yield "why", "Write what they were told and why."
    elif len(told.why) > LONGEST_WHY:
        yield "why", f"Write {LONGEST_WHY:,} characters at most: this has {len(told.why):,}."
