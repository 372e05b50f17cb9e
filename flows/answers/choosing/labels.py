"""Where a reply names the choices that were shown: in their own words, in words that mean the same, slips and all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import eq

from flows.answers.choosing.alike import alike, begun, one_off, sounds
from flows.answers.choosing.amounts import holding, in_figures, in_unit
from flows.answers.choosing.shown import OTHER_SLIP, SLIP_OF, Shown, in_group, meanings
from messages.heard import Vocabulary, ordinary

RUN = 3  # words of a label in a row, however small


@dataclass(frozen=True, slots=True)
class Mention:
    """Words start..end name these choices: one, or several that the words alone do not tell apart."""

    start: int
    end: int
    labels: frozenset[int]
    weak: bool = False  # it only says how much
    bare: bool = False  # one word of a label, which may be said of other things


def mentions(words: tuple[str, ...], of: Shown, v: Vocabulary) -> list[Mention]:
    """Wherever the words name a choice, from left to right; the longest naming from each word on."""
    words = in_figures(words, v) if of.amounts else words
    found: list[Mention] = []
    i = 0
    while i < len(words):
        if idle := v.choice.idle.at(words, i):
            i += idle[0]
            continue
        here = (
            _label_at(words, i, of, v)
            or _run_at(words, i, of)
            or _group_at(words, i, of, v)
            or _amount_at(words, i, of, v)
        )
        here = (
            here
            or _parted_at(words, i, of)
            or _kind_at(words, i, of, v)
            or _unless_it_refuses(_word_at(words[i], i, of, v), words, of, v)
        )
        if here and found and found[-1].end == i and len(words[i]) > 2 and _small(found[-1], words, v):
            _ = found.pop()  # "me dad": not me
        if here and i and words[i - 1].isdecimal() and int(words[i - 1]) > len(of.words) and not of.amounts:
            i = here.end  # "11 tablets"
            continue
        found += [_with_what_leads(here, words, found[-1].end if found else 0, of)] if here else []
        i = here.end if here else i + 1
    return found


def _small(one: Mention, words: tuple[str, ...], v: Vocabulary) -> bool:
    return all(word in v.choice.small and not word.isdecimal() for word in words[one.start : one.end])


def _with_what_leads(here: Mention, words: tuple[str, ...], first: int, of: Shown) -> Mention:
    """ "More than half" of the label "More than half the days": the "than" is the label's own."""
    if len(here.labels) != 1:
        return here
    label, start = of.words[min(here.labels)], here.start
    at = label.index(words[start]) if words[start] in label else 0
    while at and start > first and label[at - 1] == words[start - 1]:
        at, start = at - 1, start - 1
    return replace(here, start=start)


def _label_at(words: tuple[str, ...], i: int, of: Shown, v: Vocabulary) -> Mention | None:
    """A whole label of two words or more."""
    for size in range(min(of.longest, len(words) - i), 1, -1):
        said = words[i : i + size]
        of_size = [k for k, label in enumerate(of.words) if len(label) == size and label[0][:1] == said[0][:1]]
        same = [k for k in of_size if _same(said, of.words[k])] or [
            k for k in of_size if _slipped(said, of.words[k], v)
        ]
        if same:
            return Mention(i, i + size, frozenset(same))
    return None


def _amount_at(words: tuple[str, ...], i: int, of: Shown, v: Vocabulary) -> Mention | None:
    said = words[i] if words[i].isdecimal() else _number(words[i], of, v) if of.amounts else ""
    if not said or len(said) >= SLIP_OF:
        return None
    labels = holding(of.amounts, in_unit(int(said), words, i + 1, of.unit, v))
    labels |= frozenset(k for k, own in enumerate(of.words) if labels and words[i] in own)
    return Mention(i, i + 1, labels) if labels else None


def _number(word: str, of: Shown, v: Vocabulary) -> str:
    """ "Twice" too, where the choices do not say it themselves."""
    times = "" if of.by_times else v.choice.times.meanings.get((word,), "")
    return v.numbers.words.meanings.get((word,), times)


def _unless_it_refuses(here: Mention | None, words: tuple[str, ...], of: Shown, v: Vocabulary) -> Mention | None:
    """The choice is "No calls": "calls" alone is not it."""
    if here is None or not here.labels <= of.refusing or words[here.start] in v.choice.refuses:
        return here
    return here if any(v.choice.denies.at(words, k) for k in range(here.start)) else None


def _run_at(words: tuple[str, ...], i: int, of: Shown) -> Mention | None:
    """ "Told me to" of "Someone told me to": words in a row that only one label has."""
    for size in range(min(of.longest - 1, len(words) - i), RUN - 1, -1):
        said = words[i : i + size]
        here = [k for k, label in enumerate(of.words) if any(label[n : n + size] == said for n in range(len(label)))]
        if len(here) == 1:
            return Mention(i, i + size, frozenset(here))
    return None


