"""Health and metrics for whoever watches from outside. `ready` means: the database takes a write, and nothing
has been waiting to go out for long."""

from datetime import timedelta

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot.alerts import warning
from bot.clock import Clock
from bot.service_hours import ServiceHours
from bot.store import outbox
from bot.store.database import Database
from bot.store.marks import set_mark

STUCK = timedelta(minutes=15)


def routes(database: Database, clock: Clock, hours: ServiceHours) -> list[web.RouteDef]:
    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def ready(_: web.Request) -> web.Response:
        now = clock.now()
        try:
            async with database.write() as tx:
                await set_mark(tx, "ready", int(now.timestamp()))
                stuck = await outbox.depth(tx, now - STUCK)
        except SQLAlchemyError as error:
            return web.Response(status=503, text=f"The database does not take writes ({type(error).__name__}).")
        if stuck:
            return web.Response(status=503, text=f"{stuck} texts have waited more than 15 minutes to go out.")
        said = await warning(database, hours, now)  # the service runs, and somebody must see to this
        return web.Response(text=f"ready\nWarning: {said}" if said else "ready")

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/health/live", live), web.get("/health/ready", ready), web.get("/metrics", metrics)]
