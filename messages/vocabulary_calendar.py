"""Which lists a language holds for days and for times of the day."""

from dataclasses import dataclass

from messages.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Dates:
    weekdays: Phrases
    months: Phrases
    units: Phrases
    sounds: Phrases
    day_endings: Phrases
    years_away: Phrases
    days_away: Phrases
    feasts: Phrases
    forms: Phrases
    before: Phrases
    after: Phrases
    past_question: Phrases
    offer_question: Phrases
    own_question: Phrases
    further: Phrases
    past_endings: Phrases
    words_too: Phrases
    words_before: Phrases
    spread: Phrases
    spread_after: Phrases
    beside: Phrases
    definite: Phrases
    links: Phrases
    every_week: Phrases
    other_week: Phrases
    this_week: Phrases
    coming_week: Phrases
    not_till: Phrases
    already: Phrases
    gives_way: Phrases
    believed: Phrases
    years_on: Phrases
    lasts: Phrases
    stretch: Phrases
    begins: Phrases
    ends: Phrases
    onset: Phrases
    not_since: Phrases


@dataclass(frozen=True, slots=True)
class Times:
    parts: Phrases
    clock: Phrases
    forms: Phrases
    half_day: Phrases
    half_asked: Phrases
    before: Phrases
    after: Phrases
    plain: Phrases
    limits: Phrases
    narrows: Phrases
    wishes: Phrases
    parts_then: Phrases
    words_too: Phrases
    at: Phrases
    oclock: Phrases
    leads: Phrases
    spans: Phrases
    opens: Phrases
    offered: Phrases
    by_then: Phrases
    gives_way: Phrases
    around: Phrases
    sounds: Phrases
    hour_next: Phrases
