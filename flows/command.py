"""What each command is called, and the sentences that ask for one (the patterns are in asks.toml)."""

from dataclasses import dataclass
from enum import StrEnum

from flows.answers.asks import Found, find, sentences
from flows.answers.words import Reply, skip_over
from messages.heard import Vocabulary


class Command(StrEnum):
    """The values are stored and known to outsiders."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    BACK = "back"
    MENU = "menu"
    HUMAN = "human"
    PAUSE = "pause"
    LANGUAGE = "language"
    STATUS = "status"
    MY_DATA = "my_data"
    DELETE_ME = "delete_me"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class Heard:
    """`detail`: the language asked for, by code; how long to pause, in their words; that DELETE ME is a "stop" too."""

    command: Command
    detail: str = ""


def in_a_sentence(reply: Reply, v: Vocabulary, opening: bool = False) -> Heard | None:
    """What a clause plainly asks us for; with `opening` the first, else any, or what all of the message asks."""
    known = sentences(v.language)
    if known is None:
        return None
    found = find(reply, known.plain, v.language, opening)
    if not opening:
        found = found or find(reply, known.clause, v.language) or find(reply, known.whole, v.language, opening=True)
    return _heard(found, reply, v) if found else None


def _heard(found: Found, reply: Reply, v: Vocabulary) -> Heard | None:
    """Found, with what more it says: which language, until when, that a wish to be forgotten is also a STOP."""
    known, command = sentences(v.language), Command(found.meaning)
    if _unasked(found, command, reply, v):
        return None
    if command in (Command.LANGUAGE, Command.HELP):
        names = (v.commands.languages.at(reply.folded, i) for i in range(len(reply.words)))
        named = next((name[1] for name in names if name), "")
        if named or command is Command.LANGUAGE:
            return Heard(Command.LANGUAGE, named)  # "please to speak Portuguese, I not understand"
    if command is Command.DELETE_ME and known:
        also = find(reply, known.plain, v.language, meaning=Command.STOP)
        return Heard(command, "stop" if also else "")
    if command in (Command.STOP, Command.PAUSE) and known:
        return _for_how_long(found, command, reply, v)
    return Heard(command)


def _unasked(found: Found, command: Command, reply: Reply, v: Vocabulary) -> bool:
    """ "No need for an interpreter"; and who wants "texts only" wants no end of texts."""
    said = reply.folded[found.start : found.end]
    if command is Command.STOP:
        return _only_some(found, reply, v)
    if command is Command.LANGUAGE and v.commands.copes.at(reply.folded, found.end):
        return True  # "my English is small but enough"
    no = found.start > 0 and not reply.gap(found.start) and reply.folded[found.start - 1] in v.echo.none
    return no and said[0] in v.commands.needing


def _only_some(found: Found, reply: Reply, v: Vocabulary) -> bool:
    """Not all our texts are to stop: "up at five, but don't text then", "stop ringing the landline, mobile only"."""
    words, said = reply.folded, reply.folded[found.start : found.end]
    if any(v.commands.at_that.at(words, i) for i in (found.end - 1, found.end)):
        return any(word[0].isdecimal() for word in words[: found.start])
    if not any(word in v.commands.calls for word in said):
        return False
    return any(v.commands.by_text.at(words, i) or v.commands.the_line.at(words, i) for i in range(len(words)))


def _for_how_long(found: Found, command: Command, reply: Reply, v: Vocabulary) -> Heard | None:
    """ "No more texts till I'm home" is a pause; "don't text me until 10am" is neither a pause nor a stop."""
    known = sentences(v.language)
    ends = (i for i in range(found.start, len(reply.words)) if v.commands.pause_until.at(reply.folded, i))
    until = next((i for i in ends if not v.commands.forever.at(reply.folded, i)), -1)
    if until == skip_over(reply, found.end, v.common.polite) or (until >= 0 and command is Command.PAUSE):
        return None if v.commands.hours.at(reply.folded, until) else Heard(Command.PAUSE, reply.rest(until))
    away = find(reply, known.away, v.language) if known else None
    if command is Command.STOP and away:
        until = next((i for i in range(away.start, away.end) if v.commands.pause_until.at(reply.folded, i)), away.start)
        return Heard(Command.PAUSE, reply.rest(until))
    return Heard(command)
