"""A phone that several people use: who is writing is asked before anything that belongs to one of them. Pure.

Their words are in the queue already, should they never say. Whoever spoke a day ago may have put the phone down.
"""

from datetime import datetime, timedelta

from bot.conversation import Moment, start
from bot.state import Contact, Talk
from flows.commands import Command, Heard

SPEAKER_KNOWN_FOR = timedelta(hours=24)
PERSONAL = ("self_referral", "carer_referral", "family_referral", "agreement")  # not for whoever else has the phone
SHOWS_THE_QUESTION = (Command.BACK, Command.MENU, Command.START)


def is_speaker_known(contact: Contact, now: datetime) -> bool:
    return not contact.shared or (contact.spoke_at is not None and now - contact.spoke_at < SPEAKER_KNOWN_FOR)


def may_be_another(moment: Moment, talk: Talk | None, heard: Heard | None) -> bool:
    """Words, or a command that shows the question, for a conversation that belongs to one of those who use it."""
    if talk is None or talk.flow not in PERSONAL or is_speaker_known(moment.state.contact, moment.now):
        return False
    return heard is None or heard.command in SHOWS_THE_QUESTION


def ask_who(moment: Moment, talk: Talk | None) -> None:
    """First a name; `talk` is the conversation that waits beneath."""
    about: dict[str, str] = {}
    if talk is not None:
        told = talk.journal.answer("referrer_name" if talk.flow == "family_referral" else "name")
        about = {"expected": str(told.value or "") if told else ""}
    moment.raise_item("green", "wrote to us", moment.message.text)
    start(moment, "who_is_speaking", about)
    moment.turn.note = True
