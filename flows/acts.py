"""What a flow may do to the world. Data only: the service carries an act out, by name, once.

An act is an upsert: yielded again with other arguments it amends; no longer yielded by a finished
flow it is withdrawn. Each class says what withdrawing means, or why it cannot be withdrawn.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

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
