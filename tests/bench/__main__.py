"""`make bench` runs every section, `make bench ARGS="turns memory"` some, `ARGS=--profile` shows where the time goes."""

import argparse
import asyncio
import platform
import sqlite3
import time
from datetime import UTC, datetime

from tests.bench.cores import on_core
from tests.bench.sections import SECTIONS, profiles


async def main(sections: list[str]) -> None:
    began = time.monotonic()
    print(
        f"{datetime.now(UTC):%-d %B %Y}, {machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    on_core(1)  # the generator's; servers take the other
    for name in sections or SECTIONS:
        await SECTIONS[name]()
    print(f"\n{time.monotonic() - began:.0f} s")


def machine() -> str:
    """The processor's name, where the system tells it."""
    try:
        with open("/proc/cpuinfo") as known:  # noqa: PTH123  # not a file of ours
            return next(line.split(":")[1].strip() for line in known if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    _ = options.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    _ = options.add_argument("--profile", action="store_true", help="where the time of a turn goes")
    asked = options.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        options.error(f"unknown: {', '.join(unknown)}")
    asyncio.run(profiles() if asked.profile else main(asked.sections))
