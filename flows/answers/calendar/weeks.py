"""A weekday of a week that was named before it: "not next week. Week after, Monday"."""

from dataclasses import replace
from datetime import date

from flows.answers.calendar.date_forms import Found, meant
from flows.answers.words import Reply
from messages.heard import Vocabulary


def of_other_week(reply: Reply, i: int, one: Found, v: Vocabulary, today: date) -> Found:
    """ "Not next week. Week after, Monday": the Monday of the week after the one that was named; else of one not known."""
    ends = next(k for k in range(i, -1, -1) if k == 0 or not _leads(reply.folded[k - 1], v))
    before = range(max(0, ends - v.dates.other_week.longest), ends)
    named = next((k for k in before if v.dates.other_week.whole(reply.folded[k:ends]) is not None), None)
    if one.kind != "weekday" or named is None:
        return one
    weeks = (("week_after_next", v.dates.coming_week), ("next_week", v.dates.this_week))
    kind = next((k for k, week in weeks if any(week.at(reply.folded, n) for n in range(named))), None)
    return replace(one, day=meant(kind, one.slots or {}, today, "any") if kind else None)


def _leads(word: str, v: Vocabulary) -> bool:
    """ "The week after, say on the Wednesday"."""
    return word in v.clauses.small or v.clauses.settled.whole((word,)) is not None
