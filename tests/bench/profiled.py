"""Where the time of a turn goes: the server's stacks under load, by cumulative and by own share."""

import json
from collections.abc import Mapping

from tests.bench.turns import fresh, server

PHONES = 400
MOST = 45


async def profile(kind: str, connections: int = 64) -> tuple[list[str], list[str]]:
    """Lines of the functions with most time, with what they call, and by themselves."""
    async with fresh() as url, server(kind, url, connections, "profiled") as under:
        _ = await under.dialogue(range(PHONES))
        seen = json.loads(await under.load.ask("/_samples"))
    return lines(seen["whole"], seen["samples"]), lines(seen["own"], seen["samples"])


def lines(counts: Mapping[str, int], samples: int) -> list[str]:
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])[:MOST]
    return [f"{100 * count / samples:5.1f} %  {name}" for name, count in ranked]
