"""How long the risk screen takes, both lines, and what it weighs in memory.

Each text is screened once, so that nothing that was kept for it helps; the median of five runs. The worst texts are made
of the words that most patterns need, and of what most of them allow between.
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
WEIGHT = """import resource, time
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
from flows.danger import screen
screen('my chest is tight', sender='carer')
taken = time.perf_counter() - began
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, taken * 1000)"""


def screening() -> None:
    texts = _texts()
    runs = sorted(_microseconds(texts) for _ in range(RUNS))
    middle = runs[RUNS // 2]
    worst = max(min(_microseconds([text])[0] for _ in range(RUNS)) for text in _worst())
    memory, loading = _weight()
    rows = [
        at_most("median", middle[0], "µs", 150),
        at_most("p99", middle[1], "µs", 1_000),
        at_most(f"the worst {WORST:,} characters that we could make", worst / 1_000, "ms", 20),
        at_most("memory, with all that it reads", memory, "MB", 60),
        Row("ready after", f"{loading:,.0f} ms"),
    ]
    show(f"Screening a text of {SHORTEST} to {LONGEST} characters, both lines ({len(texts):,} texts)", rows)


def _texts() -> list[str]:
    files = sorted(MESSAGES.glob("people_*.jsonl"))
    rows = (json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [text for text in rows if SHORTEST <= len(text) <= LONGEST]


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
