"""The answer to our own question about the rhythm: any day, hour, pace or way that it names."""

from flows.answers.readers import TextReader
from flows.answers.rhythm.wish import change_in
from flows.talk import Context, Ok, Unclear

SCALE = "0 to 10"  # words of ours that somebody sends back, and no hour


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    change = None if SCALE in text else change_in(text, context.language)
    return Ok(change.packed()) if change else Unclear()


a_rhythm = TextReader("rhythm", _read)
