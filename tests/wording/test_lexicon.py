"""What flows say and ask, as read from their source."""

import importlib.util
import inspect
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from flows.lexicon import LexiconError, needs
from messages.wording import Need

Module = Callable[[str], ModuleType]
HEAD = """
from dataclasses import dataclass
from flows import talk
from flows.talk import ask, ask_if_willing, review, say

@dataclass(frozen=True)
class choice:
    keys: tuple
    def __init__(self, *keys): object.__setattr__(self, "keys", keys)

@dataclass(frozen=True)
class Item:
    name: str
    reader: choice

words = choice()
KEYS = ("a", "b")
WAYS = choice(*KEYS)
NAME = "named"
ITEMS = (Item("happy", choice("0", "1")), Item("worried", words))
"""


@pytest.fixture
def module(tmp_path: Path) -> Module:
    """`module("yield say('x')")` is a module of flows with one flow of that body."""

    def made(body: str, head: str = HEAD) -> ModuleType:
        indented = dedent(body).strip().replace("\n", "\n    ")
        path = tmp_path / f"flow_{len(list(tmp_path.iterdir()))}.py"
        _ = path.write_text(f"{head}\ndef flow(person, given=None):\n    {indented}\n")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        made = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)
        return made

    return made


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("yield say('x')", [Need("x")]),
        ("yield say('x', name=person, day='1')", [Need("x", frozenset({"name", "day"}))]),
        ("a = yield from ask('x', words)", [Need("x", question=True)]),
        ("if not (yield from ask_if_willing('x', words, n='1')): pass", [Need("x", frozenset({"n"}), question=True)]),
        ("yield from ask('x', choice('a', 'b'))", [Need("x", options=("a", "b"), question=True)]),
        ("yield from ask('x', reader=WAYS)", [Need("x", options=("a", "b"), question=True)]),
        ("yield from ask('x', choice(*KEYS, 'c'))", [Need("x", options=("a", "b", "c"), question=True)]),
        ("yield from review('x', ('a', 'b'), n='1')", [Need("x", frozenset({"n"}), ("right", "a", "b"), True)]),
        ("yield from review('x', KEYS)", [Need("x", options=("right", "a", "b"), question=True)]),
        ("yield say('x' if person else 'y')", [Need("x"), Need("y")]),
        ("yield say(NAME)", [Need("named")]),
        ("yield talk.say('x')", [Need("x")]),
        ("person.say('x', **given)", []),
        (
            "for item in ITEMS:\n    yield from ask(item.name, item.reader)",
            [Need("happy", options=("0", "1"), question=True), Need("worried", question=True)],
        ),
        ("for key in KEYS:\n    yield say(key)", [Need("a"), Need("b")]),
        ("for one in person:\n    yield say('x')", [Need("x")]),
        ("def inner():\n    yield say('x')\nyield from inner()", [Need("x")]),
    ],
)
def test_what_is_said_and_asked_is_found(module: Module, body: str, expected: list[Need]):
    assert needs(module(body)) == expected


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("yield say(person)", "say needs its name written out"),
        ("yield say(f'{person}_x')", "say needs its name written out"),
        ("yield say(5)", "say needs its name written out"),
        ("yield say()", "say needs its name written out"),
        ("for one in person:\n    yield say(one)", "say needs its name written out"),
        ("yield say('x', **given)", "write the variables out"),
        ("yield from ask('x', given)", "cannot tell the options"),
        ("WAYS = person\nyield from ask('x', WAYS)", "cannot tell the options"),
        ("yield from review('x', tuple(given))", "cannot tell the options"),
        ("yield talk.Say('x', {})", "call that"),
        ("from flows.talk import say as s\nyield s('x')", "import say under its own name"),
        ("yield say('x')\nyield from ask('x', words)", "with other options"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_where(module: Module, body: str, why: str):
    with pytest.raises(LexiconError, match=r"^flow_0:\d+: ") as refused:
        _ = needs(module(body))
    assert why in str(refused.value)


def test_a_text_said_twice_may_use_what_both_pass(module: Module):
    assert needs(module("yield say('x', a='1', b='2')"), module("yield say('x', b='2')")) == [
        Need("x", frozenset({"b"}))
    ]


def test_the_same_question_must_offer_the_same_everywhere(module: Module):
    with pytest.raises(LexiconError, match="'x' is said or asked elsewhere with other options \\(a, here b\\)"):
        _ = needs(module("yield from ask('x', choice('a'))"), module("yield from ask('x', choice('b'))"))


def test_no_conversation_knows_the_lexicon_or_the_wording():
    folder = Path(inspect.getfile(needs)).parent
    knowing = {
        p.name for p in folder.rglob("*.py") if "messages.wording" in p.read_text() or "flows.lexicon" in p.read_text()
    }
    assert knowing == {"lexicon.py"}
