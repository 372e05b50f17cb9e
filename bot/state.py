"""What a turn starts from and what it comes to. Plain data: nothing here does anything.

`Contact` and `Talk` are loaded by the store, changed by the turn, and written back when they differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Literal, NamedTuple

from flows.acts import Part
from flows.danger import Finding
from flows.journal import Journal
from flows.question import Question
from flows.talk import Do, Person

Kind = Literal["text", "button", "picture", "voice", "location", "call", "other"]
Urgency = Literal["safety", "reply", "prompt", "reminder", "first"]
ContactState = Literal["ok", "opted_out", "unreachable", "wrong_number", "forgotten"]
ReferralState = Literal["none", "incomplete", "complete", "awaiting_agreement", "taken", "closed"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The question that a reply is known to belong to: a pressed button, or what a screen was showing."""

    conversation: int
    question: str


EDITED = Reference(0, "edited")  # matches no question: a change to earlier words must not answer the one open now


@dataclass(frozen=True, slots=True)
class Message:
    """One stored inbound message. `at` is when it was sent, as far as the provider tells."""

    id: int
    text: str
    kind: Kind
    at: datetime
    reply_to: Reference | None = None
    opt_out: Literal["", "STOP", "START", "HELP"] = ""  # what the provider has answered already

    @property
    def is_edit(self) -> bool:
        """New words for an earlier message: screened like any, and neither an answer nor a command a second time."""
        return self.reply_to == EDITED


class OnProgramme(NamedTuple):
    """An episode of somebody who uses a contact point, as far as a turn needs it. Days are ISO dates; `hour` is in wall
    time. `worker`, `name` and `cares_for` (whom a caregiver looks after) are names, "" where none is known."""

    episode: int
    person: int | None
    role: Literal["resident", "carer", "team"]
    state: Literal["active", "held"]
    started_on: str
    weeks: int
    day: int
    hour: str
    pace: int
    cap: int
    paused_from: str | None = None
    paused_until: str | None = None
    next_at: datetime | None = None
    worker: str = ""
    name: str = ""
    cares_for: str = ""


@dataclass(slots=True)
class Contact:
    """A contact point: one address on one channel. Not a person; several may share it."""

    id: int
    channel: str
    state: ContactState = "ok"
    language: str = "en"
    discreet: bool = False
    safe_time: str = "any"
    shared: bool = False
    human_owns: bool = False
    human_at: datetime | None = None
    paused_at: datetime | None = None
    speaking: int | None = None
    spoke_at: datetime | None = None
    last_in_at: datetime | None = None
    minor_at: datetime | None = None  # when somebody under 18 last wrote from here
    red_at: datetime | None = None  # when danger was last seen in what came from here
    amber_at: datetime | None = None  # when words that worried were last answered with a kind line
    deaf_at: datetime | None = None  # when they last said that they cannot hear: never ring
    unread_language: str | None = None  # the language they write in, when we have none of its texts
    referral: ReferralState = "none"
    referred: Literal["", "begun", "asked", "said_yes"] = ""  # what they may hear of somebody they referred
    programmes: tuple[OnProgramme, ...] = ()  # the episodes that go on here, the oldest first
    followed: tuple[OnProgramme, ...] = ()  # those that are over, where a follow-up is still to come

    @property
    def is_staffs(self) -> bool:
        """Whether a member of staff is asked here how the team works together: their phone is known to be theirs."""
        return any(one.role == "team" for one in self.programmes)

    @property
    def may_be_asked(self) -> str:
        """The part of the day in which we may write first; "" for never."""
        return self.safe_time if self.discreet and not self.is_staffs else "any"


@dataclass(slots=True)
class Talk:
    """One conversation of a contact point. `shown_at` is when the provider took its open question."""

    id: int
    flow: str
    person: Person
    journal: Journal = field(default_factory=Journal)
    question: Question | None = None
    state: Literal["open", "done", "expired", "person"] = "open"
    asking: int | None = None
    shown_at: datetime | None = None
    started_at: datetime | None = None
    texts: dict[int, str] = field(default_factory=dict[int, str])  # words that may have to be read again
    is_new: bool = True


# dataclasses.replace does the same in four times the time, for every message
_contact_values = attrgetter(*(field.name for field in fields(Contact)))
_talk_values = attrgetter(*(field.name for field in fields(Talk)))


@dataclass(slots=True)
class State:
    contact: Contact
    talks: list[Talk] = field(default_factory=list[Talk])
    lately: list[str] = field(default_factory=list[str])  # their last texts in which nothing was found, oldest first

    def copy(self) -> "State":
        """Its own contact and talks; journals and questions are frozen and shared."""
        talks = [Talk(*_talk_values(talk)) for talk in self.talks]
        for talk in talks:
            talk.texts = dict(talk.texts)
        return State(Contact(*_contact_values(self.contact)), talks, list(self.lately))

    def speaking_now(self) -> Talk | None:
        """One conversation speaks per contact point: the latest that is open."""
        return next((t for t in reversed(self.talks) if t.state == "open"), None)


@dataclass(frozen=True, slots=True)
class Picture:
    """Then and now, to be drawn: bars of a label and two scores, 0 to 10; and what the two are called."""

    title: str
    then: str
    now: str
    bars: tuple[tuple[str, int, int], ...]

    @property
    def in_words(self) -> str:
        """The same for whoever does not see it."""
        bars = (f"{label}: {self.then} {then}, {self.now} {now}." for label, then, now in self.bars)
        return " ".join([f"{self.title}.", *bars])


@dataclass(frozen=True, slots=True)
class Reply:
    """One text to hand over. The last one of a question carries it. `picture`: what the text stands below, or for."""

    text: str
    urgency: Urgency = "reply"
    talk: Talk | None = None
    asks: bool = False
    buttons: Mapping[str, str] = field(default_factory=dict[str, str])
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class NewItem:
    """Something for the triage queue. `why` may hold the sender's own words; it is sealed.

    `part` is the sender's in it; `finding` what the risk screen found, where it is that which raised the item.
    """

    level: Literal["red", "amber", "green"]
    category: str
    why: str
    part: Part = "at_risk"
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """An act of a conversation, to be carried out, amended, or (`act` None) withdrawn."""

    talk: Talk
    name: str
    do: Do | None


@dataclass(slots=True)
class Turn:
    """All that one message leads to. Written in one transaction, or not at all.

    `talk` is the conversation that the message is kept with: when it closes one and begins another, the one it begins.
    """

    message: Message
    replies: list[Reply] = field(default_factory=list[Reply])
    items: list[NewItem] = field(default_factory=list[NewItem])
    deeds: list[Deed] = field(default_factory=list[Deed])
    audit: list[str] = field(default_factory=list[str])
    talk: Talk | None = None
    note: bool = False
