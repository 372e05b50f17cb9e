"""Adding somebody who rang, or was rung: for people without a mobile, whom we only ever ring."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import FormWrong
from bot.store import newcomers
from bot.store.hands import Hands
from bot.store.newcomers import Newcomer
from bot.triage import POSTCODE
from flows.answers.reaching.phones import as_e164

ROLES = {"resident": "self", "carer": "carer"}  # how a referral of each is marked
OLDEST, ADULT = 120, 18
LONGEST = 60  # letters of a name


@dataclass(frozen=True, slots=True)
class Told:
    """What they told on the phone. `number` and `address` as they were said; `age` "" where it was not."""

    name: str
    role: str
    number: str
    address: str
    age: str
    agreed: bool


async def add(hands: Hands, told: Told, who: str) -> int:
    """The id of their referral, to be accepted next. Raises FormWrong, and then nothing is kept."""
    number = as_e164("".join(c for c in told.number if c.isdecimal() or c == "+")) or ""
    wrong = dict(_mistakes(told, number))
    if not wrong and number and _is_there(told.name, await newcomers.names_at(hands, number)):
        wrong["name"] = "Somebody of this name is rung on this number already: look in the list."
    if wrong:
        raise FormWrong(wrong)
    known = {"age": told.age, "address": told.address}
    return await newcomers.add(hands, Newcomer(told.name, number, ROLES[told.role], known), who)


def _mistakes(told: Told, number: str) -> Iterator[tuple[str, str]]:
    if not 0 < len(told.name) <= LONGEST:
        yield "name", "Write their name."
    if told.role not in ROLES:
        yield "role", "Choose who they are."
    if told.number and not number:
        yield "number", "This is no phone number. Write it as 01632 960001, or leave it empty."
    if told.address and not POSTCODE.search(told.address):
        yield "address", "Write the postcode too, such as TQ14 9BH, or leave it empty."
    if told.age and not (told.age.isdecimal() and ADULT <= int(told.age) <= OLDEST):
        yield "age", f"Write an age from {ADULT} to {OLDEST}, or leave it empty."
    if not told.agreed:
        yield "agreed", "Ask them first. Without their agreement nothing is kept."


def _is_there(name: str, known: list[str]) -> bool:
    return name.casefold() in {one.casefold() for one in known}
