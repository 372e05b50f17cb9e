"""The measures of a check-in, one after the other: the same at the start, half-way and at the end."""

from flows.about import About
from flows.measures import alarm, ask_measure
from flows.talk import Flow


def ask_measures(about: About) -> Flow[dict[str, int]]:
    """The answers by item. Ends at one that tells of self-harm: what it was met with must stand last."""
    answers = dict[str, int]()
    for measure in about.get("measures", "").split():
        answers |= yield from ask_measure(measure)
        if any(alarm(item, value) for item, value in answers.items()):
            break
    return answers
