"""What a reply in somebody's own words comes to, where it says no more than one word would: yes, no more, or "fine as ever".

Whatever else it may say counts as said: a question is rather asked once too often than words thrown away.
"""

from datetime import date

from flows.answers.assent.yes_no import yes_or_no
from flows.answers.words import only_between, reply_of
from flows.talk import Context, Ok
from messages.heard import heard

NO_DAY = date.min  # yes and no are the same on any day


def only_yes(words: str, language: str = "en") -> bool:
    """ "Yes please", where we asked for something to be named."""
    said = yes_or_no.read(words, Context(NO_DAY, language))
    return isinstance(said, Ok) and said.value and not said.rest


def no_more(words: str, language: str = "en") -> bool:
    """ "No thanks, that's all": there is nothing else."""
    v = heard(language)
    said, reply = yes_or_no.read(words, Context(NO_DAY, language)), reply_of(words, v)
    lists = (v.own_words.enough, v.yes_no.plainest, v.common.lead_in, v.common.polite)
    return (isinstance(said, Ok) and not said.value and not said.rest) or only_between(
        reply, 0, len(reply.words), *lists
    )


def nothing_new(words: str, language: str = "en") -> bool:
    """ "Fine thanks, same as ever": nothing to come back to next week."""
    v = heard(language)
    reply = reply_of(words, v)
    lists = (v.own_words.nothing_new, v.own_words.small, v.common.greetings, v.common.lead_in, v.common.polite)
    return only_between(reply, 0, len(reply.words), *lists)
