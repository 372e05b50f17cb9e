"""Whether the programmes and the postcodes can be read, and fit what else this service set."""

from collections.abc import Container, Iterable, Iterator
from datetime import time

from bot import places, programme_file
from bot.errors import PlacesWrong, ProgrammeWrong
from bot.programme import Programme
from bot.settings import PREFIX, Settings
from bot.store import episodes
from bot.store.database import Database


def misfits(settings: Settings) -> Iterator[str]:
    """What stands in the way of running: a sentence each, with what to do."""
    known, programmes = None, list[Programme]()
    try:
        known = {*places.of(settings).values()}
    except PlacesWrong as error:
        yield f"{PREFIX}POSTCODES: {error}"
    try:
        programmes = list(programme_file.of(settings).values())
    except ProgrammeWrong as error:
        yield f"{PREFIX}PROGRAMME: {error}"
    yield from unfit(programmes, known, settings)


def unfit(
    programmes: Iterable[Programme], known: Container[str] | None, settings: Settings, file: str = f"{PREFIX}PROGRAMME"
) -> Iterator[str]:
    """What of these programmes does not fit the localities, where those are known, or the hours at which we may text. `file`:
    how the file with them is called."""
    for one in programmes:
        if known is not None and (nowhere := [name for name in one.localities if name not in known]):
            yield (
                f"{file} offers {one.name} in {', '.join(nowhere)}, which neither {PREFIX}LOCALITIES, {PREFIX}POSTCODES nor "
                "the desk names: name it there, or take it out."
            )
        if _is_quiet(settings, one.hour):
            yield (
                f"{file} asks {one.name} at {one.hour:%H:%M}, and nothing is sent {settings.quiet}: "
                "choose another hour."
            )


async def left_behind(database: Database, programmes: Container[str]) -> list[str]:
    """Programmes that people are on, and that the file does not have."""
    async with database.read() as connection:
        people = await episodes.on_programmes(connection)
    return [
        f"{count} on the programme {name} are asked nothing: the programme file does not have it. Put it back, or close "
        "their episodes."
        for name, count in sorted(people.items())
        if name not in programmes
    ]


def _is_quiet(settings: Settings, hour: time) -> bool:
    until, since = (time.fromisoformat(wall.zfill(5)) for wall in (settings.quiet_until, settings.quiet_from))
    return until < since and not until <= hour < since  # the other way round is a mistake of its own
