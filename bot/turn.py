"""One message, one turn. Pure: state and message in, rows, replies and acts out.

Owns the order of precedence, and nothing else:
danger, a death that is told and opt-out (all take effect) -> the safety conversation, once -> a human's conversation stays
silent -> commands -> what somebody on a programme asks of our texts -> the answer to the question last shown -> the menu.
"""

from datetime import datetime

from bot import interpreter, safeguarding
from bot.asked_of_us import asks_of_us, grant
from bot.conversation import House, Moment, asked, resume, start
from bot.guidance import contact_rules
from bot.hearing import command, is_a_beginning, keyword
from bot.hiding import hides, hides_from_a_person
from bot.kind_words import answer_amber
from bot.last_week import counts_for_last_week
from bot.replying import answer
from bot.requests import UNDER_WAY, join, obey, opt_out, stop, wrong_number
from bot.shared_phone import ask_who, is_speaker_known, may_be_another
from bot.speech import LONG_SILENT
from bot.state import Contact, Message, State, Talk, Turn
from bot.told_of_death import is_only_grief, told_of_death
from flows.answers.reactions import reacts_elsewhere
from flows.commands import Command, Heard, only_courtesy, only_greeting
from flows.danger import MOST_BEFORE, Finding, screen, tells_of_them
from messages.heard import heard as vocabulary

ENDINGS = ("stop", "wrong_number")
RESTS = (Command.PAUSE, Command.START)


def take(state: State, message: Message, now: datetime, house: House) -> tuple[State, Turn]:
    """Take one message. A turn that raises loses only itself: the message is kept and a person answers."""
    try:
        after = state.copy()
        return after, _take(Moment(house, after, Turn(message), now))
    except Exception as error:  # law 6: never without a reply, whatever broke
        return _broken(state, message, now, house, error)


def _take(moment: Moment) -> Turn:
    contact = moment.state.contact
    if contact.state == "unreachable":
        contact.state = "ok"  # they have just reached us
    _notice_silence(contact, moment.now)
    heard = command(moment)
    _writes_again(moment, heard)
    safeguarding.notice(moment)
    finding = _screened(moment)
    if finding.level != "none":
        safeguarding.raise_finding(moment, finding)
    if minor := safeguarding.is_minor(moment, finding):
        safeguarding.childrens_route(moment, finding)
    died = told_of_death(moment, finding)
    ends = heard is not None and heard.command in ENDINGS
    if heard and ends:
        _end_texts(moment, heard, died)
    if finding.level == "red":
        safeguarding.alarm(moment, finding, minor)
    elif not (ends or died):
        _converse(moment, heard, minor)
    if finding.level == "amber" and not ends and not (died and is_only_grief(finding)):
        answer_amber(moment, finding)
    return moment.turn


def _screened(moment: Moment) -> Finding:
    """This text, in the light of what was asked, who writes, and what they wrote before."""
    state, text = moment.state, moment.message.text
    finding = screen(text, asked=asked(state), sender=safeguarding.sender(state), before=state.lately)
    if finding.level != "none":
        state.lately = []
    elif tells_of_them(text):
        state.lately = [*state.lately[1 - MOST_BEFORE :], text]
    return finding


def _notice_silence(contact: Contact, now: datetime) -> None:
    """A number silent for four weeks may have a new owner: it counts as seen by others from then on."""
    if contact.last_in_at is not None and now - contact.last_in_at > LONG_SILENT and not contact.is_staffs:
        contact.discreet, contact.safe_time = True, ""
    contact.last_in_at = max(contact.last_in_at or now, now)


def _writes_again(moment: Moment, heard: Heard | None) -> None:
    """Whom we were not to write to "until you text us" has done so; not by thanking us for that. START says so itself."""
    contact = moment.state.contact
    if contact.paused_at is None or (heard and heard.command in RESTS):
        return
    if not only_courtesy(moment.message.text, contact.language):
        contact.paused_at = None


def _converse(moment: Moment, heard: Heard | None, minor: bool) -> None:
    """Everything that is neither danger nor an opt-out."""
    contact, message = moment.state.contact, moment.message
    if contact.human_owns:
        moment.turn.note = True
        hides_from_a_person(moment, heard)
    elif hides(moment, heard) or (not heard and safeguarding.goes_on(moment, minor)):
        pass
    elif contact.state != "ok" and not (heard and heard.command in (Command.START, Command.HELP)):
        moment.turn.note = True
        why = f"wrote after opting out: {message.text}"
        moment.raise_item("green", "CANNOT BE TEXTED, RING", why, contact_rules(moment))
    elif message.kind not in ("text", "button"):
        _not_words(moment)
    elif not message.text.strip():
        moment.say("got_nothing")
    elif heard or not interpreter.takes_over(moment):
        _answered(moment, heard, minor)


