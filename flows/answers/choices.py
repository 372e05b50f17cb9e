"""One of the choices as they were shown: by number, letter, place ("the second one") or words, typos and all.

Two choices, none, or a number and words that disagree are not an answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.answers.numbers import with_numbers
from flows.answers.words import Reply, framed, is_skip, skip_over, start_of, words_of
from flows.answers.yes_no import yes_or_no
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import Vocabulary, heard

Hit = tuple[int, str]
MOST_STOPS = 6  # an answer that comes later in a long story is no plain answer, and costs time to find
_NO_DAY = date.min  # yes and no are the same on any day


def read_choice(text: str, labels: Sequence[str], language: str = "en") -> int | None:
    """The zero-based index of the choice that a reply means, or None."""
    hit = find_choice(text, labels, language)
    return hit[0] if hit else None


def find_choice(text: str, labels: Sequence[str], language: str) -> Hit | None:
    """The choice, and what was written beyond it."""
    v = heard(language)
    reply, shown = with_numbers(words_of(text), v), [words_of(label).folded for label in labels]
    if not reply.words or not labels:
        return None
    exact = [i for i, label in enumerate(shown) if label and label == words_of(text).folded]
    counted = _counted(reply, len(labels), v)
    if exact:
        # Labels that are numbers themselves ("2") may clash with their place in the list.
        return (exact[0], "") if len(exact) == 1 and (not counted or counted[0] == exact[0]) else None
    if counted:
        return _unless_words_differ(counted, shown, v)
    return _worded(reply, shown, v) or _as_yes_or_no(text, labels, language)


def _unless_words_differ(counted: Hit, shown: Sequence[Sequence[str]], v: Vocabulary) -> Hit | None:
    """ "2 - phone", where the phone is number 1, is not clear; and "1, 2" is two."""
    named = _worded(words_of(counted[1]), shown, v) if counted[1] else None
    again = _counted(with_numbers(words_of(counted[1]), v), len(shown), v) if counted[1] else None
    if again is not None and again[0] != counted[0]:
        return None
    if named is None:
        return counted
    return (counted[0], named[1]) if named[0] == counted[0] else None


def _counted(reply: Reply, count: int, v: Vocabulary) -> Hit | None:
    """By number, letter or place."""
    if re.match(r"\s*[-−]\d", reply.text):
        return None  # minus one is no place in a list
    for i in range(len(reply.words)):
        place = _place(reply, i, count, v)
        if place is None:
            continue
        index, end = place
        rest = framed(reply, i, end, v, v.choice.before, v.choice.after)
        return (index, rest) if rest is not None and 0 <= index < count else None
    return None


def _place(reply: Reply, i: int, count: int, v: Vocabulary) -> tuple[int, int] | None:
    if (position := v.choice.position.at(reply.folded, i)) is not None:
        place = int(position[1])
        middle = count // 2 if count % 2 else -1
        return (count - 1 if place < 0 else middle if place == 0 else place - 1), i + position[0]
    word = reply.words[i]
    if word.number is not None:
        return word.number - 1, i + 1
    letter = reply.folded[i]
    # A letter counts only as the whole reply: "a" and "I" are words.
    if len(letter) == 1 and "a" <= letter <= "h" and len(reply.words) == skip_over(reply, i + 1, v.common.polite):
        return ord(letter) - ord("a"), i + 1
    return None


@dataclass(frozen=True, slots=True)
class Match:
    index: int
    words: frozenset[str]


def _content(words: Sequence[str], v: Vocabulary) -> list[str]:
    """The words that tell choices apart. If a label has only small words, they are all it has."""
    kept = [w for w in words if w not in v.choice.small]
    return kept or list(words)


def _worded(reply: Reply, shown: Sequence[Sequence[str]], v: Vocabulary) -> Hit | None:
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


def _as_yes_or_no(text: str, labels: Sequence[str], language: str) -> Hit | None:
    """ "aye" chooses the one label that itself says yes."""
    context = Context(_NO_DAY, language)
    said = yes_or_no.read(text, context)
    if not isinstance(said, Ok):
        return _as_unsure(text, labels, heard(language))
    same = [i for i, label in enumerate(labels) if _says(yes_or_no.read(label, context), said.value)]
    return (same[0], said.rest) if len(same) == 1 else None


def _as_unsure(text: str, labels: Sequence[str], v: Vocabulary) -> Hit | None:
    """ "dunno" chooses the one label that itself is unsure."""
    unsure = [i for i, label in enumerate(labels) if v.yes_no.unsure.whole(words_of(label).folded) is not None]
    said = words_of(text)
    start = start_of(said, v)
    answers = v.yes_no.yes.at(said.folded, start) or v.yes_no.no.at(said.folded, start)
    whole = v.yes_no.unsure.whole(said.folded[start:]) is not None
    return (unsure[0], "") if len(unsure) == 1 and whole and not answers else None


def _says(reading: object, value: bool) -> bool:
    return isinstance(reading, Ok) and reading.value is value  # pyright: ignore[reportUnknownMemberType]


@dataclass(frozen=True, slots=True)
class Choice:
    """Reads a reply against the choices as shown (`context.labels`); the value is the key, which never changes."""

    keys: tuple[str, ...]
    kind: str = "choice"
    version: int = 1

    def read(self, text: str, context: Context) -> Ok[str] | Unclear | Skipped:
        labels = context.labels or self.keys
        hit = find_choice(text, labels, context.language)
        if hit is not None and hit[0] < len(self.keys):
            return Ok(self.keys[hit[0]], hit[1])
        return Skipped() if is_skip(text, heard(context.language)) else Unclear()


def choice(*keys: str) -> Choice:
    return Choice(keys)
