"""STOP, HELP, BACK and the others, in the ways that people write them. Heard before the answer to any question.

A word ("stop", "help") is a command when it is the whole message, but for courtesies: "I can't stop crying" and "help
my garden is a mess" are none. A sentence is one when it asks for something that only we have: our texts, our questions,
what we keep, a person here ("I'm no good at this, can I talk to someone real?"); those patterns are in asks.toml.
CANCEL, END and QUIT are no STOP: they are said of appointments. What also reads as one of the choices just shown is that
choice (but STOP and DELETE ME are stronger). To a question that they answer in their own words, people write "I need a
break" and "somebody to talk to": there only a bare word, or a sentence that opens the message, is a command.
"""

from datetime import date

from flows.answered_first import answered_first
from flows.answers.asks import clauses
from flows.answers.choosing.choices import read_choice
from flows.answers.free import free_text
from flows.answers.likely import likely
from flows.answers.words import Reply, only_between, reply_of, skip_over, words_of
from flows.command import Command, Heard, in_a_sentence
from flows.talk import Context
from messages.heard import Phrases, Vocabulary, heard

__all__ = [
    "Command",
    "Heard",
    "command_at",
    "is_of_our_texts",
    "likely_command",
    "only_courtesy",
    "only_greeting",
    "read_command",
]

STRONGEST = (Command.STOP, Command.DELETE_ME)  # heard even where they are also a choice's words
# A word to the service, which tells nothing of whoever sends it. The others may be a cry, or a wish to be gone.
OF_OUR_TEXTS = frozenset(Command) - {Command.HELP, Command.HUMAN, Command.STOP, Command.DELETE_ME, Command.WRONG_NUMBER}
# How many words may be a command where people answer in their own words; of the others, one.
BARE = {Command.STOP: 99, Command.DELETE_ME: 99, Command.MY_DATA: 2, Command.BACK: 2, Command.WRONG_NUMBER: 2}


def read_command(text: str, language: str = "en") -> Heard | None:
    v = heard(language)
    reply = reply_of(text, v)
    if not reply.words or v.commands.look_alikes.whole(reply.folded) is not None:
        return None
    return _in_a_word(reply, v) or in_a_sentence(reply, v)


def is_of_our_texts(text: str, language: str = "en") -> bool:
    """Whether a command about our texts is all that it says: "PAUSE", "go back please", "Polski"."""
    v = heard(language)
    reply = reply_of(text, v)
    found = [how(reply, start, v) for start in _starts(reply, v) for how in (_whole, _with_language)]
    return any(one is not None and one.command in OF_OUR_TEXTS for one in found)


def _in_a_word(reply: Reply, v: Vocabulary) -> Heard | None:
    starts = _starts(reply, v)
    if (last := reply.clauses()[-1]) and reply.folded[-1] in v.common.polite:
        named = [i for i in reply.clauses()[1:] if i in (last, last - 1)]  # "B' fheàrr leam Gàidhlig. Gaelic, please."
        if found := next((one for i in named if (one := _with_language(reply, i, v))), None):
            return found
    for how in (_whole, _with_language, _pause, _stop_and_why):
        for start in starts:
            if found := how(reply, start, v):
                return found
    return None


def _starts(reply: Reply, v: Vocabulary) -> list[int]:
    """Where the command may begin: at each word up to the end of "please can you"."""
    starts = [0]
    while starts[-1] < len(reply.words):
        further = max((hit[0] for p in _courtesies(v) if (hit := p.at(reply.folded, starts[-1]))), default=0)
        if not further:
            break
        starts.append(starts[-1] + further)
    return [i for i in starts if i < len(reply.words)]


def _courtesies(v: Vocabulary) -> tuple[Phrases, ...]:
    return (v.commands.before, v.common.greetings)


def _ends(reply: Reply, end: int, v: Vocabulary) -> bool:
    return skip_over(reply, end, v.commands.after, v.common.polite) == len(reply.words)


def _whole(reply: Reply, start: int, v: Vocabulary) -> Heard | None:
    """The longest phrase, with nothing after it but courtesies; said twice is said once."""
    for end in _ends_of(reply, start, v):
        meaning = v.commands.phrases.whole(reply.folded[start:end])
        if meaning and (_ends(reply, end, v) or _again(reply, end, meaning, v)):
            return Heard(Command(meaning))
    return None


def _ends_of(reply: Reply, start: int, v: Vocabulary) -> list[int]:
    """Where a command's phrase that begins here may end, the furthest first."""
    sizes = v.commands.phrases.from_word.get(reply.folded[start], ())
    return [start + size for size in sizes if start + size <= len(reply.words)]


