"""Torbay Coastal, person by person: 49 invented people whose figures come to Table 1 of Gradinger et al. 2020.

The paper prints means; here each sum is the whole number (or, for PAM, tenth) that gives the printed mean when it is
rounded, and the printed percentages with them. The paper says how many are missing, but for most scores not in which
sub-group: they are where the totals come out as printed. What no whole numbers can give is in DIFFERS.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.store.tallies import Done
from tests.components import SHARED
from tests.reports.cohort import Life

TABLE = SHARED / "data" / "outcomes" / "torbay_coastal_table1.csv"
ISSUES = ("social", "biomedical", "psychological")
GOALS = "goals"
Row = Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """`issues`: how many people have social, biomedical and psychological ones; `goals`: set and met; `sums`: of each
    score, before and after, over those who have it; `without`: how many do not."""

    code: str
    people: int
    issues: tuple[int, int, int]
    inputs: int
    goals: tuple[int, int]
    sums: Mapping[str, tuple[float, float]]
    without: Mapping[str, int] = field(default_factory=dict[str, int])


GROUPS = (
    Group(
        "mental_health", 5, (5, 2, 5), 25, (22, 20),
        {"wemwbs": (113, 217), "pam": (167.6, 290.8), "outcomes_star": (81, 204), "cfs": (19, 15), "service_cost": (45744, 14472)},
        {"cfs": 1},
    ),
    Group(
        "bereavement", 9, (8, 5, 9), 41, (30, 25),
        {"wemwbs": (325, 450), "pam": (406, 625), "outcomes_star": (280, 450), "cfs": (35, 27), "service_cost": (25198, 30908.2)},
    ),
    Group(
        "social", 9, (9, 6, 5), 27, (28, 26),
        {"wemwbs": (388, 459), "pam": (540, 666), "outcomes_star": (216, 324), "cfs": (39, 29), "service_cost": (7287, 21874.2)},
        {"outcomes_star": 1},
    ),
    Group(
        "mobilising", 7, (6, 7, 5), 27, (23, 22),
        {"wemwbs": (323, 369), "pam": (285.5, 355), "outcomes_star": (224, 351), "cfs": (35, 27), "service_cost": (10086, 12118.2)},
        {"pam": 2},
    ),
    Group(
        "declining", 10, (8, 10, 7), 36, (27, 26),
        {"wemwbs": (380, 451), "pam": (502, 663), "outcomes_star": (218, 359), "cfs": (40, 33), "service_cost": (15152, 147939.2)},
        {"outcomes_star": 2, "cfs": 1, GOALS: 1},
    ),
    Group(
        "ending", 9, (9, 9, 5), 35, (22, 21),
        {"wemwbs": (338, 364), "pam": (283.8, 308), "outcomes_star": (225, 342), "cfs": (49, 52), "service_cost": (66374, 174286.2)},
        {"pam": 2},
    ),
)  # fmt: skip

# What the paper prints and no 49 people can have, as (sub-group, column of the file) -> (printed, what comes out); "" is
# the total. docs/reports.md has all of them, with the reason where there is one to be seen.
DIFFERS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("ending", "wemwbs_pct_printed"): ("9", "8"),
    ("", "rcfs_pct_printed_positive_is_less_frail"): ("15", "16"),
    ("", "goals_pct_met_printed"): ("91", "92"),
    ("", "cost_before_gbp_pp"): ("3467", "3466"),
    ("bereavement", "issues_social_pp"): ("0.88", "0.89"),
    ("bereavement", "issues_bio_pp"): ("0.55", "0.56"),
    ("social", "issues_bio_pp"): ("0.66", "0.67"),
    ("social", "issues_psych_pp"): ("0.55", "0.56"),
    ("ending", "issues_psych_pp"): ("0.55", "0.56"),
    ("ending", "issues_pp"): ("2.55", "2.56"),
    ("", "issues_social_pp"): ("0.96", "0.92"),
    ("", "issues_pp"): ("2.49", "2.45"),
    ("mobilising", "inputs_pp"): ("3.85", "3.86"),
    ("declining", "inputs_pp"): ("3.66", "3.60"),
    ("ending", "inputs_pp"): ("3.88", "3.89"),
    ("", "inputs_pp"): ("3.79", "3.90"),
}


# Box 2 and the sources, as printed; how many people had an input is not.
BOX2 = [
    Done(category, times, times, 0, 0)
    for category, times in {
        "home_help": 27, "equipment": 18, "paperwork": 14, "transport": 6, "befriender": 24, "social_prescription": 16,
        "carer_support": 8, "coordination": 37, "mental_health": 36,
    }.items()
]  # fmt: skip
SOURCES_OF_THE_PAPER = {
    "voluntary": 14, "hub": 14, "primary_care": 9, "self_family": 5, "social_care": 5, "residential": 1, "paramedics": 1,
}  # fmt: skip


def table() -> dict[str, Row]:
    """The paper's rows by the code of the sub-group, "" for the total."""
    with TABLE.open() as lines:
        rows = list(csv.DictReader(lines))
    return dict(zip([*(group.code for group in GROUPS), ""], rows, strict=True))


def people() -> list[Life]:
    return [life for group in GROUPS for life in _lives(group)]


def _lives(group: Group) -> Iterator[Life]:
    scores = {score: list(_pairs(group, score)) for score in group.sums}
    with_goals = group.people - group.without.get(GOALS, 0)
    goals = [*zip(*(_shared(count, with_goals) for count in group.goals), strict=True), (0, 0)]
    for n, inputs in enumerate(_shared(group.inputs, group.people)):
        yield Life(
            group.code,
            {score: pairs[n] for score, pairs in scores.items()},
            goals[min(n, with_goals)],
            {"coordination": inputs},
            tuple(issue for issue, having in zip(ISSUES, group.issues, strict=True) if n < having),
            "death" if group.code == "ending" else "completed",
        )


def _pairs(group: Group, score: str) -> Iterator[tuple[float | None, float | None]]:
    """Before and after of each; those without it have neither."""
    with_it = group.people - group.without.get(score, 0)
    before, after = (_around(total, with_it) for total in group.sums[score])
    yield from zip(before, reversed(after), strict=True)
    yield from ((None, None) for _ in range(group.people - with_it))


def _shared(total: int, among: int) -> list[int]:
    """Whole numbers as equal as can be."""
    return [total // among + (n < total % among) for n in range(among)]


def _around(total: float, among: int) -> list[float]:
    """Not all alike: pairs of people lie one above and one below what an equal share would be; tenths stay with the first."""
    whole = _shared(int(total), among)
    moved = [float(one + (1 if n % 2 else -1) * (n < among - among % 2)) for n, one in enumerate(whole)]
    moved[0] += round(total - int(total), 1)
    return moved
