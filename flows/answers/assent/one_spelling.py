"""A reply to a yes-or-no question in one spelling: "dinnae" as "dont"."""

from collections.abc import Mapping
from functools import lru_cache

from flows.answers.asks import sentences
from flows.answers.words import Reply
from messages.heard import Vocabulary, heard


@lru_cache
def _spellings(language: str) -> Mapping[str, str]:
    """The one spelling of a word, but of what is an answer by itself ("ye", "nah")."""
    v, known = heard(language), sentences(language)
    lists = (v.yes_no.yes, v.yes_no.no, v.yes_no.yes_alone, v.yes_no.no_alone, v.yes_no.unsure, v.common.lead_in)
    spelt = known.spelt.items() if known else ()
    return {word: one for word, one in spelt if not any(word in p for p in lists)}


def spelt(reply: Reply, v: Vocabulary) -> Reply:
    """In one spelling; and "n" between two words is "and"."""
    known, last = _spellings(v.language), len(reply.words) - 1
    words = ("and" if w == "n" and 0 < i < last else known.get(w, w) for i, w in enumerate(reply.folded))
    return reply._replace(folded=tuple(words))
