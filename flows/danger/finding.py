"""What a screen finds in a text, and how two findings become one: the worse counts, and nothing is taken back."""

from dataclasses import dataclass

MOST_CATEGORIES = 3
WORST_FIRST = ("red", "amber", "none")


@dataclass(frozen=True, slots=True)
class Because:
    """The rule that found it, or the second line, and the words that weighed."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` is red, amber or none; `categories` worst first, at most three; `because` names rules and words."""

    level: str = "none"
    categories: tuple[str, ...] = ()
    because: tuple[Because, ...] = ()


def together(*findings: Finding) -> Finding:
    """One finding of several: the worst level, its categories first."""
    ordered = sorted(findings, key=lambda finding: WORST_FIRST.index(finding.level))
    categories = dict.fromkeys(category for finding in ordered for category in finding.categories)
    because = dict.fromkeys(one for finding in ordered for one in finding.because)
    return Finding(ordered[0].level, tuple(categories)[:MOST_CATEGORIES], tuple(because))
