"""The report behind `frontdoor wording`: what each text costs and how hard it is to read.

Fails on characters that cost without need, on a text of more than two segments, and on a conversation
with a reading age above eleven. Every text is measured as it is sent by SMS: filled in with long but
realistic values, its options numbered below it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from messages.readability import reading_age
from messages.segments import Segments, count, needless
from messages.wording import HERE, Text, Wording, WordingError, as_sent, load

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MOST_SEGMENTS = 2
OLDEST = 11.0
SAMPLE = "Margaret Featherston"  # 20 characters: what is given for a variable of which nothing is known
SAMPLES = {
    "number": "12345",
    "count": "59",
    "times": "120",
    "level": "amber",
    "unit": "minutes",
    "place": "Bovey Tracey",
    "goal": "get to the shop and back on my own, with my stick, before the spring",
    "said": "the bus was late nearly every day, so I gave up and stayed at home",
    "step": "ask Pat next door if she would walk with me as far as the corner",
    "then": "########## 10/10",
    "now": "########## 10/10",
    "dimension": "People tell their story once, to whoever they meet first",
    "by": "Wednesday 23 September",
}
SERVICE = {
    "service": "Harbour Wellbeing",
    "office": "01632 960123",
    "privacy_url": "harbour.example.org/privacy",
    "hours": "9am to 5pm, Monday to Friday",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One text as it goes out. `variant` is "" for the plain text. `spoken` and `printed` ones are no text messages."""

    id: str
    file: str
    variant: str
    text: str
    size: Segments
    age: float | None
    official: str | None = None
    spoken: bool = False
    printed: bool = False

    @property
    def is_sent(self) -> bool:
        return not (self.spoken or self.printed)

    @property
    def too_long(self) -> bool:
        """Official wording cannot be shortened; how it is asked again can."""
        return self.is_sent and self.size.segments > MOST_SEGMENTS and not (self.official and not self.variant)


@dataclass(frozen=True, slots=True)
class Report:
    """`ages` holds the reading age of each file; nothing for languages that the formula does not know."""

    language: str
    rows: tuple[Row, ...]
    ages: Mapping[str, float]
    failures: tuple[str, ...]


def audit(wording: Wording, sample_args: Mapping[str, str] | None = None) -> Report:
    """Measure every text. `sample_args` gives the longest realistic value of a variable; 20 characters otherwise."""
    samples = {**SAMPLES, **(sample_args or {})}
    rows = tuple(row for id, text in wording.texts.items() for row in _rows(wording, id, text, samples))
    ages = _ages(wording, samples) if wording.language == "en" else {}
    failures = [problem for row in rows for problem in _problems(row)]
    failures += [
        f"{file}: reading age {age:.1f}, more than {OLDEST:.0f}; use shorter sentences and plainer words"
        for file, age in ages.items()
        if age > OLDEST
    ]
    return Report(wording.language, rows, ages, tuple(failures))


def render(report: Report, console: "Console") -> int:
    """Print the report; the exit status: 0 when nothing fails."""
    from rich.text import Text as Line  # rich takes 60 ms to import: only where something is printed

    for file in dict.fromkeys(row.file for row in report.rows):
        console.print(_table(file, report))
    for failure in report.failures:
        console.print(Line(f"✗ {failure}", style="red"))
    longest = max((row.size.segments for row in report.rows if row.is_sent), default=0)
    summary = f"{report.language}: {len(report.rows)} texts, at most {longest} segments, {len(report.failures)} to mend"
    console.print(Line(summary, style="bold red" if report.failures else "bold green"))
    return 1 if report.failures else 0


def wording_report(
    languages: Iterable[str],
    service: Mapping[str, str] | None = None,
    sample_args: Mapping[str, str] | None = None,
    *,
    folder: Path = HERE,
    console: "Console | None" = None,
) -> int:
    """What `frontdoor wording` does: report every language; the exit status. Without settings, a made-up service."""
    from rich.console import Console
    from rich.text import Text as Line

    console, status = console or Console(), 0
    for language in languages:
        try:
            report = audit(load(language, {**SERVICE, **(service or {})}, folder), sample_args)
        except WordingError as error:
            console.print(Line(str(error), style="red"))
            status = 1
        else:
            status = max(status, render(report, console))
    return status


def _rows(wording: Wording, id: str, text: Text, samples: Mapping[str, str]) -> Iterator[Row]:
    labels, source = wording.labels(id), text.source
    for variant in text.variants:
        sent = as_sent(_said(wording, id, variant, samples), labels)
        age = reading_age(sent) if wording.language == "en" else None
        yield Row(id, source.file, variant, sent, count(sent), age, source.official, source.spoken, source.printed)


def _said(wording: Wording, id: str, variant: str, samples: Mapping[str, str]) -> str:
    names = wording.texts[id].variables[variant]
    discreet, again = variant.startswith("discreet"), variant.endswith("again")
    return wording.text(id, discreet=discreet, again=again, **{n: samples.get(n, SAMPLE) for n in names})


DAYS = "en/dates.ftl"


def _ages(wording: Wording, samples: Mapping[str, str]) -> dict[str, float]:
    """The reading age of each conversation, official wording left out: only how it is asked again is ours.

    Labels of options are left out as well: a list of single words would make hard sentences look easy; and so are days in
    words, which are parts of other texts and no sentences.
    """
    files: dict[str, list[str]] = {}
    for id, text in wording.texts.items():
        if text.source.file == DAYS:
            continue
        ours = [variant for variant in text.variants if variant or not text.source.official]
        files.setdefault(text.source.file, []).extend(_said(wording, id, variant, samples) for variant in ours)
    return {file: reading_age("\n".join(texts)) for file, texts in files.items() if texts}


def _problems(row: Row) -> Iterator[str]:
    where = f"{row.file}: {row.id}{'.' * bool(row.variant)}{row.variant}"
    if not row.is_sent:
        return
    if row.too_long:
        size = f"{row.size.units} {row.size.encoding} units, {row.size.segments} segments"
        yield f"{where} is too long when filled in ({size}); {MOST_SEGMENTS} segments at most"
    if changes := needless(row.text):
        wanted = ", ".join(f"{old!r} (write {new!r})" for old, new in changes.items())
        yield f"{where} has characters that may double its cost: {wanted}"


def _table(file: str, report: Report) -> "Table":
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    age = f", reading age {report.ages[file]:.1f}" if file in report.ages else ""
    table = Table(
        title=f"{escape(file)}{age}", title_justify="left", title_style="bold", expand=True, box=box.SIMPLE_HEAD
    )
    for name in ("text", "code", "units", "parts", "age"):
        table.add_column(name, justify="left" if name in ("text", "code") else "right", no_wrap=name != "text")
    table.add_column("as sent", ratio=1, overflow="fold")
    for row in report.rows:
        if row.file == file:
            table.add_row(*(escape(cell) for cell in _cells(row)))
    return table


def _cells(row: Row) -> tuple[str, ...]:
    name = f"{row.id}{'.' * bool(row.variant)}{row.variant}" + (f" (official: {row.official})" if row.official else "")
    parts = "spoken" if row.spoken else "printed" if row.printed else str(row.size.segments)
    age = "" if row.age is None else f"{row.age:.0f}"
    return (name, row.size.encoding, str(row.size.units), parts, age, row.text)
