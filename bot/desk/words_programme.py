"""The desk's plain words for what the programme stores under short names. An unknown name is shown as it is."""

from datetime import date

from bot.casework import work
from bot.casework.accepting import DAYS as DAYS
from bot.desk.words import category, counted, number, sentence
from bot.programme import Programme
from bot.store.caseload import Case
from bot.store.goals import DONE, DROPPED, MET, OPEN
from flows.measures import MEASURES, OF_ITEM, SCALES
from flows.measures.scoring import GOAL

LEVELS = {
    "1": "1 – Manages well, needs a pointer",
    "2": "2 – Manages with some help",
    "3": "3 – Needs help with several things",
    "4": "4 – Needs a lot of help, from several services",
}
SOURCES = {
    "voluntary": "A voluntary or community group",
    "hub": "The wellbeing hub",
    "primary_care": "A GP practice",
    "self_family": "Themselves, family or friends",
    "social_care": "Adult social care",
    "residential": "A care home or sheltered housing",
    "paramedics": "The ambulance service",
}
ISSUES = {"social": "Social", "biomedical": "Physical health", "psychological": "Mental health"}
CONSENTS = {"text": "They said yes by text", "spoken": "They said yes to one of us", "written": "They signed"}
AGREEMENTS = {
    "spoken": "Yes, they said so to one of us",
    "written": "Yes, they signed",
    "ask": "No: we ask them first",
}
REACH = {"call": "We ring them", "text": "We text them (a mobile)"}
SEEN = {
    "": "Not known",
    "no": "Nobody else, they say",
    "yes": "Yes, others see it",
    "morning": "Yes, but mornings are safe",
    "afternoon": "Yes, but afternoons are safe",
    "evening": "Yes, but evenings are safe",
}
ROLES = {"resident": "A resident", "carer": "A carer"}
WHOM = {"resident": "Resident", "carer": "Carer"}
AGES = {"<50": "Under 50", "50-64": "50 to 64", "65-74": "65 to 74", "75-84": "75 to 84", "85+": "85 or over"}
STATES = {"active": "Under way", "held": "On hold", "closed": "Closed"}
ENDINGS = {
    "completed": "They came to the end of it",
    "wish": "They wanted to stop",
    "transfer": "Another service goes on",
    "lost_contact": "We lost contact",
    "death": "They died",
}
CLOSINGS = {name: said for name, said in ENDINGS.items() if name != "death"}  # a death is reported and confirmed
OPEN_REASONS = {
    "waiting_service": "Waits for another service",
    "waiting_equipment": "Waits for equipment",
    "in_hospital": "Is in hospital",
    "no_contact": "We do not reach them",
    "housing": "Housing",
    "funding": "Funding",
    "family": "The family",
    "other": "Something else",
}
KINDS = {
    "baseline": "First check-in",
    "checkin": "Check-in",
    "review": "Review",
    "final": "Final review",
    "followup": "Three months later",
    "sharing": "What their carer may be told",
}
ASKED = {
    "planned": "Planned",
    "open": "Asked, no full answer yet",
    "answered": "Answered",
    "part": "Answered in part",
    "quiet": "No answer",
    "expired": "Not sent: too late",
    "skipped": "Left out",
    "cancelled": "Cancelled",
}
MAY_SAY = {"nothing": "Nothing", "that": "That they are on a programme", "how": "How it goes"}
WHO_DOES = {"person": "They", "worker": "Their key worker", "family": "Family or friends", "other": "Somebody else"}
GOALS = {OPEN: "Open", MET: "Met", DROPPED: "No longer wanted", DONE: "Done"}
INPUTS = {
    "home_help": "Help at home",
    "equipment": "Equipment",
    "paperwork": "Forms and benefits",
    "transport": "Transport",
    "befriender": "Befriender",
    "social_prescription": "Group or activity",
    "carer_support": "Support for a carer",
    "coordination": "Coordination of care",
    "mental_health": "Mental health support",
}
WEEKDAYS = dict(enumerate(DAYS))
PACES = {1: "every week", 2: "every two weeks", 4: "every four weeks"}


def programme(one: Programme) -> str:
    """As it is chosen from a list."""
    return f"{one.title} ({counted(one.weeks, 'week')}, {DAYS[one.day]} {one.hour:%H:%M})"


def case(one: Case) -> str:
    return ", ".join(filter(None, [one.name or number(one.address), one.locality]))


def page(person: int | None, episode: int) -> str:
    """Where the name of somebody leads who is on a programme: to their own page, or where nobody is named, to the episode's."""
    return f"/desk/person/{person}" if person else f"/desk/episode/{episode}"


def kind(stored: str, week: int) -> str:
    said = KINDS.get(stored, sentence(stored))
    return f"{said}, week {week}" if stored == "checkin" else said


def who(by: str) -> str:
    return "they" if by == "person" else by


def day(iso: str | None) -> str:
    """2026-11-24 as "24 Nov 2026"; "" for none."""
    return f"{date.fromisoformat(iso):%-d %b %Y}" if iso else ""


OWN = {
    "ons4_satisfied": "Satisfied with life",
    "ons4_worthwhile": "What they do is worthwhile",
    "ons4_happy": "Happy yesterday",
    "ons4_anxious": "Anxious yesterday (lower is better)",
    "loneliness": "Lonely (1 often, 5 never)",
    GOAL: "Their goals, together",
}


def _title(id: str) -> str:
    """A score by its measure; where a measure has several, by its item too."""
    if id in MEASURES:
        return MEASURES[id].title
    of = OF_ITEM[id]
    return f"{of.title}: {id.removeprefix(of.id).strip('_').replace('_', ' ')}"


SCORES = {id: OWN.get(id) or _title(id) for id in SCALES}
OF_STAFF = [measure.id for measure in MEASURES.values() if measure.kind == "staff"]
TYPED = {id: SCORES[id] for id in (*OF_STAFF, *work.WHOLE)}  # staff's own first
PHASES = {name: KINDS[name] for name in work.PHASES}
CHANGES = {"better": "Better", "worse": "Worse", "same": "Same", "not known": "May be chance"}


def score(stored: str) -> str:
    return SCORES.get(stored) or category(stored)
