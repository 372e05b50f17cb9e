"""Published test cases for telephone numbers and for yes and no: `python -m tests.understanding.suites_phone`.

The same two projects as in suites.py. Which rows fit the use here is said in FITS; what we read otherwise than their
authors, with the reason, is in suites_phone.toml.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import tomli

from flows.answers import a_phone, yes_or_no
from flows.talk import Context, Ok, Reader
from tests.understanding.suites import FOLDER, Judged, Row, Value, end

REASONS = Path(__file__).parent / "suites_phone.toml"
READERS: dict[str, Reader[object]] = {
    "recognizers_phone": a_phone,
    "duckling_phone": a_phone,
    "recognizers_boolean": yes_or_no,
}
ABROAD = re.compile(r"\(?\+|00")  # a number with its country's code
CONTRADICTS = ("Yes. I said no", "agree, it is not ok")
UNASKED = Context(date(2026, 11, 21))


def _fits(suite: str, row: Row) -> bool:
    """A number of another country without that country's code is no number here.

    Left out too is what says yes and no at once: its authors take the first word, and a coordinator would ask.
    """
    if suite == "duckling_phone":
        return row["expect"]["value"] is None or ABROAD.match(row["text"]) is not None
    return row["text"] not in CONTRADICTS


def _gold(row: Row) -> Value:
    """Duckling writes "(+1) 6507018887"; we write +16507018887."""
    value = row["expect"]["value"]
    return re.sub(r"[() ]", "", value) if isinstance(value, str) else value


def rows(suite: str) -> Iterator[Row]:
    lines = (FOLDER / f"{suite}.jsonl").read_text(encoding="utf-8").splitlines()
    return (row for row in map(json.loads, lines) if _fits(suite, row))


def judged(suite: str) -> list[Judged]:
    return [Judged(suite, row["text"], _gold(row), _ours(suite, row["text"])) for row in rows(suite)]


def _ours(suite: str, text: str) -> Value:
    read = READERS[suite].read(text, UNASKED)
    return read.value if isinstance(read, Ok) and isinstance(read.value, str | int) else None


def reasons() -> dict[tuple[str, str], str]:
    """Why we read a row otherwise, by suite and text."""
    groups = tomli.loads(REASONS.read_text(encoding="utf-8"))["because"]
    return {(suite, text): group["why"] for group in groups for suite, texts in group["rows"].items() for text in texts}


def main() -> None:
    known, unknown = reasons(), list[Judged]()
    print("| suite | that fit | right | asked again | read otherwise |\n|---|---|---|---|---|")
    for suite in READERS:
        found = judged(suite)
        counted = [sum(one.verdict == verdict for one in found) for verdict in ("right", "asked", "wrong")]
        print(f"| {suite} | {len(found)} | " + " | ".join(f"{100 * n / len(found):.1f} %" for n in counted) + " |")
        unknown += [one for one in found if one.verdict != "right" and (suite, one.text) not in known]
    end(unknown)


if __name__ == "__main__":
    main()
