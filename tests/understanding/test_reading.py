"""`frontdoor read`: one line out for each line in, in order, whatever the line holds."""

import io
import json
from typing import cast

import pytest

from bot.reading import main


def _read(*lines: str) -> list[dict[str, object]]:
    out = io.StringIO()
    main(lines, out)
    return [cast(dict[str, object], json.loads(line)) for line in out.getvalue().splitlines()]


def _line(kind: str, text: object, **more: object) -> str:
    return json.dumps({"id": "a", "type": kind, "question": "", "text": text, "today": "2026-11-21"} | more)


@pytest.mark.parametrize(
    ("line", "status", "value"),
    [
        (_line("yes_no", "aye"), "ok", True),
        (_line("yes_no", "hmm"), "unclear", None),
        (_line("yes_no", "rather not say"), "skip", None),
        (_line("yes_no", "what have you got on me"), "command", "my_data"),
        (_line("yes_no", "wrong number"), "unclear", None),
        (_line("choice", "the second one", options=["Tea", "Coffee"]), "ok", 1),
        (_line("choice", "person", options=["A text", "A person"]), "ok", 1),
        (_line("choice", "stop", options=["Go on", "Stop"]), "command", "stop"),
        (_line("choice", "pass", options=["Tea", "Coffee"]), "skip", None),
        (_line("date", "tuesday", question="When did you fall?"), "ok", "2026-11-17"),
        (_line("date", "tuesday", question="When can we visit?"), "ok", "2026-11-24"),
        (_line("free_text", "  my garden "), "ok", "my garden"),
        (_line("birth_year_or_age", "1947"), "ok", 79),
    ],
)
def test_a_line_is_answered(line: str, status: str, value: object):
    assert _read(line) == [{"id": "a", "status": status, "value": value}]


def test_a_malformed_line_is_named_and_the_rest_goes_on():
    bad = ["{", "[]", "", _line("poem", "x"), _line("yes_no", 3), _line("choice", "1"), "[" * 100_000]
    answers = _read(*bad, _line("date", "monday", today="soon"), _line("yes_no", "yes"))
    assert [a.get("line") for a in answers] == [1, 2, 3, 4, 5, 6, 7, 8, None]
    assert all(isinstance(a["error"], str) for a in answers[:-1])
    assert answers[-1] == {"id": "a", "status": "ok", "value": True}


def test_each_answer_is_written_before_the_next_line_is_read():
    out = io.StringIO()

    def lines():
        for count in range(3):
            assert out.getvalue().count("\n") == count
            yield _line("yes_no", "yes")

    main(lines(), out)
    assert out.getvalue().count("\n") == 3
