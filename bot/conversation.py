"""Driving one contact's conversations: start a flow, play it on, ask, end, resume. Pure.

Each function changes the `State` it is given and adds to the `Turn`; reception writes both.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.service_hours import OFFICE_HOURS, ServiceHours
from bot.speech import Voice, shown, speak, voice
from bot.state import Deed, Message, NewItem, State, Talk, Turn, Urgency
from flows.acts import Part
from flows.catalogue import FLOWS
from flows.danger import Finding
from flows.death import HELD
from flows.journal import Journal
from flows.minors import UNDER_18
from flows.pause import PAUSED
from flows.question import Question
from flows.replay import FlowBroken, Played, play
from flows.safety import QUIET
from flows.talk import Context, Outcome, Person, Script
from flows.who_is_speaking import ANOTHER
from messages.wording import Wording

SAFETY = "safety"  # the conversation that interrupts every other
TEAM = "team_checkin"  # the only one that is staff's own
CHECKINS = (
    "baseline",
    "checkin",
    "carer_checkin",
    "review",
    TEAM,
    "sharing",
)  # a new one takes the place of an older


@dataclass(frozen=True, slots=True)
class House:
    """What every turn may know of the service: its words, zone, posters, a source of ids, and when people read."""

    wordings: Mapping[str, Wording]
    zone: ZoneInfo
    poster_words: tuple[str, ...]
    new_id: Callable[[datetime], int]
    flows: Mapping[str, Script] = field(default_factory=lambda: FLOWS)
    open: ServiceHours = OFFICE_HOURS
    texts_from: time = time(8)  # unprompted ones, in wall time
    texts_until: time = time(20)


@dataclass(slots=True)
class Moment:
    """One message being answered: the state it changes and the turn it adds to."""

    house: House
    state: State
    turn: Turn
    now: datetime

    @property
    def message(self) -> Message:
        return self.turn.message

    @property
    def voice(self) -> Voice:
        return voice(self.house.wordings, self.state.contact, self.now)

    def say(self, name: str, /, urgency: Urgency = "reply", **args: str) -> None:
        self.turn.replies += speak(self.voice, [self.voice.text(name, **args)], None, urgency)

    def raise_item(
        self,
        level: str,
        category: str,
        why: str,
        guidance: Iterable[str] = (),
        part: Part = "at_risk",
        finding: Finding | None = None,
    ) -> None:
        """`guidance`: what whoever takes it must know first, a line each, below the words that caused it."""
        words = "\n".join([why, *guidance])
        self.turn.items.append(NewItem(level, category, words, part, finding))  # type: ignore[arg-type]

    def context(self, question: Question | None) -> Context:
        today = self.message.at.astimezone(self.house.zone).date()
        labels, asked = (self.voice.labels(question), self.voice.asked(question)) if question else ((), "")
        return Context(today, self.state.contact.language, labels, asked)


def asked(state: State) -> str:
    """The name of the question that is open."""
    talk = state.speaking_now()
    return talk.question.name if talk and talk.question else ""


def start(
    moment: Moment, flow: str, about: Mapping[str, str], says: Sequence[str] = (), urgency: Urgency = "reply"
) -> None:
    """Open a conversation and speak its first words."""
    contact = moment.state.contact
    person = Person(contact.channel, contact.referral != "none", contact.shared, dict(about))
    talk = Talk(moment.house.new_id(moment.now), flow, person, started_at=moment.now)
    moment.state.talks.append(talk)
    moment.turn.talk = talk
    _ = go_on(moment, talk, list(says), urgency)


def go_on(moment: Moment, talk: Talk, says: list[str], urgency: Urgency = "reply") -> Played:
    """Replay, do what is new, say what is new, and ask the next question, or end and hand over."""
    played = replayed(moment, talk)
    says = says + [moment.voice.say(step) for step in played.says]
    if played.outcome is not None:
        end(moment, talk, played.outcome, says, urgency)
    else:
        ask(moment, talk, played.question, says, urgency)
    moment.turn.replies += shown(moment.voice, (do.act for do in played.acts), talk)
    return played


def _played(moment: Moment, talk: Talk, journal: Journal) -> Played:
    flows = moment.house.flows
    if talk.flow not in flows:
        raise FlowBroken(f"there is no conversation called {talk.flow!r} any more")
    return play(flows[talk.flow], talk.person, journal, talk.texts.get, moment.voice.asked)


def question_without(moment: Moment, talk: Talk, answer: str) -> Question | None:
    """The question that would be open if this answer had not been given; nothing is done or said."""
    return _played(moment, talk, talk.journal.without_answers([answer])).question


def replayed(moment: Moment, talk: Talk) -> Played:
    played = _played(moment, talk, talk.journal)
    talk.journal = played.journal
    moment.turn.deeds += [Deed(talk, do.name, do) for do in played.acts]
    moment.turn.deeds += [Deed(talk, name, None) for name in played.withdrawn]
    return played


def ask(moment: Moment, talk: Talk, question: Question | None, says: list[str], urgency: Urgency = "reply") -> None:
    """Show a question. One that was on show before stays shown while its new wording is on the way."""
    if talk.question is None or question is None or talk.question.name != question.name:
        talk.shown_at = None
    talk.question = question
    moment.turn.replies += speak(moment.voice, says, talk, urgency)


def close(talk: Talk) -> None:
    """Nothing more is asked in it."""
    talk.state, talk.question, talk.asking, talk.shown_at = "done", None, None, None


def end(moment: Moment, talk: Talk, outcome: Outcome, says: list[str], urgency: Urgency) -> None:
    close(talk)
    if talk.flow == "who_is_speaking":
        moment.state.contact.spoke_at = moment.now
    if outcome.how == UNDER_18 and talk.flow != "family_referral":  # there it is the other person's age
        moment.state.contact.minor_at = moment.now
    if outcome.how == ANOTHER:
        leave_to_a_person(moment)
    if outcome.how == PAUSED:
        ask_no_more(moment, CHECKINS)
    if outcome.how == HELD:
        ask_no_more(moment, [talk.flow for talk in moment.state.talks])
    if outcome.then:
        start(moment, outcome.then, outcome.about, says)
    elif outcome.how == QUIET:  # what was interrupted is offered again when they write
        moment.turn.replies += speak(moment.voice, says, None, urgency)
    elif (beneath := moment.state.speaking_now()) is not None and moment.state.contact.state == "ok":
        resume(moment, beneath, says)
    else:
        moment.turn.replies += speak(moment.voice, says, talk, urgency)


def ask_no_more(moment: Moment, flows: Collection[str]) -> None:
    """What these conversations were asking is over."""
    for talk in moment.state.talks:
        if talk.flow in flows:
            close(talk)


def leave_to_a_person(moment: Moment) -> None:
    """Somebody else has the phone: what is open belongs to another, and its question is asked here no more."""
    for talk in moment.state.talks:
        close(talk)
    why = "somebody else wrote while questions were open: ring to finish them"
    moment.raise_item("green", "two people on this phone", why)


def resume(moment: Moment, talk: Talk, says: list[str]) -> None:
    """Offer the interrupted conversation again: the same question, from the start."""
    question = replace(talk.question, tries=0) if talk.question else None
    talk.question = None
    ask(moment, talk, question, says)
