"""Which of the choices a reply names in words, slips and all. One that fits two, or denies one, names none."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.answers.words import Reply, start_of
from messages.heard import Vocabulary

Hit = tuple[int, str]
MOST_STOPS = 6  # an answer that comes later in a long story is no plain answer, and costs time to find


@dataclass(frozen=True, slots=True)
class Match:
    index: int
    words: frozenset[str]


def _content(words: Sequence[str], v: Vocabulary) -> list[str]:
    """The words that tell choices apart. If a label has only small words, they are all it has."""
    kept = [w for w in words if w not in v.choice.small]
    return kept or list(words)


def worded(reply: Reply, shown: Sequence[Sequence[str]], v: Vocabulary) -> Hit | None:
    start = start_of(reply, v)
    for first in sorted({0, start}):
        for end in _ends(reply, first, v):
            said = reply.folded[first:end]
            if any(v.choice.denies.at(said, k) or _between_two(said, k, shown, v) for k in range(len(said))):
                index = _same_words(said, shown)
            else:
                index = _best(said, shown, v)
            if index is not None and not _another(reply.folded[end:], index, shown, v):
                return index, reply.rest(end)
    return None


def _between_two(said: Sequence[str], k: int, shown: Sequence[Sequence[str]], v: Vocabulary) -> bool:
    """An "or"; but "either" is an answer where a label holds that word."""
    return bool(v.common.alternatives.at(said, k)) and not any(said[k] in label for label in shown)


def _ends(reply: Reply, first: int, v: Vocabulary) -> list[int]:
    """The whole reply, then only what stands before a full stop, a comma or a new thought."""
    size = len(reply.words)
    stops = [i for i in range(first + 1, size) if reply.breaks_before(i) or v.common.goes_on.at(reply.folded, i)]
    return [size, *stops[:MOST_STOPS]] if first < size else []


def _same_words(said: Sequence[str], shown: Sequence[Sequence[str]]) -> int | None:
    same = [i for i, label in enumerate(shown) if tuple(label) == tuple(said)]
    return same[0] if len(same) == 1 else None


def _another(beyond: Sequence[str], index: int, shown: Sequence[Sequence[str]], v: Vocabulary) -> bool:
    """Another choice, or an "or", a "not" or a "no, the" in what follows."""
    if beyond and v.common.alternatives.at(beyond, 0):
        return True
    others = [m.index for m in _matches(beyond, shown, v) if m.index != index] if beyond else []
    return bool(others)


def _best(said: Sequence[str], shown: Sequence[Sequence[str]], v: Vocabulary) -> int | None:
    if (same := _same_words(said, shown)) is not None:
        return same
    matches = _matches(said, shown, v)
    largest = [m for m in matches if all(m is o or m.words > o.words for o in matches)]
    if len(largest) != 1:
        return None
    known = skip_words(said, v)
    spare = [w for w in known if not any(_alike(w, own, v) for own in shown[largest[0].index])]
    # One stray word is a typo or a courtesy; more is a sentence that happens to hold a word of a label.
    return largest[0].index if len(spare) <= max(1, len(largest[0].words)) and not (spare and len(known) > 6) else None


def skip_words(said: Sequence[str], v: Vocabulary) -> list[str]:
    lists = (v.choice.small, v.common.polite, v.choice.before, v.choice.after)
    return [w for w in said if not any(w in p for p in lists)]


def _matches(said: Sequence[str], shown: Sequence[Sequence[str]], v: Vocabulary) -> list[Match]:
    """The choices of which some telling word was written, with the words that were."""
    found: list[Match] = []
    mine = _content(said, v)
    for index, label in enumerate(shown):
        own = frozenset(w for w in mine if any(_alike(w, part, v) for part in _content(label, v)))
        if own:
            found.append(Match(index, own))
    return found


def _alike(written: str, label: str, v: Vocabulary) -> bool:
    """The same word or one that means it, or one with a slip or two if it is long enough to bear it."""
    group = v.choice.same.meanings.get((written,))
    if group is not None and group == v.choice.same.meanings.get((label,)):
        return True
    if written == label or (len(written) >= 4 and len(label) >= 5 and label.startswith(written)):
        return True
    longest = min(len(written), len(label))
    if longest < 4 or abs(len(written) - len(label)) > 2:
        return False
    # Imported here: 34 ms, spent only when a reply is compared with words.
    from rapidfuzz.distance import OSA

    return OSA.distance(written, label) <= (2 if longest >= 8 else 1)
