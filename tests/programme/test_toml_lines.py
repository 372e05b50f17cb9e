"""On which line a key of a TOML file stands, in whatever way TOML lets it be written."""

import pytest
import tomli

from bot.programme_file import SHIPPED
from bot.toml_lines import Lines, Place

SOURCE = '''\
# [not.a.header]
a = 1
"a b" = 2  # b = 3

[one.two]
lines = """
[three]
x = 1
"""
list = [
  "y = 1",
  ["z"],  # [four]
  [
    [1],
  ],
]
dotted."in the middle".key = 1
inline = { within = { deep = 1 }, other = 2 }

[[many]]
x = 1
[many.under]
x = 2

  [[many]]
  x = 3
  [[many.deeper]]
  x = 4
[["many".deeper]]
x = 5
'''


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("a b",), 3),
        (("one",), 5),
        (("one", "two"), 5),
        (("one", "two", "lines"), 6),
        (("one", "two", "list"), 10),
        (("one", "two", "list", 2), 10),
        (("one", "two", "dotted", "in the middle", "key"), 17),
        (("one", "two", "inline", "within", "deep"), 18),
        (("many", 0), 20),
        (("many", 0, "x"), 21),
        (("many", 0, "under", "x"), 23),
        (("many", 1), 25),
        (("many", 1, "x"), 26),
        (("many", 1, "deeper", 0, "x"), 28),
        (("many", 1, "deeper", 1, "x"), 30),
        (("many", 1, "nothing", "like", "it"), 25),
    ],
)
def test_a_key_is_found(place: Place, line: int, newline: str):
    assert Lines(SOURCE.replace("\n", newline)).of(place) == line


def test_each_key_of_what_we_ship_is_on_a_line_that_names_it():
    def places(value: object, place: Place) -> list[Place]:
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return [place, *(one for key, held in inner for one in places(held, (*place, key)))]

    source = SHIPPED.read_text(encoding="utf-8")
    lines, written = Lines(source), source.split("\n")
    found = [place for place in places(tomli.loads(source), ())[1:] if isinstance(place[-1], str)]
    assert len(found) > 150
    assert [place for place in found if str(place[-1]) not in written[lines.of(place) - 1]] == []