def _answered(moment: Moment, heard: Heard | None, minor: bool) -> None:
    """Words that can be read, from somebody who may be written to. A command asks for our questions in English again."""
    if heard:
        moment.state.contact.unread_language = None
    talk = moment.state.speaking_now()
    if _taps_elsewhere(moment, talk):
        moment.turn.note = True
    elif not heard and not minor and _of_the_programme(moment, talk):
        pass
    elif may_be_another(moment, talk, heard):
        ask_who(moment, talk)
    elif (word := keyword(moment)) is not None and talk is None:
        join(moment, word)
    elif heard:
        _obey(moment, heard)
    elif minor:
        moment.say("childline")
    elif talk is not None and talk.question is not None:
        if (probably := answer(moment, talk, talk.question)) is not None:
            _obey(moment, probably)
    else:
        _begin(moment)


def _of_the_programme(moment: Moment, talk: Talk | None) -> bool:
    """Whether it asks something of our texts, or answers last week's check-in; then it is done."""
    if (wish := asks_of_us(moment, talk)) is None:
        return counts_for_last_week(moment, talk)
    grant(moment, talk, wish)
    return True


def _taps_elsewhere(moment: Moment, talk: Talk | None) -> bool:
    """ "Liked “Thank you, Jean”": nobody waits for an answer to that."""
    asked = moment.voice.asked(talk.question) if talk and talk.question else ""
    return reacts_elsewhere(moment.message.text, asked, vocabulary(moment.state.contact.language))


def _obey(moment: Moment, heard: Heard) -> None:
    """START, or JOIN, from somebody who never stopped is a first hello, or a "where were we?"."""
    talk = moment.state.speaking_now()
    if not is_a_beginning(moment, heard):
        obey(moment, heard)
    elif talk is not None:
        resume(moment, talk, [])
    else:
        _begin(moment)


def _begin(moment: Moment) -> None:
    """Nothing is open: a stranger is welcomed, and what a known person writes is passed on."""
    contact = moment.state.contact
    if only_courtesy(moment.message.text, contact.language):
        moment.say("you_are_welcome")
    elif not is_speaker_known(contact, moment.now):
        ask_who(moment, None)
    elif contact.referral not in UNDER_WAY and not _goes_on_talking(moment):
        if contact.referred:  # perhaps a question about the person they referred: a coordinator sees it too
            moment.raise_item("green", "wrote to us", moment.message.text)
        start(moment, "welcome", {})
    else:
        moment.turn.note = True
        moment.raise_item("green", "wrote to us", moment.message.text)
        moment.say("noted")


def _goes_on_talking(moment: Moment) -> bool:
    """Whether somebody whose time with us is over tells us something: "text us any time", we said. After a mere hello, as
    after JOIN, they may begin again."""
    contact = moment.state.contact
    return contact.referral == "closed" and not only_greeting(moment.message.text, contact.language)


def _end_texts(moment: Moment, heard: Heard, died: bool) -> None:
    """After a death nobody is told how to come back, and the number was no wrong one."""
    if heard.command == "stop":
        opt_out(moment) if died else stop(moment)
    elif not died:
        wrong_number(moment)


def _not_words(moment: Moment) -> None:
    """A picture, a place or a voice note: a kind answer, and a person looks."""
    kind = moment.message.kind
    moment.turn.note = True
    words = {"voice": "got_voice", "location": "got_place", "call": ""}.get(kind, "got_picture")
    level = "amber" if kind == "voice" else "green"
    moment.raise_item(level, "rang us" if kind == "call" else f"sent a {kind}", moment.message.text)
    if words:
        moment.say(words)


def _broken(state: State, message: Message, now: datetime, house: House, error: Exception) -> tuple[State, Turn]:
    """Nothing of the turn but the message, an item that says what happened, and a human sentence."""
    moment = Moment(house, state, Turn(message, note=True), now)
    moment.raise_item("amber", "the service could not answer", f"{type(error).__name__}: {error} | {message.text}")
    moment.say("a_person_answers", "safety")
    return state, moment.turn
