"""A page in the terminal, and in files: SVG and PNG, a CSV for each table, a web page and a plain text."""

import csv
from collections.abc import Sequence
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from bot.errors import CommandWrong
from bot.reports.page import Cell, Head, Page, Table

WIDE = 200  # columns of the text file
TALL = 100  # rows of a table that are read; a CSV has all
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
img { max-width: 100%; height: auto; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: right; padding: .25rem .6rem; border-bottom: 1px solid #ccc; white-space: nowrap; }
th:first-child, td:first-child, .grouped th:nth-child(2), .grouped td:nth-child(2) { text-align: left; }
thead th { vertical-align: bottom; white-space: normal; border-bottom: 2px solid #555; }
.warning { border-left: .3rem solid #555; padding-left: .7rem; }
small { color: #444; }
"""


def show(page: Page, console: Console) -> None:
    console.print(Text(page.title, style="bold"))
    _paragraph(console, *page.about, "", *page.warnings, "")
    for table in page.tables:
        console.print(drawn(table))
        _paragraph(console, *notes_of(table), "")


def _paragraph(console: Console, *lines: str) -> None:
    for line in lines:
        console.print(Text(line))


def drawn(table: Table) -> Drawn:
    """For the terminal. Names stand left, figures right."""
    made = Drawn(title=Text(table.title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    left = 2 if table.grouped else 1
    for n, head in enumerate(table.heads):
        made.add_column(Text(head.title), justify="left" if n < left else "right", overflow="fold")
    for row, texts in grouped_rows(table):
        made.add_row(*(Text(text) for text in texts), end_section=row)
    return made


def grouped_rows(table: Table) -> list[tuple[bool, list[str]]]:
    """Rows with the first cell only where it changes, and whether it does after the row."""
    rows = table.texts()[-TALL:]
    if not table.grouped:
        return [(False, row) for row in rows]
    firsts = ["", *(row[0] for row in rows), ""]
    return [
        (firsts[n] != firsts[n + 1], ["" if firsts[n - 1] == row[0] else row[0], *row[1:]])
        for n, row in enumerate(rows, 1)
    ]


def notes_of(table: Table) -> list[str]:
    left = len(table.rows) - TALL
    return [*table.notes, *([f"The last {TALL} of {len(table.rows):,} rows: a CSV has them all."] if left > 0 else [])]


def write(page: Page, folder: Path) -> list[Path]:
    """Everything into this folder, which is made if need be; gives the files. Raises CommandWrong."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [path for name, content in _files(page) for path in [_kept(folder / name, content)]]
    except OSError as error:
        raise CommandWrong(f"{folder} could not be written to: {error.strerror}.") from None


def _kept(path: Path, content: bytes | str) -> Path:
    _ = path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _files(page: Page) -> list[tuple[str, bytes | str]]:
    from bot.reports.drawing import picture

    found: list[tuple[str, bytes | str]] = [(f"{page.name}.html", html(page)), (f"{page.name}.txt", text(page))]
    for table in page.tables:
        name = f"{page.name}-{table.name}"
        found.append((f"{name}.csv", comma_separated(table, whole=page.internal)))
        if table.chart:
            found += [(f"{name}.svg", picture(table.chart, "svg")), (f"{name}.png", picture(table.chart, "png"))]
    return found


def text(page: Page) -> str:
    paper = StringIO()
    show(page, Console(file=paper, width=WIDE, no_color=True))
    return "\n".join(line.rstrip() for line in paper.getvalue().splitlines()) + "\n"


def comma_separated(table: Table, *, whole: bool) -> str:
    """What is not known is empty. `whole`: numbers with all their decimals; rounded ones tell less of how many people are
    behind them."""
    paper = StringIO()
    writer: Any = csv.writer(paper)
    writer.writerow([f"{head.title} ({head.raw})" if head.raw else head.title for head in table.heads])
    writer.writerows(
        [[_raw(cell, head, whole=whole) for head, cell in zip(table.heads, row, strict=True)] for row in table.rows]
    )
    return paper.getvalue()


def _raw(cell: Cell, head: Head, *, whole: bool) -> str:
    """A text that a spreadsheet would take for a formula is one no more."""
    if isinstance(cell, float):
        return f"{cell if whole else round(cell, head.places or int(bool(head.form))) + 0.0:.10g}"
    found = "" if cell is None else str(cell)
    return f"'{found}" if isinstance(cell, str) and found[:1] in ("=", "+", "-", "@") and found[1:] else found


def html(page: Page) -> str:
    body = [f"<h1>{escape(page.title)}</h1>", *_lines("p", page.about), *_lines('p class="warning"', page.warnings)]
    for table in page.tables:
        body += [*_picture(page, table), *_table(table), *_lines("small", notes_of(table))]
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(page.title)}</title>'
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head>{head}<style>{STYLE}</style></head>\n<body>\n'
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _lines(tag: str, lines: Sequence[str]) -> list[str]:
    name = tag.split()[0]
    return [f"<{tag}>{escape(line)}</{name}>{'<br>' if name == 'small' else ''}" for line in lines]


def _picture(page: Page, table: Table) -> list[str]:
    if not table.chart:
        return []
    return [f'<figure><img src="{page.name}-{table.name}.svg" alt="{escape(table.chart.says)}"></figure>']


def _table(table: Table) -> list[str]:
    heads = "".join(f'<th scope="col">{escape(head.title)}</th>' for head in table.heads)
    rows = ("".join(f"<td>{escape(text)}</td>" for text in texts) for _, texts in grouped_rows(table))
    kind = ' class="grouped"' if table.grouped else ""
    return [
        f'<div class="wide"><table{kind}><caption>{escape(table.title)}</caption>',
        f"<thead><tr>{heads}</tr></thead><tbody>", *(f"<tr>{row}</tr>" for row in rows), "</tbody></table></div>",
    ]  # fmt: skip
