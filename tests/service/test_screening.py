"""`frontdoor screen`: a line for a line, in order, and no text that a person should see is lost to a bad line."""

import io
import json

import pytest

from bot import screening


def answers(*lines: str) -> list[dict[str, object]]:
    out = io.StringIO()
    screening.main(lines, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_has_its_answer_in_the_shape_that_outsiders_read() -> None:
    red, none = answers(
        '{"id": "a", "text": "I have taken an overdose", "from": "resident"}', '{"id": 2, "text": "ok"}'
    )
    assert (red["id"], red["level"], none) == ("a", "red", {"id": 2, "level": "none", "categories": [], "because": []})
    assert set(red) == {"id", "level", "categories", "because"}


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe Schmerzen in der Brust und kann nicht atmen",
        "\u039f \u03ac\u03bd\u03c4\u03c1\u03b1\u03c2 \u03bc\u03bf\u03c5 \u03ad\u03c0\u03b5\u03c3\u03b5",
    ],
)
def test_a_language_that_we_do_not_know_is_for_a_person(text: str) -> None:
    (answer,) = answers(json.dumps({"id": 1, "text": text}))
    assert (answer["level"], answer["because"]) == ("amber", [{"rule": "unread-language", "words": text}])


def test_whoever_it_is_from_the_words_are_screened() -> None:
    (answer,) = answers('{"id": 1, "text": "I want to kill myself", "from": "a stranger"}')
    assert answer["level"] == "red"


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"id": 1}', '{"id": 1, "text": 7}'])
def test_a_line_that_is_no_text_says_so_and_the_next_is_screened(line: str) -> None:
    wrong, right = answers(line, '{"id": 2, "text": "yes"}')
    assert "text" in str(wrong["error"]) and wrong["line"] == 1
    assert right["id"] == 2
