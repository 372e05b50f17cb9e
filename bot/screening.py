"""`frontdoor screen`: JSON lines in, JSON lines out, one for each, in order. Needs no settings and no database."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TextIO

from flows.danger import SENDERS, screen
from flows.languages import is_foreign


def main(lines: Iterable[str], out: TextIO) -> None:
    for number, line in enumerate(lines, 1):
        if line.strip():
            _ = out.write(json.dumps(_answer(number, line), ensure_ascii=False) + "\n")
            out.flush()


def _answer(number: int, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        text, id, sender = asked["text"], asked.get("id"), asked.get("from", "resident")
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"error": 'not a JSON object with a "text"', "line": number}
    if not isinstance(text, str):
        return {"error": '"text" must be a string', "line": number}
    known = sender if sender in SENDERS else "resident"  # whoever it is from, the words are screened
    return {"id": id} | _found(text, known)


def _found(text: str, sender: str) -> dict[str, Any]:
    """What a person must see at least: a text that cannot be read here, and one that the screen fails at, are amber."""
    try:
        finding = screen(text, sender=sender)
    except Exception as error:
        return _unread("not-screened", type(error).__name__)
    if finding.level == "none" and is_foreign(text):
        return _unread("unread-language", text)
    because = [asdict(one) for one in finding.because]
    return {"level": finding.level, "categories": list(finding.categories), "because": because}


def _unread(rule: str, words: str) -> dict[str, Any]:
    return {"level": "amber", "categories": [], "because": [{"rule": rule, "words": words}]}
