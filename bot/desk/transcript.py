"""A transcript as chat bubbles: local times, how far ours have come, and what still waits for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.desk import words
from bot.store.messages import Line


@dataclass(frozen=True, slots=True)
class Bubble:
    day: str
    time: str
    iso: str
    inbound: bool
    text: str
    marks: tuple[str, ...]
    bad: bool
    id: int


def bubbles(lines: Sequence[Line], zone: ZoneInfo) -> list[Bubble]:
    """Chat bubbles in local time; the day stands once, and what nobody has replied to says so."""
    last_ours = max((n for n, line in enumerate(lines) if not line.inbound), default=-1)
    shown: list[Bubble] = []
    before = ""
    for n, line in enumerate(lines):
        at = line.at.astimezone(zone)
        day = words.day(at)
        marks = _marks(line, unanswered=line.inbound and n > last_ours)
        bad = line.state in ("failed", "expired")
        new_day = day if day != before else ""
        shown.append(Bubble(new_day, f"{at:%H:%M}", at.isoformat(), line.inbound, _text(line), marks, bad, line.id))
        before = day
    return shown


def _text(line: Line) -> str:
    what = words.KINDS.get(line.kind, "")
    return " ".join(part for part in (f"[sent {what}]" if what else "", line.text) if part)


def _marks(line: Line, *, unanswered: bool) -> tuple[str, ...]:
    marks = [words.DELIVERY.get(line.state, line.state)] if line.state else []
    if line.kind == "button":
        marks.append("pressed a button")
    if line.note:
        marks.append("kept as a note for you")
    if unanswered:
        marks.append("no reply yet")
    return tuple(marks)
