"""What a reply in somebody's own words comes to, for the next question: yes, no more, "fine as ever", or some trouble.

Whatever else it may say counts as said: a question is rather asked once too often than words thrown away.
"""

from datetime import date

from flows.answers.assent.yes_no import yes_or_no
from flows.answers.words import Reply, only_between, reply_of
from flows.talk import Context, Ok
from messages.heard import Vocabulary, heard

NO_DAY = date.min  # yes and no are the same on any day


def only_yes(words: str, language: str = "en") -> bool:
    """ "Yes please", where we asked for something to be named."""
    said = yes_or_no.read(words, Context(NO_DAY, language))
    return isinstance(said, Ok) and said.value and not said.rest


def no_more(words: str, language: str = "en") -> bool:
    """ "No thanks, that's all": there is nothing else."""
    v = heard(language)
    said, reply = yes_or_no.read(words, Context(NO_DAY, language)), reply_of(words, v)
    lists = (v.own_words.enough, v.common.lead_in, v.common.polite)
    return (isinstance(said, Ok) and not said.value and not said.rest) or only_between(
        reply, 0, len(reply.words), *lists
    )


def nothing_new(words: str, language: str = "en") -> bool:
    """ "Fine thanks, same as ever": nothing to come back to next week."""
    v = heard(language)
    reply = reply_of(words, v)
    lists = (v.own_words.nothing_new, v.own_words.small, v.common.greetings, v.common.lead_in, v.common.polite)
    return only_between(reply, 0, len(reply.words), *lists)


def tells_of_trouble(words: str, language: str = "en") -> bool:
    """Something was hard, and it makes sense to ask whether it is any better: "the bus was late", but not "no pain"."""
    v, reply = heard(language), reply_of(words, heard(language))
    return any(v.own_words.trouble.at(reply.folded, i) and not _spared(reply, i, v) for i in range(len(reply.words)))


def _spared(reply: Reply, i: int, v: Vocabulary) -> bool:
    spared = v.own_words.spared
    return any(spared.whole(reply.folded[start:i]) is not None for start in range(max(0, i - spared.longest), i))
