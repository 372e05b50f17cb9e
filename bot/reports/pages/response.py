"""The report of responses: how check-ins were answered, by week, channel, age band and language. Pure."""

from collections.abc import Mapping, Sequence

from bot.reports.asked import Asked
from bot.reports.charts import Bar, Bars, Chart, Line, Lines
from bot.reports.labels import AGE_BANDS, CHANNELS, called, in_order
from bot.reports.page import Cell, Head, Page, Table
from bot.reports.rates import FEW, Share
from bot.reports.small import LEAST, WITHHELD, alone, shown
from bot.store.tallies import Answered

DENOMINATOR = (
    "Asked: check-ins that were sent, or gone through by phone, and are over: answered to the end, in part, or not at all. Those that "
    "wait for an answer, and those never sent (too late, paused, ended), are counted beside them and in no share."
)
SHARES = (
    "Response: answered at all, of those asked; completion: to the end. In brackets where the truth lies with 95 % (Wilson), as if "
    f"check-ins of one person were independent: they are not, so it is wider. Where a count is hidden, shares are to 5 %, or none below {FEW}."
)
STAY = "Whoever stopped, paused or left is asked no more: late weeks are of those who stayed."
PART_HEADS = ["in full", "in part", "not at all", "waiting", "never sent"]
HEADS = [Head("people"), *(Head(name) for name in PART_HEADS), Head("by phone"), Head("asked")]
RATES = [Head("response", unit="%"), Head("95 %"), Head("completion", unit="%")]
KINDS = {"channel": CHANNELS, "age": AGE_BANDS, "language": {"en": "English", "cy": "Welsh"}}

Weeks = Mapping[tuple[int, str], Answered]


def page(weeks: Weeks, found: Mapping[str, Mapping[str, Answered]], asked: Asked) -> Page:
    order = sorted(weeks.items())
    rows = [[_week(*at), *row] for (at, _), row in zip(order, _rows([one for _, one in order], asked), strict=True)]
    by_week = Table(
        "weeks",
        "By week of the programme",
        [Head("week"), *HEADS, *RATES],
        rows,
        [DENOMINATOR, SHARES],
        chart=_lines(rows, asked),
    )
    others = [[title, *row] for title in KINDS for row in _kind(found.get(title, {}), title, asked)]
    by_kind = Table(
        "groups",
        "By channel, age and language",
        [Head("by"), Head(""), *HEADS, *RATES],
        others,
        grouped=True,
        chart=_bars(others, asked),
    )
    return Page(
        "response",
        "Who answers",
        [f"Check-ins that were due {asked.days}; {asked.who}"],
        [by_week, by_kind],
        [asked.warning, STAY],
    )


def _week(week: int, kind: str) -> str:
    return f"{week}{'' if kind == 'checkin' else f' {kind}'}"


def _kind(found: Mapping[str, Answered], title: str, asked: Asked) -> list[list[Cell]]:
    names = KINDS[title]
    codes = in_order(found, names)
    rows = _rows([found[code] for code in codes], asked)
    return [[called(code, names), *row] for code, row in zip(codes, rows, strict=True)]


def _rows(found: Sequence[Answered], asked: Asked) -> list[list[Cell]]:
    """People, counts of check-ins, and shares. Of fewer than five people nothing is shown."""
    if not found:
        return []
    few = [] if asked.internal else [n for n, one in enumerate(found) if 0 < one.people < LEAST]
    parts = shown([one[1:6] for one in found], internal=asked.internal, never=few)
    return [_row(one, cells, n in few, asked) for n, (one, cells) in enumerate(zip(found, parts.cells, strict=True))]


def _row(one: Answered, cells: Sequence[int | str], few: bool, asked: Asked) -> list[Cell]:
    if few:
        return ["<5", *([WITHHELD] * (len(HEADS) + len(RATES) - 1))]
    exact = not any(isinstance(cell, str) for cell in cells[:3])
    spoken: Cell = alone(one.spoken, internal=asked.internal) if exact else WITHHELD
    return [one.people, *cells, spoken, one.asked, *_shares(one, exact)]


def _shares(one: Answered, exact: bool) -> list[Cell]:
    if not one.asked:
        return [None] * 3
    answered, full = (Share(count, one.asked) for count in (one.full + one.part, one.full))
    if not exact:
        return [_rough(answered), WITHHELD, _rough(full)]
    low, high = answered.interval()
    return [100 * answered.rate, f"{100 * low:.0f}-{100 * high:.0f}", 100 * full.rate]


def _rough(share: Share) -> Cell:
    return WITHHELD if share.is_small else 5.0 * round(20 * share.rate)


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _lines(rows: Sequence[Sequence[Cell]], asked: Asked) -> Chart | None:
    names = {"response": -3, "completion": -1}
    lines = [Line(name, [_number(row[at]) for row in rows]) for name, at in names.items()]
    says = "; ".join(
        f"week {row[0]}: response {RATES[0].text(row[-3])}, completion {RATES[2].text(row[-1])}" for row in rows
    )
    reading = "Check-ins of each week: answered at all, and answered to the end, of those asked."
    return (
        Chart(
            "Response and completion by week",
            reading,
            says,
            asked.source,
            Lines("week", [str(row[0]).replace(" ", "\n") for row in rows], lines),
        )
        if rows
        else None
    )


def _bars(rows: Sequence[Sequence[Cell]], asked: Asked) -> Chart | None:
    bars: list[Bar] = []
    for n, row in enumerate(rows):
        first = n == 0 or rows[n - 1][0] != row[0]
        label = f"{RATES[0].text(row[-3])} (n {row[9]})" if _number(row[-3]) is not None else "not shown"
        bars.append(Bar(str(row[1]), _number(row[-3]), label, f"By {row[0]}" if first else ""))
    says = "; ".join(f"{bar.name} {bar.label}" for bar in bars)
    reading = "Check-ins answered at all, of those asked (n)."
    return (
        Chart("Response by channel, age and language", reading, says, asked.source, Bars("%", bars, 115))
        if rows
        else None
    )
