"""What a rehearsal came to, as a page: what happened, how check-ins were answered, and whether every rule held."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.rehearsal.checks import Verdict
from bot.rehearsal.running import Played
from bot.reports.charts import Chart, Line, Lines
from bot.reports.page import Cell, Head, Page, Table

STATES = {
    "answered": "in full", "part": "in part", "quiet": "not at all", "open": "waiting", "expired": "too late to ask",
    "skipped": "left out", "cancelled": "ended before", "planned": "still to come",
}  # fmt: skip
ASKED = ("answered", "part", "quiet")
MOST_NAMED = 5  # of what broke one rule
INVENTED = "Everybody here is invented. The service, its store, its outbox and its queue are the real ones."
Weeks = Mapping[tuple[int, str], int]


def page(played: Played, asked: Sequence[int], found: Sequence[Verdict], weeks: Weeks) -> Page:
    """`asked`: people, weeks and seed, as the command was given them."""
    people, lasted, seed = asked
    broken = sum(len(one.broken) for one in found)
    return Page(
        "rehearsal",
        f"A rehearsal: {people} people, {lasted} weeks, seed {seed}",
        [f"From {_first_day(played)}; the clocks change in it, and the service is down once. {INVENTED}"],
        [_rules(found), _happened(played), _by_week(weeks)],
        [f"{broken} things broke a rule: see below." if broken else "Every rule held."],
        internal=True,
    )


def _first_day(played: Played) -> str:
    return f"{played.start.astimezone(played.service.settings.zone):%-d %B %Y}"


def _rules(found: Sequence[Verdict]) -> Table:
    rows: list[list[Cell]] = [
        [one.rule, one.looked_at, "broken" if one.broken else "held" if one.looked_at else "nothing to look at"]
        for one in found
    ]
    notes = [f"{one.rule}: {what}" for one in found for what in one.broken[:MOST_NAMED]]
    return Table("rules", "What must hold", [Head("rule"), Head("looked at"), Head("")], rows, notes)


def _happened(played: Played) -> Table:
    stage, neighbours = played.stage, played.neighbours
    people = {one.who.address for one in neighbours}
    wrote = [one for one in stage.wrote if one.address in people]
    came = [one for one in stage.came if one.outbound.address in people]
    urgency = Counter(one.outbound.urgency for one in came)
    waited = sum(played.down[0] <= one.at < played.down[1] for one in wrote)
    rows: list[list[Cell]] = [
        ["people who wrote", len({one.address for one in wrote})],
        ["texts they wrote", len(wrote)],
        ["texts they got", len(came)],
        ["of these unprompted", sum(urgency[name] for name in ("prompt", "reminder", "first"))],
        ["texts to staff", len(stage.came) - len(came)],
        ["texts that came while the service was down", waited],
        ["people who stopped", sum(one.stopped_at is not None for one in neighbours)],
        ["people whose death was told", sum(one.died_at is not None for one in neighbours)],
    ]
    return Table("texts", "What happened", [Head(""), Head("count")], rows)


def _by_week(weeks: Weeks) -> Table:
    numbers = sorted({week for week, _ in weeks})
    rows: list[list[Cell]] = [
        [str(week), *(weeks.get((week, state), 0) for state in STATES), _share(weeks, week)] for week in numbers
    ]
    heads = [Head("week"), *(Head(name) for name in STATES.values()), Head("answered", unit="%")]
    notes = ["Week 0 is the baseline. Answered: at all, of those asked whose time is over."]
    return Table("weeks", "Check-ins by week of the programme", heads, rows, notes, chart=_chart(weeks, numbers))


def _share(weeks: Weeks, week: int) -> float | None:
    asked = sum(weeks.get((week, state), 0) for state in ASKED)
    return 100 * (1 - weeks.get((week, "quiet"), 0) / asked) if asked else None


def _chart(weeks: Weeks, numbers: Sequence[int]) -> Chart:
    asked = [week for week in numbers if _share(weeks, week) is not None]
    shares = [_share(weeks, week) for week in asked]
    says = ", ".join(
        f"week {week} {share:.0f} %" for week, share in zip(asked, shares, strict=True) if share is not None
    )
    return Chart(
        "How many answer",
        "Of those asked, the share that answered at all.",
        f"Share answered: {says}",
        "Frontdoor, a rehearsal: invented people",
        Lines("week", [str(week) for week in asked], [Line("answered", shares)]),
    )
