"""The report of sources: who referred the people whose episodes began. All seven of the main paper, also without any. Pure."""

from collections.abc import Mapping

from bot.reports.asked import Asked
from bot.reports.charts import Bar, Bars, Chart
from bot.reports.labels import SOURCES, called, in_order
from bot.reports.page import Cell, Head, Page, Table
from bot.reports.small import WITHHELD, one_row

ACCEPTED = "Of episodes that began: whoever was referred and not taken on, or did not agree, is not here."


def page(found: Mapping[str, int], asked: Asked) -> Page:
    codes = in_order({*SOURCES, *found}, SOURCES)
    counts, total = one_row([found.get(code, 0) for code in codes], internal=asked.internal)
    everybody = sum(found.values())
    rows: list[list[Cell]] = [
        [called(code, SOURCES), count, _share(count, everybody)] for code, count in zip(codes, counts, strict=True)
    ]
    chart = Chart(
        "Who referred",
        "People by the source of their referral.",
        _says(rows),
        asked.source,
        Bars("people", [_bar(row) for row in rows]),
    )
    heads = [Head("source"), Head("people"), Head("share", unit="%")]
    table = Table(
        "sources", "Referral sources", heads, [*rows, ["All", total, _share(total, everybody)]], [ACCEPTED], chart=chart
    )
    return Page("sources", "Who referred", [f"Episodes that began {asked.days}; {asked.who}"], [table], [asked.warning])


def _share(count: Cell, everybody: int) -> Cell:
    return WITHHELD if isinstance(count, str) or count is None else 100 * count / everybody if everybody else None


def _bar(row: list[Cell]) -> Bar:
    name, count, share = row
    return (
        Bar(str(name), float(count), f"{count} ({Head('', unit='%').text(share)})")
        if isinstance(count, int)
        else Bar(str(name), None, str(count))
    )


def _says(rows: list[list[Cell]]) -> str:
    return "; ".join(f"{row[0]} {row[1]}" for row in rows)
