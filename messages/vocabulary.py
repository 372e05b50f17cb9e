"""The shape of what is heard: which lists a language's heard.toml holds. It knows no words and reads no file.

Every list here is read by some reader or command; a list that nothing reads any more is taken out of all languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from messages.answers_heard import Echo, Others, YesNo
from messages.phrases import Phrases
from messages.vocabulary_calendar import Dates, Times
from messages.vocabulary_lists import Choice, Scale
from messages.vocabulary_people import Ages, Names


@dataclass(frozen=True, slots=True)
class Common:
    greetings: Phrases
    lead_in: Phrases
    polite: Phrases
    courtesies: Phrases
    takes_back: Phrases
    corrects: Phrases
    goes_on: Phrases
    refuses: Phrases
    alternatives: Phrases
    skip: Phrases


@dataclass(frozen=True, slots=True)
class Mail:
    openings: Phrases
    closings: Phrases
    sent_from: Phrases
    reactions: Phrases


@dataclass(frozen=True, slots=True)
class Safe:
    yes: Phrases
    no: Phrases
    doubt: Phrases


@dataclass(frozen=True, slots=True)
class Clauses:
    turns: Phrases
    not_this: Phrases
    but: Phrases
    every: Phrases
    limits: Phrases
    done_by: Phrases
    starts_from: Phrases
    denies: Phrases
    mild: Phrases
    dead: Phrases
    engaged: Phrases
    once: Phrases
    given: Phrases
    suits: Phrases
    settled: Phrases
    changed: Phrases
    no: Phrases
    not_then: Phrases
    either: Phrases
    instead: Phrases
    nobody_knows: Phrases
    unsure: Phrases
    offers: Phrases
    told_past: Phrases
    to_come: Phrases
    formerly: Phrases
    speakers: Phrases
    small: Phrases
    joins: Phrases
    trails: Phrases
    reasons: Phrases
    at_a_push: Phrases
    till: Phrases
    subjects: Phrases
    vocative: Phrases
    idle: Phrases
    verbs: Phrases
    being: Phrases
    invites: Phrases
    holds: Phrases
    by_now: Phrases
    accepts: Phrases


@dataclass(frozen=True, slots=True)
class Numbers:
    words: Phrases
    ordinals: Phrases
    ordinal_endings: Phrases
    endings_apart: Phrases
    elided: Phrases
    thousand_endings: Phrases
    alone: Phrases
    times: Phrases
    nought: Phrases
    joins: Phrases
    one: Phrases
    spelt: Phrases
    repeats: Phrases
    spoken_digits: Phrases


@dataclass(frozen=True, slots=True)
class Places:
    before: Phrases
    after: Phrases
    gone: Phrases
    best: Phrases
    mine: Phrases
    mends: Phrases
    about: Phrases
    joins: Phrases
    line: Phrases
    mobile: Phrases
    tail: Phrases
    letter_for: Phrases
    capital: Phrases
    letters: Phrases
    gaps: Phrases
    double_is: Phrases
    again: Phrases
    weak_behind: Phrases
    just_me: Phrases
    elsewhere: Phrases
    former: Phrases


@dataclass(frozen=True, slots=True)
class Commands:
    phrases: Phrases
    before: Phrases
    after: Phrases
    reasons: Phrases
    others: Phrases
    pause_with: Phrases
    pause_until: Phrases
    hours: Phrases
    asking: Phrases
    language_with: Phrases
    languages: Phrases
    look_alikes: Phrases
    ours: Phrases
    returning: Phrases
    calls: Phrases
    by_text: Phrases
    needing: Phrases
    at_that: Phrases
    copes: Phrases
    forever: Phrases
    waits: Phrases
    the_line: Phrases
    surely: Phrases


@dataclass(frozen=True, slots=True)
class OwnWords:
    nothing_new: Phrases
    small: Phrases
    enough: Phrases
    trouble: Phrases
    spared: Phrases


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that one language's heard.toml holds, checked. `under_18` and `deaf` are regular expressions; `often` is what a slip
    of the thumb in one of its words was meant to be."""

    language: str
    under_18: tuple[str, ...]
    deaf: tuple[str, ...]
    often: Mapping[str, str]
    common: Common
    mail: Mail
    yes_no: YesNo
    echo: Echo
    others: Others
    safe: Safe
    clauses: Clauses
    numbers: Numbers
    scale: Scale
    choice: Choice
    names: Names
    dates: Dates
    ages: Ages
    times: Times
    places: Places
    commands: Commands
    own_words: OwnWords
