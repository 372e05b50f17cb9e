"""What the programme holds of somebody, for a person who asks for their data: their episodes with all that is kept of them.

Whom a caregiver looks after, and who looks after somebody, is left out: what is known of the one is not the other's.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import ColumnElement, Table

from bot.store.tables import answers, checkins, episodes, goals, inputs, placings, scores, steps

Rows = Callable[..., Awaitable[list[dict[str, Any]]]]
OF_ANOTHER = ("cares_for_id", "may_say")


async def programmes(rows: Rows, contact: int, persons: Any) -> list[dict[str, Any]]:
    """The episodes of these people, and those at this contact point. `rows` opens the rows of a table."""
    theirs = episodes.c.person_id.in_(persons) | (episodes.c.contact_id == contact)
    return [await _episode(rows, one) for one in await rows(episodes, theirs)]


async def _episode(rows: Rows, one: dict[str, Any]) -> dict[str, Any]:
    async def of(table: Table, column: ColumnElement[Any], *ids: int) -> list[dict[str, Any]]:
        return await rows(table, column.in_(ids))

    asked = await of(checkins, checkins.c.episode_id, one["id"])
    told = await of(answers, answers.c.checkin_id, *(each["id"] for each in asked))
    theirs = await of(goals, goals.c.episode_id, one["id"])
    planned = await of(steps, steps.c.goal_id, *(each["id"] for each in theirs))
    return {name: value for name, value in one.items() if name not in OF_ANOTHER} | {
        "checkins": [each | {"answers": _where(told, "checkin_id", each["id"])} for each in asked],
        "goals": [each | {"steps": _where(planned, "goal_id", each["id"])} for each in theirs],
        "scores": await of(scores, scores.c.episode_id, one["id"]),
        "place_in_the_list": await of(placings, placings.c.episode_id, one["id"]),
        "done_for_them": await of(inputs, inputs.c.episode_id, one["id"]),
    }


def _where(rows: list[dict[str, Any]], column: str, id: int) -> list[dict[str, Any]]:
    return [row for row in rows if row[column] == id]
