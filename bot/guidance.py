"""What whoever takes an item must know first: how they may be reached, and what to say to 999. Pure.

Lines for staff. They are kept below the words that caused the item, shown apart from them, and never go to a phone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.conversation import Moment
from bot.state import Contact
from flows.acts import Part
from flows.safety import PLACE_MATTERS

SINCE = timedelta(hours=24)  # danger seen within this is the same trouble
LONGEST = 300  # characters of their words in the script: more cannot be read out
DEAF = "DO NOT RING: they are deaf. Text them, or use Relay UK or a BSL interpreter."
OPTED_OUT = "CANNOT BE TEXTED, RING: they opted out. Only an answer to a text of their own may go out."
NEITHER = "CANNOT BE TEXTED (opted out), DO NOT RING (deaf): go, or send somebody."
SEEN = "OTHERS MAY SEE THIS PHONE. Text nothing about this. When you ring, first ask if it is safe to talk."
SHARED = "Several people use this phone: ask who is speaking before you say anything."
NOT_THEIRS = "SOMEBODY ELSE HAS THIS NUMBER NOW. Do not ring it or write to it."
RULES = {
    "deaf": DEAF, "opted_out": OPTED_OUT, "neither": NEITHER, "not_theirs": NOT_THEIRS, "seen": SEEN, "shared": SHARED,
}  # fmt: skip
WITNESS = "About somebody else, not the sender. Only the sender has this phone."
HARM = "The sender may have caused harm. Nobody promised them secrecy. The other person has an item of their own."
OTHER = (
    "ABOUT THE OTHER PERSON, whom the sender may have harmed. They get no automatic text. Do not go through the sender."
)
HELD = "Our first text to the person they referred had not gone out: it is held. A person decides whether it is safe to go."
STOPPED = "The sender was referring somebody to us: it was stopped, and a person goes on with it."
HIDES = "texted LATER, which hides: somebody may be at the phone. Do not text or ring it until they write again."
FOUND_LATE = "FOUND LATE, by a person"
KNOW = (*RULES.values(), WITNESS, HARM, OTHER, STOPPED, HELD, HIDES, FOUND_LATE)  # how such lines begin
SCRIPT = "SCRIPT FOR 999: "
WHERE = ("WHERE THEY ARE NOW", "WHERE THE OTHER PERSON IS NOW")  # what the safety conversation was told
ABOUT = {
    "at_risk": "It is about themself.",
    "witness": "It is about somebody else; the name and home here are the sender's.",
    "may_have_caused_harm": "Somebody else may be hurt; the name and home here are the sender's.",
}


def contact_rules(moment: Moment) -> Iterator[str]:
    """How they may be reached, and how never."""
    return rules_of(moment.state.contact)


def rules_of(contact: Contact) -> Iterator[str]:
    safe = {"any": "", "": " They named no safe time."}.get(contact.safe_time, f" Safe time: {contact.safe_time}.")
    for name in rule_names(contact):
        yield RULES[name] + (safe if name == "seen" else "")


def rule_names(contact: Contact) -> Iterator[str]:
    opted_out, deaf = contact.state == "opted_out", contact.deaf_at is not None
    if contact.state == "wrong_number":
        yield "not_theirs"
    if opted_out or deaf:
        yield "neither" if opted_out and deaf else "opted_out" if opted_out else "deaf"
    if contact.discreet:
        yield "seen"
    if contact.shared:
        yield "shared"


def whose(part: Part) -> Iterator[str]:
    if part != "at_risk":
        yield WITNESS if part == "witness" else HARM


def script(moment: Moment, categories: tuple[str, ...], part: Part) -> Iterator[str]:
    """What to say when you ring 999 for them: who, where, what they wrote, since when, and how to reach them."""
    if not set(categories) & {*PLACE_MATTERS, "abuse", "harm_to_others"}:
        return
    zone, message, contact = moment.house.zone, moment.message, moment.state.contact
    first = contact.red_at if contact.red_at and moment.now - contact.red_at < SINCE else message.at
    rules = " ".join(contact_rules(moment)) or "They may be rung."
    yield (
        f"{SCRIPT}I ring for a service that people text. At {message.at.astimezone(zone):%H:%M} somebody wrote: "
        f'"{" ".join(message.text.split())[:LONGEST]}". {ABOUT[part]} Name: {told(moment, "name")}. '
        f"Home: {told(moment, 'address')}. Where now: see below, once they tell us. "
        f"First seen at {first.astimezone(zone):%H:%M on %-d %B}. Their number is beside this item. {rules}"
    )


def told(moment: Moment, field: str) -> str:
    """What an open conversation holds; what was told before is on the person's page."""
    answers = (talk.journal.answer(field) for talk in reversed(moment.state.talks))
    said = next((str(one.value) for one in answers if one and one.value), "see their page")
    return " ".join(said.split())  # the script is one line


@dataclass(frozen=True, slots=True)
class Apart:
    """An item's lines by what they are: what was said, what to know before ringing or writing, what to say to 999."""

    words: str
    know: tuple[str, ...]
    script: tuple[str, ...]


def apart(why: str) -> Apart:
    """Staff read the words as they were written, and what we say of them elsewhere."""
    lines = why.split("\n")
    script = [line for line in lines if line.startswith(SCRIPT)]
    script += [line for line in lines if line.startswith(WHERE)]
    know = [line for line in lines if line.startswith(KNOW)]
    words = [line for line in lines if line not in (*script, *know)]
    return Apart("\n".join(words), tuple(know), tuple(line.removeprefix(SCRIPT) for line in script))
