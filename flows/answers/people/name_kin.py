"""Names that a reply labels with how somebody is related: "my brother, Kevin", "Sharon is my cousin".

Asked for a brother, the one so labelled is he, and one labelled a cousin is not.
"""

from flows.answers.people.name_asked import Asked
from flows.answers.people.name_finds import ASKED, MINE, Found
from flows.answers.people.name_rivals import named
from flows.answers.words import Reply, skip_over
from messages.heard import Vocabulary

BACK = 2  # words between "brother" and his name ("is called")


def of_kin(reply: Reply, asked: Asked, refused: set[str], v: Vocabulary) -> Found | None:
    """The one name that is labelled with the kin word of the question."""
    if not asked.kin:
        return None
    theirs = [one for one in named(reply, 0, v) if one.name not in refused and asked.kin in _labels(reply, one, v)]
    return (
        theirs[0]._replace(how=ASKED)
        if len({one.name for one in theirs}) == 1 and len(named(reply, 0, v)) > 1
        else None
    )


def of_others(reply: Reply, asked: Asked, v: Vocabulary) -> set[str]:
    """Names that are labelled otherwise; asked for the writer's own, "Sharon is my cousin"."""
    if asked.wanted == MINE:
        return {one.name for one in named(reply, 0, v) if _behind(reply, one, v)}
    if not asked.kin:
        return set()
    labels = {one.name: _labels(reply, one, v) for one in named(reply, 0, v)}
    return {name for name, kin in labels.items() if kin and asked.kin not in kin} if len(labels) > 1 else set()


def _labels(reply: Reply, one: Found, v: Vocabulary) -> set[str]:
    return {kin for kin in (_before(reply, one, v), _behind(reply, one, v)) if kin}


def _before(reply: Reply, one: Found, v: Vocabulary) -> str:
    """ "My brother, Kevin", "my brother is called Kevin"."""
    for k in range(one.start - 1, max(-1, one.start - 2 - BACK), -1):
        if hit := v.names.kin.at(reply.folded, k, one.start):
            between = skip_over(reply, k + hit[0], v.names.links, v.names.fond)
            stops = any(reply.gap(i).startswith(".") for i in range(k + 1, one.start + 1))
            return hit[1] if between >= one.start and not stops else ""
    return ""


def _behind(reply: Reply, one: Found, v: Vocabulary) -> str:
    """ "Sharon is my cousin"."""
    label = v.names.labelled.at(reply.folded, one.end)
    hit = v.names.kin.at(reply.folded, one.end + label[0]) if label else None
    return hit[1] if hit else ""
