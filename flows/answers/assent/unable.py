"""A denied auxiliary that says no without the question's verb: "couldn't", "didn't get round to it", "hasn't heard a thing"."""

from flows.answers.assent.against import Head
from flows.answers.assent.asked import Asked
from flows.answers.assent.things import ends
from flows.answers.words import Reply
from messages.heard import Vocabulary


def nothing(words: tuple[str, ...], head: Head, v: Vocabulary) -> bool:
    """ "Hasn't heard a thing", "he's doing nowt"."""
    if head.denied:
        after = range(head.end + 1, len(words))
        some = any(words[i] in v.echo.any_of and ends(words, i + 1, v) for i in after)  # "I don't belong to any"
        return some or any(v.echo.least.at(words, i) for i in after)
    none = v.echo.none.at(words, head.end + 1) if head.families else None
    return none is not None and ends(words, head.end + 1 + none[0], v)


def not_come_to(words: tuple[str, ...], head: Head, asked: Asked, v: Vocabulary) -> bool:
    """ "Didn't get round to it", of what should have been done."""
    if asked.family in ("able", "can") and head.denied and head.families[:1] == ("have",) and ends(words, head.end, v):
        return True  # "haven't since Covid"
    past = asked.family in ("have", "able", "can") or not asked.words.isdisjoint(v.echo.gone.from_word)
    whole = past and head.denied and "hard" not in asked.words and v.echo.comes_to.at(words, head.end)
    return bool(whole)


def unable(words: tuple[str, ...], head: Head, asked: Asked, v: Vocabulary) -> bool:
    """ "Couldn't get through", to "Did you manage to ...?"."""
    if asked.text[0] in v.echo.gone and head.denied and "can" in head.families and ends(words, head.end, v):
        return True  # "couldn't, she had the car", to "Did you take part?"
    could = asked.family == "able" or not v.echo.managing.from_word.keys().isdisjoint(asked.verbs)
    return could and head.denied and "can" in head.families and not v.echo.praises.at(words, head.end)


def only_once(reply: Reply, i: int, question: Asked, v: Vocabulary) -> bool:
    """ "Used to, it's the other one now"."""
    hit = v.echo.once.at(reply.folded, i) if question.today and "hard" not in question.words else None
    return hit is not None and reply.breaks_before(i + hit[0])
