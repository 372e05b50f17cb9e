"""The desk's plain words for what is stored under short names. An unknown name is shown as it is, never hidden."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import phonenumbers

from bot.desk import words_wishes
from bot.ladder import RUNGS, SUPERVISOR
from bot.reports.screen import FOUND as FOUND
from bot.store.agreeing import NO_PHONE
from bot.triage import AT_CLOSING as AT_CLOSING
from bot.triage import OUTCOMES as OUTCOMES
from bot.triage import VERDICTS as VERDICTS
from messages.languages import languages

LEVELS = {"red": "Red: act now", "amber": "Amber: today", "green": "Green: routine"}

CATEGORIES = {
    "suicide": "Suicide or self-harm",
    "harm_to_others": "Harm to others",
    "abuse": "Abuse or neglect",
    "medical": "Medical emergency",
    "mental_health": "Mental health",
    "basic_needs": "Food, warmth or money",
    "medication": "Medication",
    "fall": "A fall",
    "carer_strain": "A carer under strain",
    "housing": "Home or housing",
    "bereavement": "Bereavement",
    "confusion": "Confusion or memory",
    "conversation": "A conversation",
    "referral": "New referral",
    "agreement": "Ask for their agreement",
    "asks for a call": "Would like a call",
    "drop": "A number has fallen by 3 or more",
    "low twice": "Low two times in a row",
    "no better": "A trouble that is no better",
    "says fine every week": "Says “fine” every week",
    "carer's assessment": "Would like a carer’s assessment",
    "CANNOT BE TEXTED, RING": "Cannot be texted: ring",
}

ROLES = {
    "coordinator": "a coordinator", "supervisor": "a supervisor", "administrator": "an administrator", "analyst": "an analyst",
}  # fmt: skip

SOURCES = {
    "self": "For themselves",
    "family": "By somebody who knows them",
    "carer": "A carer, for themselves",
    "voluntary": "By a voluntary or community group",
    "hub": "By the wellbeing hub",
    "primary_care": "By a GP practice",
    "self_family": "By family or friends",
    "social_care": "By adult social care",
    "residential": "By a care home or sheltered housing",
    "paramedics": "By the ambulance service",
}

REFERRAL_STATES = {
    "incomplete": "Incomplete: some answers are still missing",
    "complete": "Complete",
    "awaiting_agreement": "Waiting for the person’s own agreement",
    "taken": "Taken on",
    "closed": "Closed",
}

CONTACT_STATES = {
    "opted_out": "They texted STOP. Do not text; ring if you must.",
    "unreachable": "Our texts do not arrive. Ring.",
    "wrong_number": "Somebody else has this number. Do not write to it or ring it.",
}

CHANNELS = {
    "sms": "Text message", "telegram": "Telegram", "browser": "Phone to try", "whatsapp": "WhatsApp", "phone": "To ring",
}  # fmt: skip

KINDS = {"picture": "a picture", "voice": "a voice message", "location": "a place", "other": "a file"}

FIELDS = {
    "name": "Name",
    "age": "Age",
    "address": "Address",
    "phone": "Number to ring",
    "best_way": "Best way to reach them",
    "best_time": "Best time",
    "referrer_name": "Who asked",
    "organisation": "Of which organisation",
    "relationship": "How they know the person",
    "they_agree": "Does the person know?",
    "can_decide": "Can the person decide this?",
    "agreement": "What the agreement rests on",
    "referrer_says": "What worries whoever asked",
}
VALUES = {
    "best_way": {"text": "Text", "call": "Ring", "either": "Text or ring"},
    "they_agree": {"agrees": "Yes, and they agree", "knows": "They know; not sure they agree", "unaware": "No"},
    "can_decide": {"yes": "Yes", "no": "No", "unsure": "Not sure"},
    "best_time": {"any": "Any time"},
    "safe_time": {"any": "any time", "not said": "they did not say"},
}
OF_EVERYBODY = ("name", "age", "address", "best_way", "phone", "best_time")
OF_A_FAMILY = ("referrer_name", "relationship", "they_agree", "can_decide", "agreement", "referrer_says")
OF_A_COLLEAGUE = ("referrer_name", "organisation", "can_decide", "agreement", "referrer_says")
ONLY_WHEN_TOLD = ("phone", "agreement", *OF_A_COLLEAGUE)
NOT_SAID = "Not said"


def category(stored: str) -> str:
    return CATEGORIES.get(stored) or sentence(stored.replace("_", " "))


def language(code: str) -> str:
    return next((one.name for one in languages() if one.code == code), code)


STEPS = {
    "item raised": "In the queue",
    "item claimed": "Taken",
    "item taken over": "Taken over",
    "item passed on": "Passed on",
    "item resolved": "Closed",
    "item reopened": "Open again",
    "contact attempted": "Tried to reach them",
    "verdict": "Verdict",
    **words_wishes.STEPS,
}


def step(stored: str) -> str:
    """A step of an item's history."""
    return STEPS.get(stored) or sentence(stored)


def step_detail(stored: str) -> str:
    verb, _, why = stored.partition(": ")
    if why.startswith("staff_"):  # the name of the text that they got instead
        return f"{verb.upper()}, which could not be done"
    return OUTCOMES.get(stored) or VERDICTS.get(stored) or words_wishes.DETAILS.get(stored) or stored


def outcome(stored: str | None) -> str:
    """How an item was closed."""
    return words_wishes.ENDINGS.get(stored or "") or OUTCOMES.get(stored or "") or stored or ""


PARTS = {"witness": "About somebody else", "may_have_caused_harm": "The sender may have caused harm"}


def rung(step: int, *, reached: bool) -> str:
    """How far the ladder has come. `reached`: somebody was told, and not only looked for."""
    if step and not reached:
        return "Nobody was told: no phone of staff could be reached."
    return f"Told: {RUNGS[min(step, SUPERVISOR)]}." if step else ""


def due(left: timedelta) -> str:
    return f"due in {age(left)}" if left > timedelta(0) else f"OVERDUE by {age(-left)}"


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def value(field: str, stored: str) -> str:
    if field == "phone":
        return number(stored)
    known = VALUES.get(field, {}).get(stored)
    return known or (sentence(stored) if field == "best_time" else stored)


def facts(source: str, learnt: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was learnt, by plain name; what everybody is asked also when it is missing."""
    family = source == "family"
    names = OF_EVERYBODY + (OF_A_FAMILY if family else OF_A_COLLEAGUE)
    optional = ("phone", "agreement") if family else ONLY_WHEN_TOLD
    shown = [name for name in names if name in learnt or name not in optional]
    return [(FIELDS[name], value(name, learnt[name]) if name in learnt else NOT_SAID) for name in shown]


def age(gone: timedelta) -> str:
    """How long ago, in the largest unit that fits: "12 minutes"."""
    minutes = max(0, int(gone.total_seconds() // 60))
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            return counted(minutes // size, unit)
    return "less than a minute"


def counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def wall(at: datetime) -> str:
    """A local time on the desk: "Mon 23 Nov, 10:04"."""
    return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"


def since(at: datetime, now: datetime) -> str:
    return f"{at:%H:%M}" if at.date() == now.date() else wall(at)


def day(at: datetime) -> str:
    return f"{at:%A} {at.day} {at:%B}"


def number(address: str) -> str:
    """A phone number as people here write it; anything else as it is."""
    if address.startswith(NO_PHONE):
        return "No phone"
    try:
        parsed = phonenumbers.parse(address)
    except phonenumbers.NumberParseException:
        return address
    forms = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, forms.NATIONAL if parsed.country_code == 44 else forms.INTERNATIONAL)
