"""What is wished for or bidden in the question's own words: "I'd love to learn", "keep them forever", "Tuesday will be grand".

What follows the wish is open; a "but" after it leaves it open too.
"""

from flows.answers.assent.asked import Asked, is_verb, lemma
from flows.answers.assent.things import ends
from messages.heard import Vocabulary

Words = tuple[str, ...]


def wishes(words: Words, i: int, question: Asked, v: Vocabulary) -> bool:
    """ "I want to hear about it very much"; but "I'd like to be left alone" wishes for something else."""
    hit = v.echo.wishing.at(words, i)
    if hit is None or any(v.clauses.but.at(words, at) for at in range(i, len(words))):
        return False
    at = i + hit[0]
    if hit[1] == "whole":
        return ends(words, at, v)
    if (thing := v.echo.things.at(words, at)) is not None:
        return ends(words, at + thing[0], v, v.echo.deeply)
    to = at + 1 if at < len(words) and words[at] in v.echo.leading else at
    return (
        to > at
        and not question.permits
        and to < len(words)
        and (is_verb(words[to], question, v) or lemma(words[to], v) in question.content)
    )


def unwished(words: Words, i: int, question: Asked, v: Vocabulary) -> bool:
    """ "I'd not want a stranger"; but "I don't need asking twice"."""
    hit = v.echo.unwanted.at(words, i)
    if hit is None or not v.echo.modest.at(words, i + hit[0]):
        return hit is not None
    after = words[i + hit[0] + 1 : i + hit[0] + 6]
    return words[i + hit[0]] in v.echo.leading and any(lemma(one, v) in question.content for one in after)


def bidden(words: Words, i: int, question: Asked, v: Vocabulary) -> bool:
    """ "Keep it", "you keep them forever", to "May we keep your number?"."""
    i += i < len(words) and words[i] in v.echo.whom
    if i >= len(words) or not question.permits or words[i] not in question.words or words[i] != lemma(words[i], v):
        return False
    if words[i] not in question.verbs | question.content:
        return False
    return i + 1 >= len(words) or any(p.at(words, i + 1) for p in (v.echo.things, v.echo.tails, v.echo.places))


def past_named(words: Words, i: int, question: Asked, v: Vocabulary) -> int:
    """Past all that the question names: "name on the list", "Tuesday morning"."""
    while i < len(words) and (lemma(words[i], v) in question.content or words[i] in v.echo.small):
        i += 1
    return i
