"""Names that a reply says are not to be used: "only me mum calls me Kevin", "nobody calls me Winifred", "not Ray"."""

from flows.answers.people.name_finds import MOST_PLACES
from flows.answers.people.name_runs import MOST_WORDS, name_at, written
from flows.answers.words import Reply, phrase_size, skip_over
from messages.heard import Vocabulary

DIRECT = ("direct", "either")  # right before the name
BEHIND = ("after", "paper")  # right behind it


def rejected(reply: Reply, v: Vocabulary, behind: tuple[str, ...] = BEHIND) -> set[str]:
    """Names that they say are not to be used: "only me mum calls me Kevin", "nobody calls me Winifred"."""
    found: set[str] = set()
    clause = 0
    for i in range(min(len(reply.words), MOST_PLACES)):
        clause = i if reply.breaks_before(i) else clause
        said = v.names.rejects.at(reply.folded, i)
        size = phrase_size(v.names.calls.at(reply.folded, i)) or (said[0] if said and said[1] in DIRECT else 0)
        size = size or (phrase_size(v.names.brings.at(reply.folded, i)) if _denied(reply, i, v) else 0)
        straight = said is not None and said[1] in DIRECT
        lists = () if straight and size == 1 else (v.names.fond,) if straight else (v.names.links, v.names.fond)
        start = skip_over(reply, i + size, *lists)
        joined = size and not reply.breaks_before(start)
        end = name_at(reply, start, v) if joined else start
        if end > start and _refused(reply, clause, i, end, v):
            found.add(written(reply, start, end, v))
        if said and said[1] in behind and not reply.gap(i).startswith(".") and (start := _name_before(reply, i, v)) < i:
            found.add(written(reply, start, i, v))
    return found


def _name_before(reply: Reply, end: int, v: Vocabulary) -> int:
    """Where the name begins that ends here."""
    return next((k for k in range(max(0, end - MOST_WORDS), end) if name_at(reply, k, v) == end), end)


def _denied(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "Dont ask for Ray"."""
    before = v.names.rejects.at(reply.folded, i - 1) if i else None
    return before is not None and before[1] == "there"


def _refused(reply: Reply, clause: int, i: int, end: int, v: Vocabulary) -> bool:
    """ "Only call me Jean" refuses nothing."""
    said = [(k, hit[1]) for k in range(clause, i + 1) if (hit := v.names.rejects.at(reply.folded, k))]
    said = [(k, how) for k, how in said if how != "only" or k == 0 or reply.folded[k - 1] not in v.names.subjects]
    behind = v.names.rejects.at(reply.folded, end)
    before = any(how in ("there", "either") or (how == "only" and k < i - 1) or k == i for k, how in said)
    return before or (behind is not None and behind[1] == "after")
