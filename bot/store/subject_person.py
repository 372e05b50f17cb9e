"""What the person's page holds of somebody, for a person who asks for their data: notes, what was changed, agencies told.

With whom they were taken for one is left out: it may be another's.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.store.tables import agencies_told, edits, person_notes

Rows = Callable[..., Awaitable[list[dict[str, Any]]]]


async def of_their_page(rows: Rows, persons: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        "notes_about_them": await rows(person_notes, person_notes.c.person_id.in_(persons)),
        "changed": await rows(edits, edits.c.person_id.in_(persons)),
        "agencies_told": await rows(agencies_told, agencies_told.c.person_id.in_(persons)),
    }
