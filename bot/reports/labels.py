"""How codes are called in reports, and the order in which they stand. What is stored is the code."""

from collections.abc import Iterable, Mapping

from flows.measures import SCALES

SUB_GROUPS = {
    "mental_health": "Maintaining mental health",
    "bereavement": "Caregiver or bereavement support",
    "social": "Social support mainly",
    "mobilising": "Mobilising",
    "declining": "Declining",
    "ending": "Ending",
}
ENDINGS = {
    "": "still open",
    "completed": "completed",
    "wish": "their wish",
    "transfer": "transferred",
    "lost_contact": "contact lost",
    "death": "died",
}
SOURCES = {
    "voluntary": "Voluntary sector",
    "hub": "Multidisciplinary hub, nurses",
    "primary_care": "Primary care",
    "self_family": "Self or family",
    "social_care": "Social care",
    "residential": "Residential home",
    "paramedics": "Paramedics",
}
# Box 2 of the main paper: four groups, of which two are not divided.
INPUTS = {
    "Practical": {
        "home_help": "Home help",
        "equipment": "Prevention, equipment",
        "paperwork": "Housing, paperwork",
        "transport": "Transport",
    },
    "Social isolation": {
        "befriender": "Befriender",
        "social_prescription": "Social prescription",
        "carer_support": "Support for caregivers",
    },
    "Care co-ordination": {"coordination": "Care co-ordination"},
    "Mental health": {"mental_health": "Mental health support"},
}
OPEN_REASONS = {
    "waiting_service": "Waiting for a service",
    "waiting_equipment": "Waiting for equipment",
    "in_hospital": "In hospital",
    "no_contact": "No contact",
    "housing": "Housing",
    "funding": "Funding",
    "family": "Family",
    "other": "Other",
    "": "No reason given",
}
ISSUES = {"social": "social", "biomedical": "biomedical", "psychological": "psychological"}
AGE_BANDS = {
    "<50": "under 50",
    "50-64": "50-64",
    "65-74": "65-74",
    "75-84": "75-84",
    "85+": "85 and over",
    "": "not known",
}
CHANNELS = {"sms": "SMS", "whatsapp": "WhatsApp", "telegram": "Telegram", "phone": "By phone, entered by staff"}
ROLES = {"resident": "residents", "carer": "caregivers", "team": "staff asked about their team"}
SCORES = {
    "ons4_satisfied": "ONS4 satisfied with life",
    "ons4_worthwhile": "ONS4 things are worthwhile",
    "ons4_happy": "ONS4 happy yesterday",
    "ons4_anxious": "ONS4 anxious yesterday",
    "loneliness": "Loneliness (direct)",
    "ucla3": "Loneliness (UCLA-3)",
    "phq2": "PHQ-2",
    "gad2": "GAD-2",
    "goal": "Progress on own goals",
    "swemwbs": "SWEMWBS",
    "wemwbs": "WEMWBS",
    "who5": "WHO-5",
    "phq9": "PHQ-9",
    "mcsi": "Caregiver strain",
    "zarit4": "Zarit, 4 items",
    "carer_load": "How heavy caring feels",
    "mycaw_concern_1": "MYCaW first concern",
    "mycaw_concern_2": "MYCaW second concern",
    "mycaw_wellbeing": "MYCaW wellbeing",
    "pam": "PAM",
    "outcomes_star": "Outcomes Star",
    "cfs": "Clinical Frailty Scale",
    "service_cost": "Cost of services, £",
}
NOT_RECORDED = "Not recorded"
COST = "service_cost"


def called(code: str, names: Mapping[str, str]) -> str:
    return names.get(code) or (code.replace("_", " ") if code else NOT_RECORDED)


def in_order(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """As in `names`, then what is not among them, by letter."""
    known = list(names)
    return sorted(set(codes), key=lambda code: (known.index(code) if code in known else len(known), code))


def with_range(score: str) -> str:
    """PAM (0-100): a mean says little without the ends of its scale."""
    scale = SCALES.get(score)
    name = called(score, SCORES)
    return f"{name} ({scale.low:g}-{scale.high:g})" if scale and score != COST else name


def is_lower_better(score: str) -> bool:
    """Whether people are better with a lower score. A score that nobody knows counts as higher is better."""
    return score in SCALES and SCALES[score].better == "lower"
