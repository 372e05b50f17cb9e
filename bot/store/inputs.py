"""What was done for a person: the inputs of Box 2 of the main paper, by category, with the minutes they took."""

from typing import NamedTuple

from sqlalchemy import select

from bot.errors import CommandWrong
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.sqlite_writer import Tx
from bot.store.tables import inputs

# Categories of Box 2 (Gradinger et al. 2020, doi 10.1108/JICA-02-2020-0010), each in its group. Codes are stored data.
CATEGORIES = {
    "home_help": "practical",
    "equipment": "practical",
    "paperwork": "practical",
    "transport": "practical",
    "befriender": "social_isolation",
    "social_prescription": "social_isolation",
    "carer_support": "social_isolation",
    "coordination": "care_coordination",
    "mental_health": "mental_health",
}
LONGEST = 24 * 60  # minutes


class Given(NamedTuple):
    category: str
    minutes: int | None
    on: str
    by: str


async def add(hands: Hands, episode: int, given: Given) -> None:
    """Raises CommandWrong."""
    if given.category not in CATEGORIES:
        raise CommandWrong(f"An input is one of {', '.join(CATEGORIES)}.")
    if given.minutes is not None and not 0 < given.minutes <= LONGEST:
        raise CommandWrong(f"Minutes go from 1 to {LONGEST}.")
    row = {"id": hands.ids.new(hands.now), "episode_id": episode, "at": hands.now, **given._asdict()}
    _ = await hands.tx.execute(inputs.insert().values(**row))
    await record(hands.tx, hands.ids, hands.now, [(given.by, "input added", f"episode:{episode}", given.category)])
    await note_change(hands.tx, hands.now)


async def of_episode(tx: Tx, episode: int) -> list[Given]:
    i = inputs.c
    query = select(i.category, i.minutes, i.on, i.by).where(i.episode_id == episode).order_by(i.on, i.id)
    return [Given(*row) for row in (await tx.execute(query)).all()]
