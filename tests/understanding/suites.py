"""Published test cases of other projects, and how we read them: `python -m tests.understanding.suites`.

Microsoft Recognizers-Text (MIT) and Facebook duckling (BSD-3-Clause), as they lie in the shared folder. Which rows fit the
use here is said in FITS, and nothing is left out for being read wrongly; what we read otherwise than its authors, with the
reason, is in suites.toml. Where dateparser and number-parser can be imported, they read the same rows.
"""

import importlib
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomli

from flows.answers import a_date, time_of_day
from flows.answers.spelling import numbered
from flows.talk import Context, Ok
from tests.components import SHARED

FOLDER = SHARED / "data" / "understanding"
REASONS = Path(__file__).parent / "suites.toml"
SUITES = {
    "recognizers_date": "date",
    "duckling_date_en": "date",
    "duckling_date_gb": "date",
    "recognizers_time": "time",
    "duckling_time_en": "time",
    "recognizers_number": "number",
    "duckling_number": "number",
    "duckling_ordinal": "ordinal",
}
LARGEST = 999_999  # the readers take six figures
MORNING_ENDS = 9  # o'clock: from here to noon a bare hour means the same to us and to the authors
# What a row says round its date or time is a command to an assistant, and no reply. It is taken off for everybody.
CARRIER = re.compile(
    r"^(?:set an alarm for|I'll (?:be|go) back|I went back|It's|who did I email|We had a meeting|I left here"
    r"|I will leve here)\s+",
    re.IGNORECASE,
)
TO_COME = re.compile(r"I'll |I will ")
GONE = re.compile(r"I went |I left |We had |who did ")
# A weekday that a date stands beside.
WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|rs)?\b,? +(?:the )?(?:\d|jan|feb|oct|twenty|fif)", re.IGNORECASE
)
ROUGH = re.compile(r"\b(?:few|couple|pair)\b", re.IGNORECASE)
Row = dict[str, Any]
Value = str | int | None
Verdict = str


def _fits_date(row: Row) -> bool:
    """Month before day, and feasts on the American day, are not British; "a few days" is no number of days in Britain.

    Left out too is what contradicts itself: "I'll go back" to a day gone by, a Monday that was a Tuesday.
    """
    wrong_order = row.get("us_only") or row.get("us_order") or ROUGH.search(row["text"])
    return not wrong_order and (row["expect"]["value"] is None or bool(_gold_days(row)))


def _gold_days(row: Row) -> list[str]:
    """The days that the row may mean, without those that its own tense or weekday denies."""
    value, today = row["expect"]["value"], row["today"][:10]
    days: list[str] = value["any_of"] if isinstance(value, dict) else [value]
    if named := WEEKDAY.search(row["text"]):
        days = [day for day in days if f"{date.fromisoformat(day):%a}".lower() == named[1].lower()]
    if TO_COME.match(row["text"]):
        return [day for day in days if day >= today]
    return [day for day in days if day <= today] if GONE.match(row["text"]) else days


def _fits_time(row: Row) -> bool:
    """Its authors take a bare "7" for 07:00. Here it would be a wrong visit; from nine to noon we agree."""
    return not (row.get("no_am_pm") and int(row["expect"]["value"][:2]) < MORNING_ENDS)


def _fits_number(row: Row) -> bool:
    """Our questions are answered by whole numbers; "a few" is a rough one in Britain, and neither 3 nor 2."""
    value = row["expect"]["value"]
    whole = value is None or (float(value).is_integer() and 0 <= value <= LARGEST)
    return whole and not ROUGH.search(row["text"])


FITS: dict[str, Callable[[Row], bool]] = {
    "date": _fits_date,
    "time": _fits_time,
    "number": _fits_number,
    "ordinal": _fits_number,
}


def _context(row: Row) -> Context:
    return Context(datetime.fromisoformat(row["today"]).date() if "today" in row else date(2026, 11, 21))


