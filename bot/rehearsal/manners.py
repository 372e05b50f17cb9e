"""How invented people answer: by the kind of question, plainly or in their own way. Pure, and every word is our own.

Of published replies 78 % kept to the format that was asked for (rheumatology clinic in Singapore, n = 85): the rest is
written freely here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

FREELY = 0.22
PLAIN: Mapping[str, tuple[str, ...]] = {
    "yes": ("Yes", "YES", "yes", "Y"),
    "no": ("No", "NO", "no", "N"),
}
FREE: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes please", "Yes that would be nice", "aye go on then", "yes of course dear"),
    "no": ("no thank you", "No not really", "not today thanks", "no I don't think so"),
    "scale": ("about a {n} I'd say", "I would say {n}", "maybe {n}", "I'd give it a {n} today", "{n} I think"),
}
WORDS = (
    "Not too bad thank you",
    "I got to the shop on Tuesday and had a chat with Maureen",
    "Quiet week, watched the bowls on the television",
    "The bus was late again but I managed",
    "My neighbour came in for a cup of tea",
    "I walked to the end of the road and back",
    "Much the same as last week",
    "I did a bit in the garden before the rain",
    "My knee is stiff but I keep going",
    "Went to the lunch club, it was mince and potatoes",
    "The grandchildren rang on Sunday",
    "Fine",
)
GOALS = (
    "to walk to the shop on my own",
    "to get back to the choir",
    "to see more people in the week",
    "to have the garden tidy",
    "to learn to use the tablet",
    "to bake again",
    "to go to the lunch club on Thursdays",
)
STEPS = ("ring the choir leader", "try the walk with my stick", "ask about the minibus", "ten minutes each morning")
STREETS = ("TQ14 9AA", "TQ14 8BB", "EX7 9AB", "EX7 0AA")


@dataclass(frozen=True, slots=True)
class Manner:
    """What somebody is like, as far as their answers show it. `feels` is how good life is just now, from 0 to 10."""

    name: str
    age: int
    number: str
    who_for: str
    feels: float
    knows: Mapping[str, str]


def answer(question: str, kind: str, keys: Sequence[str], manner: Manner, chance: Random) -> str:
    """What they write at first. `keys`: the choices of the question, in the order shown."""
    if question in manner.knows:
        return manner.knows[question]
    if keys:
        return _choice(question, keys, manner, chance)
    if kind.startswith("scale"):
        return _scale(question, kind, manner, chance)
    if kind in ("yes_no", "yes_no_unsure", "safe_or_not"):
        return _said("yes" if chance.random() < YES.get(question, 0.6) else "no", chance)
    return _told(question, kind, manner, chance)


# How likely a yes is, where it is not as likely as not.
YES: Mapping[str, float] = {
    "consent": 0.97, "others_see_phone": 0.12, "family_consent": 1.0, "family_danger": 0.0, "family_adult": 1.0,
    "may_we_write": 0.95, "agree": 0.88, "may_tell_referrer": 0.7, "same_person": 1.0, "care_call": 0.3,
    "safe_now": 0.7, "safe_yet": 0.9, "they_safe_now": 0.7, "they_safe_yet": 0.9, "ask_once_more": 0.7,
    "rhythm_decent": 1.0, "rhythm_meant_day": 1.0, "rhythm_meant_hour": 1.0,
}  # fmt: skip
WORSE_IS_HIGHER = ("anxious", "load")


def _choice(question: str, keys: Sequence[str], manner: Manner, chance: Random) -> str:
    if question == "who_for":
        return str(keys.index(manner.who_for) + 1)
    if "right" in keys:
        return _said("yes", chance)
    if question.startswith(("loneliness", "ucla")):
        good = manner.feels / 10 if keys[0] == "often" else 1 - manner.feels / 10
        return str(round(good * (len(keys) - 1)) + 1)
    return str(chance.randrange(len(keys)) + 1)


def _scale(question: str, kind: str, manner: Manner, chance: Random) -> str:
    most = int(kind.rsplit("_", 1)[-1])
    good = min(max(manner.feels + chance.gauss(0, 1), 0), 10) / 10
    value = round(most * (1 - good if any(word in question for word in WORSE_IS_HIGHER) else good))
    return chance.choice(FREE["scale"]).format(n=value) if chance.random() < FREELY else str(value)


def _said(what: str, chance: Random) -> str:
    return chance.choice((FREE if chance.random() < FREELY else PLAIN)[what])


def _told(question: str, kind: str, manner: Manner, chance: Random) -> str:
    known = {
        "birth_year_or_age": str(manner.age), "name": manner.name, "phone": manner.number,
        "address": chance.choice(STREETS), "time_of_day": chance.choice(("morning", "afternoon", "any time")),
        "safe_time": "mornings", "date": "Friday", "until": "two weeks", "rhythm": "Thursday",
    }  # fmt: skip
    if kind in known:
        return known[kind]
    if question.startswith("goal_step"):
        return chance.choice(STEPS)
    return chance.choice(GOALS if question.startswith(("goal_", "matters")) else WORDS)
