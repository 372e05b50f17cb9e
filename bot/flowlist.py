"""`frontdoor flows`: what each conversation says and asks, read from its source.

In the order of the source, sub-scripts in their place: all branches stand one below the other, and which of
them somebody meets depends on their answers.
"""

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent
from types import FunctionType, MappingProxyType
from typing import cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.errors import NotFound
from flows.catalogue import FLOWS
from flows.lexicon import STEPS, Scan
from flows.talk import Reader
from messages.wording import Need, Wording, as_sent

# What these define holds no steps that can be read from their source; the steps of a measure are its items.
NO_STEPS = ("flows.talk", "flows.answers", "flows.acts", "flows.measures")


@dataclass(frozen=True, slots=True)
class Step:
    """`reply` is the kind of answer, "" for what is only said."""

    name: str
    reply: str
    need: Need
    optional: bool


class Outline(Scan):
    """The steps of one conversation, with those of the sub-scripts that it calls."""

    def __init__(self, script: FunctionType, callers: tuple[FunctionType, ...] = ()):
        module = inspect.getmodule(script)
        assert module is not None  # noqa: S101  flows are written in files
        super().__init__(module)
        self.steps: list[Step] = []
        self._callers = (*callers, script)
        self._names = MappingProxyType(vars(module))
        self.visit(ast.parse(dedent(inspect.getsource(script))))

    def step(self, node: ast.Call, name: str) -> None:
        reply = {"say": "", "review": "review"}.get(name)
        if reply is None:
            reply = cast(Reader[object], self.read_with(node)).kind
        self.steps += [Step(need.id, reply, need, name == "ask_if_willing") for need in self.needs(node, name)]

    def visit_Call(self, node: ast.Call) -> None:  # noqa: N802  ast's name
        super().visit_Call(node)
        called = self._names.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if isinstance(called, FunctionType) and _is_script(called) and called not in self._callers:
            self.steps += Outline(called, self._callers).steps


def _is_script(called: FunctionType) -> bool:
    where = called.__module__
    return where.startswith("flows.") and not where.startswith(NO_STEPS) and called.__name__ not in STEPS


def steps(flow: str) -> list[Step]:
    """What this conversation says and asks, each once. Raises NotFound."""
    if flow not in FLOWS:
        raise NotFound(f"No conversation is called {flow!r}; there are {', '.join(FLOWS)}.")
    found = Outline(cast(FunctionType, FLOWS[flow])).steps
    return list({step.name: step for step in found}.values())


def overview(console: Console) -> None:
    """Every conversation with its questions."""
    for flow in FLOWS:
        console.print(_heading(flow))
        console.print(_table(step for step in steps(flow) if step.reply))
        console.print()


def one(flow: str, wording: Wording, console: Console) -> None:
    """One conversation with everything that it says. Raises NotFound."""
    found = steps(flow)
    console.print(_heading(flow))
    console.print(_table(step for step in found if step.reply))
    for step in found:
        console.print(Text(f"\n{step.name}", style="bold"))
        for line in _said(step, wording):
            console.print(Text(line))


def _heading(flow: str) -> Text:
    """Its name, and its law in the first line of its own or its module's docstring."""
    script = FLOWS[flow]
    told = script.__doc__ or getattr(inspect.getmodule(script), "__doc__", "") or ""
    return Text.assemble((flow, "bold"), f"  {told.strip().splitlines()[0] if told else ''}")


def _table(found: Iterable[Step]) -> Table:
    table = Table("question", "reply", "skip", "choices", box=None, pad_edge=False)
    for step in found:
        skip = "yes" if step.optional else "no"
        table.add_row(*(Text(cell) for cell in (step.name, step.reply, skip, ", ".join(step.need.options))))
    return table


def _said(step: Step, wording: Wording) -> Iterator[str]:
    """The text, its second wording, and both as a phone that others see gets them, where they differ."""
    values = {name: f"<{name}>" for name in step.need.variables}
    text = wording.texts[step.name]
    for variant in text.variants:
        discreet, again = variant.startswith("discreet"), variant.endswith("again")
        said = wording.text(step.name, discreet=discreet, again=again, **values)  # type: ignore[arg-type]  # all texts
        yield f"{f'({variant.replace(chr(95), chr(32))}) ' if variant else ''}{as_sent(said, wording.labels(step.name))}"
