"""What kind of reply each question of any conversation takes, as the person who is asked can tell from its words."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot import flowlist
from flows.catalogue import FLOWS
from flows.measures import GOALS_ASKED, ITEMS


class Kind(NamedTuple):
    """`keys`: the choices in the order shown, where there are any."""

    reply: str
    keys: Sequence[str] = ()


@cache
def kinds() -> dict[str, Kind]:
    """By the question's name."""
    steps = [step for flow in FLOWS for step in flowlist.steps(flow) if step.reply]
    found = {step.name: Kind(step.reply, step.need.options) for step in steps}
    found |= {name: Kind("scale_0_10") for name in GOALS_ASKED}
    return found | {name: Kind(one.reader.kind, one.reader.keys) for name, one in ITEMS.items()}


def kind_of(question: str) -> Kind:
    """A question that comes more than once has its number behind a stop."""
    return kinds().get(question.split(".")[0], Kind("free_text"))
