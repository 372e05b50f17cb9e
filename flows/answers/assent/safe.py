"""Safe or not: yes and no, and what people write instead ("I am safe", "not safe").

A doubt beside a yes ("yes but he is coming back") is no yes: whoever may be in danger is asked again. Nor is what
would answer the question in its own words or by a measure ("a bit", "he is here"), half a yes ("more or less"), or a deed
("done").
"""

from flows.answers.assent.plain_words import plainly
from flows.answers.readers import TextReader
from flows.answers.words import Reply, only_between, reply_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Phrases, Vocabulary, heard


def _read(text: str, context: Context) -> Ok[bool] | Unclear:
    v = heard(context.language)
    reply = reply_of(text, v)
    said = plainly(text, v)[1]
    if _holds(reply, v.safe.no):
        return Unclear() if isinstance(said, Ok) and said.value else Ok(value=False)
    if isinstance(said, Ok) and not said.value:
        return said
    if reply.asks(len(reply.words)) or _holds(reply, v.yes_no.doubt) or _holds(reply, v.safe.doubt):
        return Unclear()
    return Ok(value=True) if _says_safe(reply, v) else said


def _holds(reply: Reply, phrases: Phrases) -> bool:
    return any(phrases.at(reply.folded, i) for i in range(len(reply.words)))


def _says_safe(reply: Reply, v: Vocabulary) -> bool:
    lists = (v.safe.yes, v.yes_no.yes, v.yes_no.yes_alone, v.common.greetings, v.common.lead_in, v.common.polite)
    return _holds(reply, v.safe.yes) and only_between(reply, 0, len(reply.words), *lists)


safe_or_not = TextReader("safe_or_not", _read, version=3)
