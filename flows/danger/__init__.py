"""The risk screen: text -> Finding(level, categories, because). Every inbound text passes here first.

Two lines, in union: rules that anybody can read (rules.py), and a small model that has read many such messages
(second.py). Neither takes back what the other found. A text is read in the light of what it answers, because "no" to
"are you safe?" means something, and of what the same person wrote before, because some say it over three texts.
"""

import re
from collections.abc import Sequence

from flows.danger.finding import Because, Finding, together
from flows.danger.goals import is_plain_goal
from flows.danger.heard import heard
from flows.danger.nothing import tells_nothing
from flows.danger.rules import Hit, hits, last_named
from flows.danger.second import second_line
from messages.danger_files import version
from messages.dangers import Dangers, dangers

__all__ = [
    "MOST_BEFORE",
    "NOT_SAFE",
    "SENDERS",
    "Because",
    "Finding",
    "is_about_another",
    "screen",
    "tells_of_them",
    "version",
]

NOT_SAFE = "not-safe-now"  # the rule that reads the answer to "Are you safe right now?"
SAFE_QUESTIONS = ("safe_now", "safe_yet", "they_safe_now", "they_safe_yet")
SENDERS = ("resident", "carer", "family")
MOST_BEFORE = 2  # earlier texts that are heard together with one
TOGETHER = 1.5  # what several texts say together must speak so much more for danger than one: most are only chat
_NO = re.compile(r"(no|nope|nah|not really|not|im not)(?: [.,])?")
ENGLISH = "en"  # a language without danger files of its own is screened as English: many texts are a mixture


def screen(
    text: str, language: str = ENGLISH, asked: str = "", sender: str = "resident", before: Sequence[str] = ()
) -> Finding:
    """What the text shows of danger. `asked` is the name of the question that was open, if any; `sender` one of
    SENDERS; `before` what they wrote shortly before, oldest first, as far as it `tells_of_them` and nothing was found."""
    language = language if dangers(language) else ENGLISH
    if is_plain_goal(heard(text, language), asked, language):
        return Finding()
    alone = together(_asked(text, language, asked), _both_lines(text, language, sender))
    if alone.level != "none" or not before or not tells_of_them(text, language):
        return alone
    return _both_lines(". ".join([*before, text]), language, sender, TOGETHER)


def tells_of_them(text: str, language: str = ENGLISH) -> bool:
    """Whether it is evidence at all: "PAUSE" tells nothing of whoever sends it, nor does "I'm away for two weeks"."""
    language = language if dangers(language) else ENGLISH
    return not tells_nothing(text, heard(text, language), _dangers(language), language)


def _both_lines(text: str, language: str, sender: str, doubt: float = 0.0) -> Finding:
    """Of findings equally bad the second line names the category, since it is right more often; but whatever a rule
    heard of ending a life comes first: the answer must begin with what saves it."""
    said, d = heard(text, language), _dangers(language)
    found = hits(said, d)
    ruled = [_ruled(hit) for hit in found if hit.rule.level != "hint"]
    life = [one for one in ruled if one.categories == ("suicide",)]
    if tells_nothing(text, said, d, language):
        return together(Finding(), *ruled)
    return together(Finding(), *life, second_line(text, found, sender, language, doubt), *ruled)


def _ruled(hit: Hit) -> Finding:
    return Finding(hit.rule.level, (hit.rule.category,), (Because(hit.rule.name, hit.words),))


def _asked(text: str, language: str, asked: str) -> Finding:
    if asked in SAFE_QUESTIONS and _NO.fullmatch(said := " ".join(heard(text, language))):
        return Finding("red", ("medical",), (Because(NOT_SAFE, said),))
    return Finding()


def is_about_another(text: str, finding: Finding, language: str = ENGLISH) -> bool:
    """Whether the worst words are said of somebody else: by the last "I" or "she" up to their end."""
    language = language if dangers(language) else ENGLISH
    said, d = heard(text, language), _dangers(language)
    named = [hit.match.end for hit in hits(said, d) if hit.rule.name == finding.because[0].rule]
    return last_named(said, named[0] if named else len(said), d) == "another"


def _dangers(language: str) -> Dangers:
    if (known := dangers(language)) is None:
        raise LookupError(f"messages/{language}/danger.toml is missing: nothing can be screened")
    return known
