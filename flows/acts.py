"""What a flow may do to the world. Data only: the service carries an act out, by name, once.

An act is an upsert: yielded again with other arguments it amends; no longer yielded by a finished
flow it is withdrawn. Each class says what withdrawing means, or why it cannot be withdrawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, cast

Level = Literal["red", "amber", "green"]
Source = Literal["self", "family", "carer"]
Part = Literal["at_risk", "witness", "may_have_caused_harm"]  # the sender's, in what happened


@dataclass(frozen=True, slots=True)
class Act:
    withdrawal: ClassVar[str]


@dataclass(frozen=True, slots=True)
class OpenReferral(Act):
    """Put a referral in the coordinators' queue, incomplete until CompleteReferral."""

    withdrawal = "the referral is closed as withdrawn; what was learnt stays until retention removes it"
    source: Source
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Learn(Act):
    """One thing the person told us, filed under `field` on their referral."""

    withdrawal = "the field is emptied"
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class CompleteReferral(Act):
    withdrawal = "the referral is marked incomplete again"


@dataclass(frozen=True, slots=True)
class RaiseItem(Act):
    """Ask for a person: an item in the triage queue. `part` is the sender's part in it."""

    withdrawal = (
        "it stays, with a note that the sender has corrected what caused it: people judge that, not the service"
    )
    level: Level
    category: str
    why: str
    part: Part = "at_risk"


@dataclass(frozen=True, slots=True)
class KeepDiscreet(Act):
    """Others see this phone: repeat nothing on it, and text unprompted only in `safe_time`; never when that is ""."""

    withdrawal = "the contact point is no longer marked as seen by others"
    safe_time: str = ""


@dataclass(frozen=True, slots=True)
class InvitePerson(Act):
    """Send one neutral first message to the person referred, if the rules for first messages allow it."""

    withdrawal = "an invitation that has not been sent is cancelled; a sent one cannot be unsent"
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class AcceptInvitation(Act):
    """The person referred agrees for themselves: the referral that was waiting for them goes on, as theirs."""

    withdrawal = "the referral waits for their agreement again"


@dataclass(frozen=True, slots=True)
class DeclineInvitation(Act):
    """The person referred says no: the referral closes, and this number gets no first message again."""

    withdrawal = "it cannot be withdrawn: a no stands until the person themselves writes START or asks to join"


@dataclass(frozen=True, slots=True)
class EndInvitations(Act):
    """This number is not that of the person referred: what waits for it ends, and whoever referred them is asked."""

    withdrawal = "it cannot be withdrawn: nobody is invited on a number that was said to be wrong"


@dataclass(frozen=True, slots=True)
class ShareStatus(Act):
    """Whoever referred the person may be told that they said yes, and nothing else."""

    withdrawal = "the referrer's STATUS says nothing about the person again"


@dataclass(frozen=True, slots=True)
class SpeakAs(Act):
    """Several people use this phone: the one speaking gave this name."""

    withdrawal = "nobody is marked as speaking"
    name: str


@dataclass(frozen=True, slots=True)
class RecordMeasure(Act):
    """The answer to one item of a measure, as a number in the item's own range. A goal's progress is one too: 0 to 10."""

    withdrawal = "the answer is taken out, and the measure's score is made anew"
    measure: str
    item: str
    value: int


@dataclass(frozen=True, slots=True)
class SetGoal(Act):
    """A goal in the person's own words. `key` tells the goals of one person apart; scores are 0 to 10, or not said."""

    withdrawal = "the goal and its steps are taken out"
    key: str
    words: str
    strengths: str = ""
    importance: int | None = None
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class PlanStep(Act):
    """Who does what for a goal of this conversation, by when (an ISO date, or "" for no day)."""

    withdrawal = "the step is taken out"
    goal: str
    what: str
    who: Literal["person", "worker", "family", "other"]
    by: str = ""


@dataclass(frozen=True, slots=True)
class CloseGoal(Act):
    """The goal with this id is met, or they no longer want it."""

    withdrawal = "the goal is open again"
    goal: str
    how: Literal["met", "dropped"]


@dataclass(frozen=True, slots=True)
class MarkStep(Act):
    """The step with this id is done."""

    withdrawal = "the step is to be done again"
    step: str


@dataclass(frozen=True, slots=True)
class Remember(Act):
    """What they said in their own words, for their key worker and for next week's check-in. `flat`: it was only "fine"."""

    withdrawal = "the words are taken out"
    words: str
    flat: bool = False


@dataclass(frozen=True, slots=True)
class FinishCheckIn(Act):
    """All that this check-in asks has been asked."""

    withdrawal = "the check-in counts as begun and not ended"


@dataclass(frozen=True, slots=True)
class SetRhythm(Act):
    """How they want to hear from us: the weekday (0 is Monday), the hour "10:00", every how many weeks, at most how many
    texts of ours a week, on which channel. None or "" leaves a thing as it is."""

    withdrawal = "it cannot be withdrawn: they say the next change in words, as they said this one"
    day: int | None = None
    hour: str = ""
    pace: int | None = None
    cap: int | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class PauseUntil(Act):
    """No check-ins until this day (an ISO date), "" until they write START; from `since` on, "" from today."""

    withdrawal = "the pause is over"
    day: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Resume(Act):
    """The pause is over: check-ins go on from today."""

    withdrawal = "it cannot be withdrawn: they ask for another pause, as they asked for the one before"


@dataclass(frozen=True, slots=True)
class HoldForDeath(Act):
    """A death was reported: nothing goes to or about the person, their caregivers' check-ins included, until staff have
    confirmed it or taken it back. `whose`: the writer's own phone ("mine"), or the person whom they care for ("theirs")."""

    withdrawal = "it cannot be withdrawn by the writer: staff look, and take it back where it was wrong"
    whose: Literal["mine", "theirs"]
    words: str


@dataclass(frozen=True, slots=True)
class LetCarerKnow(Act):
    """What the person lets us tell the one who cares for them: nothing, that they are on the programme, or how it goes."""

    withdrawal = "nothing may be told again"
    what: Literal["nothing", "that", "how"]


@dataclass(frozen=True, slots=True)
class ShowProgress(Act):
    """A picture of then and now, where the channel can show one. `title` is a text; `bars`: a label of that text or the
    person's own words, and the score then and now, 0 to 10."""

    withdrawal = "a picture that has been sent cannot be unsent"
    title: str
    bars: tuple[tuple[str, int, int], ...]


def stored(kind: str, args: Mapping[str, object]) -> Act:
    """An act as a journal kept it in JSON, which has lists for tuples."""
    return globals()[kind](**{name: _frozen(value) for name, value in args.items()})


def _frozen(value: object) -> object:
    return tuple(map(_frozen, cast(list[Any], value))) if isinstance(value, list) else value
