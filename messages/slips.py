"""What a thumb writes instead of a word: the key beside the right one, two letters swapped, one doubled or left out.

Only the words that a language's heard.toml lists under `often` are forgiven, because every other guess costs more than
asking. A slip that is itself a word ("fine" for "nine") or could be two is never corrected.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST = 3  # letters: shorter words are one slip from too many others
LEFT_OUT = 5  # letters: a word this long is still known without one of them


def _neighbours() -> dict[str, str]:
    """Each key's neighbours: beside it, and in the rows above and below, which stand half a key further right."""
    beside: dict[str, str] = {}
    for y, row in enumerate(ROWS):
        for x, key in enumerate(row):
            near = [(y, x - 1), (y, x + 1), (y - 1, x), (y - 1, x + 1), (y + 1, x - 1), (y + 1, x)]
            beside[key] = "".join(ROWS[b][a] for b, a in near if 0 <= b < len(ROWS) and 0 <= a < len(ROWS[b]))
    return beside


NEAR: Mapping[str, str] = _neighbours()


def slips(word: str) -> Iterator[str]:
    """Every way of writing `word` with one slip."""
    for i, letter in enumerate(word):
        before, after = word[:i], word[i + 1 :]
        for key in NEAR.get(letter, ""):
            yield f"{before}{key}{after}"
            if len(word) >= LEFT_OUT:
                yield f"{before}{letter}{key}{after}"
        yield f"{before}{letter}{letter}{after}"
        if after:
            yield f"{before}{after[0]}{letter}{after[1:]}"
        if i and len(word) >= LEFT_OUT:
            yield f"{before}{after}"


def forgiven(often: Iterable[str], real: Collection[str]) -> dict[str, str]:
    """Slip -> the word that was meant, for the words in `often`; none that is in `real` or could be two of them."""
    meant: dict[str, set[str]] = {}
    for word in often:
        for slip in slips(word) if len(word) >= SHORTEST else ():
            if slip not in real:
                meant.setdefault(slip, set()).add(word)
    return {slip: words.pop() for slip, words in meant.items() if len(words) == 1}
