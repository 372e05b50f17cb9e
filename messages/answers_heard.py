"""Which lists a language holds for yes and no: plain words, the question's own, and who else sees a phone."""

from dataclasses import dataclass

from messages.phrases import Phrases


@dataclass(frozen=True, slots=True)
class YesNo:
    yes: Phrases
    yes_alone: Phrases
    no: Phrases
    no_alone: Phrases
    unsure: Phrases
    plainest: Phrases
    anywhere: Phrases
    tags: Phrases
    at_times: Phrases
    nots: Phrases
    wishes: Phrases
    before: Phrases
    either: Phrases
    then: Phrases
    turns: Phrases
    takes_back_yes: Phrases
    takes_back_no: Phrases
    doubt: Phrases


@dataclass(frozen=True, slots=True)
class Echo:
    auxiliaries: Phrases
    joined: Phrases
    speakers: Phrases
    whom: Phrases
    nots: Phrases
    none: Phrases
    begins: Phrases
    adverbs: Phrases
    things: Phrases
    ones: Phrases
    small: Phrases
    idle: Phrases
    follows: Phrases
    places: Phrases
    tails: Phrases
    hedges: Phrases
    when: Phrases
    turned: Phrases
    offers: Phrases
    offering: Phrases
    permits: Phrases
    bids: Phrases
    allows: Phrases
    willing: Phrases
    welcomes: Phrases
    provisos: Phrases
    spoils: Phrases
    leaves: Phrases
    boons: Phrases
    hours: Phrases
    reasons: Phrases
    readily: Phrases
    telling: Phrases
    prefers: Phrases
    private: Phrases
    whole_of: Phrases
    off: Phrases
    refuses: Phrases
    declines: Phrases
    any_of: Phrases
    hard: Phrases
    somebody: Phrases
    quoting: Phrases
    says: Phrases
    owners: Phrases
    degrees: Phrases
    often: Phrases
    order: Phrases
    good: Phrases
    poor: Phrases
    doubted: Phrases
    waves: Phrases
    scoffs: Phrases
    surely: Phrases
    inside: Phrases
    present: Phrases
    pets: Phrases
    never_so: Phrases
    struggles: Phrases
    having: Phrases
    managing: Phrases
    praises: Phrases
    least: Phrases
    clueless: Phrases
    kin: Phrases
    today: Phrases
    gone: Phrases
    light: Phrases
    forms: Phrases
    opposites: Phrases
    quits: Phrases


@dataclass(frozen=True, slots=True)
class Others:
    asked: Phrases
    only_me: Phrases
    together: Phrases
    people: Phrases
    ourselves: Phrases
    ours: Phrases
    looks: Phrases
    denies: Phrases
    joins: Phrases
    doubts: Phrases
