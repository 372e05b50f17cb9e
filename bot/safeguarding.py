"""Danger and children, before any other conversation goes on. Pure.

A red finding alerts at once and starts the safety conversation once, unless a person is writing. Somebody under 18 goes
to the children's route: a person, Childline, and no adult conversation goes on.
"""

from dataclasses import replace
from datetime import timedelta

from bot import guidance, interpreter
from bot.conversation import SAFETY, Moment, asked, close, start
from bot.reading_times import who_reads
from bot.replying import answer
from bot.state import Reply, State, Talk
from flows.acts import Part
from flows.danger import NOT_SAFE, Finding, is_about_another
from flows.deaf import says_deaf
from flows.minors import CHILDRENS_ROUTE, is_under_18, says_under_18
from flows.safety import SCRIPT

A_CHILD_HAS_IT = timedelta(hours=24)  # after that the phone may be an adult's again
FIRST_ASKED = ("safe_now", "they_safe_now")
OF_THE_BODY = ("medical", "fall", "confusion", "medication")
HUMAN_IS_WRITING = timedelta(minutes=10)  # a person's reply is under way: no safety script over their head


def alarm(moment: Moment, finding: Finding, minor: bool) -> None:
    """Red: the words are a note, never an answer; the safety conversation starts unless a person is writing."""
    contact, moment.turn.note = moment.state.contact, True
    talk = moment.state.speaking_now()
    if contact.human_at is not None and moment.now - contact.human_at < HUMAN_IS_WRITING:
        return
    if interpreter.takes_over(moment, only_this=True):
        return
    if finding.because[0].rule == NOT_SAFE and asked(moment.state) in FIRST_ASKED and goes_on(moment, minor):
        return  # a plain no: the conversation knows what comes next
    if talk is not None and talk.flow == SAFETY:
        _again(moment, talk, minor)
    else:
        start(moment, SAFETY, _about(moment, finding, minor), urgency="safety")


def _again(moment: Moment, talk: Talk, minor: bool) -> None:
    """More danger while we ask whether they are safe: no second script, only what to do now."""
    if minor and not talk.person.about.get("under_18"):
        moment.say("childline", "safety")
    them, deaf = talk.person.about.get("who") == "them", moment.state.contact.deaf_at is not None
    if them:
        moment.say("they_deaf_now" if deaf else "they_ring_now", "safety")
    else:
        moment.say("safety_deaf_now" if deaf else "safety_ring_now", "safety")


def notice(moment: Moment) -> None:
    """What they say of themselves that decides how they may be reached: they cannot hear."""
    if says_deaf(moment.message.text, moment.state.contact.language):
        moment.state.contact.deaf_at = moment.now


def raise_finding(moment: Moment, finding: Finding) -> None:
    """What the screen found, for a person: whose trouble it is, how they may be reached, and what to say to 999."""
    part, talk = part_of(moment, finding), moment.state.speaking_now()
    if part == "at_risk" and "abuse" in finding.categories and finding.level == "red":
        _keep_discreet(moment)
    lines = [*guidance.whose(part), *guidance.contact_rules(moment)]
    if finding.level == "red" and not (talk is not None and talk.flow == SAFETY):
        lines += guidance.script(moment, finding.categories, part)
    moment.raise_item(finding.level, category(moment.state, finding), moment.message.text, lines, part, finding)
    if finding.level == "red":
        moment.state.contact.red_at = moment.now
        if part == "may_have_caused_harm":
            _the_other_person(moment)


def part_of(moment: Moment, finding: Finding) -> Part:
    """The sender's part: in danger themself, a witness of somebody else's, or the one who may have done harm."""
    if finding.categories[0] == "harm_to_others":
        return "may_have_caused_harm"
    return "witness" if _is_anothers(moment, finding) else "at_risk"


def _keep_discreet(moment: Moment) -> None:
    """Whoever hurts them may hold this phone: nothing that was told is repeated on it, and nothing goes unprompted."""
    contact = moment.state.contact
    if not contact.discreet:
        contact.discreet, contact.safe_time = True, ""


def _the_other_person(moment: Moment) -> None:
    """An item of their own, and no text that goes by itself: not the invitation that the sender was making, either."""
    lines = [guidance.OTHER]
    for talk in moment.state.talks:
        if talk.flow == "family_referral":
            close(talk)
            lines.append(guidance.STOPPED)
    moment.raise_item("red", "abuse", moment.message.text, lines, "witness")


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


def sender(state: State) -> str:
    """As whom they write, as far as we know: the same words weigh otherwise from a carer than from a resident."""
    talk = state.speaking_now()
    if talk is not None and (talk.flow == "carer_referral" or talk.person.about.get("role") == "carer"):
        return "carer"
    return "family" if _refers_another(state) else "resident"


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
    worst, contact = finding.categories[0], moment.state.contact
    them = worst == "harm_to_others" or _is_anothers(moment, finding)
    known = {"who": "them" if them else "", "under_18": minor, "deaf": contact.deaf_at}
    about = {name: value if isinstance(value, str) else "yes" for name, value in known.items() if value}
    return {"script": SCRIPT, "category": worst} | about | who_reads(moment.house.open, moment.now)


def _is_anothers(moment: Moment, finding: Finding) -> bool:
    """What is done to somebody is told by them more often than not; a body's trouble as often by who is with them."""
    told = _refers_another(moment.state) or finding.categories[0] in OF_THE_BODY
    return told and is_about_another(moment.message.text, finding, moment.state.contact.language)


def _refers_another(state: State) -> bool:
    """Whether whoever writes is known here for the sake of somebody else."""
    talk = state.speaking_now()
    return talk.flow == "family_referral" if talk else bool(state.contact.referred) and state.contact.referral == "none"


def _as_safety(reply: Reply) -> Reply:
    return replace(reply, urgency="safety")
