"""The first line: rules that anybody can read and check, each found at its own words.

Negation cancels what it denies and nothing else; a figure of speech only its own words; the telly and the years ago
only what they speak of. A rule whose words hold their own negation ("can't go on") says so and is never cancelled by it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.danger.heard import Text
from messages.dangers import Dangers, Rule
from messages.patterns import FILLS, Asked

NEAR = 4  # words before it in which a "not" denies what follows


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule and the words it was found at."""

    rule: Rule
    start: int
    words: str


def hits(text: Text, d: Dangers) -> list[Hit]:
    """Each rule that holds, once, at the first place where it does."""
    words, line = frozenset(text.words), text.line
    if figures := d.figures.possible(words):
        line = _masked(line, figures)
    found: dict[str, Hit] = {}
    for one in d.heard.possible(words):
        if one.meaning not in found and (hit := _hit(d.rules[one.meaning], one, line, words, d)):
            found[one.meaning] = hit
    return list(found.values())


def _hit(rule: Rule, one: Asked, line: str, words: frozenset[str], d: Dangers) -> Hit | None:
    for match in one.anywhere(line):
        if _stands(rule, match, line, words, d):
            return Hit(rule, match.start(), match.group().replace(FILLS, "").strip())
    return None


def _masked(line: str, figures: list[Asked]) -> str:
    """Without the words of figures of speech: as many signs stand where their letters stood."""
    for figure in figures:
        for match in figure.anywhere(line):
            line = f"{line[: match.start()]}{'_' * (match.end() - match.start() - 1)} {line[match.end() :]}"
    return line


def _stands(rule: Rule, match: re.Match[str], line: str, words: frozenset[str], d: Dangers) -> bool:
    """Whether nothing cancels the rule here."""
    start, end = _sentence(line, match.start(), match.end())
    sentence = line[start:end]
    if rule.denied and _is_denied(line[start : match.start()], d):
        return False
    if rule.past and _any(d.past.possible(words), sentence):
        return False
    if d.sender.isdisjoint(_plain(match.group())) and _any(d.elsewhere.possible(words), sentence):
        return False
    if rule.unless and _any(rule.unless, sentence):
        return False
    return not rule.also or _any(rule.also, line)


def _sentence(line: str, start: int, end: int) -> tuple[int, int]:
    after = line.find(". ", end)
    return line.rfind(". ", 0, start) + 2 if ". " in line[:start] else 0, len(line) if after < 0 else after


def _is_denied(before: str, d: Dangers) -> bool:
    """ "no chest pain", "I have not fallen"; but not "no but I fell", "not suicidal, but I fell"."""
    near = _plain(before)[-NEAR:]
    for word in reversed(near):
        if word in d.turns or word == ",":
            return False
        if word in d.denials:
            return True
    return False


def _any(patterns: list[Asked] | tuple[Asked, ...], text: str) -> bool:
    return any(next(one.anywhere(text), None) for one in patterns)


def _plain(signed: str) -> list[str]:
    return signed.replace(FILLS, "").split()


def last_named(text: Text, hit: Hit, d: Dangers) -> str:
    """Who is spoken of last, up to the end of the hit: "sender", "another", or "" when nobody is named."""
    said = _plain(text.line[: hit.start] + hit.words)
    who: Iterator[str] = ("sender" if word in d.sender else "another" for word in reversed(said) if word in d.sender | d.another)
    return next(who, "")
