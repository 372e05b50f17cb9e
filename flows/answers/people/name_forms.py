"""Names written as forms have them: "Smallwood, Kevin", "surname Smallwood first name Kevin", "K-E-V-I-N"."""

from flows.answers.people.name_finds import BARE, Found
from flows.answers.people.name_known import listed
from flows.answers.people.name_runs import name_at, written
from flows.answers.people.name_written import capital
from flows.answers.words import Reply, skip_over
from messages.heard import Vocabulary, fold

LETTERS = 3  # one by one: fewer are initials
NEAR = 2  # letters between a name and how it is spelt


def in_parts(reply: Reply, v: Vocabulary) -> Found | None:
    """The whole name, where its last part comes first or each part says what it is."""
    return _labelled(reply, v) or _turned_round(reply, v)


def _labelled(reply: Reply, v: Vocabulary) -> Found | None:
    parts: dict[str, str] = {}
    last = 0
    for i in range(len(reply.words)):
        if i < last or not (hit := v.names.labels.at(reply.folded, i)):
            continue
        start = skip_over(reply, i + hit[0], v.names.links)
        end = name_at(reply, start, v, behind=True) if start < len(reply.words) else start
        if end > start:
            parts[hit[1]], last = written(reply, start, end, v), end
    if len(parts) < 2:
        return None
    return Found(BARE, 0, last, f"{parts['first']} {parts['last']}", 0)


def _turned_round(reply: Reply, v: Vocabulary) -> Found | None:
    """ "Smallwood, Kevin J" and nothing else; but "Jean, Kevin" are two people, or a choice of two names."""
    if len(reply.words) < 2:
        return None
    first, last = name_at(reply, 0, v), name_at(reply, 1, v)
    if first != 1 or last != len(reply.words) or "," not in reply.text[reply.words[0].end : reply.words[1].start]:
        return None
    known = [listed(fold(reply.words[i].text), v) for i in (0, 1)]
    if known[0] or not known[1]:
        return None
    return Found(BARE, 0, last, f"{written(reply, first, last, v)} {written(reply, 0, 1, v)}", 0)


def spelt_out(reply: Reply, v: Vocabulary) -> Found | None:
    """ "M-A-U-R-E-E-N"."""
    found = _letters(reply)
    if found is None:
        return None
    start, end, name = found
    return Found(BARE, start, end, capital(name, v, first=True), start)


def respelt(reply: Reply, one: Found, v: Vocabulary) -> Found:
    """A name and then its letters: they say how it is written."""
    found = _letters(reply)
    if found is None or one.start < found[0] < one.end or (found[0] == one.start and found[1] < one.end):
        return one
    kept = one.name.split()
    behind = name_at(reply, found[1], v, behind=True) if found[1] < len(reply.words) else 0
    if fold(kept[-1]) == found[2] and behind == len(reply.words) and not reply.breaks_before(found[1]):
        return one._replace(end=behind, name=f"{one.name} {written(reply, found[1], behind, v)}")
    for k, word in enumerate(kept):
        if _like(fold(word), found[2]):
            return one._replace(name=" ".join([*kept[:k], capital(found[2], v, first=True), *kept[k + 1 :]]))
    return one


def _like(word: str, other: str) -> bool:
    return word[:1] == other[:1] and abs(len(word) - len(other)) <= NEAR and word != other


def _letters(reply: Reply) -> tuple[int, int, str] | None:
    """The first run of single letters: where it begins, where it ends, and the word it makes."""
    start = 0
    for i in range(len(reply.words) + 1):
        if i < len(reply.words) and len(reply.folded[i]) == 1 and reply.folded[i].isalpha():
            continue
        if i - start >= LETTERS:
            return start, i, "".join(reply.folded[start:i])
        start = i + 1
    return None
