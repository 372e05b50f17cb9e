"""How far a reply means the answers that stand in it: each is weighed by the words of its own clause.

"Ma sister's staying till Thursday so Friday hen" holds two days, and only one of them is an answer. A limit
("till Thursday"), a denial ("I can't do Monday") and a day on which something else happens count as no answer.
"""

from typing import TypeVar

from flows.answers.bounds import Bounds
from flows.answers.frames import Frame, Said, Weight
from flows.answers.words import only_between, skip_over
from messages.heard import Phrases, ordinary

__all__ = ["Clauses", "Frame", "Said", "Weight"]

T = TypeVar("T")
FAR = 8  # words: a denial so long after a day that is told says nothing of it
STRAY = 2  # words that say nothing to us may follow a plain answer ("Friday hen")


class Clauses(Bounds[T]):
    """A reply, the answers that may stand in it, and how far each is meant."""

    def weigh(self) -> list[Weight]:
        weights: list[Weight] = []
        for k, one in enumerate(self.said):
            weight = self._weight(one)
            joined = k and self._joined(self.said[k - 1], one)
            weights.append(Weight.OUT if joined and weights[-1] is Weight.OUT else weight)
            if max(weights[:-1], default=Weight.OUT) is not Weight.OUT and self._a_reason(one):
                weights[-1] = Weight.OUT
        for k in range(len(weights) - 1, 0, -1):  # "Monday Tuesday I am at chapel"
            one, next_one = self.said[k - 1 : k + 1]
            at_once = one.end == next_one.start and not self.reply.breaks_before(one.end)
            if at_once and weights[k] is Weight.TOLD:
                weights[k - 1] = min(weights[k - 1], weights[k])
        return self._given_way(self._disputed(weights))

    def _disputed(self, weights: list[Weight]) -> list[Weight]:
        """ "On the 12th, out on the 20th": one that has the question's words is no less than one that stands alone; one
        that tells of another doing is out."""
        if not self.frame.echoes or len(weights) < 2:
            return weights
        pairs = list(zip(self.said, weights, strict=True))
        echoed = [w is not Weight.OUT and self._echoed(one, *self.bounds(one)) for one, w in pairs]
        told = [w for w, e in zip(weights, echoed, strict=True) if e]
        most = max(told, default=Weight.PLAIN)
        other = [
            told and not e and self.elsewhere(*self.bounds(one), self.frame.echoes)
            for (one, _), e in zip(pairs, echoed, strict=True)
        ]
        return [Weight.OUT if o else min(w, most) for w, o in zip(weights, other, strict=True)]

    def _given_way(self, weights: list[Weight]) -> list[Weight]:
        """ "Now the 2nd of February, it was the 19th of January"; "the 20th, the 21st at a push"."""
        once = [
            any(self.right_before(one.start, p) for p in self.frame.gives_way)
            or self.v.clauses.at_a_push.at(self.reply.folded, one.end) is not None
            for one in self.said
        ]
        others = any(weight and not gone for weight, gone in zip(weights, once, strict=True))
        return [Weight.OUT if gone and others else weight for weight, gone in zip(weights, once, strict=True)]

    def _a_reason(self, one: Said[T]) -> bool:
        """ "Friday cos of the funeral Thursday"; but "has it as the 4th"."""
        start, end = self.bounds(one)
        return self.v.clauses.reasons.at(self.reply.folded, start) is not None and (
            self.small_before(one.start) > start + 1 or one.end < end
        )

    def _weight(self, one: Said[T]) -> Weight:
        start, end = self.bounds(one)
        plainly = any(self.right_before(one.start, phrases) for phrases in self.frame.plainly)
        if one.out or (not plainly and (self._denied(one, start, end) or self._limited(one))):
            return Weight.OUT
        by_now = self.v.clauses.by_now.at(self.reply.folded, one.end) is not None
        taken = self.accepted(end)
        if self.has(self.frame.other_time, start, one.start) and not by_now:
            return Weight.OUT
        if not taken and self._engaged(one, start, end):
            return Weight.OUT
        if self.leads(one, start) and self._ends_well(one, end):
            return Weight.PLAIN
        if self._and_another(one, start, end):
            return Weight.PLAIN
        if one.loose or (one.clean and not self._stops(one, end)):
            return Weight.OUT
        mended = self.right_before(one.start, self.v.clauses.changed)  # "2 pm no wait 2.30"
        marked = by_now or taken or mended or self.has(self.frame.marks, start, end) or self._echoed(one, start, end)
        return Weight.MARKED if marked else Weight.TOLD

    def _and_another(self, one: Said[T], start: int, end: int) -> bool:
        """ "The 9th back the 16th": something else is done on another."""
        then = min((o.start for o in self.said if one.end <= o.start < end), default=one.end)
        return (
            one.clean and not one.loose and self.leads(one, start) and self.has((self.v.clauses.verbs,), one.end, then)
        )

    def _engaged(self, one: Said[T], start: int, end: int) -> bool:
        """Something else happens then: "I have bingo on Friday", "Friday is mosque"; "Friday is best" suits."""
        if any(not self._over(k, one, end) for k in self.found(self.frame.against, start, end)):
            return True
        being = self.v.clauses.being.at(self.reply.folded, one.end) if self.frame.against else None
        after = max((hit[0] for p in self.frame.after if (hit := p.at(self.reply.folded, one.end))), default=0)
        if being is None or after > being[0] or self.reply.breaks_before(one.end):  # "Monday is it"
            return False
        return one.end + being[0] < end and not self.has(
            (*self.frame.marks, *self.frame.after), one.end + being[0], end
        )

    def _over(self, k: int, one: Said[T], end: int) -> bool:
        """What happens from this word on keeps nobody: "once mum's in bed"; "I am at home" is no "I am at"."""
        if one.start <= k < one.end:  # "bank holiday Monday"
            return True
        size = max(hit[0] for p in self.frame.against if (hit := p.at(self.reply.folded, k)))
        marks = ((j, p.at(self.reply.folded, j, end)) for p in self.frame.marks for j in range(k + 1, k + size))
        if any(hit and j + hit[0] > k + size for j, hit in marks):
            return True
        return k >= one.end and self.has((self.v.clauses.once,), one.end, k)

    def _echoed(self, one: Said[T], start: int, end: int) -> bool:
        """ "Went down on the 24th came home the 28th": each with the words beside it."""
        before = max((o.end for o in self.said if start <= o.end <= one.start), default=start)
        after = min((o.start for o in self.said if one.end <= o.start < end), default=end)
        return self.has(self.frame.echoes, before, one.start) or (
            before == start and self.has(self.frame.echoes, one.end, after)
        )

    def leads(self, one: Said[T], start: int) -> bool:
        """Nothing but a greeting and the like stands before this answer in its clause."""
        c, common = self.v.clauses, self.v.common
        start = min(skip_over(self.reply, start, c.turns), one.start)
        lists = (common.greetings, common.lead_in, common.polite, c.settled, c.changed, c.no, *self.frame.before)
        return self._only(start, one.start, *lists) or (
            start < one.start and self._unheard_of(start, one) and self._only(start + 1, one.start, *lists)
        )

    def _unheard_of(self, i: int, one: Said[T]) -> bool:
        """A word that no list and no dictionary has tells nothing ("abite half ten"), unless it may be a name."""
        word, folded = self.reply.words[i].text, self.reply.folded[i]
        plain = word.islower() and word.isalpha() and not (one.loose or one.clean)
        known = folded in ordinary(self.v.language) or folded in self.v.names.given or folded in self.v.names.also
        return plain and not known and self.reply.folded[i + 1] not in self.v.numbers.joins

    def _only(self, start: int, end: int, *lists: Phrases) -> bool:
        """Other answers may stand between: "Monday and Tuesday"."""
        for one in self.said:
            if start <= one.start and one.end <= end:
                joins = (*lists, self.v.clauses.joins)
                return only_between(self.reply, start, one.start, *joins) and self._only(one.end, end, *joins)
        return only_between(self.reply, start, end, *lists)

    def then(self, one: Said[T]) -> int:
        """The first word after this answer and what may follow it."""
        return skip_over(self.reply, one.end, self.v.common.polite, *self.frame.after, *self.frame.beside)

    def _ends_well(self, one: Said[T], end: int) -> bool:
        if self._stops(one, end):
            return True
        stray = range(self.then(one), min([end, *(o.start for o in self.said if o.start >= one.end)]))
        if one.loose or one.clean:
            return False
        c, folded = self.v.clauses, self.reply.folded
        if stray and (one.sure or folded[stray[0]] in c.trails):
            return not any(folded[k] in c.subjects for k in stray)
        return len(stray) <= STRAY and not any(c.speakers.at(folded, k) for k in stray)

    def _stops(self, one: Said[T], end: int) -> bool:
        """The clause ends here, or goes on with something that cannot belong to the answer."""
        then = self.then(one)
        if then >= end or any(then == other.start for other in self.said):
            return True
        clear = (self.v.common.polite, self.v.clauses.mild, *(() if one.loose else (self.v.clauses.trails,)))
        if any(p.at(self.reply.folded, one.end) for p in clear):
            return True  # "the 16th please God", "at eleven or not at all", "the 22nd in time for tea"
        stops = (self.v.common.goes_on, self.v.clauses.speakers, self.v.clauses.told_past)
        sure = one.loose or one.clean
        return sure and (any(p.at(self.reply.folded, then) for p in stops) or self.reply.words[then].number is not None)

    def _denied(self, one: Said[T], start: int, end: int) -> bool:
        c = self.v.clauses
        taken_back = self.right_before(one.start, c.changed)  # "wait, no, Thursday"
        if not taken_back and (self.not_this(one.start) or self.any_but(one.start)):
            return True
        next_one = min((o.start for o in self.said if one.end <= o.start < end), default=end)
        last_one = max((o.end for o in self.said if start <= o.end <= one.start), default=start)
        near = next_one if self.frame.against else min(next_one, one.end + FAR)
        after = [k for k in self.found((c.denies,), one.end, near) if not self._belongs(k, next_one, end)]
        return bool(self.found((c.denies,), last_one, one.start)) or bool(after) or self.dead(one.end)

    def _belongs(self, k: int, next_one: int, end: int) -> bool:
        """ "Monday not Tuesday": the "not" is Tuesday's."""
        return next_one < end and only_between(self.reply, k, next_one, self.v.clauses.denies, self.v.clauses.small)

    def _limited(self, one: Said[T]) -> bool:
        return any(self.right_before(one.start, limits) for limits in self.frame.limits)

    def _joined(self, before: Said[T], one: Said[T]) -> bool:
        """ "Not Mondays or Fridays"."""
        return before.end < one.start and self._only(before.end, one.start, self.v.clauses.joins, self.v.clauses.small)
