"""Their own words, as written."""

import unicodedata

from flows.answers.readers import TextReader
from flows.talk import Context, Ok, Unclear


def _read(text: str, context: Context) -> Ok[str] | Unclear:
    """A reply of nothing but spaces and invisible signs says nothing."""
    said = text.strip()
    seen = any(unicodedata.category(c)[0] not in "CZ" for c in said)
    return Ok(said) if seen else Unclear()


free_text = TextReader("free_text", _read, version=2, own_words=True)
