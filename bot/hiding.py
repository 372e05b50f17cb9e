"""LATER: the word that hides. It ends the conversation with an everyday text, on a phone that somebody else may read. Pure.

Nobody can tell it from putting us off. What was interrupted stays open, unsaid, until they write again.
"""

from bot import guidance
from bot.conversation import SAFETY, Moment, close
from flows.commands import Command, Heard


def hides(moment: Moment, heard: Heard | None) -> bool:
    """Whether these words put us off while danger is talked of, or on a phone that others see; then it is done."""
    talk = moment.state.speaking_now()
    in_safety = talk is not None and talk.flow == SAFETY
    if not _puts_off(heard):
        return False
    if not (in_safety or moment.state.contact.discreet):
        return False
    moment.turn.note = True
    moment.state.contact.paused_at = moment.now  # nothing comes after "text us when it suits you" until they do
    if in_safety and talk:
        moment.state.contact.discreet, moment.state.contact.safe_time = True, ""
        moment.raise_item("red", talk.person.about.get("category", "medical"), guidance.HIDES)
        close(talk)
    else:
        moment.raise_item("green", "asks for a pause", guidance.HIDES)
    moment.say("hidden", "safety" if in_safety else "reply")
    return True


def hides_from_a_person(moment: Moment, heard: Heard | None) -> None:
    """The same into a conversation that a person has: nothing is said, and they can write nothing until it is over."""
    if _puts_off(heard) and moment.state.contact.discreet:
        moment.state.contact.paused_at = moment.now


def _puts_off(heard: Heard | None) -> bool:
    return heard is not None and heard.command is Command.PAUSE and not heard.detail
