"""Ordinary goals, where a goal is asked for: "drink less" is what somebody wants, and not how they are.

Only a message that is such a goal and nothing else; a word more is screened as ever.
"""

from collections.abc import Sequence

from flows.talk import text_of
from messages.phrases import Phrases
from messages.wishes import wishes

FILE = "danger.goals"
ASKED = ("goal_words", "goal_named")
STOPS = (".", ",")


def is_plain_goal(said: Sequence[str], asked: str, language: str) -> bool:
    """`said`: the message as the rules hear it. `asked`: the question that was open."""
    known = wishes(language, FILE) if text_of(asked) in ASKED else None
    if known is None:
        return False
    words = tuple(said[:-1] if said and said[-1] in STOPS else said)
    begins, goals, ends = (known.phrases[name] for name in ("begins", "goals", "ends"))
    start = _past(begins, words, 0)
    goal = goals.at(words, start)
    return goal is not None and _is_end(ends, words[start + goal[0] :])


def _past(phrases: Phrases, words: tuple[str, ...], start: int) -> int:
    hit = phrases.at(words, start)
    return start + hit[0] if hit else start


def _is_end(ends: Phrases, words: tuple[str, ...]) -> bool:
    words = words[1:] if words and words[0] == "," else words
    return not words or ends.whole(words) is not None
