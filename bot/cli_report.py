"""`frontdoor report`: the queue and the screen, and the counts that can be handed on."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="report", help="What stands in the service, in the terminal or in files.", no_args_is_help=True)

Since = Annotated[
    str,
    typer.Option("--from", help="The first day, as 2026-09-01; default a year back, 90 days for response and items."),
]
Until = Annotated[str, typer.Option(help="The last day; default today.")]
Locality = Annotated[str, typer.Option(help="One locality; default all.")]
Programme = Annotated[str, typer.Option(help="One programme; default those of residents, together.")]
Internal = Annotated[bool, typer.Option("--internal", help="For staff of this service: show small numbers too.")]
Out = Annotated[
    Path | None, typer.Option(help="A folder for the pictures (SVG, PNG), tables (CSV), web page and text.")
]


@app.command()
def queue(
    claim: Annotated[int | None, typer.Option(help="Take the item with this number.")] = None,
    resolve: Annotated[int | None, typer.Option(help="Close the item with this number.")] = None,
    outcome: Annotated[str, typer.Option(help="What came of it, when closing.")] = "",
    who: Annotated[str, typer.Option("--as", help="Who you are, for the audit log.")] = "",
) -> None:
    """The triage queue, worst first; take an item, or close it."""
    from rich.console import Console

    from bot.reports import queue as run
    from bot.settings import load

    run.carry_out(load(), run.Order(claim, resolve, outcome, who), Console())


@app.command()
def screen(
    since: Annotated[str, typer.Option("--from", help="The first day, as 2026-09-01; default 90 days back.")] = "",
    until: Until = "",
) -> None:
    """How often the risk screen was right, by rule and category; what was found late; and what it misses."""
    from rich.console import Console

    from bot.reports import screen as run
    from bot.settings import load

    run.carry_out(load(), since, until, Console())


def _report(name: str, says: str) -> None:
    """Every count has the same options."""

    def command(
        since: Since = "",
        until: Until = "",
        locality: Locality = "",
        programme: Programme = "",
        internal: Internal = False,
        out: Out = None,
    ) -> None:
        from rich.console import Console

        from bot.reports import run
        from bot.settings import load

        run.carry_out(load(), name, run.Order(since, until, locality, programme, internal, out), Console())

    _ = app.command(name, help=says)(command)


_report(
    "outcomes",
    "Each score before and after, goals, and how it ended, by sub-group: Table 1 of the Torbay paper for any cohort.",
)
_report("time", "Days from referral to closing, as an XmR chart, with the ages of what is still open and why.")
_report("inputs", "What was done for people, by the categories of Box 2 of the Torbay paper.")
_report("sources", "Who referred the people whose episodes began.")
_report("response", "How many check-ins were answered, by week, channel, age and language.")
_report(
    "items", "How soon items of the queue were taken and closed, by level; the slowest by number, and those still open."
)
_report("team", "How staff rate their team, round by round: the middle answers, never one person's.")
