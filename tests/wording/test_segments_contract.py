"""Our counts agree with those of sms-segments-calculator, by the provider that will bill them.

Where we differ on purpose: that package knows the emoji of 2017 only, and lets a pile of accents overflow its part.
"""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from messages.segments import count

HERE = Path(__file__).parent
NODE = HERE.parent / "contracts"
ALPHABETS = {
    "gsm": "abcdefghij ABC.,?!'0123456789\n£éèàùÇØÅÄÖÑÜßΔΩ",
    "extension": "ab €[]{}~^|\\",
    "welsh": "abc dŵŷâêîôûŴŶ",
    "emoji": ["👍", "❤️", "😀", "👍🏽", "👩‍👩‍👧", "🇬🇧", "a", " ", "1️⃣", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"],
    "mixed": ["a", "b", " ", "€", "ŵ", "’", "–", "…", "👍", "e\u0301", "\r\n", "\t", "`", "ç", "\u00a0"],
}
BOUNDARIES = [
    0,
    1,
    66,
    67,
    68,
    69,
    70,
    71,
    72,
    133,
    134,
    135,
    136,
    152,
    153,
    154,
    159,
    160,
    161,
    162,
    305,
    306,
    307,
    460,
]


def samples() -> Iterator[str]:
    dice = random.Random(1998)
    for alphabet in ALPHABETS.values():
        for length in BOUNDARIES * 6:
            yield "".join(dice.choice(alphabet) for _ in range(length))
    for length in BOUNDARIES:
        for last in ("a", "€", "ŵ", "👍", "👍🏽", "\r\n"):
            yield "a" * max(length - 1, 0) + last
            yield "a" * max(length - 2, 0) + last + "b" * 80
    yield from (chr(code) for code in range(0x3000) if chr(code).isprintable() or code < 0x100)


@pytest.mark.npm
def test_counts_agree_with_the_providers_own_calculator():
    texts = list(samples())
    assert len(texts) > 1000
    different = {t: (mine, its) for t, its in zip(texts, asked(texts), strict=True) if (mine := ours(t)) != its}
    assert different == {}


def ours(text: str) -> tuple[str, int, int]:
    size = count(text)
    return (size.encoding, size.units, size.segments)


def asked(texts: list[str]) -> list[tuple[str, int, int]]:
    node = shutil.which("node")
    assert node, "Node.js is not installed"
    lines = "\n".join(map(json.dumps, texts))
    command = [node, str(HERE / "sms_segments.mjs"), str(NODE)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=60, check=True)
    return [(encoding, units, parts) for encoding, units, parts in map(json.loads, done.stdout.splitlines())]
