"""The first line: rules that anybody can read and check, each found at its own words.

Negation cancels what it denies and nothing else; a figure of speech only its own words; the telly and the years ago
only what they speak of. A rule whose words hold their own negation ("can't go on") says so and is never cancelled by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from messages.chains import Chain, Match, Places
from messages.dangers import Dangers, Rule

NEAR = 4  # words before it in which a "not" denies what follows


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule and the words it was found at."""

    rule: Rule
    match: Match
    words: str


def hits(words: Sequence[str], d: Dangers) -> list[Hit]:
    """Each rule that holds, once, at the first place where it does."""
    here = _Here(words, d)
    found: dict[str, Hit] = {}
    for one in d.heard.possible(here.places.of_word):
        if one.meaning not in found and (match := _match(d.rules[one.meaning], one, here)):
            found[one.meaning] = Hit(d.rules[one.meaning], match, " ".join(words[match.start : match.end]))
    return list(found.values())


class _Here:
    """A text without its figures of speech, and what in it can cancel: looked for once, when a rule asks."""

    def __init__(self, words: Sequence[str], d: Dangers) -> None:
        self.d, self.places = d, Places(words, d.fill)
        for figure in d.figures.possible(self.places.of_word):
            for match in figure.anywhere(self.places):
                self.places.hide(match)

    @cached_property
    def past(self) -> list[Chain]:
        return self.d.past.possible(self.places.of_word)

    @cached_property
    def elsewhere(self) -> list[Chain]:
        return self.d.elsewhere.possible(self.places.of_word)

    def has(self, chains: Sequence[Chain], inside: Match | None = None) -> bool:
        there = self.places.of_word.keys()
        return any(not there.isdisjoint(one.starts) and next(one.anywhere(self.places, inside), None) for one in chains)


def _match(rule: Rule, one: Chain, here: _Here) -> Match | None:
    return next((match for match in one.anywhere(here.places) if _stands(rule, match, here)), None)


def _stands(rule: Rule, match: Match, here: _Here) -> bool:
    """Whether nothing cancels the rule here."""
    sentence, d = here.places.sentence(match), here.d
    if rule.denied and _is_denied(here.places.words[sentence.start : match.start], d):
        return False
    if rule.past and here.has(here.past, sentence):
        return False
    if d.sender.isdisjoint(here.places.words[match.start : match.end]) and here.has(here.elsewhere, sentence):
        return False
    if rule.unless and here.has(rule.unless, sentence):
        return False
    return not rule.also or here.has(rule.also)


def _is_denied(before: Sequence[str], d: Dangers) -> bool:
    """ "no chest pain", "I have not fallen"; but not "no but I fell", "not suicidal, but I fell"."""
    for word in reversed(before[-NEAR:]):
        if word in d.turns or word == ",":
            return False
        if word in d.denials:
            return True
    return False


def last_named(words: Sequence[str], end: int, d: Dangers) -> str:
    """Who is spoken of last before this word: "sender", "another", or "" when nobody is named."""
    word = next((word for word in reversed(words[:end]) if word in d.sender or word in d.another), "")
    return "" if not word else "sender" if word in d.sender else "another"
