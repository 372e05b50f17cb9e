"""The words of a person's page: its fields, and the agencies that can be told."""

from bot.store.alike import NUMBER, POST, YEAR, Alike

FIELDS = {
    "name": "What they like to be called",
    "full_name": "Name in full",
    "safe_contact": "Safe contact, in our words",
    "address": "Address with postcode",
    "matters": "What matters to them",
    "key_worker": "Key worker",
    "level": "How much help they need",
    "note": "A note",
}
HINTS = {
    "name": "Our texts use it.",
    "full_name": "As other services know them.",
    "safe_contact": "When, how and by whom they may be reached, and how never. Everybody sees it before they ring or write.",
    "address": "The postcode says where they live.",
    "matters": "In their words.",
    "note": "Up to 10,000 characters. The person can ask to read it.",
}
ROWS = {"safe_contact": 4, "matters": 6, "note": 16}  # fields of several lines
SAME = {NUMBER: "the same number", YEAR: "the same year of birth", POST: "the same postcode"}
AGENCIES = {
    "marac": "MARAC (the meeting about high-risk domestic abuse)",
    "police": "Police",
    "social_care": "Adult social care, safeguarding",
    "childrens_services": "Children’s services",
    "domestic_abuse": "Domestic abuse service, IDVA",
    "gp": "GP practice",
    "mental_health": "Mental health service",
    "hospital": "Hospital",
    "ambulance": "Ambulance service",
    "fire": "Fire service",
    "housing": "Housing",
    "probation": "Probation",
    "voluntary": "Voluntary or community group",
    "other": "Somebody else",
}
CONSENTS = {"yes": "With their consent", "no": "Without their consent", "kept": "Without their consent. Kept by law"}
ASKED_CONSENT = {name: CONSENTS[name] for name in ("yes", "no")}


def alike(one: Alike) -> str:
    """Why they may be the same person."""
    same = [said for kind, said in SAME.items() if kind in one.because]
    name = "a like name" if one.named else "another name: they may share the phone"
    return " and ".join(filter(None, [", ".join(same), name]))
