"""A choice whose first one is "none", and must be certain: for questions about self-harm.

"Hardly ever", "not often" and "not really" are no "Not at all" there: they are asked again. Whatever says more than none is
read as in any choice, because a person looks at it.
"""

from dataclasses import dataclass

from flows.answers.choosing.choices import choice
from flows.answers.choosing.places import counted_in
from flows.answers.choosing.shown import meanings
from flows.answers.numbers import with_numbers
from flows.answers.words import Reply, reply_of, skip_over, words_of
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import Vocabulary, heard

NONE = ("never", "notatall", "none")  # the meanings that are no less than none


@dataclass(frozen=True, slots=True)
class NoneForCertain:
    keys: tuple[str, ...]
    kind: str = "none_for_certain"
    version: int = 1

    def read(self, text: str, context: Context) -> Ok[str] | Unclear | Skipped:
        reading = choice(*self.keys).read(text, context)
        if not isinstance(reading, Ok) or reading.value != self.keys[0]:
            return reading
        label = (context.labels or self.keys)[0]
        return reading if _is_none(text, label, len(self.keys), heard(context.language)) else Unclear()


def none_for_certain(*keys: str) -> NoneForCertain:
    return NoneForCertain(keys)


def _is_none(text: str, label: str, count: int, v: Vocabulary) -> bool:
    """The whole reply, courtesies apart, is the first choice: by its words, its number, or a plain no."""
    reply = reply_of(text, v)
    ends = (k for k in range(1, len(reply.words) + 1) if skip_over(reply, k, v.common.polite) == len(reply.words))
    said = reply.folded[: next(ends, 0)]
    counted = counted_in(with_numbers(reply, v), count, v)
    return said == words_of(label).folded or counted == (0, "") or _says_none(reply, said, v)


def _says_none(reply: Reply, said: tuple[str, ...], v: Vocabulary) -> bool:
    meaning = meanings(v.language).meanings.get(said)
    plain_no = len(said) == 1 and meaning is None and v.yes_no.no.at(reply.folded, 0) is not None
    return plain_no or meaning in NONE
