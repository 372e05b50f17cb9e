"""The measures that we may ask in their own words: they stand in messages/<language>/measures.ftl."""

from flows.measures.kinds import Item, Measure, Scale, Source

GSS = Source("https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being")
GROUPS = Source('ONS, answer to a request for information, "Asset of annual UK SWB score distributions"')
LONELINESS = Source(
    "https://www.ons.gov.uk/peoplepopulationandcommunity/wellbeing/methodologies/"
    "measuringlonelinessguidanceforuseofthenationalindicatorsonsurveys"
)
PFIZER = Source("https://www.phqscreeners.com")
PHQ2_CUT = Source("https://pmc.ncbi.nlm.nih.gov/articles/PMC2906530")
GAD2_CUT = Source("https://help.yourcabana.com/en/articles/9201010, after Kroenke et al. 2007")

HARMONISED = (
    "Government's harmonised standard; Open Government Licence v3.0 as its pages have by default (not seen in print)"
)
PRINTED = "Printed in government guidance, used with attribution; the rights of its authors at UCLA are not settled"
FREE = "No permission is needed to reproduce, translate, display or distribute it"

WELL = Scale(0, 10, "higher", {0: "low", 5: "medium", 7: "high", 9: "very high"}, GROUPS)
ANXIOUS = Scale(0, 10, "lower", {0: "very low", 2: "low", 4: "medium", 6: "high"}, GROUPS)
DOWN = Scale(0, 6, "lower", {0: "negative", 3: "positive"}, PHQ2_CUT)
NERVOUS = Scale(0, 6, "lower", {0: "negative", 3: "positive"}, GAD2_CUT)

# In the order in which they are offered, and numbered in that order: from 1, often, to 5, never.
LONELY = {"often": 1, "some_of_the_time": 2, "occasionally": 3, "hardly_ever": 4, "never": 5}
HOW_OFTEN = {"hardly_ever": 1, "some_of_the_time": 2, "often": 3}
TWO_WEEKS = {"not_at_all": 0, "several_days": 1, "more_than_half": 2, "nearly_every_day": 3}

SHIPPED = (
    Measure(
        "ons4",
        "Personal well-being (ONS4)",
        "shipped",
        WELL,
        HARMONISED,
        GSS,
        (
            Item("ons4_satisfied", alone="ons4_scale"),
            Item("ons4_worthwhile", alone="ons4_scale"),
            Item("ons4_happy", alone="ons4_scale"),
            Item("ons4_anxious", scale=ANXIOUS),
        ),
        intro=True,
        apart=True,
    ),
    Measure(
        "loneliness",
        "Loneliness, asked directly",
        "shipped",
        Scale(1, 5, "higher"),
        HARMONISED,
        LONELINESS,
        (Item("loneliness_often", LONELY),),
    ),
    Measure(
        "ucla3",
        "UCLA three-item loneliness scale",
        "shipped",
        Scale(3, 9, "lower"),
        PRINTED,
        LONELINESS,
        (Item("ucla3_companionship", HOW_OFTEN), Item("ucla3_left_out", HOW_OFTEN), Item("ucla3_isolated", HOW_OFTEN)),
    ),
    Measure(
        "phq2",
        "Patient Health Questionnaire, two items (PHQ-2)",
        "shipped",
        DOWN,
        FREE,
        PFIZER,
        (Item("phq2_interest", TWO_WEEKS), Item("phq2_down", TWO_WEEKS)),
    ),
    Measure(
        "gad2",
        "Generalised Anxiety Disorder, two items (GAD-2)",
        "shipped",
        NERVOUS,
        FREE,
        PFIZER,
        (Item("gad2_nervous", TWO_WEEKS), Item("gad2_worry", TWO_WEEKS)),
    ),
    # One item for each goal of the person, `goal_<its id>`, asked by ask_goal; the score is their mean.
    Measure(
        "goal",
        "Progress on the person's own goals",
        "shipped",
        Scale(0, 10, "higher", whole=False),
        "Ours, as all of this project",
        Source("written for this project"),
    ),
    # One question to a caregiver, where no licensed index of strain is asked.
    Measure(
        "carer_load",
        "How heavy caring feels",
        "shipped",
        Scale(0, 10, "lower"),
        "Ours, as all of this project",
        Source("written for this project"),
        (Item("carer_load"),),
    ),
)
