"""What stands right beside a word of a reply, or somewhere in a stretch of it: the small questions that weighing asks."""

from collections.abc import Iterable

from flows.answers.words import Reply, skip_over
from messages.heard import Phrases, Vocabulary

BACK = 6  # words: how far before an answer "any day but" may begin


class Beside:
    """A reply, and the language's lists that it is looked up in."""

    def __init__(self, reply: Reply, v: Vocabulary) -> None:
        self.reply, self.v = reply, v

    def right_before(self, start: int, phrases: Phrases) -> bool:
        return any(self.ends_here(k, phrases) for k in {start, self.small_before(start)})

    def small_before(self, start: int) -> int:
        while (
            start > 0 and not self.reply.breaks_before(start) and self.reply.folded[start - 1] in self.v.clauses.small
        ):
            start -= 1
        return start

    def ends_here(self, k: int, phrases: Phrases) -> bool:
        """One of the phrases ends right before this word."""
        if k and self.reply.breaks_before(k):
            return False
        return any(phrases.whole(self.reply.folded[j:k]) is not None for j in range(max(0, k - phrases.longest), k))

    def has(self, lists: tuple[Phrases, ...], start: int, end: int) -> bool:
        return bool(self.found(lists, start, end))

    def found(self, lists: tuple[Phrases, ...], start: int, end: int) -> list[int]:
        """Where one of the phrases begins, unless it is part of something mild ("don't mind")."""
        found: list[int] = []
        taken = start
        for k in range(start, end):
            hits: Iterable[tuple[int, str] | None] = (p.at(self.reply.folded, k, end) for p in lists)
            size = max((hit[0] for hit in hits if hit), default=0)
            mild = self.v.clauses.mild.at(self.reply.folded, k, len(self.reply.words))
            if mild and mild[0] > size:
                taken = max(taken, k + mild[0])
            elif size and k >= taken:
                found.append(k)
        return found

    def accepted(self, k: int) -> bool:
        """ "Thursday is bin day, but it'll do": the clause that begins here takes what was named before it."""
        then = skip_over(self.reply, k, self.v.clauses.turns) if k < len(self.reply.words) else k
        return any(self.v.clauses.accepts.at(self.reply.folded, i) for i in (k, then))

    def any_but(self, start: int) -> bool:
        """ "Any day but Thursday"."""
        k = self.small_before(start)
        every = any(self.v.clauses.every.at(self.reply.folded, j) for j in range(max(0, k - BACK), k))
        return every and self.ends_here(k, self.v.clauses.but)

    def breaks(self, i: int) -> bool:
        """A stop of any kind, which may be a wider gap ("its mondy at the rvi  they cancelled us twice afore")."""
        wide = i > 0 and self.reply.words[i].start - self.reply.words[i - 1].end > 1
        return (wide and self.reply.folded[i] in self.v.clauses.subjects) or self.reply.breaks_before(i)

    def not_this(self, start: int) -> bool:
        """ "Not Monday"; but "not an hour ago" is mild."""
        c = self.v.clauses
        mild = start > 0 and c.mild.at(self.reply.folded, start - 1) is not None
        return not mild and self.right_before(start, c.not_this)

    def dead(self, end: int) -> bool:
        """ "Monday no good"; but not "Monday, no need to ring first", "Monday no bother"."""
        said_of, mild = (p.at(self.reply.folded, end) for p in (self.v.clauses.dead, self.v.clauses.mild))
        return said_of is not None and not self.reply.breaks_before(end) and not (mild and mild[0] > said_of[0])

    def elsewhere(self, start: int, end: int, asked: tuple[Phrases, ...]) -> bool:
        """These words tell of another doing than the question's: "in on the 12th, out on the 20th"."""
        return self.has((self.v.clauses.verbs,), start, end) and not self.has(asked, start, end)
