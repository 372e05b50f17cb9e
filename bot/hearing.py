"""What a message asks for by name: a command, JOIN or a poster's word. Pure."""

from bot.conversation import TEAM, Moment
from bot.on_programme import has_rest, of_speaker
from flows.commands import Command, Heard, command_at, read_command

OF_STAFF = (Command.STOP, Command.START, Command.BACK)  # in the team's questions; theirs are in crew/
EDITABLE = (Command.STOP, Command.WRONG_NUMBER, Command.PAUSE)  # silence does no harm twice; a BACK would go back again


def is_a_beginning(moment: Moment, heard: Heard) -> bool:
    """START from somebody who never stopped is a first hello (Telegram's own first word is /start)."""
    contact, one = moment.state.contact, of_speaker(moment)
    if contact.paused_at is not None or (one is not None and has_rest(moment, one)):
        return False
    return heard.command is Command.START and contact.state == "ok"


def command(moment: Moment) -> Heard | None:
    """A command, unless a button was pressed or the open question's own choices hold the word."""
    message, talk = moment.message, moment.state.speaking_now()
    if message.opt_out:
        return Heard(Command(message.opt_out.lower()))
    if message.kind != "text":
        return None
    question = talk.question if talk else None
    labels = moment.voice.labels(question) if question else ()
    language, kind = moment.state.contact.language, question.kind if question else ""
    heard = command_at(message.text, labels, language, kind, moment.context(question))
    if message.is_edit:
        return heard if heard and heard.command in EDITABLE else None
    if talk is not None and talk.flow == TEAM:
        return heard if heard and heard.command in OF_STAFF else None
    if (
        heard is None
        and kind == "free_text"
        and (said := read_command(message.text, language))
        and said.command is Command.HUMAN
    ):
        moment.raise_item("green", "asks for a person", message.text)  # "someone to talk to": perhaps a wish too
    return heard


def keyword(moment: Moment) -> str | None:
    """JOIN or a poster's word; after a Telegram /start anything else counts as no poster's, because the word
    is kept where reports count it, not sealed, and must not be the sender's own."""
    word, posters = moment.message.text.strip().casefold(), moment.house.poster_words
    if word.startswith("/start "):
        payload = word.removeprefix("/start ").strip()
        return payload if payload in posters else ""
    return word if word in posters else None
