"""Every measure by its id, every item and every score by theirs. Ids are stored data: never renamed or used again."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from flows.measures.kinds import Item, Measure, Scale
from flows.measures.shipped import SHIPPED
from flows.measures.skeletons import SKELETONS
from flows.measures.staffed import STAFFED

MEASURES: Mapping[str, Measure] = MappingProxyType({m.id: m for m in (*SHIPPED, *SKELETONS, *STAFFED)})
OF_ITEM: Mapping[str, Measure] = MappingProxyType({item.id: m for m in MEASURES.values() for item in m.items})
ITEMS: Mapping[str, Item] = MappingProxyType({item.id: item for m in MEASURES.values() for item in m.items})


def scores_of(measure: Measure) -> dict[str, Scale]:
    """The scores that a measure comes to, by id: one of its own name, or one an item where it has no total."""
    if measure.apart:
        return {item.id: item.scale or measure.scale for item in measure.items}
    return {measure.id: measure.scale}


SCALES: Mapping[str, Scale] = MappingProxyType({id: s for m in MEASURES.values() for id, s in scores_of(m).items()})


class UnknownMeasure(KeyError):
    """There is no such measure, item or score."""

    def __init__(self, id: str, known: Iterable[str]) -> None:
        super().__init__(id)
        self.id, self.known = id, tuple(known)

    def __str__(self) -> str:
        return f"there is no measure, item or score {self.id!r}; there are: {', '.join(self.known)}"


def measure(id: str) -> Measure:
    """Raises UnknownMeasure."""
    if id not in MEASURES:
        raise UnknownMeasure(id, MEASURES)
    return MEASURES[id]


def item(id: str) -> Item:
    """Raises UnknownMeasure."""
    if id not in ITEMS:
        raise UnknownMeasure(id, ITEMS)
    return ITEMS[id]


def scale(score: str) -> Scale:
    """What the values of this score mean. Raises UnknownMeasure."""
    if score not in SCALES:
        raise UnknownMeasure(score, SCALES)
    return SCALES[score]


def items(ids: Iterable[str]) -> tuple[Item, ...]:
    """The items of these measures, in order."""
    return tuple(one for id in ids for one in measure(id).items)
