"""A referral that staff enter: for somebody who rang, or whom somebody else asked for, from any of the seven sources.

Whoever refers them, the person agrees for themselves: to one of us, or when we ask them. Until then nothing begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.errors import FormWrong
from bot.store import merges, newcomers
from bot.store.agreeing import PHONE
from bot.store.episodes import SOURCES
from bot.store.hands import Hands
from bot.store.newcomers import Newcomer
from bot.triage import POSTCODE
from flows.answers.reaching.phones import as_e164, is_mobile

ROLES = {"resident": "self", "carer": "carer"}  # how a referral of each is marked who came by themselves
THEMSELVES = "self_family"
SPOKEN, WRITTEN, ASK = "spoken", "written", "ask"
AGREED = {SPOKEN: "they said yes to one of us", WRITTEN: "they signed"}
CAN_DECIDE = {"yes": "can decide", "no": "cannot decide for themselves", "unsure": "may not be able to decide"}
SEEN = (
    "",
    "no",
    "yes",
    "morning",
    "afternoon",
    "evening",
)  # whether others see the phone; of a part of the day: when not
BY_TEXT, BY_CALL = "text", "call"
OLDEST, ADULT = 120, 18
LONGEST, LONGEST_WORDS, LONGEST_RULES = 60, 1000, 500  # letters of a name, of what matters, of safe contact


@dataclass(frozen=True, slots=True)
class Told:
    """As it was written down. `age` "" where it was not told; `consent`: spoken, written, or ask; `reach`: text or call;
    `matters` is the person's own word where they have agreed, else the referrer's; `person`: who it is, if they have a
    page already."""

    name: str
    role: str
    number: str
    address: str
    age: str
    consent: str
    source: str = THEMSELVES
    referrer: str = ""
    organisation: str = ""
    matters: str = ""
    safe_contact: str = ""
    seen: str = ""
    reach: str = BY_CALL
    can_decide: str = "yes"
    person: int | None = None

    @property
    def by_themselves(self) -> bool:
        return self.source == THEMSELVES and not self.referrer

    @property
    def agreed(self) -> bool:
        return self.consent in AGREED


async def add(hands: Hands, told: Told, who: str, texts: str = "sms") -> int:
    """The id of their referral. `texts`: the channel of texts. Raises FormWrong, and then nothing is kept."""
    number = as_e164("".join(c for c in told.number if c.isdecimal() or c == "+")) or ""
    wrong = dict(_mistakes(told, number))
    if not wrong and number and told.person is None and _is_there(told.name, await newcomers.names_at(hands, number)):
        wrong["name"] = "Somebody of this name has this number already: open their page, and enter the referral there."
    if wrong:
        raise FormWrong(wrong)
    known = await merges.who_is(hands.tx, told.person) if told.person else None
    return await newcomers.add(hands, replace(_newcomer(told, number, texts), person=known), who)


def _newcomer(told: Told, number: str, texts: str) -> Newcomer:
    source = ROLES[told.role] if told.by_themselves else told.source
    channel = texts if told.reach == BY_TEXT else PHONE
    seen = "" if told.seen in ("", "no") else "any" if told.seen == "yes" else told.seen
    return Newcomer(told.name, number, source, _facts(told), channel, told.agreed, seen, why_asked(told, number))


def _facts(told: Told) -> dict[str, str]:
    words = {"matters": told.matters} if told.agreed else {"referrer_says": told.matters}
    return {
        "age": told.age, "address": told.address, "best_way": told.reach, "role": told.role,
        "referrer_name": told.referrer, "organisation": told.organisation, "safe_contact": told.safe_contact,
        "phone_seen": "" if not told.seen else "no" if told.seen == "no" else "yes", "entered": "yes",
        "can_decide": "" if told.agreed else told.can_decide,
        "agreement": AGREED.get(told.consent) or f"provisional: {_word(told)}", **words,
    }  # fmt: skip


def why_asked(told: Told, number: str) -> tuple[str, str] | None:
    """The level and words of the item for whoever has to ask them; None where a text can, or they have agreed."""
    if told.agreed:
        return None
    provisional = f"agreement is provisional: {_word(told)}"
    if told.can_decide != "yes":
        return "amber", f"doubt that the person can decide: ask in person; {provisional}"
    if told.reach == BY_TEXT:
        return None
    return "green", f"{'ring' if number else 'no number: go or write'} to ask for their agreement; {provisional}"


def _word(told: Told) -> str:
    by = ", ".join(filter(None, [told.referrer, told.organisation])) or "whoever asked for them"
    return f"the person {CAN_DECIDE[told.can_decide]}, on the word of {by}"


def _mistakes(told: Told, number: str) -> Iterator[tuple[str, str]]:
    if not 0 < len(told.name) <= LONGEST:
        yield "name", "Write their name."
    if told.role not in ROLES:
        yield "role", "Choose who they are."
    yield from _of_the_source(told)
    if told.number and not number:
        yield "number", "This is no phone number. Write it as 01632 960001, or leave it empty."
    elif told.reach == BY_TEXT and not is_mobile(number or "0"):
        yield "number", "We can text a mobile only. Write its number, or choose that we ring."
    if told.reach not in (BY_TEXT, BY_CALL):
        yield "reach", "Choose whether we text or ring."
    if told.address and not POSTCODE.search(told.address):
        yield "address", "Write the postcode too, such as TQ14 9BH, or leave it empty."
    if told.age and not (told.age.isdecimal() and ADULT <= int(told.age) <= OLDEST):
        yield "age", f"Write an age from {ADULT} to {OLDEST}, or leave it empty."
    yield from _of_agreement(told)


def _of_the_source(told: Told) -> Iterator[tuple[str, str]]:
    if told.source not in SOURCES:
        yield "source", "Choose who sent them to us."
        return
    if told.source != THEMSELVES and not told.referrer:
        yield "referrer", "Write the name of whoever asked for them."
    if told.source != THEMSELVES and not told.organisation:
        yield "organisation", "Write where they work, such as Dawlish Medical Group."


def _of_agreement(told: Told) -> Iterator[tuple[str, str]]:
    if told.consent not in (*AGREED, ASK):
        yield "consent", "Say whether they have agreed. Without their own agreement nothing begins."
    if told.can_decide not in CAN_DECIDE:
        yield "can_decide", "Choose one of these."
    if told.seen not in SEEN:
        yield "seen", "Choose one of these."
    if len(told.matters) > LONGEST_WORDS:
        yield "matters", f"Write {LONGEST_WORDS:,} characters at most: this has {len(told.matters):,}."
    if len(told.safe_contact) > LONGEST_RULES:
        yield "safe_contact", f"Write {LONGEST_RULES} characters at most: this has {len(told.safe_contact):,}."


def _is_there(name: str, known: list[str]) -> bool:
    return name.casefold() in {one.casefold() for one in known}
