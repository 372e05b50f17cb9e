"""Replay: run a flow over its journal, up to the first question that is not answered.

Pure. The laws, each tested in tests/replay: steps are keyed by name; a reply is filed under the
question last shown; a stored value is used as it is, and read again only when its reader has changed
and no act has followed; acts are upserts, withdrawn when a finished flow no longer yields them.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache

from flows.acts import Act
from flows.journal import Acted, Answer, Entry, Journal, Said, Words
from flows.question import Question, question_of
from flows.talk import Ask, Context, Do, Flow, Ok, Outcome, Person, Review, Say, Script, Skipped


class FlowBroken(Exception):
    """The conversation's script no longer fits its journal, or breaks a law of replay: a person must answer."""


@dataclass(frozen=True, slots=True)
class Played:
    """What one replay came to: what to say and do now, and the question that is open, or how it ended."""

    journal: Journal
    says: tuple[Say, ...]
    question: Question | None
    acts: tuple[Do, ...]
    withdrawn: tuple[str, ...]
    outcome: Outcome | None
    used: frozenset[str]


def play(
    script: Script,
    person: Person,
    journal: Journal,
    words: Words = lambda _: None,
    asked: Callable[[Question], str] = lambda _: "",
) -> Played:
    """Replay `script`. For a reader that has changed since, `words` gives the text of a stored message, and `asked`
    that of a question: both were read together.

    Raises FlowBroken when the flow raises or breaks a law; nothing of the turn may then be kept.
    """
    run = _Run(journal, words, asked)
    try:
        outcome = run.through(script(person))
    except FlowBroken:
        raise
    except Exception as error:
        raise FlowBroken(f"{script.__name__}: {error!r}") from error
    return run.result(outcome)


class _Run:
    def __init__(self, journal: Journal, words: Words, asked: Callable[[Question], str]):
        self.journal, self.words, self.asked = journal, words, asked
        self.answers = {answer.name: answer for answer in journal.answers()}
        self.names: set[str] = set()
        self.used: set[str] = set()
        self.says: list[Say] = []
        self.acts: list[Do] = []
        self.open: Question | None = None

    def through(self, flow: Flow[object]) -> Outcome | None:
        """Drive the generator; None when it stopped at an open question."""
        reply: object = None
        try:
            while True:
                step = flow.send(reply)
                self._once(step.name)
                reply = None
                if isinstance(step, Say):
                    self.says.append(step)
                elif isinstance(step, Do):
                    self.acts.append(step)
                elif self._answered(step):
                    self.used.add(step.name)
                    reply = self.answers[step.name].value
                else:
                    self.open = question_of(step)
                    flow.close()
                    return None
        except StopIteration as end:
            return end.value if isinstance(end.value, Outcome) else Outcome("done")

    def _once(self, name: str) -> None:
        if name in self.names:
            raise FlowBroken(f"the step {name!r} came twice in one replay; give a sub-script used twice a prefix")
        self.names.add(name)

    def _answered(self, step: Ask | Review) -> bool:
        answer = self.answers.get(step.name)
        if answer is None or isinstance(step, Review):
            return answer is not None
        if answer.value is None:
            return step.optional
        if step.reader.keys:  # a choice is its key, whatever its label was then
            return answer.value in step.reader.keys
        if (answer.kind, answer.version) == (step.reader.kind, step.reader.version):
            return True
        return self._read_again(answer, step)

    def _read_again(self, answer: Answer, step: Ask) -> bool:
        """The reader has changed. Words that an act already rests on keep the value they had."""
        texts = [self.words(m) for m in answer.messages]
        if self.journal.acted_since(answer) or None in texts:
            return answer.kind == step.reader.kind
        context = Context(answer.on, answer.language, question=self.asked(question_of(step)))
        reading = step.reader.read(" ".join(t for t in texts if t), context)
        if not isinstance(reading, Ok):
            return isinstance(reading, Skipped) and step.optional
        fresh = answer._replace(value=reading.value, kind=step.reader.kind, version=step.reader.version)
        self.journal, self.answers[fresh.name] = self.journal.plus([fresh]), fresh
        return True

    def result(self, outcome: Outcome | None) -> Played:
        done, said = self.journal.acted(), self.journal.said()
        acts = tuple(do for do in self.acts if done.get(do.name) != digest(do.act))
        says = tuple(say for say in self.says if say.name not in said)
        gone = tuple(n for n in done if n not in self.names) if outcome else ()
        entries: list[Entry] = [Said(s.name) for s in says]
        entries += [Acted(do.name, digest(do.act)) for do in acts]
        journal = self.journal.without_acts(gone).plus(entries)
        return Played(journal, says, self.open, acts, gone, outcome, frozenset(self.used))


@lru_cache(maxsize=1024)
def digest(act: Act) -> str:
    """Tells two arguments of an act apart: 8 hexadecimal digits, within one name in one conversation.

    Arguments that have their default do not count, so that a field added later changes no digest.
    """
    told = [(f.name, value) for f in fields(act) if (value := getattr(act, f.name)) != f.default]
    return hashlib.blake2b(f"{type(act).__name__}{told}".encode(), digest_size=4).hexdigest()