def _same(said: Sequence[str], label: Sequence[str]) -> bool:
    return all(alike(w, o) for w, o in zip(said, label, strict=True))


def _slipped(said: Sequence[str], label: Sequence[str], v: Vocabulary) -> bool:
    """ "Som of hte time": short words too, where the others are right."""
    wrong = [(w, o) for w, o in zip(said, label, strict=True) if w != o]
    return 2 * len(wrong) <= len(label) and all(w not in ordinary(v.language) and one_off(w, o) for w, o in wrong)


def _group_at(words: tuple[str, ...], i: int, of: Shown, v: Vocabulary) -> Mention | None:
    end: int | None = None
    while (hit := meanings(v.language).at(words, i, end)) is not None:
        if (labels := in_group(hit[1], of.groups, v)) and not _told(words, i, hit[0], of, v):
            own = frozenset(k for k in labels if hit[0] == 1 < len(labels) and _begins(words[i], of.telling[k]))
            return Mention(i, i + hit[0], own or labels, hit[1] in v.choice.weak)
        end = i + hit[0] - 1
        if end <= i:
            break
    return None


def _begins(word: str, label: Sequence[str]) -> bool:
    """Of "evenings" and "at night", which mean one part of the day, "nights" is the second."""
    return any(begun(word, one) for one in label)


def _parted_at(words: tuple[str, ...], i: int, of: Shown) -> Mention | None:
    """ "Mini bus"."""
    if len(words[i]) < 3 or i + 1 == len(words):
        return None
    whole = words[i] + words[i + 1]
    long = [
        (k, w) for k, own in enumerate(of.telling) for w in own if len(w) > len(words[i]) and w.startswith(words[i])
    ]
    labels = frozenset(k for k, w in long if alike(whole, w))
    return Mention(i, i + 2, labels) if labels else None


def _kind_at(words: tuple[str, ...], i: int, of: Shown, v: Vocabulary) -> Mention | None:
    """ "A budgie" is a bird."""
    hit = v.choice.kinds.at(words, i)
    if hit is None:
        return None
    kinds = [kind for kind in hit[1].split() if kind not in of.echo]
    labels = frozenset(k for k, own in enumerate(of.telling) if any(begun(one, word) for one in kinds for word in own))
    return Mention(i, i + hit[0], labels) if labels else None


def _told(words: tuple[str, ...], i: int, size: int, of: Shown, v: Vocabulary) -> bool:
    """The "me" of "call me" and of "with me" chooses nobody."""
    longer = meanings(v.language).at(words, i - 1, i + 1) if size == 1 and i and words[i] in v.choice.me else None
    if longer and longer[0] > size:
        return _told(words, i - 1, longer[0], of, v)
    if words[i + size - 1] in v.choice.me and any(v.choice.wishes.at(words, k) for k in range(i)):
        return True
    alone = i == 0 or words[i - 1] in v.choice.before_me or v.choice.position.at(words, i + 1) is not None
    done = size == 2 and words[i] in v.choice.small and of.echo and words[i] not in of.echo  # "does it for me"
    return words[i + size - 1] in v.choice.me and bool(size == 1 or done) and not alone


def _word_at(word: str, i: int, of: Shown, v: Vocabulary) -> Mention | None:
    if word in v.choice.small or (
        word in v.choice.refuses
        and all(own and len(w) > 1 for own, w in zip(of.groups, of.words, strict=True) if word in w)
    ):
        return None
    # A word of its own is no slip: "neither" for "either", "better" for "letter".
    real = word in v.choice.denies or (word in ordinary(v.language))
    like = eq if word in v.common.goes_on else begun if real else alike  # "after" is no afternoon
    meant = None if real else of.slipped.get(word)
    labels = frozenset(k for k, own in enumerate(of.telling) if word in own)
    labels = labels or frozenset(k for k, own in enumerate(of.telling) if any(w == meant or like(word, w) for w in own))
    if not labels and (other := _other_at(word, of, v)):
        return Mention(i, i + 1, other)
    return Mention(i, i + 1, labels, bare=True) if labels else None


def _other_at(word: str, of: Shown, v: Vocabulary) -> frozenset[int]:
    """A slip in a word that means a choice ("sometmes")."""
    if len(word) < OTHER_SLIP - 1 or word in ordinary(v.language):
        return frozenset()
    near = [(other, at) for other, at in of.others if other[0] == word[0] and alike(word, other)]
    found = {at for other, at in near if sounds(other) == sounds(word)} or {at for _, at in near}
    return found.pop() if len(found) == 1 else frozenset()
