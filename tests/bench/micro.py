"""The pure parts by themselves, in microseconds: replay, reading, the danger screen, and a whole turn."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app import wordings_of
from bot.conversation import House
from bot.settings import load
from bot.state import Contact, Message, State
from bot.store.contacts import pack, unpack
from bot.store.ids import Ids
from bot.turn import take
from flows.catalogue import FLOWS
from flows.commands import command_at
from flows.danger import screen
from flows.question import file_reply
from flows.replay import play
from flows.talk import Context
from tests.bench.dialogue import TEXTS
from tests.serving import KEY

SECONDS = 0.3  # spent on each
START = datetime(2026, 11, 23, 10, tzinfo=UTC)


def microseconds(work: Callable[[], object]) -> float:
    """The best of five: what the machine does beside it only ever adds."""
    _ = work()
    best, count = float("inf"), 1
    began = time.perf_counter()
    while time.perf_counter() - began < SECONDS or count < 5:
        start = time.perf_counter()
        for _ in range(10):
            _ = work()
        best, count = min(best, (time.perf_counter() - start) / 10), count + 1
    return best * 1e6


def house() -> House:
    settings = load(None, secret_key=KEY, out_of_hours="none")
    return House(wordings_of(settings), ZoneInfo("Europe/London"), ("join",), Ids().new)


def states(service: House) -> list[State]:
    """The state of one phone before each text of the dialogue, and after the last."""
    state, now, seen = State(Contact(1, "sms")), START, list[State]()
    for n, text in enumerate(TEXTS, 1):
        seen.append(state)
        now += timedelta(minutes=1)
        state, turn = take(state, Message(n, text, "text", now), now, service)
        for reply in turn.replies:
            if reply.asks and reply.talk:
                reply.talk.shown_at = now
    return [*seen, state]


def whole_turns(service: House, before: Sequence[State]) -> Callable[[], object]:
    def work() -> None:
        for n, text in enumerate(TEXTS):
            now = START + timedelta(minutes=n + 1)
            _ = take(before[n], Message(n + 1, text, "text", now), now, service)

    return work


def rows() -> list[tuple[str, float]]:
    service = house()
    before = states(service)
    last = before[-2].talks[-1]
    body, script = pack(last), FLOWS[last.flow]
    context = Context(date(2026, 11, 23), "en")
    return [
        (f"replay of {len(last.journal.answers())} answers", microseconds(lambda: play(script, last.person, last.journal))),
        ("the same with its JSON in and out", microseconds(lambda: (unpack(body), play(script, last.person, last.journal), pack(last)))),
        ("danger screen, a text", each(lambda text: screen(text))),
        ("commands, a text", each(lambda text: command_at(text, (), "en"))),
        ("reading, a reply", readings(before, context)),
        ("a whole turn, pure", microseconds(whole_turns(service, before)) / len(TEXTS)),
    ]  # fmt: skip


def each(work: Callable[[str], object]) -> float:
    return microseconds(lambda: [work(text) for text in TEXTS]) / len(TEXTS)


def readings(before: Sequence[State], context: Context) -> float:
    """Each reply of the dialogue, read as the answer to its own question."""
    asked = [(state.talks[-1], text) for state, text in zip(before, TEXTS, strict=False) if state.talks]
    known = [(talk.journal, talk.question, text) for talk, text in asked if talk.question]
    return microseconds(lambda: [file_reply(j, q, text, context, 1) for j, q, text in known]) / len(known)
