"""The `frontdoor read` command: JSON lines in, JSON lines out, one for one and in order.

It needs no settings and no database, and what it reads is forgotten. Commands come first, as in a conversation,
except where the words are one of the choices shown; only STOP and DELETE ME are stronger than a choice.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TextIO, cast

from flows.answers import READERS, free_text, read_choice, reader
from flows.answers.reactions import reacts_elsewhere
from flows.answers.readers import declined
from flows.commands import Command, Heard, command_at, likely_command
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import heard

LANGUAGE = "en"
# A day is needed for these; for the others any will do.
NEED_TODAY = ("date", "birth_year_or_age")


class BadLine(ValueError):
    """A line of input that cannot be answered."""


def main(lines: Iterable[str], out: TextIO) -> None:
    """Answer each line as it comes: whoever pipes them in may wait for each answer."""
    for number, line in enumerate(lines, start=1):
        try:
            answer: Mapping[str, object] = answer_to(_object(line))
        except BadLine as problem:
            answer = {"error": str(problem), "line": number}
        _ = out.write(json.dumps(answer) + "\n")
        out.flush()


def answer_to(item: Mapping[str, object]) -> dict[str, object]:
    """The reading of one reply: its status and value."""
    text, kind, options = _text(item, "text"), _text(item, "type"), _options(item)
    if kind not in (*READERS, "choice"):
        raise BadLine(f"unknown type {kind!r}")
    known = {"id": item.get("id")}
    if reacts_elsewhere(text, _asked(item), heard(LANGUAGE)):
        return known | _as_status(Unclear())
    today = _today(item, needed=kind in NEED_TODAY)
    context = Context(today, LANGUAGE, question=_asked(item))
    command = _command(text, options, kind, context)
    if command is not None:
        return known | {"status": "command", "value": command.command.value}
    reading = _chosen(text, options, context) if kind == "choice" else reader(kind).read(text, context)
    unread = isinstance(reading, Unclear) or kind == free_text.kind
    if unread and (probably := likely_command(text, LANGUAGE, kind)):
        return known | {"status": "command", "value": probably.command.value}
    return known | _as_status(reading)


def _command(text: str, options: tuple[str, ...], kind: str, context: Context) -> Heard | None:
    found = command_at(text, options, LANGUAGE, kind, context)
    return None if found is not None and found.command is Command.WRONG_NUMBER else found


def _chosen(text: str, options: tuple[str, ...], context: Context) -> Ok[int] | Unclear | Skipped:
    index = read_choice(text, options, LANGUAGE, context.question)
    if index is not None:
        return Ok(index)
    return Skipped() if declined(text, LANGUAGE) else Unclear()


def _asked(item: Mapping[str, object]) -> str:
    question = item.get("question")
    return question if isinstance(question, str) else ""


def _as_status(reading: Ok[object] | Unclear | Skipped) -> dict[str, object]:
    if isinstance(reading, Ok):
        return {"status": "ok", "value": reading.value}
    return {"status": "skip" if isinstance(reading, Skipped) else "unclear", "value": None}


def _object(line: str) -> Mapping[str, object]:
    try:
        item: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine("this is not JSON") from error
    if not isinstance(item, dict):
        raise BadLine("this is not a JSON object")
    return cast(Mapping[str, object], item)


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise BadLine(f"{name!r} must be a text")
    return value


def _options(item: Mapping[str, object]) -> tuple[str, ...]:
    raw = item.get("options")
    options = cast(list[object], raw) if isinstance(raw, list) else []
    labels = tuple(option for option in options if isinstance(option, str))
    if (raw is not None and not isinstance(raw, list)) or len(labels) < len(options):
        raise BadLine("'options' must be a list of texts")
    if item.get("type") == "choice" and not labels:
        raise BadLine("a choice needs 'options'")
    return labels


def _today(item: Mapping[str, object], needed: bool) -> date:
    raw = item.get("today")
    if not needed:
        return date.min
    try:
        return date.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError as error:
        raise BadLine("'today' must be a day like 2026-11-21") from error
