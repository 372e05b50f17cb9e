"""Every conversation, under the name that its stored journals carry: never rename one, never reuse a name."""

from flows.agreement import agreement
from flows.baseline import baseline
from flows.carer_checkin import carer_checkin
from flows.checkin import checkin
from flows.death import death
from flows.family_referral import family_referral
from flows.goal_news import goal_news
from flows.join_again import join_again
from flows.pause import pause, unpause
from flows.review import review
from flows.rhythm import rhythm
from flows.safety import safety
from flows.self_referral import carer_referral, self_referral
from flows.sharing import sharing
from flows.talk import Script
from flows.team_checkin import team_checkin
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
    "carer_checkin": carer_checkin,
    "review": review,
    "team_checkin": team_checkin,
    "sharing": sharing,
    "goal_news": goal_news,
    "rhythm": rhythm,
    "pause": pause,
    "unpause": unpause,
    "death": death,
}
