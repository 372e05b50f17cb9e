"""Whose age each of several is: told by the words before it, and by whom the question is about."""

from dataclasses import replace

from flows.answers.clauses import Clauses
from flows.answers.frames import Frame, Said
from flows.answers.people.age_alone import put_right
from flows.answers.people.age_asked import Age, Whose
from flows.answers.people.name_known import listed
from flows.answers.words import Reply
from messages.heard import Vocabulary


def of_whom(whose: Whose, reply: Reply, said: list[Said[Age]], v: Vocabulary, frame: Frame) -> list[Said[Age]]:
    """Those that are of the one who is asked about; in doubt the writer's own."""
    clauses = Clauses(reply, said, v, frame)
    owners = list[Whose]()
    for k, one in enumerate(said):  # "he's eighty three no eighty four" is one man
        again = k > 0 and put_right(reply, said[k - 1], {one.start}, v)
        owners.append(owners[-1] if again else _owner(one, clauses))
    wanted = whose or ("own" if any(owner != "another's" for owner in owners) else "")
    if wanted == "another's" and owners[:1] == [""] and said[0].start == 0:
        owners = [owner or "another's" for owner in owners]  # "84 and mum 81" told of dad
    kept = ("",) if wanted and wanted not in owners else ("own", "") if wanted == "own" else (wanted,)
    return [
        one if owner in kept or not wanted or (not owner and one.value and one.value.exact) else replace(one, out=True)
        for one, owner in zip(said, owners, strict=True)
    ]


def _owner(one: Said[Age], clauses: Clauses[Age]) -> Whose:
    """Whose age the words before it in its clause say it is."""
    ages, folded = clauses.v.ages, clauses.reply.folded
    start = max([_told_from(one, clauses), *(other.end for other in clauses.said if other.end <= one.start)])
    for k in range(one.start - 1, start - 1, -1):
        named = listed(folded[k], clauses.v) and clauses.reply.words[k].text[:1].isupper()
        if ages.others.at(folded, k) or named:
            return "another's"
        if ages.own.at(folded, k):
            return "own"
    return ""


def _told_from(one: Said[Age], clauses: Clauses[Age]) -> int:
    """Where its clause begins; "me? 88. Mum: 91" names the owner in the one before."""
    start, ages, folded = clauses.bounds(one)[0], clauses.v.ages, clauses.reply.folded
    before = max((i for i in clauses.starts if i < start), default=start)
    owner = start == one.start and any(p.whole(folded[before:start]) is not None for p in (ages.own, ages.others))
    return before if owner else start
