"""Replies that answer in parts: "heard yes, received no", "she can answer calls but can't dial out".

Only the part that the question asked about is its answer.
"""

from flows.answers.assent.asked import Asked, is_verb, lemma
from flows.answers.assent.things import denies
from flows.answers.words import Reply
from flows.talk import Ok, Unclear
from messages.heard import Vocabulary


def in_pairs(reply: Reply, question: Asked, v: Vocabulary) -> Ok[bool] | Unclear:
    """The verdict on what the question names, where another thing has another."""
    words = reply.folded
    said = (i for i in range(1, len(words)) if words[i] in v.yes_no.plainest)
    named = {words[i] in v.yes_no.yes for i in said if _asked_for(words[i - 1], question, v)}
    return Ok(named.pop(), reply.text.strip()) if len(named) == 1 and not reply.asks(len(words)) else Unclear()


def named_last(reply: Reply, question: Asked, v: Vocabulary) -> Ok[bool] | None:
    """ "He can do toast. Cooker no, I took the knobs off": a clause of the thing and its verdict."""
    words = reply.folded
    for i in (i for i in reply.clauses() if i and i + 1 < len(words) and words[i + 1] in v.yes_no.plainest):
        if lemma(words[i], v) in question.content and reply.breaks_before(i + 2) and not reply.asks(i + 2):
            return Ok(words[i + 1] in v.yes_no.yes, reply.text.strip())
    return None


def can_some(reply: Reply, question: Asked, v: Vocabulary) -> bool:
    """They can do one thing and not another, and neither is what was asked."""
    if question.family not in ("can", "able") or any(_asked_for(word, question, v) for word in reply.folded):
        return False
    said = [hit[1] for i in range(len(reply.words)) if (hit := v.echo.auxiliaries.at(reply.folded, i))]
    first = v.echo.auxiliaries.at(reply.folded, 1)
    return "can not" in said and first is not None and first[1] == "can" and not denies(reply.folded, 1, v)


def _asked_for(word: str, question: Asked, v: Vocabulary) -> bool:
    return is_verb(word, question, v) or lemma(word, v) in question.content
