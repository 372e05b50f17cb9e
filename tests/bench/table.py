"""The table that `make bench` prints: what was measured, beside what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`kept` is None where nothing was promised."""

    what: str
    value: str
    target: str = ""
    kept: bool | None = None


def at_least(what: str, ratio: float, target: float) -> Row:
    return Row(what, f"{ratio:.2f}", f">= {target:g}", ratio >= target)


def at_most(what: str, value: float, unit: str, target: float) -> Row:
    return Row(what, f"{value:,.0f} {unit}", f"< {target:g} {unit}", value < target)


def show(title: str, rows: Sequence[Row]) -> None:
    print(f"\n{title}")
    for row in rows:
        verdict = {None: "", True: "kept", False: "MISSED"}[row.kept]
        print(f"  {row.what:<66} {row.value:>14}  {row.target:<10} {verdict}".rstrip(), flush=True)
