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
    known, last, said = _spellings(v.language), len(reply.words) - 1, enumerate(reply.folded)
    joins = (0 < i < last and (w == "n" or (w == "an" and v.echo.speakers.at(reply.folded, i + 1))) for i, w in said)
    words = ("and" if and_ else known.get(w, w) for and_, w in zip(joins, reply.folded, strict=True))
    return reply._replace(folded=tuple(words))
