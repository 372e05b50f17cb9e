"""Somebody writes in a language that we have no texts in: one line in it with 999, a person with an interpreter, and no
more questions in English until they ask for them with a command. Pure."""

from bot.conversation import TEAM, Moment
from bot.guidance import contact_rules
from bot.speech import speak
from flows.languages import is_foreign, other_language
from messages.helplines import as_variables
from messages.languages import Language, languages


def takes_over(moment: Moment, only_this: bool = False) -> bool:
    """Whether this text, or (unless `only_this`) one before, is in such a language; then it waits for an interpreter."""
    contact, talk = moment.state.contact, moment.state.speaking_now()
    if talk is not None and talk.flow == TEAM:
        return False
    found = other_language(moment.message.text)
    if found is not None and (found.code == contact.language or found.code in moment.house.wordings):
        return False
    language = found or _known(None if only_this else contact.unread_language)
    if language is None:
        return _unknown(moment)
    moment.turn.note = True
    why = f"needs an interpreter for {language.name}: {moment.message.text}"
    moment.raise_item("amber", f"writes in {language.name}", why, contact_rules(moment))
    if contact.unread_language != language.code:
        contact.unread_language = language.code
        moment.turn.replies += speak(moment.voice, [_line(moment, language)], None, "safety")
    return True


def _unknown(moment: Moment) -> bool:
    """Letters of a script that nobody has named to us: a person looks, and what can be read is still answered."""
    if is_foreign(moment.message.text):
        moment.raise_item("amber", "writes in another language", moment.message.text, contact_rules(moment))
    return False


def _line(moment: Moment, language: Language) -> str:
    said = language.danger.format(**as_variables(moment.house.open.nation))
    return said or moment.voice.text("language_seen")


def _known(code: str | None) -> Language | None:
    return next((one for one in languages() if one.code == code), None) if code else None
