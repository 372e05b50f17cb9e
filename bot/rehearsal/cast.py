"""Who lives in the locality, from a seed: the same people for the same seed, and what will happen in their lives.

A share is published where its source is named, and else our own choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Literal

Comes = Literal["myself", "carer", "someone"]
Event = Literal["", "red", "amber", "stop", "pause", "rhythm", "human", "death"]
NOTHING: Event = ""

FORENAMES = (
    "Margaret", "Jean", "Stan", "Dorothy", "Ken", "Joyce", "Ron", "Sheila", "Derek", "Brenda", "Eileen", "Roy", "Audrey",
    "Norman", "Beryl", "Gordon", "Iris", "Arthur", "Hilda", "Frank", "Vera", "Dennis", "Maureen", "Ted", "Edna", "Cyril",
    "Pat", "Les", "Winnie", "Harold",
)  # fmt: skip
AGES = (52, 66, 71, 74, 77, 79, 81, 83, 84, 86, 88, 91, 99)  # as in the Torbay paper: half are over 80, from 52 to 99
ON_TELEGRAM, CARERS, BY_FAMILY, DECLINING = 0.2, 0.12, 0.12, 0.2
HAPPENS: dict[Event, float] = {
    "red": 0.08, "amber": 0.08, "stop": 0.06, "pause": 0.08, "rhythm": 0.1, "human": 0.06, "death": 0.04,
}  # fmt: skip
NUMBERS = 1000  # that Ofcom keeps free for plays: whoever comes after that many is on Telegram
FIRST_DAYS = 6  # in which everybody writes for the first time: the last of them ends in week 14
WEEKS = range(2, 8)  # after their first text, in which something happens to them


@dataclass(frozen=True, slots=True)
class Character:
    """One who writes. `arrives`: their first text. `keen`: added to the chance that they answer. `feels` and `trend`: how
    good life is, 0 to 10, and what a week adds to it. `event` happens at `when`. `about`: whom they refer."""

    channel: str
    address: str
    name: str
    age: int
    comes: Comes
    arrives: datetime
    keen: float
    feels: float
    trend: float
    event: Event
    when: datetime
    about: "Character | None" = None


def cast(people: int, seed: int, start: datetime) -> list[Character]:
    """So many who may come onto a programme, and relatives who refer some of them. `start`: the midnight before."""
    events = _events(people, Random(f"{seed}:events"))
    found = [_one(n, Random(f"{seed}:{n}"), start, event) for n, event in enumerate(events)]
    return found + _relatives(found, Random(f"{seed}:relatives"))


def _events(people: int, chance: Random) -> list[Event]:
    """What happens to each; everything to somebody, as far as there are people."""
    found: list[Event] = [event for event, share in HAPPENS.items() for _ in range(max(1, round(share * people)))]
    found = [*found[:people], *(NOTHING for _ in range(people - len(found)))]
    chance.shuffle(found)
    return found


def _one(n: int, chance: Random, start: datetime, event: Event) -> Character:
    by_sms = chance.random() >= ON_TELEGRAM and n < NUMBERS - NUMBERS * BY_FAMILY
    declines = chance.random() < DECLINING
    day = start + timedelta(days=chance.randrange(FIRST_DAYS))
    return Character(
        channel="sms" if by_sms else "telegram",
        address=f"+447700900{n:03}" if by_sms else str(5_000_000 + n),
        name=chance.choice(FORENAMES),
        age=chance.choice(AGES),
        comes="carer" if chance.random() < CARERS else "myself",
        arrives=day + timedelta(minutes=5 * chance.randrange(9 * 12, 18 * 12)),
        keen=chance.uniform(-0.15, 0.15),
        feels=chance.uniform(3, 6),
        trend=-0.15 if declines else 0.2,
        event=event,
        when=day + timedelta(weeks=chance.choice(WEEKS), minutes=5 * chance.randrange(7 * 12, 23 * 12)),
    )


def _relatives(found: Sequence[Character], chance: Random) -> list[Character]:
    """Daughters and sons who refer somebody with a mobile, who then writes only when we have written."""
    asked = [one for one in found if one.channel == "sms" and one.comes == "myself" and chance.random() < BY_FAMILY]
    return [
        replace(
            about, address=f"+447700900{NUMBERS - 1 - n:03}", name="Jo", age=50, comes="someone", event="", about=about
        )
        for n, about in enumerate(asked)
    ]
