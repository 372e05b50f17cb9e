"""An answer that is taken back: "10. no thats wrong way up. 1", "the 2nd, I beg your pardon, the 4th".

Only where both sides answer by themselves, and differently: else what sounds like second thoughts may be said of
anything ("Tuesday, sorry I can't do Monday").
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from flows.answers.words import Reply, reply_of
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import Vocabulary, heard

T = TypeVar("T")
MOST = 60  # words: in a longer story much is taken back that was no answer
How = Callable[[str, Context], Ok[T] | Unclear | Skipped]


def second_thoughts(text: str, context: Context, how: How[T]) -> Ok[T] | None:
    """The last answer, where it takes back the first."""
    v = heard(context.language)
    reply = reply_of(text, v)
    if len(reply.words) > MOST:
        return None
    for start, end in _turns(reply, v):
        if end == start + 1 and isinstance(how(reply.words[start].text, context), Ok):
            continue  # "no" is itself an answer here
        last = how(reply.rest(end), context)
        first = how(reply.before(start), context) if isinstance(last, Ok) else Unclear()
        if isinstance(last, Ok) and isinstance(last.value, bool) and reply.folded[end - 1] in v.yes_no.nots.from_word:
            continue  # "no, not worrying me"
        if isinstance(first, Ok) and isinstance(last, Ok) and first.value != last.value:
            whole = how(text, context)  # "3rd of April, no hang on, the 10th" is of April too
            meant = whole if isinstance(whole, Ok) and whole.value != first.value else last
            return Ok(meant.value, reply.text.strip())
    return None


def _turns(reply: Reply, v: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where second thoughts begin and end, the last first; never at either end of the reply."""
    for i in range(len(reply.words) - 2, 0, -1):
        word = reply.folded[i]
        if word in v.common.takes_back.from_word and (hit := v.common.takes_back.at(reply.folded, i)):
            yield from ((i, end) for end in (i + hit[0], i + hit[0] - 1) if end > i)  # "sorry, no" may be the answer
        elif word in v.clauses.no and (_apart(reply, i) or _between_numbers(reply, i, v)):
            yield i, i + 1


def _apart(reply: Reply, i: int) -> bool:
    return reply.breaks_before(i) and reply.breaks_before(i + 1)


def _between_numbers(reply: Reply, i: int, v: Vocabulary) -> bool:
    """ "3 no 4"."""
    return all(reply.folded[k][0].isdecimal() or reply.folded[k] in v.numbers.words for k in (i - 1, i + 1))
