"""The report of outcomes: Table 1 of the main paper for any cohort, with all that must be read with it. Pure."""

from bot.reports.asked import Asked
from bot.reports.labels import COST, ROLES, called
from bot.reports.outcomes import Outcomes
from bot.reports.page import Page
from bot.reports.pages import outcomes_tables as tables
from bot.reports.pages.outcomes_rows import Rows
from bot.reports.small import alone

NO_COMPARISON = (
    "There is no comparison group: change is not proof of effect. People are referred when things are bad, and many would "
    "feel better after a while without any help."
)
DECLINE = "Where people are expected to decline, a lower score is no failure of theirs or of the service"
NOBODY = "No episode began in these days, there: there is nothing to show."


def page(found: Outcomes, asked: Asked) -> Page:
    title, about = (
        "Outcomes: before and after",
        [f"Episodes that began {asked.days}; {asked.who}", *_elsewhere(found, asked)],
    )
    if not found.groups:
        return Page("outcomes", title, about, [], [NOBODY])
    made = Rows(found, asked)
    shown = [tables.table_one(made), tables.scores(made), tables.people(made), tables.endings(made)]
    shown += [tables.cost(made)] if COST in found.scores else []
    return Page("outcomes", title, about, shown, [asked.warning, NO_COMPARISON, *_declines(found, asked)])


def _elsewhere(found: Outcomes, asked: Asked) -> list[str]:
    """Whose figures are not here."""
    counts = {role: alone(count, internal=asked.internal) for role, count in sorted(found.elsewhere.items()) if count}
    left = [f"{called(role, ROLES)} {count}" for role, count in counts.items()]
    return [f"Not in it, because they have programmes of their own: {', '.join(left)}"] if left else []


def _declines(found: Outcomes, asked: Asked) -> list[str]:
    names = [called(group.code, asked.names) for group in found.groups if group.code in asked.expected]
    return [f"{DECLINE}: {', '.join(names)}."] if names else []
