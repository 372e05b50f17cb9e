"""What one list of choices looks like to the reader: the words of each, what they mean, and the numbers they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.answers.choosing.alike import begun
from flows.answers.choosing.amounts import Amount, amounts, in_figures, unit_of
from flows.answers.words import words_of
from messages.heard import Phrases, Vocabulary, heard
from messages.slips import slips

SLIP_OF = 4  # letters: a shorter word is one slip from too many others
OTHER_SLIP = 6  # letters: where the word is not even on the list that was shown


@dataclass(frozen=True, slots=True)
class Shown:
    """What one list of choices looks like to the reader."""

    words: tuple[tuple[str, ...], ...]
    telling: tuple[tuple[str, ...], ...]  # the words of each that tell it from the others
    groups: tuple[frozenset[str], ...]  # the groups of same meaning that its words are in
    slipped: dict[str, str]  # one slip from a telling word
    others: tuple[tuple[str, frozenset[int]], ...]  # long words that mean a choice and are not in it
    longest: int
    refusing: frozenset[int]  # the labels that begin with a "no" ("No calls")
    amounts: tuple[Amount | None, ...]  # what the labels stand for, where they are numbers
    by_times: bool  # "Once a day": a number alone is a place in the list
    unit: int = 0  # days in what they count
    echo: frozenset[str] = frozenset()  # the words of the question
    trouble: bool = False  # it asks what is wrong
    asked: frozenset[str] = frozenset()  # groups of words that are said of anything, but not where they are asked for
    how_many: bool = False  # it asks for a number
    relates: bool = False  # it asks what the writer is to somebody
    meets: bool = False  # it asks how often one meets somebody


def telling(words: tuple[str, ...], v: Vocabulary) -> tuple[str, ...]:
    """The words that tell choices apart. If a label has only small words, they are all it has."""
    kept = tuple(w for w in words if w not in v.choice.small)
    kept = tuple(w for w in kept if w not in v.choice.refuses) or kept
    return kept or tuple(words)


@lru_cache(maxsize=512)
def shown(labels: tuple[str, ...], language: str) -> Shown:
    v = heard(language)
    words = tuple(_unnumbered([words_of(label).folded for label in labels], v))
    tell = tuple(telling(label, v) for label in words)
    meant: dict[str, set[str]] = {}
    for word in {w for label in tell for w in label if len(w) >= SLIP_OF}:
        for slip in slips(word):
            meant.setdefault(slip, set()).add(word)
    slipped = {slip: ws.pop() for slip, ws in meant.items() if len(ws) == 1 and slip not in v.choice.small}
    groups = tuple(_groups(w, v) for w in words)
    others = [(w[0], in_group(g, groups, v)) for w, g in v.choice.same.meanings.items() if len(w) == 1]
    long = tuple((word, at) for word, at in others if len(word) >= OTHER_SLIP and at)
    refusing = frozenset(k for k, w in enumerate(words) if len(w) > 1 and w[0] in v.choice.refuses)
    longest = max(map(len, words), default=0)
    by_times = any(word in v.choice.times for label in words for word in label)
    unit, of = unit_of(words, v), amounts(labels, language)
    words = tuple(in_figures(label, v) for label in words) if of else words
    return Shown(words, tell, groups, slipped, long, longest, refusing, of, by_times, unit)


def _unnumbered(labels: list[tuple[str, ...]], v: Vocabulary) -> list[tuple[str, ...]]:
    """ "1 Agree", "2 Disagree": without their places."""
    placed = all(len(label) > 1 and label[0] == str(k) for k, label in enumerate(labels, 1))
    rests = [label[1:] for label in labels]
    counting = placed and any(all(any(begun(w, o) for o in rest) for rest in rests) for w in rests[0])
    labels = rests if placed and not counting else labels  # not "1 day", "2 days"
    return [tuple(v.choice.written.meanings.get((word,), word) for word in label) for label in labels]


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
        if hit and hit[0] == 1 < len(words) and words[i] in v.choice.small:
            hit = None  # the "am" of "I am" is no morning
        groups |= {hit[1]} if hit else set()
        i += hit[0] if hit else 1
    begun = (meanings(v.language).at(words, 0, end) for end in (1, 2) if end < len(words))
    groups |= {hit[1] for hit in begun if hit and (hit[1],) in v.choice.empty.meanings}  # "No one else" is nobody
    whole = {v.choice.near.meanings[(group,)] for group in groups if group in v.choice.halves}
    return frozenset(groups | whole)


def in_group(group: str, groups: Sequence[frozenset[str]], v: Vocabulary) -> frozenset[int]:
    """The choices in this group, or else in one that it may stand for."""
    seen: set[str] = set()
    while group not in seen:
        seen.add(group)
        if labels := frozenset(k for k, own in enumerate(groups) if group in own):
            return labels
        nearest = v.choice.near.meanings.get((group,))
        if nearest is None:
            break
        group = nearest
    return frozenset()
