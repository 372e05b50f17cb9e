"""What a measure is made of. Data only: what to do with it stands in scoring.py and ask.py.

A figure that nobody has confirmed is kept with a source that is not `verified`; it is shown in docs/measures.md, and
nothing is said or decided with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from flows.answers import choice, none_for_certain, scale_0_6, scale_0_10
from flows.talk import Reader

# shipped: asked in our texts. operator: asked once the operator has added the licensed words. staff: never asked by text.
Kind: TypeAlias = Literal["shipped", "operator", "staff"]
Better: TypeAlias = Literal["higher", "lower"]


class Source(NamedTuple):
    """Where something was read. Not `verified`: from memory, or only said by others; it must be checked before use."""

    where: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """The values that a score can take, both ends included, and what they mean. `bands` names the values from each number
    up to the next. `change`: the smallest difference that means something for one person; None where none has been
    published. `whole`: without decimals."""

    low: float
    high: float
    better: Better
    bands: Mapping[float, str] = field(default_factory=dict[float, str])
    bands_from: Source | None = None
    change: float | None = None
    change_from: Source | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One question. Its id is the name of the question, of its text and of the stored answer: never renamed.

    `choices` gives each choice its value, in the order shown; without any it is a number from 0 to `most` (10 or 6). `scale`
    where it differs from the measure's. `alone`: what is said before it when it is asked without the others. `self_harm`:
    any answer above 0 reaches a person.
    """

    id: str
    choices: Mapping[str, int] = field(default_factory=dict[str, int])
    scale: Scale | None = None
    alone: str = ""
    self_harm: bool = False
    most: Literal[10, 6] = 10

    @property
    def reader(self) -> Reader[int | str]:
        if self.choices:
            return (none_for_certain if self.self_harm else choice)(*self.choices)
        return scale_0_10 if self.most == 10 else scale_0_6

    @property
    def values(self) -> range:
        given = self.choices.values() or (0, self.most)
        return range(min(given), max(given) + 1)

    def value(self, answer: int | str) -> int:
        """The number that an answer, as its reader gave it, stands for."""
        return self.choices[answer] if isinstance(answer, str) else answer


@dataclass(frozen=True, slots=True)
class Measure:
    """`intro`: it begins with a text of its own, `<id>_intro`. `apart`: every item is a score of its own, and there is no
    total. `may_miss`: so many items may be missing, and the total is made up from the mean of the others. `times` and
    `table` turn the total into the score. `who`: whom the licence lets enter it, where staff do."""

    id: str
    title: str
    kind: Kind
    scale: Scale
    licence: str
    source: Source
    items: tuple[Item, ...] = ()
    intro: bool = False
    apart: bool = False
    may_miss: int = 0
    missing_from: Source | None = None
    times: int = 1
    table: Mapping[int, float] = field(default_factory=dict[int, float])
    who: str = ""


class Score(NamedTuple):
    """What a measure came to. None: too many items are missing, which `missing` counts."""

    value: float | None
    missing: int
