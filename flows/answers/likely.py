"""A second opinion on a reply that no reader could read: does it ask for something, or decline the question?

Never asked about a reply that was read, so it takes no answer away; nothing but what is likely counts.
"""

from collections.abc import Sequence
from functools import lru_cache

from flows.answers.asks import plain
from flows.answers.words import Reply, reply_of
from messages.heard import heard
from messages.linear import features, linear

MODEL = "requests"
NOTHING, SKIP = "nothing", "skip"
LIKELY = 0.6  # from here on more replies are read and none more read wrongly, in voices left out of the training
GRAVE, SURE = ("stop", "delete_me", "pause"), 0.8  # what would silence us needs more


def seen(reply: Reply, language: str) -> Sequence[str]:
    """The words as the model knows them; a question mark at the end is one of them."""
    words = plain(reply.folded, language)
    return [*words, "?"] if words and reply.asks(len(words)) else words


@lru_cache(maxsize=256)  # the reader and the turn ask about the same reply
def likely(text: str, language: str, sure: bool = False) -> str | None:
    """A command's name, "skip", or None. `sure` where any words may be an answer."""
    model, reply = linear(language, MODEL), reply_of(text, heard(language))
    if model is None or not reply.words:
        return None
    found = model.probabilities(features(seen(reply, language)))
    meaning = max(found, key=lambda name: found[name])
    return meaning if meaning != NOTHING and found[meaning] >= (SURE if sure or meaning in GRAVE else LIKELY) else None
