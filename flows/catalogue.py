"""Every conversation, under the name that its stored journals carry: never rename one, never reuse a name."""

from flows.agreement import agreement
from flows.baseline import baseline
from flows.checkin import checkin
from flows.family_referral import family_referral
from flows.join_again import join_again
from flows.safety import safety
from flows.self_referral import carer_referral, self_referral
from flows.talk import Script
from flows.welcome import welcome
from flows.who_is_speaking import who_is_speaking
from flows.wrong_number import wrong_number

FLOWS: dict[str, Script] = {
    "welcome": welcome,
    "self_referral": self_referral,
    "carer_referral": carer_referral,
    "family_referral": family_referral,
    "agreement": agreement,
    "join_again": join_again,
    "safety": safety,
    "who_is_speaking": who_is_speaking,
    "wrong_number": wrong_number,
    "baseline": baseline,
    "checkin": checkin,
}
