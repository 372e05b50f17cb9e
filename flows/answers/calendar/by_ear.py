"""An hour that a telephone wrote down as a word of the same sound ("half past too", "quarter to for", "ate o'clock").

Only where nothing but an hour can stand: behind what counts from an hour or "at", with the thought's end behind it.
"""

from flows.answers.words import Reply, Word
from messages.heard import Vocabulary

FIVES = 5  # minutes


def hours_by_ear(reply: Reply, v: Vocabulary) -> Reply:
    """The same reply with such words as numbers."""
    if not any(word in v.times.sounds for word in reply.folded):
        return reply
    words, folded = list[Word](reply.words), list(reply.folded)
    for k, said in enumerate(reply.folded):
        if (hour := v.times.sounds.meanings.get((said,))) and _stands(reply, k, v):
            words[k], folded[k] = words[k]._replace(number=int(hour)), hour
    return Reply(reply.text, tuple(words), tuple(folded))


def _stands(reply: Reply, k: int, v: Vocabulary) -> bool:
    led = _counted_from(reply, k, v) or (k > 0 and reply.folded[k - 1] in v.times.at and not reply.breaks_before(k))
    if led and _ends(reply, k + 1, v):
        return True
    if not led and not reply.breaks_before(k):
        return False
    return v.times.oclock.at(reply.folded, k + 1) is not None or (_minutes(reply, k + 1) and _ends(reply, k + 2, v))


def _counted_from(reply: Reply, k: int, v: Vocabulary) -> bool:
    """ "Half past", "quarter to", "twenty past"."""
    before = reply.folded[max(0, k - 2) : k]
    if reply.breaks_before(k) or any(v.times.hour_next.whole(before[n:]) is not None for n in range(len(before))):
        return not reply.breaks_before(k)
    return len(before) == 2 and _minutes(reply, k - 2) and v.times.hour_next.whole(("quarter", before[1])) is not None


def _minutes(reply: Reply, i: int) -> bool:
    number = reply.words[i].number if i < len(reply.words) else None
    return number in range(FIVES, 60, FIVES) and not reply.words[i].ordinal


def _ends(reply: Reply, i: int, v: Vocabulary) -> bool:
    if i >= len(reply.words) or reply.breaks_before(i):
        return True
    if any(p.at(reply.folded, i) for p in (v.times.oclock, v.times.half_day, v.common.polite)):
        return True
    return v.times.after.at(reply.folded, i) is not None and not v.scale.for_whom.at(reply.folded, i)
