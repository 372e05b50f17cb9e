""" "No, 6": the answer before, put right after it was read back. Only a score or a day, and only with a word that says so:
a bare "6" answers the question on show."""

from flows.answers import reader
from flows.answers.words import skip_over, words_of
from flows.journal import Answer, Journal
from flows.talk import Context, Ok
from messages.heard import Vocabulary, heard

READ_BACK = ("scale_0_10", "date")


def corrected(journal: Journal, text: str, message: int) -> Journal | None:
    """The journal with its last answer put right, or None when `text` corrects nothing."""
    last = journal.last_answer()
    if last is None or last.kind not in READ_BACK or last.value is None:
        return None
    told = _told(text, last, heard(last.language))
    reading = reader(last.kind).read(told, Context(last.on, last.language)) if told else None
    if not isinstance(reading, Ok) or reading.rest or reading.value == last.value:
        return None
    return journal.plus([last._replace(value=reading.value, messages=(message,))])


def _told(text: str, last: Answer, v: Vocabulary) -> str:
    """What follows "no", "sorry, I meant" or "not 7"; nothing when the text does not begin so."""
    reply = words_of(text)
    start = skip_over(reply, 0, v.common.corrects)
    denied = v.choice.denies.at(reply.folded, start)
    if denied and reply.folded[start + denied[0] : start + denied[0] + 1] == (str(last.value),):
        start = skip_over(reply, start + denied[0] + 1, v.common.corrects)
    return reply.rest(start) if start else ""
