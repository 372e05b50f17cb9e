"""A number from 0 to 10, given once and plainly: "7", "seven out of ten", "7/10", "about a 7".

Two numbers, a range, "more than 5" and "7 cats" are not an answer.
"""

import re

from flows.answers.numbers import with_numbers
from flows.answers.readers import TextReader
from flows.answers.words import Reply, framed, reply_of
from flows.talk import Context, Ok, Unclear
from messages.heard import Vocabulary, heard


def _score_at(reply: Reply, i: int, v: Vocabulary) -> tuple[int, int] | None:
    """The score at this word, and where it ends."""
    word = reply.words[i]
    if out_of := re.fullmatch(r"(10|\d)/10", word.text):
        return int(out_of.group(1)), i + 1
    about = re.fullmatch(r"(\d{1,2})([^\W\d]+)", reply.folded[i])
    if about and about.group(2) in v.scale.about:
        return int(about.group(1)), i + 1
    if word.number is None or word.ordinal:
        return None
    ends = v.scale.out_of_ten.at(reply.folded, i + 1)
    return word.number, i + 1 + (ends[0] if ends else 0)


def _minus(reply: Reply, i: int) -> bool:
    return re.search(r"(?:^|\s)[-−]$", reply.text[: reply.words[i].start]) is not None and i == 0


def _stands_alone(rest: str, v: Vocabulary) -> bool:
    """A second score in what follows: "7, or no, 8"."""
    reply = with_numbers(reply_of(rest, v), v)
    return any(_answer(reply, i, v, alone=True) is not None for i in range(len(reply.words)))


def _answer(reply: Reply, i: int, v: Vocabulary, alone: bool = False) -> Ok[int] | None:
    score = _score_at(reply, i, v)
    if score is None or not 0 <= score[0] <= 10 or _minus(reply, i):
        return None
    rest = framed(reply, i, score[1], v, v.scale.before, v.scale.after)
    if rest is None or (not alone and rest and _stands_alone(rest, v)):
        return None
    return Ok(score[0], rest)


def _read(text: str, context: Context) -> Ok[int] | Unclear:
    v = heard(context.language)
    reply = with_numbers(reply_of(text, v), v)
    first = next((i for i in range(len(reply.words)) if _score_at(reply, i, v)), None)
    return (_answer(reply, first, v) if first is not None else None) or Unclear()


scale_0_10 = TextReader("scale_0_10", _read)
