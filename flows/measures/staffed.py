"""Scores that staff work out elsewhere and enter: never asked by text, and not a word of their questions is here."""

from flows.measures.kinds import Measure, Scale, Source

TORBAY = Source("https://doi.org/10.1108/JICA-02-2020-0010")
PAM_LEVELS = Source("https://www.sralab.org, Patient Activation Measure; older papers begin level 4 at 67.1")
MOST_MONEY = 1_000_000  # pounds a year: more than that is a slip of the pen

STAFFED = (
    Measure(
        "pam",
        "Patient Activation Measure (PAM)",
        "staff",
        Scale(
            0, 100, "higher", {0: "level 1", 47.1: "level 2", 55.2: "level 3", 72.5: "level 4"}, PAM_LEVELS, whole=False
        ),
        "Insignia Health, one licence for each person; the licences of the NHS ended in March 2021",
        PAM_LEVELS,
        who="services with a licence from Insignia Health",
    ),
    Measure(
        "outcomes_star",
        "Outcomes Star, the total of seven domains of 1 to 10",
        "staff",
        Scale(7, 70, "higher"),
        "Triangle: licence and training for staff, and it must approve the software before Star data is entered",
        TORBAY,
        who="staff with Triangle's licence and training, once it has approved this software",
    ),
    Measure(
        "cfs",
        "Clinical Frailty Scale (Rockwood)",
        "staff",
        Scale(1, 9, "lower"),
        "Dalhousie University, by a permission form; free for care that makes no profit",
        TORBAY,
        who="clinicians: it is a judgement and no questionnaire",
    ),
    Measure(
        "service_cost",
        "Cost of health and care services over 12 months, in pounds",
        "staff",
        Scale(0, MOST_MONEY, "lower", whole=False),
        "None is needed",
        TORBAY,
        who="whoever reads the costs from the services' records",
    ),
)
