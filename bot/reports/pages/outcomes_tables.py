"""The tables of the report of outcomes. Pure.

More is always better here: for a score of which less is better, as frailty, the sign is turned round, as in the paper.
Costs are no better or worse: for them it is after less before.
"""

from collections.abc import Sequence

from bot.reports.change import FEWEST, Change
from bot.reports.labels import COST, ENDINGS, ISSUES, called, in_order, is_lower_better, with_range
from bot.reports.outcomes import Group
from bot.reports.page import NOTHING, Cell, Head, Table
from bot.reports.pages.outcomes_picture import chart
from bot.reports.pages.outcomes_rows import Row, Rows
from bot.reports.small import WITHHELD
from flows.measures import SCALES

MATCHED = (
    "Means, change and interval are of those who have both a before and an after; the others are counted beside them."
)
INTERVAL = (
    "95 %: between these two the mean change would lie in 95 of 100 cohorts like this one (Student's t). Where 0 lies "
    f"between them, chance alone can be the reason. Fewer than {FEWEST} pairs are too few to say."
)
TURNED = "Better by: + is better, also where a lower score is better. In %: of the mean before."
LEFT = "Before, of the others: the mean of those who have no after. Where it differs much, those who stayed are not like all."
PAPER = (
    "before - after (in %; + is better). Goals: set - met by each who has any (of those set). Cost: after less before."
)
COSTS = "No better and no worse: who is helped to what they need may cost more. Never read this as money saved."
EACH = (
    "Issues and inputs: for each person of the sub-group. Goals: for each person who has any; dropped ones are not met."
)
OPEN = "Who is still open may not have an after yet: the figures above will change when they end."

COUNTS = [Head(title) for title in ("both", "only before", "only after", "neither")]
Column = tuple[Head, Sequence[Cell]]


def _table(name: str, title: str, columns: Sequence[Column], note: str) -> Table:
    return Table(
        name, title, [head for head, _ in columns], list(zip(*(cells for _, cells in columns), strict=True)), [note]
    )


def table_one(rows: Rows) -> Table:
    columns: list[Column] = [
        (Head("sub-group"), rows.names),
        (Head("people"), rows.veil.people),
        (Head("issues each", 2), [row[-1] for row in rows.issues]),
        (Head("inputs each", 2), rows.inputs),
        *((Head(with_range(score)), [_short(score, row) for row in rows.of(score)]) for score in rows.found.scores),
        (Head("goals each"), rows.goals_each(_goals_in_short)),
    ]
    return _table("table1", "As Table 1 of Gradinger et al. 2020", columns, PAPER)


def _short(score: str, row: Row) -> str:
    change = row.change
    if not row.ok or change.before is None or change.after is None:
        return NOTHING if row.ok else WITHHELD
    if score == COST:
        return f"{change.before:,.0f} - {change.after:,.0f} ({change.mean:+,.0f})"
    places = 2 if SCALES[score].high - SCALES[score].low <= 10 else 1
    percent = Head("", sign=True, unit="%").text(_better(change.percent, score))
    return f"{change.before:.{places}f} - {change.after:.{places}f} ({percent})"


def _goals_in_short(group: Group) -> Cell:
    of, n = group.people, group.people.with_goals
    return f"{of.goals / n:.2f} - {of.goals_met / n:.2f} ({100 * of.goals_met / of.goals:.0f}%)"


def _better(value: float | None, score: str) -> float | None:
    """With the sign turned where lower is better."""
    return -value if value is not None and is_lower_better(score) and score != COST else value


def scores(rows: Rows) -> Table:
    shown = [score for score in rows.found.scores if score != COST]
    means, signed = ("before", "after"), ("better by", "95 % from", "to")
    heads = [Head("score"), Head("sub-group"), *COUNTS, *(Head(title, 2) for title in means)]
    heads += [
        *(Head(title, 2, sign=True) for title in signed),
        Head("in %", sign=True, unit="%"),
        Head("before, of the others", 2),
    ]
    made = [
        [
            with_range(score),
            row.name,
            *row.counts,
            *_figures(score, row),
            row.change.left_before if row.left_ok else WITHHELD,
        ]
        for score in shown
        for row in rows.of(score)
    ]
    notes = [MATCHED, INTERVAL, TURNED, LEFT]
    return Table("scores", "Each score, before and after", heads, made, notes, grouped=True, chart=chart(rows, shown))


def _figures(score: str, row: Row) -> list[Cell]:
    """Before, after, better by, from, to, and in %."""
    change = row.change
    if not row.ok:
        return [WITHHELD] * 6
    return [
        change.before,
        change.after,
        _better(change.mean, score),
        *_interval(score, change),
        _better(change.percent, score),
    ]


def _interval(score: str, change: Change) -> Sequence[Cell]:
    ends = [end for end in (_better(change.low, score), _better(change.high, score)) if end is not None]
    return sorted(ends) or (["too few", "too few"] if change.pairs else [None, None])


def people(rows: Rows) -> Table:
    issues, goals, each = [*ISSUES.values(), "all"], rows.goals, rows.goals_each
    columns: list[Column] = [
        (Head("sub-group"), rows.names),
        (Head("people"), rows.veil.people),
        *((Head(f"{name} issues each", 2), [row[n] for row in rows.issues]) for n, name in enumerate(issues)),
        (Head("inputs each", 2), rows.inputs),
        *((Head(name), [row[n] for row in rows.having]) for n, name in enumerate(["with goals", "without"])),
        (Head("goals set"), goals(lambda group: group.people.goals)),
        (Head("met"), goals(lambda group: group.people.goals_met)),
        (Head("set each", 2), each(lambda group: group.people.goals / group.people.with_goals)),
        (Head("met each", 2), each(lambda group: group.people.goals_met / group.people.with_goals)),
        (Head("met in %", unit="%"), goals(lambda group: 100 * group.people.goals_met / group.people.goals)),
    ]
    return _table("people", "Issues, inputs and goals", columns, EACH)


def endings(rows: Rows) -> Table:
    codes = in_order({*ENDINGS, *rows.found.total.people.endings}, ENDINGS)
    counts = rows.veil.counts(lambda group: [group.people.endings.get(code, 0) for code in codes])
    heads = [*(called(code, ENDINGS) for code in codes), "people"]
    columns: list[Column] = [(Head("sub-group"), rows.names)]
    columns += [(Head(title), [row[n] for row in counts]) for n, title in enumerate(heads)]
    return _table("endings", "How it ended", columns, OPEN)


def cost(rows: Rows) -> Table:
    signed = [Head(title, sign=True) for title in ("change", "95 % from", "to", "change in all")]
    heads = [Head("sub-group"), *COUNTS, Head("before"), Head("after"), *signed]
    made = [[row.name, *row.counts, *_figures(COST, row)[:-1], _in_all(row)] for row in rows.of(COST)]
    return Table("cost", with_range(COST), heads, made, [MATCHED, COSTS])


def _in_all(row: Row) -> Cell:
    """Together with the mean it tells how many there are: it is shown only where that is."""
    known = row.ok and isinstance(row.counts[0], int)
    return (row.change.mean * row.change.pairs if row.change.mean is not None else None) if known else WITHHELD
