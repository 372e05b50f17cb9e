"""A tester that speaks the domain: transcripts in, the first difference out.

    them: hello                 what somebody writes
    bot:  hello, who_for?       what is said, by message id; a question ends in ?, its retry in ??
    desk: red suicide           an item in the queue, by level and category
    does: OpenReferral          an act carried out; `undoes:` one that is withdrawn
    wait: 2 s                   time passes (s, min, h, d); without it a minute passes before each `them`
    opens: checkin week=3       the service begins a conversation, as it does with what is due; "..." for more words

The state is saved and loaded again before every turn. Lines are compared with what the real turn did.
"""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.conversation import House, Moment, start
from bot.service_hours import OFFICE_HOURS, ServiceHours
from bot.state import Contact, Message, NewItem, Reference, State, Turn
from bot.store.ids import Ids
from bot.turn import take
from flows.acts import Act
from flows.catalogue import FLOWS
from flows.journal import dumps, loads
from flows.talk import Script
from messages.wording import Wording, load_all

UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}
ENGLISH = load_all(("en",), {"service": "us", "office": "01632 960000", "privacy_url": "-", "hours": "9 to 5"})["en"]
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class Named(Wording):
    """Says every text by its id, so that rewording breaks no transcript. Choices are the English ones: they are read."""

    def __init__(self) -> None:
        pass

    def text(self, id: str, *, discreet: bool = False, again: bool = False, **args: str) -> str:
        return f"{id}{'+' if again else ''}"

    def labels(self, id: str) -> dict[str, str]:
        return ENGLISH.labels(id) if ENGLISH.has(id) else {}

    def has(self, id: str) -> bool:
        return True


@dataclass
class Rehearsal:
    channel: str = "sms"
    contact: Contact = field(default_factory=lambda: Contact(1, "sms"))
    now: datetime = START
    flows: Mapping[str, Script] = field(default_factory=lambda: FLOWS)
    open: ServiceHours = OFFICE_HOURS

    def __post_init__(self) -> None:
        self.contact.channel = self.channel
        self.state = State(self.contact)
        self.house = House(
            {"en": Named()}, ZoneInfo("Europe/London"), ("join", "library"), Ids().new, self.flows, self.open
        )
        self.ids = Ids()
        self.raised: list[NewItem] = []  # every item so far, by screen or by hand
        self.noted = False  # whether the last message is kept as a note to the coordinator
        self.acts: dict[str, Act] = {}  # as they were carried out last, by name

    def reads(self, transcript: str) -> "Rehearsal":
        """Play the transcript; fail with both sides when what happened is not what is written."""
        turns = re.split(r"^\s*(?=them:|wait:|press:|opens:)", transcript, flags=re.MULTILINE)
        for part in filter(str.strip, turns):
            first, *expected = [line.strip() for line in part.strip().splitlines()]
            who, _, what = first.partition(":")
            if who == "wait":
                self.waits(what)
                continue
            happened = {"them": self.hears, "press": self.presses, "opens": self.opens_as_written}[who](what.strip())
            written = [re.sub(r"\s+", " ", line) for line in expected]
            assert happened == written, f"\nafter  {first}\nwritten  {written}\nhappened {happened}"
        return self

    def types(self, text: str) -> list[str]:
        """Words that say which question they answer, as a phone in the browser sends them."""
        talk = self.state.speaking_now()
        assert talk is not None
        assert talk.question is not None
        return self.hears(text, Reference(talk.id, talk.question.name), "text")

    def hears(
        self, text: str, reply_to: Reference | None = None, how: Literal["text", "button"] = "button"
    ) -> list[str]:
        self.now += timedelta(minutes=1)
        kind = "text" if reply_to is None else how
        message = Message(self.ids.new(self.now), text, kind, self.now, reply_to)
        if text.startswith("<"):
            message = replace(message, text="", kind=text.strip("<>"))  # type: ignore[arg-type]
        self.state, turn = take(self._reloaded(), message, self.now, self.house)
        self.noted = turn.note
        self.raised += turn.items
        self._shown(turn)
        return self._lines(turn)

    def waits(self, what: str) -> None:
        amount, unit = what.split()
        self.now += timedelta(**{UNITS[unit]: float(amount)}) - timedelta(minutes=1)

    def opens(self, flow: str, **about: str) -> list[str]:
        """The service begins this conversation unasked, with what it knows of them."""
        self.now += timedelta(minutes=1)
        moment = Moment(self.house, self._reloaded(), Turn(Message(0, "", "other", self.now)), self.now)
        start(moment, flow, about, urgency="prompt")
        self._shown(moment.turn)
        return self._lines(moment.turn)

    def opens_as_written(self, what: str) -> list[str]:
        flow, *known = shlex.split(what)
        return self.opens(flow, **dict(one.split("=", 1) for one in known))

    def presses(self, what: str) -> list[str]:
        """`press: question = answer` on the latest conversation."""
        question, _, label = (part.strip() for part in what.partition("="))
        return self.hears(label, Reference(self.state.talks[-1].id, question))

    def _reloaded(self) -> State:
        for talk in self.state.talks:
            talk.journal = loads(json.loads(json.dumps(dumps(talk.journal))))
        return self.state

    def _shown(self, turn: Turn) -> None:
        for reply in turn.replies:
            if reply.asks and reply.talk is not None and reply.talk.shown_at is None:
                reply.talk.shown_at = self.now
        for talk in self.state.talks:
            if talk.question and talk.shown_at is None:
                talk.shown_at = next((t.talk.shown_at for t in turn.replies if t.talk and t.talk.id == talk.id), None)

    def _lines(self, turn: Turn) -> list[str]:
        lines = [f"desk: {item.level} {item.category}" for item in turn.items]
        for deed in turn.deeds:
            if deed.do is not None:
                self.acts[deed.name] = deed.do.act
            lines.append(f"{'does' if deed.do else 'undoes'}: {type(self.acts[deed.name]).__name__}")
        for reply in turn.replies:
            names = [name for name in reply.text.splitlines() if not re.match(r"\d ", name)]
            if reply.asks:
                names[-1] = f"{names[-1].rstrip('+')}{'??' if names[-1].endswith('+') else '?'}"
            lines += [f"bot: {name}" for name in names]
        return _joined(lines)


def _joined(lines: list[str]) -> list[str]:
    """Neighbours of the same sort on one line, separated by commas."""
    out: list[str] = []
    for line in lines:
        who, _, what = line.partition(": ")
        if out and out[-1].startswith(f"{who}: "):
            out[-1] += f", {what}"
        else:
            out.append(line)
    return out
