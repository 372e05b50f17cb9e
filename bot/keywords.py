"""Which words a poster may carry. Whoever texts one must be taken to have asked for us, and for nothing else."""

import re
from collections.abc import Iterable
from datetime import date

from flows.answers import yes_or_no
from flows.commands import Command, read_command
from flows.talk import Context, Unclear

LONGEST = 20  # characters: people type it on small phones
# Twilio answers these itself, and unsubscribes whoever texts some of them; END and CANCEL are no commands of ours.
OF_TWILIO = frozenset({"start", "unstop", "stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout",
                       "help", "info"})  # fmt: skip


def unfit(given: str, languages: Iterable[str]) -> str:
    """A sentence when this word cannot stand on a poster; empty when it can."""
    word = given.strip()
    if len(word) > LONGEST:
        return f"The word has {len(word)} letters; people type it on small phones: {LONGEST} at most."
    if not re.fullmatch(r"[A-Za-z0-9]+", word):
        return f"{given!r} is no single word of letters A to Z and digits, which any phone can type."
    if word.casefold() in OF_TWILIO or word.isdecimal() or any(_means_more(word, one) for one in languages):
        return f"{given!r} already means something else in a text: choose another word, such as JOIN or LIBRARY."
    return ""


def _means_more(word: str, language: str) -> bool:
    """A command, a yes, a no or a SKIP. JOIN itself is heard as START, which leads to the same place."""
    command = read_command(word, language)
    if command is not None and command.command is not Command.START:
        return True
    return not isinstance(yes_or_no.read(word, Context(date.min, language)), Unclear)
