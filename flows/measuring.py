"""The measures of a check-in, one after the other: the same at the start, half-way and at the end."""

from collections.abc import Mapping

from flows.about import About, number
from flows.acts import RaiseItem
from flows.measures import alarm, ask_measure
from flows.talk import Do, Flow, do
from flows.worry import Numbers, is_low

LOAD = "carer_load"


def ask_measures(about: About) -> Flow[dict[str, int]]:
    """The answers by item. Ends at one that tells of self-harm."""
    answers = dict[str, int]()
    for measure in about.get("measures", "").split():
        answers |= yield from ask_measure(measure)
        if tells_of_self_harm(answers):
            break
    if (load := answers.get(LOAD)) is not None and is_low(LOAD, load):
        yield strain_told(load)
    return answers


def tells_of_self_harm(answers: Mapping[str, int]) -> bool:
    """Then nothing more is asked at all; a person has been told."""
    return any(alarm(item, value) for item, value in answers.items())


def strain_told(load: int) -> Do:
    """A load that is too heavy reaches the team, whenever it is told."""
    return do("strain_told", strain(load))


def strain(load: int) -> RaiseItem:
    return RaiseItem("amber", "carer_strain", f"how heavy caring feels: {load} of 10")


def of_answers(about: About, answers: Mapping[str, int]) -> list[Numbers]:
    """Each with what it was at the start."""
    return [
        Numbers(item, item, value, number(about, f"then_{item}"), since="at the start")
        for item, value in answers.items()
    ]
