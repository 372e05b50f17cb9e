"""The second line: a small model of many such messages, for the danger that no rule has words for.

It hears the whole message, what the rules found, and who writes. It adds to what the rules found and never takes
anything back. How it was taught, and how well it does: docs/safety/screen.md.
"""

from collections.abc import Sequence
from heapq import nlargest
from itertools import chain

from flows.danger.finding import Because, Finding
from flows.danger.rules import Hit
from messages.evidence import Evidence, Said, evidence

SECOND_LINE = "second-line"
RED = 0  # the output before the categories
MOST_WORDS = 4  # that are named as having weighed most
NEXT_TOO = 1.0  # a category this far below the first is named beside it


def second_line(text: str, found: Sequence[Hit], sender: str, language: str, doubt: float = 0.0) -> Finding:
    """`sender` is resident, carer or family; `doubt` is how much more than usual must speak for danger."""
    learnt = evidence(language)
    if learnt is None:
        return Finding()
    said = Said.of(text, sender, rule_features(found), learnt.alike)
    if learnt.speaks_for_danger(said) <= doubt:
        return Finding()
    others = learnt.others(said)
    level = "red" if others[RED] > 0 else "amber"
    return Finding(level, _likeliest(learnt, others), (Because(SECOND_LINE, weighed_most(learnt, said)),))


def rule_features(found: Sequence[Hit]) -> list[str]:
    """What the rules found, hints too, as the model hears it."""
    return list(dict.fromkeys(chain.from_iterable(_names(hit) for hit in found)))


def _names(hit: Hit) -> tuple[str, str, str]:
    return f"R:{hit.rule.name}", f"C:{hit.rule.category}", f"L:{hit.rule.level}"


def _likeliest(learnt: Evidence, others: Sequence[float]) -> tuple[str, ...]:
    """The likeliest category first, and those nearly as likely."""
    scored = sorted(zip(others[RED + 1 :], learnt.outputs[RED + 1 :], strict=True), reverse=True)
    return tuple(name for score, name in scored if score > scored[0][0] - NEXT_TOO)


def weighed_most(learnt: Evidence, said: Said) -> str:
    """The words that spoke most for danger, in their order: each with the runs of two and three that it is in."""
    words = said.words
    weight = {i: _weight(learnt, said, i) for i in range(1, len(words) - 1) if words[i].isalpha()}
    best = nlargest(MOST_WORDS, (i for i in weight if weight[i] > 0), key=weight.__getitem__)
    return " ".join(words[i] for i in sorted(best))


def _weight(learnt: Evidence, said: Said, i: int) -> int:
    before, word, after = said.words[i - 1 : i + 2]
    around = (f"{before} {word}", f"{word} {after}", f"{before} {word} {after}")
    return learnt.of_word(word, said.sender) + sum(learnt.danger.get(one, 0) for one in around)
