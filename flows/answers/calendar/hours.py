"""An hour that stands beside a day ("Monday between 8 and 1"): it says no more of which day, and hides nothing that does."""

from flows.answers.calendar.clock import Clock, clock_at, with_half
from flows.answers.words import Reply
from messages.heard import Vocabulary


def hours_after(reply: Reply, i: int, v: Vocabulary) -> int:
    """Past the hour, or the hours, that begin at this word; `i` itself where none do."""
    k = i
    while k < len(reply.words) and (hit := v.times.leads.at(reply.folded, k)):
        k += hit[0]
    first = _clock(reply, k, v)
    if first is None:
        return i
    join = v.times.spans.at(reply.folded, first.end) if first.end < len(reply.words) else None
    second = _clock(reply, first.end + join[0], v) if join else None
    if second is not None:
        return second.end
    return i if first.bare and k == i else first.end


def _clock(reply: Reply, i: int, v: Vocabulary) -> Clock | None:
    """A time by the clock here, and no count of something ("2 weeks", "10 days")."""
    if i >= len(reply.words) or (found := clock_at(reply, i, v)) is None:
        return None
    whole = with_half(reply, found, v)
    counted = whole.bare and v.dates.units.at(reply.folded, whole.end)
    return None if counted or v.dates.months.at(reply.folded, whole.end) else whole
