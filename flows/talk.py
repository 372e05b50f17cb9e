"""The vocabulary of a conversation: say, ask, do.

A flow is a generator of these steps. It knows no wording, clock, channel or database:
it sees answers, by question name, and the person's snapshot, and nothing else.
A step's name is stored data: never renamed, never used again for something else.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar, cast

from flows.acts import Act

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may know beside the text: the day it was written, the language, the choices and the question as shown."""

    today: date
    language: str = "en"
    labels: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Ok(Generic[T_co]):
    """The reply is read. `rest` is what was written beyond the answer; it is kept for the coordinator."""

    value: T_co
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """The reader is not sure. A wrong guess is worse than asking again."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """The person would rather not say."""


Reading: TypeAlias = Ok[T] | Unclear | Skipped


class Reader(Protocol[T_co]):
    """Turns a reply into a value that JSON can hold, or honestly says that it cannot. Never raises."""

    @property
    def kind(self) -> str:
        """The type of reply, e.g. `yes_no`. Stored with each answer."""
        ...

    @property
    def version(self) -> int:
        """Raised when the same words may now be read otherwise. Stored with each answer."""
        ...

    @property
    def keys(self) -> tuple[str, ...]:
        """The choices offered, by name; empty for an open question."""
        ...

    def read(self, text: str, context: Context) -> "Ok[T_co] | Unclear | Skipped": ...


@dataclass(frozen=True, slots=True)
class Person:
    """The snapshot that a flow may branch on, frozen when the conversation starts.

    `about` holds what the conversation was opened with, by name (a poster's word, a reference).
    """

    channel: str = "sms"
    known: bool = False
    shared: bool = False
    about: Mapping[str, str] = field(default_factory=dict[str, str])


class Say(NamedTuple):
    name: str
    args: Mapping[str, str]


class Ask(NamedTuple):
    """A question. `optional` ones may be skipped; then the flow gets None."""

    name: str
    reader: Reader[object]
    args: Mapping[str, str]
    optional: bool = False


class Review(NamedTuple):
    """The summary before anything is final: YES, or the name of the answer to change."""

    name: str
    of: tuple[str, ...]
    args: Mapping[str, str]


class Do(NamedTuple):
    name: str
    act: Act


Step: TypeAlias = Say | Ask | Review | Do
Flow: TypeAlias = Generator[Step, object, T]
Script: TypeAlias = Callable[[Person], Flow[object]]


def say(name: str, /, **args: str) -> Say:
    return Say(name, args)


def do(name: str, act: Act) -> Do:
    """Ask the service to act in the world, in the transaction that stores the reply. Must be yielded."""
    return Do(name, act)


def ask(name: str, reader: Reader[T], /, **args: str) -> Flow[T]:
    """A question that the conversation cannot go on without."""
    return cast(T, (yield Ask(name, reader, args)))


def ask_if_willing(name: str, reader: Reader[T], /, **args: str) -> Flow[T | None]:
    """A question that may be skipped: None when the person would rather not say."""
    return cast("T | None", (yield Ask(name, reader, args, optional=True)))


def review(name: str, of: tuple[str, ...], /, **args: str) -> Flow[None]:
    """Read the answers back. Goes on only when the person says that they are right."""
    _ = yield Review(name, of, args)


def numbered(number: int, flow: Flow[T]) -> Flow[T]:
    """A sub-script that comes more than once: its steps are told apart by a number, `words.2`. Their texts are the same."""
    reply: object = None
    while True:
        try:
            step = flow.send(reply)
        except StopIteration as end:
            return cast(T, end.value)
        if isinstance(step, Review):
            step = step._replace(of=tuple(_nth(name, number) for name in step.of))
        reply = yield step._replace(name=_nth(step.name, number))


def _nth(name: str, number: int) -> str:
    return f"{name}.{number}"


def text_of(name: str) -> str:
    """The text that a step says or asks: its name, without a number."""
    return name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a conversation ended, and which one follows at once, if any."""

    how: str
    then: str | None = None
    about: Mapping[str, str] = field(default_factory=dict[str, str])
