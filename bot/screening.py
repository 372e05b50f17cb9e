"""`frontdoor screen`: JSON lines in, JSON lines out, one for each, in order. Needs no settings and no database."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TextIO

from flows.danger import screen


def main(lines: Iterable[str], out: TextIO) -> None:
    for number, line in enumerate(lines, 1):
        if line.strip():
            _ = out.write(json.dumps(_answer(number, line), ensure_ascii=False) + "\n")
            out.flush()


def _answer(number: int, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        text, id = asked["text"], asked.get("id")
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"error": 'not a JSON object with a "text"', "line": number}
    if not isinstance(text, str):
        return {"error": '"text" must be a string', "line": number}
    finding = screen(text)
    because = [asdict(one) for one in finding.because]
    return {"id": id, "level": finding.level, "categories": list(finding.categories), "because": because}
