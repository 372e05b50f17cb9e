"""The risk screen: text -> Finding(level, categories, because). Every inbound text passes here first.

Two lines, in union: rules that anybody can read (rules.py), and a small model that has read many such messages
(second.py). Neither takes back what the other found. A reply is read in the light of the question that was open,
because "no" to "are you safe?" means something.
"""

import re
from collections.abc import Sequence

from flows.danger.finding import Because, Finding, together
from flows.danger.heard import heard
from flows.danger.rules import Hit, hits, last_named
from messages.dangers import Dangers, dangers

__all__ = ["NOT_SAFE", "Because", "Finding", "is_about_another", "screen", "version"]

NOT_SAFE = "not-safe-now"  # the rule that reads the answer to "Are you safe right now?"
SAFE_QUESTIONS = ("safe_now", "safe_yet", "they_safe_now", "they_safe_yet")
_NO = re.compile(r"(no|nope|nah|not really|not|im not)(?: [.,])?")
ENGLISH = "en"  # a language without danger files of its own is screened as English: many texts are a mixture


def screen(text: str, language: str = ENGLISH, asked: str = "") -> Finding:
    """What the text shows of danger. `asked` is the name of the question that was open, if any."""
    d = _dangers(language)
    said = heard(text, language if dangers(language) else ENGLISH)
    return together(_asked(said, asked), _ruled(hits(said, d)))


def _asked(said: Sequence[str], asked: str) -> Finding:
    if asked in SAFE_QUESTIONS and _NO.fullmatch(" ".join(said)):
        return Finding("red", ("medical",), (Because(NOT_SAFE, " ".join(said)),))
    return Finding()


def _ruled(found: list[Hit]) -> Finding:
    flags = [hit for hit in found if hit.rule.level != "hint"]
    return together(
        Finding(),
        *(Finding(hit.rule.level, (hit.rule.category,), (Because(hit.rule.name, hit.words),)) for hit in flags),
    )


def is_about_another(text: str, finding: Finding, language: str = ENGLISH) -> bool:
    """Whether the worst words are said of somebody else: by the last "I" or "she" up to their end."""
    d = _dangers(language)
    said = heard(text, language if dangers(language) else ENGLISH)
    named = [hit for hit in hits(said, d) if hit.rule.name == finding.because[0].rule]
    return bool(named) and last_named(said, named[0], d) == "another"


def version(language: str = ENGLISH) -> str:
    """Names the exact rules that a finding was made by."""
    return _dangers(language).version


def _dangers(language: str) -> Dangers:
    found = dangers(language) or dangers(ENGLISH)
    assert found is not None
    return found
