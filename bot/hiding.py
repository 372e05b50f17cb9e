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
    if heard is None or heard.command is not Command.PAUSE or heard.detail:
        return False
    if not (in_safety or moment.state.contact.discreet):
        return False
    moment.turn.note = True
    if in_safety and talk:
        moment.state.contact.discreet, moment.state.contact.safe_time = True, ""
        moment.raise_item("red", talk.person.about.get("category", "medical"), guidance.HIDES)
        close(talk)
    else:
        moment.state.contact.paused_at = moment.now  # no check-in comes after "text us when it suits you"
        moment.raise_item("green", "asks for a pause", guidance.HIDES)
    moment.say("hidden", "safety" if in_safety else "reply")
    return True
