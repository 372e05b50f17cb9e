"""The risk screen: text -> Finding(level, categories, because). Every inbound text passes here first.

The rules are data, in messages/<language>/danger.toml: each pattern with its category, level, reason, and
examples that it must and must not match, which are tests. It reads a reply in the light of the question
that was open, because "no" to "have you eaten?" means something.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from messages.dangers import people, rows

MOST_CATEGORIES = 3
NOT_SAFE = "not-safe-now"  # the rule that reads the answer to "Are you safe right now?"
SAFE_QUESTIONS = ("safe_now", "safe_yet", "they_safe_now", "they_safe_yet")
_NO = re.compile(r"(no|nope|nah|not really|i'?m not|im not)[ .!]*")
WORST_FIRST = ("none", "amber", "red")


@dataclass(frozen=True, slots=True)
class Because:
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` is red, amber or none; `categories` worst first, at most three; `because` names rules and words."""

    level: str = "none"
    categories: tuple[str, ...] = ()
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    category: str
    level: str
    reason: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    match: tuple[str, ...]
    leave: tuple[str, ...]

    def find(self, text: str) -> Because | None:
        found = self.pattern.search(text)
        if found is None or (self.unless and self.unless.search(text)):
            return None
        return Because(self.name, found.group())


@cache
def rules(language: str = "en") -> tuple[Rule, ...]:
    return tuple(_rule(row) for row in rows(language))


def screen(text: str, language: str = "en", asked: str = "") -> Finding:
    """What the text shows of danger. `asked` is the name of the question that was open, if any."""
    plain = normalise(text)
    hits = [(rule, because) for rule in rules(language) if (because := rule.find(plain))]
    if asked in SAFE_QUESTIONS and _NO.fullmatch(plain):
        return Finding("red", ("medical",), (Because(NOT_SAFE, plain.strip()),))
    if not hits:
        return Finding()
    hits.sort(key=lambda hit: WORST_FIRST.index(hit[0].level), reverse=True)
    categories = tuple(dict.fromkeys(rule.category for rule, _ in hits))[:MOST_CATEGORIES]
    return Finding(hits[0][0].level, categories, tuple(because for _, because in hits))


def is_about_another(text: str, finding: Finding, language: str = "en") -> bool:
    """Whether the worst words are said of somebody else: by the last "I" or "she" up to their end."""
    plain, worst = normalise(text), finding.because[0].words
    said = [found.lastgroup for found in _people(language).finditer(plain, 0, plain.find(worst) + len(worst))]
    return said[-1:] == ["another"]


@cache
def _people(language: str) -> re.Pattern[str]:
    sender, another = people(language)
    return re.compile(f"(?P<sender>{sender})|(?P<another>{another})")


def normalise(text: str) -> str:
    """One plain form for matching: lower case, straight quotes, no accents, single spaces."""
    flat = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u2018", "'"))
    letters = "".join(c for c in flat if not unicodedata.combining(c))
    return " ".join(letters.casefold().split())


def _rule(row: dict[str, str | list[str]]) -> Rule:
    unless = row.get("unless")
    return Rule(
        str(row["name"]),
        str(row["category"]),
        str(row["level"]),
        str(row["reason"]),
        re.compile(str(row["pattern"])),
        re.compile(str(unless)) if unless else None,
        tuple(row["match"]),
        tuple(row["leave"]),
    )
