"""How long the risk screen takes, both lines, and what it weighs in memory.

Half of the texts go before, as on a service that has been running; the other half is measured, five times, the middle
one counts. The worst texts are made of the words that most patterns need, and of what most of them allow between.
"""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from flows.danger import screen
from messages.dangers import dangers
from tests.bench.table import Row, at_most, show

RUNS = 5
MESSAGES = Path(__file__).parent.parent / "safety" / "messages"
SHORTEST, LONGEST = 140, 180  # characters: about one text message
WORST = 1_600  # characters
WEIGHT = """import pathlib, time
held = lambda: int(pathlib.Path('/proc/self/statm').read_text().split()[1]) * 4 / 1024
before, began = held(), time.perf_counter()
from flows.danger import screen
screen('my chest is tight', sender='carer')
taken = time.perf_counter() - began
print(held() - before, taken * 1000)"""


def screening() -> None:
    harmless, danger = _texts(danger=False), _texts(danger=True)
    for text in (*harmless[::2], *danger[::2]):  # a service that has been running knows most words
        _ = screen(text)
    most, worst = _middle(harmless[1::2]), _middle(danger[1::2])
    slowest = max(min(_microseconds([text])[0] for _ in range(RUNS)) for text in _worst())
    memory, loading = _weight()
    rows = [
        at_most("harmless: median", most[0], "µs", 150),
        at_most("harmless: p99", most[1], "µs", 1_000),
        at_most("danger, which is looked at longer: median", worst[0], "µs", 150),
        at_most("danger: p99", worst[1], "µs", 1_000),
        at_most(f"the worst {WORST:,} characters that we could make", slowest / 1_000, "ms", 20),
        at_most("memory, with all that it reads", memory, "MB", 60),
        Row("ready after", f"{loading:,.0f} ms"),
    ]
    show(
        f"Screening a text of {SHORTEST} to {LONGEST} characters, both lines ({len(harmless):,} and {len(danger):,})",
        rows,
    )


def _texts(danger: bool) -> list[str]:
    files = sorted(MESSAGES.glob("[op]*_*.jsonl"))
    rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [
        row["text"] for row in rows if SHORTEST <= len(row["text"]) <= LONGEST and (row["level"] != "none") is danger
    ]


def _middle(texts: Sequence[str]) -> tuple[float, float]:
    return sorted(_microseconds(texts) for _ in range(RUNS))[RUNS // 2]


def _microseconds(texts: Sequence[str]) -> tuple[float, float]:
    """The median and the 99th of a hundred."""
    taken: list[int] = []
    for text in texts:
        began = time.perf_counter_ns()
        _ = screen(text)
        taken.append(time.perf_counter_ns() - began)
    taken.sort()
    return taken[len(taken) // 2] / 1_000, taken[len(taken) * 99 // 100] / 1_000


def _worst() -> list[str]:
    """Words of the patterns, the most wanted first; the same word over and over; and their mixture at random."""
    d = dangers("en")
    assert d is not None
    wanted = Counter(word for one in d.heard.patterns for need in one.needs for word in need)
    words = [word for word, _ in wanted.most_common(400)]
    mixed = random.Random(0)
    made = [words, words[:1] * WORST, *([mixed.choice(words) for _ in range(WORST)] for _ in range(20))]
    return [" ".join(some)[:WORST] for some in made]


def _weight() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", WEIGHT], stdout=subprocess.PIPE, text=True, check=True)
    memory, loading = map(float, done.stdout.split())
    return memory, loading
