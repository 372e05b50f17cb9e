"""Texts that tell nothing of whoever sends them: a command about our texts, and for how long they are away.

They are no evidence: neither by themselves nor beside the next text ("PAUSE" and then "about three weeks"). Every word must
be known for it. The rules hear them all the same; only the second line does not, which has learnt that weeks stand
beside trouble.
"""

from collections.abc import Sequence

from flows.commands import is_of_our_texts
from messages.dangers import Dangers

MOST = 14  # words: whoever writes more has more to say


def tells_nothing(text: str, words: Sequence[str], d: Dangers, language: str) -> bool:
    """`words`: the same text, as the rules hear it."""
    said = [word for word in words if word not in (".", ",")]
    return len(said) <= MOST and (d.absence.is_all_of(said) or is_of_our_texts(text, language))
