"""The report of time to resolve: from referral to closing, in order, with what is still open beside it. Pure.

A death closes a case and resolves nothing: it is counted, and not on the chart.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.reports.asked import Asked
from bot.reports.charts import Chart, InOrder
from bot.reports.labels import ENDINGS, OPEN_REASONS, called, in_order
from bot.reports.page import Cell, Head, Page, Table
from bot.reports.small import LEAST, WITHHELD, alone, one_row
from bot.reports.spread import Spread, spread
from bot.reports.xmr import ENOUGH, FEWEST, LIMIT, Xmr, xmr
from bot.store.tallies import Closed, Open

MOST = 300  # cases on the chart, the last; limits are of all
DEATH, DAY = "death", 86400
SKEWED = "Days are skewed: a few cases take very long. Read the median and the 90th percentile with the mean."
STILL = "Cases that are still open are in none of these figures, and will raise them when they close: their ages stand beside."
TRIAL = f"Trial limits: fewer than {ENOUGH} cases have closed, and each new one moves them."
NO_LIMITS = f"Fewer than {FEWEST} cases have closed: too few for limits."
READING = "● a case. ◆ one of the four rules says: not chance alone. Solid line: mean; dashed: limits; □ still open."
FORMULA = f"Limits: mean ± {LIMIT} x mean moving range; a lower limit below 0 is 0."


def page(closed: Sequence[Closed], still: Sequence[Open], asked: Asked) -> Page:
    days = [_days(one.referred_at, one.ended_at) for one in closed if one.ending != DEATH]
    at = min(asked.cohort.until, asked.now)
    ages = [_days(one.referred_at, at) for one in still]
    chart = xmr(days)
    tables = [
        _figures(days, ages, chart, asked),
        _points(closed, days, chart, asked, ages),
        _open(still, ages, asked),
        _endings(closed, asked),
    ]
    about = [f"Cases that closed {asked.days}; {asked.who}. Days from referral to closing, deaths left out."]
    said = [TRIAL] if chart and chart.is_trial else [] if chart else [NO_LIMITS]
    return Page("time", "Time to resolve", about, tables, [asked.warning, STILL, SKEWED, *said])


def _days(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / DAY


def _shown(values: Sequence[float], asked: Asked) -> Sequence[float]:
    """Each case by itself, where there are enough of them."""
    return values if asked.internal or len(values) >= LEAST else []


def _figures(days: Sequence[float], ages: Sequence[float], chart: Xmr | None, asked: Asked) -> Table:
    heads = [
        Head(""),
        Head("cases"),
        *(Head(name, 1) for name in ("mean", "upper limit", "lower limit", "mean moving range")),
    ]
    heads += [Head(name, 1) for name in ("median", "90th percentile", "longest")]
    limits: list[Cell] = [chart.mean, chart.upper, chart.lower, chart.moving_range] if chart else [None] * 4
    rows: list[list[Cell]] = [_row("closed", days, limits, asked), _row("still open", ages, [None] * 4, asked)]
    return Table("figures", "In days", heads, rows, [FORMULA])


def _row(name: str, values: Sequence[float], limits: Sequence[Cell], asked: Asked) -> list[Cell]:
    found = spread(_shown(values, asked))
    count: Cell = len(values) if found or not values else alone(len(values))
    return [name, count, *(limits if found else [None] * 4), *(_three(found) if found else [None] * 3)]


def _three(of: Spread) -> list[Cell]:
    return [of.median, of.ninetieth, of.longest]


def _points(
    closed: Sequence[Closed], days: Sequence[float], chart: Xmr | None, asked: Asked, ages: Sequence[float]
) -> Table:
    """A day can point at somebody: others see the month."""
    form = "%-d %b %Y" if asked.internal else "%b %Y"
    ended = [f"{one.ended_at.astimezone(asked.now.tzinfo):{form}}" for one in closed if one.ending != DEATH]
    shown = _shown(days, asked)
    signals = [", ".join(rules) for rules in chart.signals] if chart else [""] * len(shown)
    rows = [list(row) for row in zip(range(1, len(shown) + 1), ended, shown, signals, strict=False)]
    count = alone(len(ages), internal=asked.internal)
    last = replace(chart, values=chart.values[-MOST:], signals=chart.signals[-MOST:]) if chart else None
    picture = InOrder("days from referral to closing", shown[-MOST:], ended[-MOST:], last, _shown(ages, asked), count)
    says = f"{len(shown)} cases in the order in which they closed. {_said(chart)}"
    drawn = Chart("Time to resolve", READING, says, asked.source, picture) if shown else None
    return Table(
        "cases",
        "Each case that closed",
        [Head("no."), Head("closed"), Head("days", 1), Head("signal")],
        rows,
        chart=drawn,
    )


def _said(chart: Xmr | None) -> str:
    if not chart:
        return NO_LIMITS
    broken = sum(bool(rules) for rules in chart.signals)
    return f"Mean {chart.mean:.0f} days, limits {chart.lower:.0f} to {chart.upper:.0f}; {broken} cases break a rule."


def _open(still: Sequence[Open], ages: Sequence[float], asked: Asked) -> Table:
    codes = in_order({*OPEN_REASONS, *(one.reason for one in still)}, OPEN_REASONS)
    having = [[age for one, age in zip(still, ages, strict=True) if one.reason == code] for code in codes]
    counts, total = one_row([len(one) for one in having], internal=asked.internal)
    rows: list[list[Cell]] = [
        [called(code, OPEN_REASONS), count, *_ages(one, count)]
        for code, one, count in zip(codes, having, counts, strict=True)
    ]
    rows.append(["All", total, *_ages(ages, total)])
    return Table(
        "open",
        "Why cases are still open",
        [Head("reason"), Head("cases"), *(Head(n, 1) for n in ("median age in days", "oldest"))],
        rows,
    )


def _ages(ages: Sequence[float], count: Cell) -> list[Cell]:
    found = spread(ages)
    return [WITHHELD, WITHHELD] if isinstance(count, str) else [found.median, found.longest] if found else [None, None]


def _endings(closed: Sequence[Closed], asked: Asked) -> Table:
    """Deaths stand apart: with a total of all they could be worked out."""
    counted = Counter(one.ending for one in closed)
    codes = [code for code in in_order({*ENDINGS, *counted}, ENDINGS) if code not in ("", DEATH)]
    counts, total = one_row([counted[code] for code in codes], internal=asked.internal)
    deaths = alone(counted[DEATH], internal=asked.internal)
    rows = [
        *zip((called(code, ENDINGS) for code in codes), counts, strict=True),
        ("all on the chart", total),
        ("died", deaths),
    ]
    return Table("endings", "How they closed", [Head("ending"), Head("cases")], rows)
