"""A text in other words, as an operator wants it: put together as Fluent, proved with all other texts of the service, measured as it
would be sent. What `frontdoor wording` would refuse is refused here, and nothing of it is kept.

Texts about danger need a second person: whatever stands in a file of FILES, or names a helpline.
"""

import asyncio
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fluent.syntax.serializer import serialize_pattern

from bot.decided import WORDING, Decided, by_language, spoken
from bot.store.documents import Key
from messages.audit import Report, Row, audit
from messages.wording import Text, Wording, WordingError

FILES = ("safety.ftl", "death.ftl", "minors.ftl", "sharing.ftl")
OFFICIAL = "These are official words: changed, what is measured could not be compared with anything."
# Beside those of messages/audit.py: so that a text reads as one that somebody gets, and is as long.
EXAMPLES = {"week": "11", "weeks": "12", "score": "10", "day": "Wednesday 23 September", "time": "10:00"}
LONGEST = 1000  # characters of one part


@dataclass(frozen=True, slots=True)
class Proof:
    """`mistakes`: then it cannot be kept. `rows`: each part as it would be sent. `guarded`: a second person confirms it."""

    mistakes: Sequence[str] = ()
    rows: Sequence[Row] = ()
    guarded: bool = True


def key_of(language: str, id: str) -> Key:
    return WORDING, f"{language}/{id}"


def parts_of(text: Text) -> dict[str, str]:
    """What it says now, by part, as Fluent writes it: "" for the text itself."""
    found = text.source.patterns().items()
    return {name: textwrap.dedent(serialize_pattern(pattern).lstrip("\n")).strip() for name, pattern in found}


def as_source(id: str, parts: Mapping[str, str]) -> str:
    """The parts as a file of texts holds them."""
    lines = [f"{id} =", *_indented(parts.get("", ""), 4)]
    for name, said in parts.items():
        lines += [f"    .{name} =", *_indented(said, 8)] if name else []
    return "\n".join([*lines, ""])


def _indented(said: str, by: int) -> list[str]:
    return [f"{' ' * by}{line.rstrip()}" for line in said.replace("\r\n", "\n").replace("\0", "").strip().split("\n")]


def is_guarded(text: Text, decided: Decided) -> bool:
    helplines = {name for id in decided.lines for name in (id, f"{id}_aloud")}
    used = frozenset[str]().union(*text.service.values())
    return text.source.file.split("/")[-1] in FILES or bool(used & helplines)


def shown(wording: Wording) -> Sequence[Row]:
    """Every text of a language as it would be sent."""
    return audit(wording, EXAMPLES).rows


def measured(wording: Wording, id: str) -> Sequence[Row]:
    return [row for row in shown(wording) if row.id == id]


async def proved_parts(decided: Decided, language: str, id: str, parts: Mapping[str, str]) -> Proof:
    """The same of parts as somebody wrote them."""
    if empty := [name or "the text" for name, said in parts.items() if not said.strip()]:
        return Proof([f"{', '.join(empty)} is empty: write what it should say."])
    if long := [name or "the text" for name, said in parts.items() if len(said) > LONGEST]:
        return Proof([f"{', '.join(long)} has more than {LONGEST} characters."])
    return await proved(decided, language, id, as_source(id, parts))


async def proved(decided: Decided, language: str, id: str, source: str) -> Proof:
    """What came of it with this text in the place of what is in use."""
    now = decided.shared.wordings[language]
    if now.texts[id].source.official:
        return Proof([OFFICIAL])
    return await asyncio.to_thread(_proved, decided, language, id, source)


def _proved(decided: Decided, language: str, id: str, source: str) -> Proof:
    now = decided.shared.wordings[language]
    words = {
        key: one.text
        for key, one in decided.used.items()
        if key[0] == WORDING and one.text is not None and key not in decided.unused
    }
    changed = by_language({**words, key_of(language, id): source})
    try:
        made = spoken(decided.settings, decided.shared.programmes, decided.lines, decided.opening, changed)[language]
    except WordingError as error:
        return Proof(error.problems)
    guarded = is_guarded(now.texts[id], decided) or is_guarded(made.texts[id], decided)
    report = audit(made, EXAMPLES)
    return Proof(_new_failures(report, audit(now, EXAMPLES)), [row for row in report.rows if row.id == id], guarded)


def _new_failures(report: Report, before: Report) -> list[str]:
    return [said for said in report.failures if said not in before.failures]
