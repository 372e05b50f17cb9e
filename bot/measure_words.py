"""The operator's own file with the words of licensed measures (FRONTDOOR_MEASURES): what it must hold, and may.

A measure is there in full or not at all: a score of half its questions would look like a score.
"""

from collections.abc import Iterable, Iterator

from bot.programme import Programme
from bot.settings import PREFIX
from flows.lexicon import needs_of
from flows.measures import MEASURES, OF_ITEM, Measure
from messages.wording import Wording

OPEN = {id: measure for id, measure in MEASURES.items() if measure.kind == "operator"}  # those that wait for words


def asked_by(programmes: Iterable[Programme]) -> set[str]:
    """The measures that these programmes ask, in full or an item at a time."""
    every = [*programmes]
    in_turn = {OF_ITEM[item].id for programme in every for item in programme.wellbeing}
    return in_turn | {id for programme in every for asked in programme.asked for id in asked.measures}


def of_the_operator(wording: Wording, asked: Iterable[str]) -> Iterator[str]:
    """What is wrong with the file, each with its line and what to do. `asked`: the ids of measures that the programmes ask."""
    added, wanted = [id for id, text in wording.texts.items() if text.source.added], {*asked}
    known = {need.id for measure in OPEN.values() for need in needs_of(measure)}
    yield from (_unknown(wording, id) for id in added if id not in known)
    for measure in OPEN.values():
        needs = needs_of(measure)
        yield from wording.unmet(need for need in needs if need.id in added)
        gone = [need.id for need in needs if need.id not in added]
        if len(gone) < len(needs):
            yield from _incomplete(measure, "has some of its words and not all", gone)
        elif measure.id in wanted:
            yield from _incomplete(measure, "is asked by a programme and has no words yet", gone)


def _unknown(wording: Wording, id: str) -> str:
    near = next((measure for measure in OPEN.values() if id.startswith(measure.id)), None)
    known = [need.id for need in needs_of(near)] if near else [f"{id}_..." for id in OPEN]
    return f"{wording.texts[id].source.where} belongs to no measure that waits for words; there are {', '.join(known)}"


def _incomplete(measure: Measure, why: str, gone: list[str]) -> Iterator[str]:
    if gone:
        yield f"{PREFIX}MEASURES: {measure.title} {why}; add {', '.join(gone)} to that file (docs/measures.md)"
