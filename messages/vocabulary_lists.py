"""Which lists a language holds for scores and for choices as they were shown."""

from dataclasses import dataclass

from messages.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Scale:
    before: Phrases
    after: Phrases
    about: Phrases
    out_of_ten: Phrases
    past: Phrases
    denied: Phrases
    parts: Phrases
    asks: Phrases
    splits: Phrases
    settles: Phrases
    range: Phrases
    then: Phrases
    hides: Phrases
    units: Phrases
    plurals: Phrases
    no_things: Phrases
    doubtful: Phrases
    hours: Phrases
    was: Phrases
    now: Phrases
    nothing: Phrases
    full: Phrases
    sides: Phrases
    sounds: Phrases
    between: Phrases
    middle: Phrases
    asked_day: Phrases
    own: Phrases


@dataclass(frozen=True, slots=True)
class Choice:
    before: Phrases
    after: Phrases
    position: Phrases
    small: Phrases
    denies: Phrases
    spurns: Phrases
    begins: Phrases
    reasons: Phrases
    asks: Phrases
    final: Phrases
    another: Phrases
    change: Phrases
    becomes: Phrases
    same: Phrases
    near: Phrases
    weak: Phrases
    you: Phrases
    idle: Phrases
    fillers: Phrases
    said_freely: Phrases
    provided: Phrases
    both: Phrases
    joins: Phrases
    objects: Phrases
    empty: Phrases
    troubles: Phrases
    ails: Phrases
    well: Phrases
    times: Phrases
    refuses: Phrases
    people: Phrases
    describes: Phrases
    halves: Phrases
    was: Phrases
    me: Phrases
    before_me: Phrases
    wishes: Phrases
    written: Phrases
    or_more: Phrases
    over: Phrases
    or_less: Phrases
    under: Phrases
    nought: Phrases
    degrees: Phrases
    mine: Phrases
    kinds: Phrases
    frequency: Phrases
    how_often: Phrases
    how_many: Phrases
    which_day: Phrases
    fallback: Phrases
    past: Phrases
    queries: Phrases
    relates: Phrases
    turned: Phrases
