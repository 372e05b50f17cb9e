"""Whose name a question asks for: the writer's own, or that of somebody they know, and how they are related."""

from functools import lru_cache
from typing import NamedTuple

from flows.answers.people.name_finds import MINE, THEIRS
from flows.answers.words import Reply, words_of
from flows.talk import Context
from messages.heard import Vocabulary, heard

ALL = 4  # words a kin word may stand before "name"


class Asked(NamedTuple):
    """How the name that is wanted is brought in, how one that is not, and the kin word of the question."""

    wanted: int | None = None
    whose: int | None = None
    kin: str = ""


def asked_of(context: Context) -> Asked:
    return _asked(context.question, context.language) if context.question else Asked()


@lru_cache(maxsize=256)
def _asked(question: str, language: str) -> Asked:
    v = heard(language)
    asked = words_of(question)
    places = range(len(asked.words))
    others, yours = (any(p.at(asked.folded, i) for i in places) for p in (v.names.others, v.names.yours))
    kin = {hit[1] for i in places if (hit := v.names.kin.at(asked.folded, i))}
    if others or any(_yours_is_another(asked, i, v) for i in places):
        return Asked(THEIRS, MINE, kin.pop() if len(kin) == 1 else "")
    return Asked(MINE, THEIRS) if yours else Asked()


def _yours_is_another(asked: Reply, i: int, v: Vocabulary) -> bool:
    """ "The name of your interpreter" is not "the name on your letters"; "your first name" is the writer's own."""
    own = v.names.own.at(asked.folded, i + 1) is not None or i + 1 == len(asked.words)
    return asked.folded[i] in v.names.your and not own and (i == 0 or asked.folded[i - 1] not in v.names.upon)
