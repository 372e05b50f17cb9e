"""A transcript as chat bubbles: local times, who wrote it, how far ours have come, and what still waits for an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.desk import words, words_talk
from bot.store.messages import RANG, Line


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
    who: str
    todo: str
    can_be_taken_back: bool
    is_call: bool
    is_going: bool


def bubbles(lines: Sequence[Line], zone: ZoneInfo, names: Mapping[str, str]) -> list[Bubble]:
    """Chat bubbles in local time; the day stands once, and what nobody has replied to says so. `names`: of staff."""
    last_ours = max((n for n, line in enumerate(lines) if not (line.inbound or line.is_put_off)), default=-1)
    shown: list[Bubble] = []
    before = ""
    for n, line in enumerate(lines):
        day = words.day(line.at.astimezone(zone))
        new_day = day if day != before else ""
        shown.append(_bubble(line, zone, names.get(line.by, ""), new_day, unanswered=line.inbound and n > last_ours))
        before = day
    return shown


def _bubble(line: Line, zone: ZoneInfo, by: str, new_day: str, *, unanswered: bool) -> Bubble:
    at, is_call = line.at.astimezone(zone), line.kind == RANG
    return Bubble(
        day=new_day,
        time=f"{at:%H:%M}",
        iso=at.isoformat(),
        inbound=line.inbound,
        text=f"{by} rang: {words_talk.CALLS.get(line.state, line.state)}" if is_call else _text(line),
        marks=_marks(line, zone, unanswered=unanswered),
        bad=line.state in ("failed", "expired") and not is_call,
        id=line.id,
        who=by,
        todo="" if is_call else words_talk.todo(line.state, line.error),
        can_be_taken_back=bool(by) and line.state == "queued",
        is_call=is_call,
        is_going=line.state in ("queued", "claimed") and not line.is_put_off,
    )


def _text(line: Line) -> str:
    if line.kind == "call":
        return " ".join(filter(None, ["[rang us]", line.text]))
    what = words.KINDS.get(line.kind, "")
    return " ".join(part for part in (f"[sent {what}]" if what else "", line.text) if part)


def _marks(line: Line, zone: ZoneInfo, *, unanswered: bool) -> tuple[str, ...]:
    due = words.wall(line.due_at.astimezone(zone)) if line.due_at else ""
    marks = [words_talk.delivery(line.state, line.error, due)] if line.state else []
    if line.kind == "button":
        marks.append("pressed a button")
    if line.note:
        marks.append("kept as a note for you")
    if unanswered:
        marks.append("no reply yet")
    return tuple(marks)