def _our_number(text: str, ordinal: bool) -> Value:
    words = numbered(text, "en").words
    alone = len(words) == 1 and words[0].ordinal is ordinal and not re.search(r"[^\W\d_]\d|[-−.]\s*\d", text)
    return words[0].number if alone else None


def ours(kind: str, row: Row, text: str) -> Value:
    """Our reading of a row: its value, or None where we would ask."""
    if kind in ("number", "ordinal"):
        return _our_number(text, kind == "ordinal")
    reader = a_date(past=bool(GONE.match(row["text"]))) if kind == "date" else time_of_day
    read = reader.read(text, _context(row))
    return read.value if isinstance(read, Ok) else None


def theirs(kind: str, row: Row, text: str) -> Value:
    """The reading of dateparser or number-parser, with the settings that suit Britain best."""
    if kind in ("number", "ordinal"):
        parser = importlib.import_module("number_parser")
        return (parser.parse_ordinal if kind == "ordinal" else parser.parse_number)(text, language="en")
    settings = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "future"}
    if "today" in row:
        settings |= {"RELATIVE_BASE": datetime.fromisoformat(row["today"])}
    found = importlib.import_module("dateparser").parse(text, languages=["en"], settings=settings)
    return None if found is None else found.date().isoformat() if kind == "date" else f"{found:%H:%M}"


def rows(suite: str) -> Iterator[Row]:
    for line in (FOLDER / f"{suite}.jsonl").read_text(encoding="utf-8").splitlines():
        row: Row = json.loads(line)
        if FITS[SUITES[suite]](row):
            yield row


@dataclass(frozen=True)
class Judged:
    suite: str
    text: str
    expected: Value | list[str]
    read: Value

    @property
    def verdict(self) -> Verdict:
        good = self.read in self.expected if isinstance(self.expected, list) else self.read == self.expected
        return "right" if good else "asked" if self.read is None else "wrong"


def judged(suite: str, reader: Callable[[str, Row, str], Value] = ours) -> list[Judged]:
    found: list[Judged] = []
    for row in rows(suite):
        value = row["expect"]["value"]
        expected = _gold_days(row) if SUITES[suite] == "date" and value else value
        read = reader(SUITES[suite], row, CARRIER.sub("", row["text"]))
        found.append(Judged(suite, row["text"], expected, read))
    return found


def reasons() -> dict[tuple[str, str], str]:
    """Why we read a row otherwise, by suite and text."""
    groups = tomli.loads(REASONS.read_text(encoding="utf-8"))["because"]
    return {(suite, text): group["why"] for group in groups for suite, texts in group["rows"].items() for text in texts}


def _cells(found: list[Judged]) -> str:
    counted = [[one.verdict for one in found].count(verdict) for verdict in ("right", "asked", "wrong")]
    return " | ".join(f"{100 * count / len(found):.1f} %" for count in counted)


def main() -> None:
    others = all(importlib.util.find_spec(name) for name in ("dateparser", "number_parser"))
    print(
        "| suite | rows | that fit | right | asked again | read otherwise |"
        + " library: right | none | otherwise |" * others
    )
    print("|---|---|---|---|---|---|" + "---|---|---|" * others)
    known, unknown = reasons(), list[Judged]()
    for suite in SUITES:
        found, total = judged(suite), len((FOLDER / f"{suite}.jsonl").read_text("utf-8").splitlines())
        line = f"| {suite} | {total} | {len(found)} | {_cells(found)} |"
        print(line + (f" {_cells(judged(suite, theirs))} |" if others else ""))
        unknown += [one for one in found if one.verdict != "right" and (suite, one.text) not in known]
    end(unknown)


def end(unknown: Sequence[Judged]) -> None:
    """Name the rows that are read otherwise without a reason given, and fail if there are any."""
    for one in unknown:
        print(f"no reason given: {one.suite}: {one.text!r} is {one.expected} to them, {one.read} to us")
    sys.exit(1 if unknown else 0)


if __name__ == "__main__":
    main()
