"""The report of outcomes gives Table 1 of the main paper back, from 49 invented people; and tells what the paper leaves out."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.reports.page import Page, Table
from bot.reports.run import Order, made
from bot.settings import load
from tests.reports import paper
from tests.reports.cohort import Life, live
from tests.serving import KEY, MONDAY_10
from tests.store.filled import opened

DOCS = Path(__file__).parents[2] / "docs" / "reports.md"
# What stands in which table: column of the paper's file -> (title of the score, "" for none; column of ours)
IN_SCORES = {"wemwbs": "WEMWBS", "pam": "PAM", "ostar": "Outcomes Star", "rcfs": "Clinical Frailty Scale"}
IN_PEOPLE = {
    "issues_pp": "all issues each", "issues_social_pp": "social issues each", "issues_bio_pp": "biomedical issues each",
    "issues_psych_pp": "psychological issues each", "inputs_pp": "inputs each",
    "goals_start_pp": "set each", "goals_met_pp": "met each", "goals_pct_met_printed": "met in %",
}  # fmt: skip
IN_COST = {
    "cost_before_gbp_pp": "before", "cost_after_gbp_pp": "after", "cost_diff_gbp_pp_printed": "change",
    "cost_total_change_gbp_printed": "change in all",
}  # fmt: skip
PERCENT = {
    "wemwbs": "wemwbs_pct_printed",
    "pam": "pam_pct_printed",
    "ostar": "ostar_pct_printed",
    "rcfs": "rcfs_pct_printed_positive_is_less_frail",
}


async def report(url: str, *lives: Life, **order: object) -> Page:
    async with opened(url) as database:
        _ = await live(database, *lives)
    given = Order(**{"internal": True} | order)  # type: ignore[arg-type]
    return await made(load(None, secret_key=KEY, database_url=url), "outcomes", given, ManualClock(MONDAY_10))


def table(page: Page, name: str) -> Table:
    return next(one for one in page.tables if one.name == name)


def figures(page: Page) -> dict[tuple[int, str], float]:
    """Our figures by row and the paper's column."""
    found: dict[tuple[int, str], float] = {}
    for name, columns in (("people", IN_PEOPLE), ("cost", IN_COST)):
        heads = [head.title for head in table(page, name).heads]
        for n, row in enumerate(table(page, name).rows):
            found |= {(n, column): row[heads.index(title)] for column, title in columns.items()}  # type: ignore[misc]
    rows = table(page, "scores").rows
    for column, title in IN_SCORES.items():
        for n, row in enumerate(one for one in rows if str(one[0]).startswith(title)):
            found |= {(n, f"{column}_before"): row[6], (n, f"{column}_after"): row[7], (n, PERCENT[column]): row[11]}  # type: ignore[dict-item]
    return found


def rounded(ours: float, printed: str) -> str:
    """With as many decimals as the paper has, 2.5 to 3."""
    places = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    return str(Decimal(repr(round(ours, 9))).quantize(places, ROUND_HALF_UP))


@pytest.mark.shared
async def test_the_paper_is_given_back(database_url: str) -> None:
    ours = figures(await report(database_url, *paper.people()))
    differs: dict[tuple[str, str], tuple[str, str]] = {}
    for n, (code, row) in enumerate(paper.table().items()):
        for column in {column for at, column in ours if at == n}:
            printed = row[column]
            if Decimal(came := rounded(ours[n, column], printed)) != Decimal(printed):
                differs[code, column] = printed, came
    assert differs == dict(paper.DIFFERS)
    assert len(ours) == 7 * 24


@pytest.mark.shared
async def test_missing_scores_are_counted_as_in_the_paper(sqlite_url: str) -> None:
    page = await report(sqlite_url, *paper.people())
    everybody = {str(row[0]): row for row in table(page, "scores").rows if row[1] == "Everybody"}
    assert {name.partition(" (")[0]: row[5] for name, row in everybody.items()} == {
        "WEMWBS": 0, "PAM": 4, "Outcomes Star": 3, "Clinical Frailty Scale": 2,
    }  # fmt: skip
    assert [row[:8] for row in table(page, "endings").rows][-1] == ("Everybody", 0, 40, 0, 0, 0, 9, 49)


def test_what_the_paper_cannot_mean_is_written_down() -> None:
    written = re.sub(r"[,£]", "", DOCS.read_text())
    missing = [
        one
        for one in paper.DIFFERS.values()
        if not re.search(rf"\| {re.escape(one[0])}%? \| {re.escape(one[1])}%? ", written)
    ]
    assert missing == []
