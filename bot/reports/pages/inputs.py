"""The report of inputs: what was done for people, by the categories of Box 2 of the main paper. Pure."""

from collections.abc import Sequence

from bot.reports.asked import Asked
from bot.reports.charts import Bar, Bars, Chart
from bot.reports.labels import INPUTS, NOT_RECORDED, called
from bot.reports.page import Cell, Head, Page, Table
from bot.reports.small import LEAST, WITHHELD, alone, shown
from bot.store.tallies import Done

NONE = Done("", 0, 0, 0, 0)
OTHER = "Other"
UNTIMED = "Minutes are added up over the inputs of which they were noted (timed). Each person: of everybody in these episodes."
ENTERED = "What staff entered: what nobody wrote down is not here, so that much recording can look like much work."


def page(found: Sequence[Done], people: int, asked: Asked) -> Page:
    about = [f"Episodes that began {asked.days}; {asked.who}. People: {alone(people, internal=asked.internal)}."]
    if not asked.internal and people < LEAST:
        return Page("inputs", "Inputs", about, [], [asked.warning])
    groups = _groups(found)
    counts = _of_groups(groups, asked)
    tables = [_by_group(groups, counts, people), _by_category(groups, counts, people, asked)]
    return Page("inputs", "Inputs", about, tables, [asked.warning, ENTERED])


def _groups(found: Sequence[Done]) -> dict[str, list[Done]]:
    """Every category of the paper, also those without any; then what is none of them."""
    by_code = {one.category: one for one in found}
    groups = {
        group: [by_code.pop(code, NONE._replace(category=code)) for code in names] for group, names in INPUTS.items()
    }
    return groups | ({OTHER: sorted(by_code.values())} if by_code else {})


HEADS = [Head("inputs"), Head("share", unit="%"), Head("each person", 2)]


def _of_groups(groups: dict[str, list[Done]], asked: Asked) -> list[Cell]:
    """Of each group, and of all. Inputs are no people: what few people had is left out, and whatever would tell how many."""
    few = [n for n, ones in enumerate(groups.values()) if 0 < max(one.people for one in ones) < LEAST]
    return _counts([sum(one.times for one in ones) for ones in groups.values()], few, asked)


def _counts(times: Sequence[int], few: Sequence[int], asked: Asked) -> list[Cell]:
    found = shown([[count] for count in times], internal=asked.internal, never=few)
    return [*(row[0] for row in found.cells), found.down[0]]


def _by_group(groups: dict[str, list[Done]], counts: Sequence[Cell], people: int) -> Table:
    total = sum(one.times for ones in groups.values() for one in ones)
    rows = [[name, *_figures(count, total, people)] for name, count in zip([*groups, "All"], counts, strict=True)]
    return Table("groups", "Inputs in groups", [Head("group"), *HEADS], rows)


def _by_category(groups: dict[str, list[Done]], counts: Sequence[Cell], people: int, asked: Asked) -> Table:
    """A group that is left out has its categories left out; else they are so within the group, whose total is known."""
    total, rows = sum(one.times for ones in groups.values() for one in ones), list[list[Cell]]()
    for (group, ones), of_group in zip(groups.items(), counts, strict=False):
        few = [n for n, one in enumerate(ones) if 0 < one.people < LEAST]
        each = _counts([one.times for one in ones], few, asked) if isinstance(of_group, int) else [WITHHELD] * len(ones)
        for one, count in zip(ones, each, strict=False):
            rows.append([group, _name(group, one), *_figures(count, total, people), *_people(one, count)])
    heads = [Head("group"), Head("category"), *HEADS, Head("people who had any"), Head("timed"), Head("minutes")]
    return Table("categories", "Inputs, Box 2", heads, rows, [UNTIMED], grouped=True, chart=_chart(rows, asked))


def _name(group: str, one: Done) -> str:
    return called(one.category, INPUTS.get(group, {})) if one.category else NOT_RECORDED


def _figures(count: Cell, total: int, people: int) -> list[Cell]:
    if not isinstance(count, int):
        return [count, WITHHELD, WITHHELD]
    return [count, 100 * count / total if total else None, count / people if people else None]


def _people(one: Done, count: Cell) -> list[Cell]:
    return [one.people, one.timed, one.minutes] if isinstance(count, int) else [WITHHELD] * 3


def _chart(rows: Sequence[Sequence[Cell]], asked: Asked) -> Chart:
    bars = [_bar(row, is_first=n == 0 or rows[n - 1][0] != row[0]) for n, row in enumerate(rows)]
    says = "; ".join(f"{bar.name} {bar.label}" for bar in bars)
    return Chart(
        "Inputs by category", "How often each was done, and its share of all.", says, asked.source, Bars("inputs", bars)
    )


def _bar(row: Sequence[Cell], *, is_first: bool) -> Bar:
    group, name, count, share, *_ = row
    label = f"{count} ({Head('', unit='%').text(share)})" if isinstance(count, int) else "not shown"
    return Bar(str(name), float(count) if isinstance(count, int) else None, label, str(group) if is_first else "")
