"""The choices as shown, and where a reply names them: in their own words, in words that mean the same, slips and all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.answers.words import words_of
from messages.heard import Phrases, Vocabulary, heard, ordinary
from messages.slips import NEAR, slips

VOWELS = set("aeiou")  # txt-speak leaves these out
SLIP_OF = 4  # letters: a shorter word is one slip from too many others
OTHER_SLIP = 6  # letters: where the word is not even on the list that was shown


@dataclass(frozen=True, slots=True)
class Mention:
    """Words start..end name these choices: one, or several that the words alone do not tell apart."""

    start: int
    end: int
    labels: frozenset[int]
    weak: bool = False  # it only says how much


@dataclass(frozen=True, slots=True)
class Shown:
    """What one list of choices looks like to the reader."""

    words: tuple[tuple[str, ...], ...]
    telling: tuple[tuple[str, ...], ...]  # the words of each that tell it from the others
    groups: tuple[frozenset[str], ...]  # the groups of same meaning that its words are in
    slipped: dict[str, str]  # one slip from a telling word
    others: tuple[tuple[str, frozenset[int]], ...]  # long words that mean a choice and are not in it
    longest: int


def telling(words: tuple[str, ...], v: Vocabulary) -> tuple[str, ...]:
    """The words that tell choices apart. If a label has only small words, they are all it has."""
    kept = tuple(w for w in words if w not in v.choice.small)
    return kept or tuple(words)


@lru_cache(maxsize=128)
def shown(labels: tuple[str, ...], language: str) -> Shown:
    v = heard(language)
    words = tuple(words_of(label).folded for label in labels)
    tell = tuple(telling(label, v) for label in words)
    meant: dict[str, set[str]] = {}
    for word in {w for label in tell for w in label if len(w) >= SLIP_OF}:
        for slip in slips(word):
            meant.setdefault(slip, set()).add(word)
    slipped = {slip: ws.pop() for slip, ws in meant.items() if len(ws) == 1 and slip not in v.choice.small}
    groups = tuple(_groups(w, v) for w in words)
    others = [(w[0], _in_group(g, groups, v)) for w, g in v.choice.same.meanings.items() if len(w) == 1]
    long = tuple((word, at) for word, at in others if len(word) >= OTHER_SLIP and at)
    return Shown(words, tell, groups, slipped, long, max(map(len, words), default=0))


@lru_cache
def meanings(language: str) -> Phrases:
    """Which group words are in: a list of the same meaning, a weekday, a part of the day, a language."""
    v = heard(language)
    return Phrases.together(v.choice.same, v.dates.weekdays, v.times.parts, v.commands.languages)


def _groups(words: tuple[str, ...], v: Vocabulary) -> frozenset[str]:
    if v.choice.you.whole(words) is not None:
        words = ("myself",)
    groups: set[str] = set()
    i = 0
    while i < len(words):
        hit = meanings(v.language).at(words, i)
        groups |= {hit[1]} if hit else set()
        i += hit[0] if hit else 1
    return frozenset(groups)


def mentions(words: tuple[str, ...], of: Shown, v: Vocabulary) -> list[Mention]:
    """Wherever the words name a choice, from left to right; the longest naming from each word on."""
    found: list[Mention] = []
    i = 0
    while i < len(words):
        if idle := v.choice.idle.at(words, i):
            i += idle[0]
            continue
        here = _label_at(words, i, of) or _group_at(words, i, of, v) or _word_at(words[i], i, of, v)
        if here and found and found[-1].end == i and words[i - 1] in v.choice.small and len(words[i]) > 2:
            _ = found.pop()  # "me dad": not me
        found += [here] if here else []
        i = here.end if here else i + 1
    return found


def _label_at(words: tuple[str, ...], i: int, of: Shown) -> Mention | None:
    """A whole label of two words or more."""
    for size in range(min(of.longest, len(words) - i), 1, -1):
        same = [k for k, label in enumerate(of.words) if len(label) == size and _same(words[i : i + size], label)]
        if same:
            return Mention(i, i + size, frozenset(same))
    return None


def _same(said: Sequence[str], label: Sequence[str]) -> bool:
    return said[0][:1] == label[0][:1] and all(alike(w, o) for w, o in zip(said, label, strict=True))


def _group_at(words: tuple[str, ...], i: int, of: Shown, v: Vocabulary) -> Mention | None:
    end: int | None = None
    while (hit := meanings(v.language).at(words, i, end)) is not None:
        if labels := _in_group(hit[1], of.groups, v):
            return Mention(i, i + hit[0], labels, hit[1] in v.choice.weak)
        end = i + hit[0] - 1
        if end <= i:
            break
    return None


def _in_group(group: str, groups: Sequence[frozenset[str]], v: Vocabulary) -> frozenset[int]:
    """The choices in this group, or else in one that it may stand for."""
    for _ in range(len(v.choice.near.meanings) + 1):
        if labels := frozenset(k for k, own in enumerate(groups) if group in own):
            return labels
        nearest = v.choice.near.meanings.get((group,))
        if nearest is None:
            break
        group = nearest
    return frozenset()


def _word_at(word: str, i: int, of: Shown, v: Vocabulary) -> Mention | None:
    if word in v.choice.small:
        return None
    # A word of its own is no slip: "neither" for "either", "better" for "letter".
    real = word in v.choice.denies or (word in ordinary(v.language))
    like, meant = (_begun if real else alike), None if real else of.slipped.get(word)
    labels = frozenset(k for k, own in enumerate(of.telling) if any(w == meant or like(word, w) for w in own))
    labels = labels or _other_at(word, of, v)
    return Mention(i, i + 1, labels) if labels else None


def _begun(word: str, label: str) -> bool:
    return word == label or (len(word) >= 4 and (label.startswith(word) or word.startswith(label)))


def _other_at(word: str, of: Shown, v: Vocabulary) -> frozenset[int]:
    """A slip in a word that means a choice ("sometmes")."""
    if len(word) < OTHER_SLIP - 1 or word in ordinary(v.language):
        return frozenset()
    found = {at for other, at in of.others if other[0] == word[0] and alike(word, other)}
    return found.pop() if len(found) == 1 else frozenset()


@lru_cache(maxsize=8192)
def alike(written: str, label: str) -> bool:
    """The same word, its beginning, its letters without the vowels, or one with a slip or two if it can bear it."""
    if written == label:
        return True
    if len(written) >= 4 and len(label) >= 5 and (label.startswith(written) or written.startswith(label)):
        return True
    longest, shortest = max(len(written), len(label)), min(len(written), len(label))
    if shortest < 3 or longest - shortest > 2:
        return len(written) >= 3 and _no_vowels(written, label)
    if longest == shortest and _thumbed(written, label):
        return True
    if shortest < 4 or (longest == 4 and sorted(written) != sorted(label)):
        return _no_vowels(written, label)
    # Imported here: 34 ms, spent only when a reply is compared with words.
    from rapidfuzz.distance import OSA

    return OSA.distance(written, label) <= (2 if longest >= 8 else 1) or _no_vowels(written, label)


def _thumbed(written: str, label: str) -> bool:
    """Keys beside the right ones: one in a short word, up to a third of a long one."""
    wrong = [(a, b) for a, b in zip(written, label, strict=True) if a != b]
    return len(wrong) <= len(label) // 3 and all(a in NEAR.get(b, "") for a, b in wrong)


def _no_vowels(written: str, label: str) -> bool:
    return len(written) >= 3 and not VOWELS & set(written) and written == "".join(c for c in label if c not in VOWELS)
