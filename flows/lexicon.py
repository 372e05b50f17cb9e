"""Which texts the flows say and ask, read from their source.

The bridge between flows and wording: the only module of flows that knows messages.wording, and no conversation
imports it. Used once at start, so that a text that is missing stops the service and not a conversation.
Names must be literal, or constants of the module: what cannot be known without running a flow is an error.
"""

import ast
import inspect
from collections.abc import Iterable, Mapping
from types import MappingProxyType, ModuleType
from typing import cast

from flows.measures import GOALS_ASKED, Measure
from flows.question import RIGHT
from messages.wording import Need

ASKS = ("ask", "ask_if_willing")
STEPS = ("say", *ASKS, "review")
# What flows/measures says and asks around any measure.
AROUND_MEASURES = (Need("self_harm_heard"), *(Need(id, frozenset({"goal"}), question=True) for id in GOALS_ASKED))


class LexiconError(Exception):
    """A flow names what it says in a way that cannot be read from its source. The message says where."""


class _Unknown(Exception):
    """The expression depends on what is only known when the flow runs."""


def needs(*modules: ModuleType) -> list[Need]:
    """The texts that these modules say or ask, each once. Raises LexiconError, naming file and line."""
    merged: dict[str, Need] = {}
    for module in modules:
        scan = Scan(module)
        scan.visit(ast.parse(inspect.getsource(module)))
        for where, need in scan.found:
            merged[need.id] = _merge(where, merged.get(need.id, need), need)
    return list(merged.values())


def needs_of(measure: Measure) -> list[Need]:
    """The texts of a measure: their names are data, and stand in no source."""
    before = [f"{measure.id}_intro"] if measure.intro else []
    said = dict.fromkeys([*before, *(item.alone for item in measure.items if item.alone)])
    asked = [Need(item.id, options=item.reader.keys, question=True) for item in measure.items]
    return [*(Need(id) for id in said), *asked]


def _merge(where: str, one: Need, other: Need) -> Need:
    """The same text in two places may only use what both pass, and must be the same kind of question."""
    if (one.question, one.options) != (other.question, other.options):
        raise LexiconError(
            f"{where}: {one.id!r} is said or asked elsewhere with other options "
            f"({', '.join(one.options) or 'none'}, here {', '.join(other.options) or 'none'}); give it another name"
        )
    return Need(one.id, one.variables & other.variables, one.options, one.question)


class Scan(ast.NodeVisitor):
    """Walks a module's source and hands each step to `step`. `known` is what its names stand for at that place."""

    def __init__(self, module: ModuleType):
        self.module = module
        self.known: Mapping[str, object] = MappingProxyType(vars(module))
        self.found: list[tuple[str, Need]] = []

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if node.module == "flows.talk" and alias.name in STEPS and alias.asname:
                raise self._error(node, f"import {alias.name} under its own name, so that what is said can be found")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Parameters and variables hide the module's names: they are only known when the flow runs."""
        hidden = {n.arg for n in ast.walk(node.args) if isinstance(n, ast.arg)}
        hidden |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        self._inside(node.body, {name: value for name, value in self.known.items() if name not in hidden})

    def visit_For(self, node: ast.For) -> None:
        """A loop over a constant is read once for each of its elements."""
        try:
            elements = tuple(cast(Iterable[object], self._value(node.iter)))
        except _Unknown:
            self.generic_visit(node)
            return
        for element in elements:
            bound = {node.target.id: element} if isinstance(node.target, ast.Name) else {}
            self._inside([*node.body, *node.orelse], {**self.known, **bound})

    def _inside(self, body: list[ast.stmt], known: Mapping[str, object]) -> None:
        outside, self.known = self.known, known
        for statement in body:
            self.visit(statement)
        self.known = outside

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in STEPS:
            self.step(node, name)
        elif name in ("Say", "Ask", "Review"):
            raise self._error(node, f"{name} is made by its function in flows.talk; call that")
        self.generic_visit(node)

    def step(self, node: ast.Call, name: str) -> None:
        """A say, ask, ask_if_willing or review, in the order of the source."""
        self.found += [(self._at(node), need) for need in self.needs(node, name)]

    def needs(self, node: ast.Call, name: str) -> list[Need]:
        variables, options = self._variables(node), self._options(node, name)
        return [Need(id, variables, options, name != "say") for id in self._ids(node, name)]

    def _ids(self, node: ast.Call, step: str) -> list[str]:
        first = node.args[0] if node.args else None
        branches = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
        try:
            ids = [self._value(branch) for branch in branches if branch is not None]
        except _Unknown:
            ids = []
        if not ids or not all(isinstance(id, str) for id in ids):
            raise self._error(node, f"{step} needs its name written out as a string, so that its text can be checked")
        return [str(id) for id in ids]

    def _variables(self, node: ast.Call) -> frozenset[str]:
        names = [k.arg for k in node.keywords if k.arg not in ("reader", "of")]
        if None in names:
            raise self._error(node, "write the variables out (name=name), not as **")
        return frozenset(name for name in names if name)

    def _options(self, node: ast.Call, step: str) -> tuple[str, ...]:
        if step == "say":
            return ()
        given = self.read_with(node)
        return (RIGHT, *_texts(given)) if step == "review" else _texts(getattr(given, "keys", ()))

    def read_with(self, node: ast.Call) -> object:
        """A question's reader; a review's names."""
        named = next((k.value for k in node.keywords if k.arg in ("reader", "of")), None)
        try:
            return self._value(node.args[1] if len(node.args) > 1 else named)
        except _Unknown:
            raise self._error(node, "cannot tell the options; write the reader here or in a constant") from None

    def _value(self, node: ast.expr | None) -> object:
        """What an expression of literals, constants of the module and readers made from them stands for."""
        match node:
            case ast.Constant():
                return node.value
            case ast.Name() if node.id in self.known:
                return self.known[node.id]
            case ast.Attribute():
                return _known(getattr(self._value(node.value), node.attr, _Unknown))
            case ast.Tuple() | ast.List():
                return self._values(node.elts)
            case ast.Call(func=func) if not any(k.arg is None for k in node.keywords):
                return self._made(self._value(func), node)
            case _:
                raise _Unknown

    def _values(self, nodes: Iterable[ast.expr]) -> tuple[object, ...]:
        values: list[object] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                values.extend(cast(Iterable[object], self._value(node.value)))
            else:
                values.append(self._value(node))
        return tuple(values)

    def _made(self, make: object, node: ast.Call) -> object:
        if not callable(make):
            raise _Unknown
        keywords = {k.arg: self._value(k.value) for k in node.keywords if k.arg}
        return make(*self._values(node.args), **keywords)

    def _at(self, node: ast.stmt | ast.expr) -> str:
        return f"{self.module.__name__}:{node.lineno}"

    def _error(self, node: ast.stmt | ast.expr, what: str) -> LexiconError:
        return LexiconError(f"{self._at(node)}: {what}")


def _called(node: ast.Call) -> str:
    """`ask` for ask(...) and talk.ask(...); a method of something else with that name is no step."""
    if isinstance(node.func, ast.Attribute):
        is_talk = isinstance(node.func.value, ast.Name) and node.func.value.id == "talk"
        return node.func.attr if is_talk else ""
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _known(value: object) -> object:
    if value is _Unknown:
        raise _Unknown
    return value


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in cast(Iterable[object], values)) if isinstance(values, tuple | list) else ()
