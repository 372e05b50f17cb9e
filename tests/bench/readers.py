"""How long a reply takes to read, by type, on the messy replies of the tests; and what loading a language takes.

The median of five runs over all replies of a type, and over the short ones. Each run sees each reply once, and finds
nothing that was kept.
"""

import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from flows.answers import READERS, read_choice
from flows.answers.choosing.shown import shown
from flows.answers.words import reply_of
from flows.commands import read_command
from flows.talk import Context
from messages.heard import heard
from tests.bench.table import Row as Line
from tests.bench.table import at_most, show
from tests.understanding.replies import Row, rows

RUNS = 5
MOST = {"phone": 1_000.0, "date": 3_000.0, "birth_year_or_age": 3_000.0, "time_of_day": 3_000.0}  # µs; the others 50
SHORT = 4  # words: half of the replies have no more
LOADING = """import time
from flows.answers.asks import sentences
began = time.perf_counter()
sentences('en')
print(time.perf_counter() - began)"""


def reading() -> None:
    found: dict[str, list[Row]] = defaultdict(list)
    for part in ("development", "testing"):
        for row in rows(part):
            found[row["type"]].append(row)
    found["commands"] = [row for some in list(found.values()) for row in some]
    short = {kind: [row for row in some if len(row["text"].split()) <= SHORT] for kind, some in found.items()}
    show(f"Reading a reply of up to {SHORT} words", list(map(_line, sorted(short.items()))))
    show("Reading a reply, stories and letters among them", [*map(_line, sorted(found.items())), loading()])


def _line(found: tuple[str, list[Row]]) -> Line:
    kind, some = found
    return at_most(kind, median(_command if kind == "commands" else _read, some), "µs", MOST.get(kind, 50.0))


def _command(row: Row) -> object:
    return read_command(row["text"])


def _read(row: Row) -> object:
    if row["type"] == "choice":
        return read_choice(row["text"], row["options"])
    return READERS[row["type"]].read(row["text"], Context(date.fromisoformat(row["today"])))


def median(work: Callable[[Row], object], replies: Iterable[Row]) -> float:
    """Microseconds a reply. A service has few lists of choices, shown many times: they are looked at before."""
    some, runs = list(replies), list[float]()
    for _ in range(RUNS):
        forget()
        runs.append(1e6 * sum(_timed(work, row) for row in some) / len(some))
    return statistics.median(runs)


def _timed(work: Callable[[Row], object], row: Row) -> float:
    if row["type"] == "choice":
        _ = shown(tuple(row["options"]), "en")
    began = time.perf_counter()
    _ = work(row)
    return time.perf_counter() - began


def forget() -> None:
    """Fill what keeps the latest replies with others."""
    for n in range(300):
        _ = reply_of(f"filler {n}", heard("en"))


def loading() -> Line:
    """In a process of its own: what the service's start takes longer for it."""
    took = [float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True).stdout) for _ in range(RUNS)]  # fmt: skip
    return at_most("loading what is heard in English", 1000 * statistics.median(took), "ms", 150)
