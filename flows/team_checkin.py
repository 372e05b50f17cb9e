"""A team looks at itself: how far it has come with each thing that it set out to do, 1 to 5, and a word of its own.

What is looked at is the service's own list: `dimensions` in the snapshot, each with a text and what its levels mean.
"""

from flows.about import About
from flows.acts import FinishCheckIn, RecordMeasure, Remember
from flows.answers import free_text, level
from flows.greeting import hello
from flows.talk import Flow, Outcome, Person, ask_if_willing, do, numbered, say

LEVELS = ("not_yet", "begun", "in_part", "mostly", "fully")  # 1 to 5


def team_checkin(person: Person) -> Flow[Outcome]:
    about = person.about
    yield hello(about)
    yield say("team_how")
    for place, key in enumerate(filter(None, about.get("dimensions", "").split("|")), 1):
        yield from numbered(place, one_dimension(about, key))
    words = yield from ask_if_willing("team_next", free_text)
    if words:
        yield do("remembered", Remember(words))
    yield do("finished", FinishCheckIn())
    yield say("team_thanks")
    return Outcome("done")


def one_dimension(about: About, key: str) -> Flow[None]:
    not_yet, begun, in_part, mostly, fully = (about.get(f"level_{key}_{n}", "") for n in range(1, 6))
    found = yield from ask_if_willing(
        "team_dimension",
        level(*LEVELS),
        dimension=about.get(f"text_{key}", key),
        option_not_yet=not_yet,
        option_begun=begun,
        option_in_part=in_part,
        option_mostly=mostly,
        option_fully=fully,
    )
    if found is not None:
        yield do(f"team_{key}_recorded", RecordMeasure("team", f"team_{key}", LEVELS.index(found) + 1))
