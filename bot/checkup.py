"""`frontdoor check`: what stands in the way of running, one sentence each, before anything is opened."""

import asyncio

import typer

from bot.app import wordings_of
from bot.errors import FrontdoorError
from bot.settings import Settings, load, problems
from bot.store.database import Database
from bot.store.vault import Vault
from messages.wording import WordingError


def checkup() -> int:
    """Print every problem; 0 when there is none."""
    try:
        settings = load()
    except FrontdoorError as error:
        typer.echo(error)
        return 1
    found = problems(settings) + _of_wording(settings)
    found += asyncio.run(_of_database(settings)) if not found else []
    typer.echo("\n".join(found) if found else "All is well: `frontdoor serve` can start.")
    return 1 if found else 0


def _of_wording(settings: Settings) -> list[str]:
    try:
        _ = wordings_of(settings)
    except WordingError as error:
        return [str(error)]
    return []


async def _of_database(settings: Settings) -> list[str]:
    database = Database(settings.database_url, Vault(settings.secret_key.get_secret_value()))
    try:
        await database.open()
    except FrontdoorError as error:
        return [str(error)]
    finally:
        await database.close()
    return []
