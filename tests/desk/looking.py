"""Who looked, for tests of the desk: people who work at it, and what the audit log says of their looks."""

from sqlalchemy import select

from bot.store.looks import LOOKS
from bot.store.tables import audit
from tests.desk.conftest import Here

TIM, PAM = "Tim Moss", "Pam Dale"  # coordinators


async def looks(here: Here, by: str, *actions: str) -> list[tuple[str, str, str]]:
    """Their looks: action, subject and detail."""
    a = audit.c
    query = select(a.action, a.subject, a.detail).where(a.actor == await here.actor(by), a.action.in_(actions or LOOKS))
    async with here.database.read() as tx:
        return [(row.action, row.subject, row.detail) for row in await tx.execute(query.order_by(a.id))]


async def closed(here: Here, number: int, by: str = "Ann Lee") -> None:
    _ = await here.post(f"/desk/item/{number}/take", by=by)
    _ = await here.post(f"/desk/item/{number}/close", {"outcome": "advice"}, by=by)
