"""Danger and children, before any other conversation goes on. Pure.

A red finding alerts at once and starts the safety conversation once, unless a person is writing. Somebody under 18 goes
to the children's route: a person, Childline, and no adult conversation goes on.
"""

from dataclasses import replace
from datetime import timedelta

from bot.conversation import SAFETY, Moment, asked, close, start
from bot.replying import answer
from bot.state import Reply, State
from flows.danger import NOT_SAFE, Finding, is_about_another
from flows.minors import CHILDRENS_ROUTE, is_under_18, says_under_18

A_CHILD_HAS_IT = timedelta(hours=24)  # after that the phone may be an adult's again
HUMAN_IS_WRITING = timedelta(minutes=10)  # a person's reply is under way: no safety script over their head


def alarm(moment: Moment, finding: Finding, minor: bool) -> None:
    """Red: the words are a note, never an answer; the safety conversation starts unless a person is writing."""
    contact, moment.turn.note = moment.state.contact, True
    talk = moment.state.speaking_now()
    if contact.human_at is not None and moment.now - contact.human_at < HUMAN_IS_WRITING:
        return
    if talk is not None and talk.flow == SAFETY:
        if minor and not talk.person.about.get("under_18"):
            moment.say("childline", "safety")
        moment.say("they_ring_now" if talk.person.about.get("who") == "them" else "safety_ring_now", "safety")
    else:
        start(moment, SAFETY, _about(moment, finding, minor), urgency="safety")


def goes_on(moment: Moment, minor: bool) -> bool:
    """A reply within the safety conversation: it runs to its end, whatever they opted out of."""
    talk = moment.state.speaking_now()
    if talk is None or talk.flow != SAFETY or talk.question is None or not moment.message.text.strip():
        return False
    if minor:
        moment.say("childline")
    _ = answer(moment, talk, talk.question)
    moment.turn.replies = [_as_safety(reply) for reply in moment.turn.replies]
    return True


def category(state: State, finding: Finding) -> str:
    """The finding's worst category; a "no" to "are you safe?" belongs to the trouble that was asked about."""
    talk = state.speaking_now()
    asked_about = talk.person.about.get("category", "") if talk and finding.because[0].rule == NOT_SAFE else ""
    return asked_about or finding.categories[0]


def is_minor(moment: Moment, finding: Finding) -> bool:
    """An age under 18, given in passing; and danger where a child wrote in the last hours. What answers the question
    about age is the conversation's to hear, except beside danger: those words are filed as no answer."""
    text, at = moment.message.text, moment.state.contact.minor_at
    if finding.level == "red" and at is not None and moment.now - at < A_CHILD_HAS_IT:
        return True
    if asked(moment.state) == "age":
        return finding.level == "red" and is_under_18(text, moment.context(None))
    return says_under_18(text, moment.state.contact.language)


def childrens_route(moment: Moment, finding: Finding) -> None:
    """A person hears of it, as urgently as the danger; and what was asked of an adult is asked no more."""
    in_danger = finding.level == "red" or any(talk.flow == SAFETY for talk in moment.state.talks)
    moment.state.contact.minor_at = moment.now
    moment.raise_item("red" if in_danger else "amber", CHILDRENS_ROUTE, moment.message.text)
    moment.turn.note = True
    for talk in moment.state.talks:
        if talk.flow != SAFETY:
            close(talk)


def _about(moment: Moment, finding: Finding, minor: bool) -> dict[str, str]:
    """What the safety conversation must know: the trouble, whose it is, and whether a child is writing."""
    worst = finding.categories[0]
    them = worst == "harm_to_others" or (
        _refers_another(moment.state) and is_about_another(moment.message.text, finding, moment.state.contact.language)
    )
    return {"category": worst} | ({"who": "them"} if them else {}) | ({"under_18": "yes"} if minor else {})


def _refers_another(state: State) -> bool:
    """Whether whoever writes is known here for the sake of somebody else."""
    talk = state.speaking_now()
    return talk.flow == "family_referral" if talk else bool(state.contact.referred) and state.contact.referral == "none"


def _as_safety(reply: Reply) -> Reply:
    return replace(reply, urgency="safety")
