"""How long a reply takes to read, by type, on the messy replies of the tests; and what loading a language takes.

The median of five runs over all replies of a type. Each run sees each reply once, and finds nothing that was kept.
"""

import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from flows.answers import READERS, read_choice
from flows.answers.words import reply_of
from flows.commands import read_command
from flows.talk import Context
from messages.heard import heard
from tests.bench.table import Row as Line
from tests.bench.table import at_most, show
from tests.understanding.replies import Row, rows

RUNS = 5
MOST = {"phone": 1_000.0, "date": 3_000.0, "birth_year_or_age": 3_000.0, "time_of_day": 3_000.0}  # µs; the others 50
LOADING = "import time; from messages.heard import heard; t = time.perf_counter(); heard('en'); print(time.perf_counter() - t)"


def reading() -> None:
    found: dict[str, list[Row]] = defaultdict(list)
    for part in ("development", "testing"):
        for row in rows(part):
            found[row["type"]].append(row)
    lines = [at_most(kind, median(_read, some), "µs", MOST.get(kind, 50.0)) for kind, some in sorted(found.items())]
    every = [row for some in found.values() for row in some]
    lines.append(at_most("commands", median(lambda row: read_command(row["text"]), every), "µs", 50.0))
    show("Reading a reply (replies as people write them)", [*lines, loading()])


def _read(row: Row) -> object:
    if row["type"] == "choice":
        return read_choice(row["text"], row["options"])
    return READERS[row["type"]].read(row["text"], Context(date.fromisoformat(row["today"])))


def median(work: Callable[[Row], object], replies: Iterable[Row]) -> float:
    """Microseconds a reply."""
    some, runs = list(replies), list[float]()
    for _ in range(RUNS):
        forget()
        began = time.perf_counter()
        for row in some:
            _ = work(row)
        runs.append(1e6 * (time.perf_counter() - began) / len(some))
    return statistics.median(runs)


def forget() -> None:
    """Fill what keeps the latest replies with others."""
    for n in range(300):
        _ = reply_of(f"filler {n}", heard("en"))


def loading() -> Line:
    """In a process of its own: what the service's start takes longer for it."""
    took = [float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True).stdout) for _ in range(RUNS)]  # fmt: skip
    return at_most("loading what is heard in English", 1000 * statistics.median(took), "ms", 150)
