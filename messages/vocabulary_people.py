"""Which lists a language's heard.toml holds of people: how they are called, and how old they are."""

from dataclasses import dataclass

from messages.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Names:
    intro: Phrases
    mine: Phrases
    theirs: Phrases
    calls: Phrases
    settles: Phrases
    subjects: Phrases
    links: Phrases
    fond: Phrases
    mends: Phrases
    turns: Phrases
    tails: Phrases
    others: Phrases
    after: Phrases
    titles: Phrases
    joins: Phrases
    given: Phrases
    rejects: Phrases
    jokes: Phrases
    leads: Phrases
    yours: Phrases
    brings: Phrases
    places: Phrases
    meant: Phrases
    weak: Phrases
    your: Phrases
    own: Phrases
    upon: Phrases
    related: Phrases
    kin: Phrases
    labelled: Phrases
    apart: Phrases
    asks: Phrases
    tells: Phrases
    kin_titles: Phrases
    labels: Phrases
    also: Phrases
    surnames: Phrases
    never: Phrases
    particles: Phrases


@dataclass(frozen=True, slots=True)
class Ages:
    before: Phrases
    after: Phrases
    born: Phrases
    born_after: Phrases
    past: Phrases
    half: Phrases
    had: Phrases
    years: Phrases
    year_of_life: Phrases
    nearly: Phrases
    vague: Phrases
    vague_after: Phrases
    marks: Phrases
    own: Phrases
    others: Phrases
    to_come: Phrases
    soon: Phrases
    when: Phrases
    spans: Phrases
    events: Phrases
    asks_year: Phrases
    asks_day: Phrases
    asks_age: Phrases
    asks_other: Phrases
    unreal: Phrases
    claims: Phrases
    inside: Phrases
    then: Phrases
    lately: Phrases
    gone: Phrases
    was: Phrases
    compares: Phrases
    not_yet: Phrases
    papers: Phrases
    swears: Phrases
    homophones: Phrases
