"""Statements of the hot path, compiled once. On SQLite they then run on the driver itself.

Why: SQLAlchemy takes 50 to 200 µs to build, look up and bind a statement, SQLite a few to run it, and a batch has
fifteen. PostgreSQL runs the same statements through SQLAlchemy: there the way to the server costs more than that.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import BindParameter, Boolean, Executable, Select, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from bot.store.sqlite_writer import Direct, Tx
from bot.store.tables import Instant, from_ms, to_ms

Change = Callable[[Any], Any]
Given = Mapping[str, Any]


def many(name: str) -> BindParameter[Any]:
    """A list of any length, for `column.in_(many("ids"))`."""
    return bindparam(name, expanding=True)


@dataclass(frozen=True, slots=True)
class Plan:
    """SQL text, the names of its parameters in order, the values that never change, and the types' conversions."""

    sql: str
    names: Sequence[str]
    fixed: Given
    binds: Sequence[tuple[int, Change]]
    row: Callable[[Iterable[Any]], Any]
    reads: Sequence[tuple[int, Change]]

    def bound(self, given: Given) -> list[Any]:
        known = {**self.fixed, **given} if self.fixed else given
        return _changed([known[name] for name in self.names], self.binds)

    def read(self, values: Sequence[Any]) -> Any:
        return self.row(_changed(list(values), self.reads))


class Prepared:
    """One statement."""

    def __init__(self, statement: Executable):
        self.statement = statement
        self._plans: dict[tuple[object, ...], Plan] = {}

    async def rows(self, tx: Tx, **given: Any) -> Sequence[Any]:
        """What a SELECT finds."""
        if not isinstance(tx, Direct):
            return (await tx.execute(self.statement, given)).all()
        if any(value == [] for value in given.values()):
            return []
        lists = {name: _padded(cast(list[Any], value)) for name, value in given.items() if isinstance(value, list)}
        plan = self._plan(tx.dialect, given | lists, tuple(map(len, lists.values())))
        flat = {f"{name}_{n}": value for name, values in lists.items() for n, value in enumerate(values, 1)}
        return [plan.read(row) for row in tx.raw.execute(plan.sql, plan.bound({**given, **flat}))]

    async def run(self, tx: Tx, rows: Sequence[Given]) -> None:
        """An INSERT or UPDATE, once for each of these rows, which all have the same keys."""
        if not rows:
            return
        if not isinstance(tx, Direct):
            _ = await tx.execute(self.statement, list(rows))
            return
        plan = self._plan(tx.dialect, rows[0], tuple(rows[0]))
        _ = tx.raw.executemany(plan.sql, [plan.bound(row) for row in rows])

    def _plan(self, dialect: Dialect, given: Given, shape: tuple[object, ...]) -> Plan:
        if shape not in self._plans:
            self._plans[shape] = _plan(self.statement, dialect, given)
        return self._plans[shape]


def _plan(statement: Executable, dialect: Dialect, given: Given) -> Plan:
    compiled = cast(SQLCompiler, cast(Any, statement).compile(dialect=dialect, column_keys=list(given)))
    state = compiled.construct_expanded_state(given)
    names = state.positiontup or ()
    columns = list(cast(Select[Any], statement).selected_columns) if isinstance(statement, Select) else []
    row = namedtuple("Row", [column.key for column in columns])  # pyright: ignore[reportUntypedNamedTuple, reportUnknownArgumentType]
    whole = {part: name for name, parts in state.parameter_expansion.items() for part in parts}
    fixed = {name: state.parameters[name] for name in names if whole.get(name, name) not in given}
    types = [compiled.binds[whole.get(name, name)].type for name in names]
    binds = [(at, to_ms) for at, type in enumerate(types) if isinstance(type, Instant)]
    return Plan(state.statement, names, fixed, binds, row._make, _reads([column.type for column in columns]))


def _reads(types: Sequence[TypeEngine[Any]]) -> list[tuple[int, Change]]:
    """What the driver gives otherwise than SQLAlchemy would: moments are numbers, truth is 0 or 1."""
    moments = [(at, from_ms) for at, type in enumerate(types) if isinstance(type, Instant)]
    return [*moments, *((at, bool) for at, type in enumerate(types) if isinstance(type, Boolean))]


def _changed(values: list[Any], changes: Sequence[tuple[int, Change]]) -> list[Any]:
    for at, change in changes:
        values[at] = change(values[at])
    return values


def _padded(values: list[Any]) -> list[Any]:
    """Its last element repeated up to a power of two, so that few lengths are compiled."""
    length = 1 << (len(values) - 1).bit_length()
    return values + values[-1:] * (length - len(values))
