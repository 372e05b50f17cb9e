"""The second line: a small model of many such messages, for the danger that no rule has words for.

It hears the whole message, the hints among the rules, and who writes. It adds to what the rules found and never takes
anything back. How it was taught, and how well it does: docs/safety/screen.md.
"""

from collections.abc import Sequence

from flows.danger.finding import Because, Finding
from flows.danger.rules import Hit
from messages.evidence import Evidence, evidence, runs, words_of

SECOND_LINE = "second-line"
FLAG, RED = 0, 1  # the outputs before the categories
MOST_WORDS = 4  # that are named as having weighed most
NEXT_TOO = 0.5  # a category this far below the first is named beside it


def second_line(text: str, found: Sequence[Hit], sender: str, language: str) -> Finding:
    """`sender` is resident, carer or family."""
    learnt = evidence(language)
    if learnt is None:
        return Finding()
    words = words_of(text)
    sums = learnt.sums(words, sender, rule_features(found))
    if sums[FLAG] <= 0:
        return Finding()
    level = "red" if sums[RED] > 0 else "amber"
    return Finding(level, categories(learnt, sums), (Because(SECOND_LINE, weighed_most(learnt, words, sender)),))


def rule_features(found: Sequence[Hit]) -> list[str]:
    """What the rules found, hints too, as the model hears it."""
    return sorted({one for hit in found for one in (f"R:{hit.rule.name}", f"C:{hit.rule.category}", f"L:{hit.rule.level}")})


def categories(learnt: Evidence, sums: Sequence[float]) -> tuple[str, ...]:
    """The likeliest first, and those nearly as likely."""
    scored = sorted(zip(sums[RED + 1 :], learnt.outputs[RED + 1 :], strict=True), reverse=True)
    return tuple(name for score, name in scored[:3] if score > scored[0][0] - NEXT_TOO)


def weighed_most(learnt: Evidence, words: Sequence[str], sender: str) -> str:
    """The words that spoke most for danger, in their order: each with the runs that it is part of."""
    inner = range(1, len(words) - 1)
    weight = {i: _flag(learnt, [words[i]], sender) + _flag(learnt, words[i - 1 : i + 2], sender) for i in inner}
    best = sorted(sorted(weight, key=lambda i: -weight[i])[:MOST_WORDS])
    return " ".join(words[i] for i in best)


def _flag(learnt: Evidence, words: Sequence[str], sender: str) -> float:
    return learnt.sums(words, sender, ())[FLAG] - learnt.bias[FLAG]
