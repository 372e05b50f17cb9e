"""Measures whose words are licensed: how they are built and scored, without a word of theirs.

The operator, who holds the licence, adds the words in a file (docs/measures.md). Items and choices have numbers for
names, so that not even these give the wording away.
"""

from collections.abc import Mapping

from flows.measures.kinds import Item, Measure, Scale, Source
from flows.measures.shipped import FREE, PFIZER
from flows.measures.swemwbs import METRIC, METRIC_FROM

WARWICK = Source("https://warwick.ac.uk/fac/sci/med/research/platform/wemwbs/using/howto")
SHORT_CHANGE = Source("https://doi.org/10.1186/s12955-018-1060-2, the strictest of its standards")
TOPP = Source("https://doi.org/10.1159/000376585")
HARTFORD = Source("https://hign.org/consultgeri/try-this-series/modified-caregiver-strain-index-mcsi")
FROM_MEMORY = Source("from memory, November 2026", verified=False)

ADD = "the operator adds the words"
WHO_LICENCE = f"Free with citation by most sources, the WHO's licence of 2024 not confirmed; {ADD}"
EVERY_DAY = f"{FREE}; {ADD}, and only where a person reads every answer the same day"

SHORT: dict[float, str] = {7: "low", 19.6: "medium", 27.5: "high"}
QSCORER = Source("https://nrkoehler.github.io/qscorer/reference/scoring_phq9.html, after Arrieta et al. 2017")
SEVERITY: dict[float, str] = {0: "minimal", 5: "mild", 10: "moderate", 15: "moderately severe", 20: "severe"}

# Choices in the order in which the forms print them.
ONE_TO_FIVE = {f"v{n}": n for n in range(1, 6)}
FIVE_TO_NONE = {f"v{n}": n for n in range(5, -1, -1)}
NONE_TO_THREE = {f"v{n}": n for n in range(4)}
NONE_TO_FOUR = {f"v{n}": n for n in range(5)}
YES_SOMETIMES_NO = {"yes": 2, "sometimes": 1, "no": 0}


def numbered(measure: str, count: int, choices: Mapping[str, int], self_harm: int = 0) -> tuple[Item, ...]:
    """The items `<measure>_1` and so on, all with the same choices; asked alone, each begins as the whole measure does.
    `self_harm`: the number of the one that asks about it."""
    numbers = range(1, count + 1)
    return tuple(Item(f"{measure}_{n}", choices, None, f"{measure}_intro", n == self_harm) for n in numbers)


SKELETONS = (
    Measure(
        "swemwbs",
        "Short Warwick-Edinburgh Mental Well-being Scale (SWEMWBS)",
        "operator",
        Scale(7, 35, "higher", SHORT, FROM_MEMORY, 3, SHORT_CHANGE, whole=False),
        f"Warwick Innovations, by registration; {ADD}",
        METRIC_FROM,
        numbered("swemwbs", 7, ONE_TO_FIVE),
        intro=True,
        table=METRIC,
    ),
    Measure(
        "wemwbs",
        "Warwick-Edinburgh Mental Well-being Scale (WEMWBS)",
        "operator",
        Scale(14, 70, "higher", change=3, change_from=Source("Warwick's frequently asked questions on WEMWBS")),
        f"Warwick Innovations, by registration; {ADD}",
        WARWICK,
        numbered("wemwbs", 14, ONE_TO_FIVE),
        intro=True,
    ),
    Measure(
        "who5",
        "WHO-5 Well-Being Index",
        "operator",
        Scale(0, 100, "higher", {0: "very low", 29: "low", 51: "not low"}, TOPP, 10, TOPP),
        WHO_LICENCE,
        TOPP,
        numbered("who5", 5, FIVE_TO_NONE),
        intro=True,
        times=4,
    ),
    Measure(
        "phq9",
        "Patient Health Questionnaire, nine items (PHQ-9)",
        "operator",
        Scale(0, 27, "lower", SEVERITY, QSCORER, 5, FROM_MEMORY),
        EVERY_DAY,
        PFIZER,
        numbered("phq9", 9, NONE_TO_THREE, self_harm=9),
        intro=True,
        may_miss=2,
        missing_from=QSCORER,
    ),
    # The coordinator writes the two concerns down; the texts ask how much each troubles them.
    Measure(
        "mycaw",
        "Measure Yourself Concerns and Wellbeing (MYCaW)",
        "operator",
        Scale(0, 6, "lower"),
        f"Meaningful Measures, by licence; {ADD}",
        Source("https://www.meaningfulmeasures.co.uk; range and direction from memory, November 2026", verified=False),
        (
            Item("mycaw_concern_1", alone="mycaw_intro", most=6),
            Item("mycaw_concern_2", alone="mycaw_intro", most=6),
            Item("mycaw_wellbeing", alone="mycaw_intro", most=6),
        ),
        intro=True,
        apart=True,
    ),
    Measure(
        "mcsi",
        "Modified Caregiver Strain Index",
        "operator",
        Scale(0, 26, "lower"),
        f"In copyright, reprints for teaching only (not confirmed); {ADD}",
        HARTFORD,
        numbered("mcsi", 13, YES_SOMETIMES_NO),
        intro=True,
    ),
    Measure(
        "zarit4",
        "Zarit Burden Interview, four items",
        "operator",
        Scale(0, 16, "lower"),
        f"Mapi Research Trust is the only licensor; {ADD}",
        Source("https://eprovide.mapi-trust.org"),
        numbered("zarit4", 4, NONE_TO_FOUR),
        intro=True,
    ),
)