def _again(reply: Reply, end: int, meaning: str, v: Vocabulary) -> bool:
    while end < len(reply.words):
        then = skip_over(reply, end, v.commands.after, v.common.polite, v.commands.before)
        again = v.commands.phrases.at(reply.folded, then)
        if again is None or again[1] != meaning:
            return then == len(reply.words)
        end = then + again[0]
    return True


def _with_language(reply: Reply, start: int, v: Vocabulary) -> Heard | None:
    """ "Polski", "in Welsh please", "do you speak Urdu"."""
    said = v.commands.language_with.at(reply.folded, start)
    for i in {start, start + (said[0] if said else 0)}:
        name = v.commands.languages.at(reply.folded, i)
        if name and (_ends(reply, i + name[0], v)):
            return Heard(Command.LANGUAGE, name[1])
    return None


def _pause(reply: Reply, start: int, v: Vocabulary) -> Heard | None:
    """ "Pause for two weeks", "I'm on holiday until Monday": how long is for the flow to read."""
    said = v.commands.pause_with.at(reply.folded, start)
    if not said:
        return None
    i = skip_over(reply, start + said[0], v.common.polite)
    until = v.commands.pause_until.at(reply.folded, i) and not v.commands.hours.at(reply.folded, i)
    return Heard(Command.PAUSE, reply.rest(i)) if until else None


def _stop_and_why(reply: Reply, start: int, v: Vocabulary) -> Heard | None:
    """ "STOP. I don't want these any more": a second sentence that only says the same."""
    for end in _ends_of(reply, start, v):
        if v.commands.phrases.whole(reply.folded[start:end]) == Command.STOP:
            lists = (v.commands.reasons, v.commands.after, v.commands.before, v.common.polite)
            same = only_between(reply, end, len(reply.words), *lists)
            return Heard(Command.STOP) if same or _sentence_of_its_own(reply, end, v) else None
    return None


def _sentence_of_its_own(reply: Reply, end: int, v: Vocabulary) -> bool:
    """ "STOP! I have asked you twice", but not "Stop. He is hurting me"."""
    others = any(v.commands.others.at(reply.folded, i) for i in range(end, len(reply.words)))
    return reply.gap(end).startswith(".") and not others


def only_courtesy(text: str, language: str = "en") -> bool:
    """ "Ok thanks": the message asks for nothing and answers nothing."""
    v, reply = heard(language), words_of(text)
    holds = any(v.common.courtesies.at(reply.folded, i) for i in range(len(reply.words)))
    return holds and only_between(reply, 0, len(reply.words), v.common.courtesies, v.common.polite)


def only_greeting(text: str, language: str = "en") -> bool:
    """ "Good morning": whoever writes has not said yet what they want."""
    v, reply = heard(language), words_of(text)
    return only_between(reply, 0, len(reply.words), v.common.greetings, v.common.polite)


def command_at(
    text: str, labels: tuple[str, ...] = (), language: str = "en", kind: str = "", context: Context | None = None
) -> Heard | None:
    """The command in a reply to a question with these choices, or to one of this kind ("free_text", "yes_no")."""
    found = _among_words(text, language) if kind == free_text.kind else read_command(text, language)
    if found is None or found.command in STRONGEST:
        return found
    if kind and answered_first(text, found.command, kind, context or Context(date.min, language)):
        return None
    if not labels:
        return found
    said = words_of(text).folded
    is_label = any(words_of(label).folded == said for label in labels)
    if found.command is Command.HUMAN and _surely_a_person(said, labels, heard(language)):
        return found
    return None if is_label or read_choice(text, labels, language) is not None else found


def _surely_a_person(said: tuple[str, ...], labels: tuple[str, ...], v: Vocabulary) -> bool:
    """ "Can someone human ring me", where one of the choices is a call but none a person."""
    telling = {word for word in said if word in v.commands.surely.from_word}
    return bool(telling) and not any(word in v.commands.surely for label in labels for word in words_of(label).folded)


def likely_command(text: str, language: str = "en", kind: str = "") -> Heard | None:
    """What a reply that nothing else reads probably asks for; where any words may answer, what it surely asks for."""
    meaning = likely(text, language, sure=kind == free_text.kind)
    return Heard(Command(meaning)) if meaning in tuple(Command) else None


def _among_words(text: str, language: str) -> Heard | None:
    """A bare word, or a message that opens by asking us for something."""
    v = heard(language)
    found, reply = read_command(text, language), reply_of(text, v)
    if found is None or len(reply.words) <= BARE.get(found.command, 1):
        return found
    asked = in_a_sentence(reply, v, opening=True)
    if asked is None or asked.command is not Command.HUMAN:
        return asked
    opens = clauses(reply, language).openings
    return asked if any(v.commands.asking.at(reply.folded, i) for i in opens) else None
