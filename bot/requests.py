"""STOP, START, HELP and the other commands: what each does, at any question. Pure."""

from collections.abc import Callable
from datetime import timedelta

from bot.asked_of_us import rest_about
from bot.conversation import Moment, close, resume, start
from bot.guidance import contact_rules
from bot.on_programme import due_on, has_rest, of_speaker, say_stage
from bot.replying import back
from bot.speech import in_words, one_month_on
from flows.commands import Heard

DATA_REQUEST = "data request"
CAME_BACK = "came back"
WHO_IS_IT = (
    "wants our texts again, and nothing may go to this phone unasked: ring, make sure who it is, ask who sees it"
)
WANTS_A_COPY, WANTS_TO_BE_DELETED = "asks for a copy of their data", "asks to be deleted"
CLOSE_TO_A_RED = timedelta(hours=24)


def obey(moment: Moment, heard: Heard) -> None:
    """Carry out a command. The open question stays open."""
    COMMANDS[heard.command.value](moment, heard.detail)


def stop(moment: Moment, _: str = "") -> None:
    """No more texts. What the provider has confirmed already is not confirmed twice."""
    opt_out(moment)
    if moment.message.opt_out != "STOP":
        moment.say("stopped", "safety")


def opt_out(moment: Moment) -> None:
    """The same without a word."""
    moment.state.contact.state = "opted_out"
    _whose_wish(moment)
    moment.turn.audit.append("opted out")


def _whose_wish(moment: Moment) -> None:
    """STOP soon after danger may be another's doing, and on a shared phone it may be another's wish: a person asks."""
    contact = moment.state.contact
    if contact.red_at is not None and moment.now - contact.red_at < CLOSE_TO_A_RED:
        moment.raise_item("amber", "STOP soon after danger", moment.message.text, contact_rules(moment))
    elif contact.shared:
        moment.raise_item("amber", "STOP on a shared phone", moment.message.text, contact_rules(moment))


def wrong_number(moment: Moment, _: str = "") -> None:
    moment.state.contact.state = "wrong_number"
    moment.turn.audit.append("wrong number")
    for talk in moment.state.talks:
        close(talk)
    moment.raise_item("green", "wrong number", "the number belongs to somebody else")
    start(moment, "wrong_number", {}, urgency="safety")


def _start(moment: Moment, _: str) -> None:
    contact, one = moment.state.contact, of_speaker(moment)
    contact.state, contact.paused_at = "ok", None
    moment.turn.audit.append("opted in")
    if one is not None and has_rest(moment, one):
        start(moment, "unpause", {"episode": str(one.episode)})
    elif one is not None and not contact.may_be_asked:
        moment.raise_item("green", CAME_BACK, WHO_IS_IT, contact_rules(moment))
        moment.say("started_unsure")
    elif moment.message.opt_out != "START":
        moment.say("started")


def _help(moment: Moment, _: str) -> None:
    if moment.message.opt_out != "HELP":
        moment.say("help", "safety")


def _back(moment: Moment, _: str) -> None:
    if (talk := moment.state.speaking_now()) is not None:
        back(moment, talk)
    else:
        moment.say("nothing_to_go_back_to")


def _menu(moment: Moment, _: str) -> None:
    if (talk := moment.state.speaking_now()) is not None:
        resume(moment, talk, [moment.voice.text("menu")])
    else:
        moment.say("menu")


def _human(moment: Moment, _: str) -> None:
    moment.raise_item("green", "asks for a person", moment.message.text)
    moment.say("human_asked")


def _pause(moment: Moment, _: str) -> None:
    """On a programme a rest has an end; elsewhere it lasts until they write."""
    if (one := of_speaker(moment)) is not None and one.state == "active":
        start(moment, "pause", rest_about(moment, one, asked=True))
        return
    moment.state.contact.paused_at = moment.now
    moment.raise_item("green", "asks for a pause", moment.message.text)
    moment.say("paused")


def _language(moment: Moment, wanted: str) -> None:
    """A language that we have is spoken from now on; for any other a person has to find somebody who speaks it."""
    talk = moment.state.speaking_now()
    if wanted in moment.house.wordings:
        moment.state.contact.language = wanted
        says = [moment.voice.text("language_changed")]
        if talk is not None:
            resume(moment, talk, says)
        else:
            moment.say("language_changed")
        return
    moment.raise_item("green", "asks for another language", moment.message.text)
    moment.say("language_asked")


def _status(moment: Moment, _: str) -> None:
    contact = moment.state.contact
    if contact.referred:
        moment.say(STATUS_OF_ANOTHER[contact.referred])
    if contact.programmes:
        say_stage(moment)
    elif (over := contact.followed) and (asked := due_on(moment, over[-1])) is not None:
        moment.say("status_over", weeks=str(over[-1].weeks), day=in_words(asked))
    elif contact.referral != "none" or not contact.referred:
        moment.say(STATUS[contact.referral])


def _my_data(moment: Moment, _: str) -> None:
    moment.raise_item("amber", DATA_REQUEST, WANTS_A_COPY)
    moment.say("my_data_asked", by=one_month_on(moment.now, moment.house.zone))


def _delete_me(moment: Moment, also: str) -> None:
    moment.raise_item("amber", DATA_REQUEST, WANTS_TO_BE_DELETED)
    moment.say("delete_me_asked", by=one_month_on(moment.now, moment.house.zone))
    if also == "stop":  # "take me off your list and delete my details"
        stop(moment)


def join(moment: Moment, keyword: str) -> None:
    """JOIN or a poster's word: straight into self-referral, or, from a phone that we know, whose it is."""
    contact = moment.state.contact
    if contact.state != "ok" or contact.paused_at:
        moment.turn.audit.append("opted in")
    contact.state, contact.paused_at = "ok", None
    known = contact.referral in UNDER_WAY
    start(moment, "join_again" if known else "self_referral", {"keyword": keyword})


UNDER_WAY = ("incomplete", "complete", "taken")  # not one that waits for their agreement: they may not know of it

STATUS = {
    "none": "status_none",
    "incomplete": "status_incomplete",
    "awaiting_agreement": "status_none",
    "complete": "status_waiting",
    "taken": "status_taken",
    "closed": "status_closed",
}

STATUS_OF_ANOTHER = {
    "begun": "status_incomplete",
    "asked": "status_of_someone_else",
    "said_yes": "status_they_said_yes",
}

COMMANDS: dict[str, Callable[[Moment, str], None]] = {
    "stop": stop,
    "wrong_number": wrong_number,
    "start": _start,
    "help": _help,
    "back": _back,
    "menu": _menu,
    "human": _human,
    "pause": _pause,
    "language": _language,
    "status": _status,
    "my_data": _my_data,
    "delete_me": _delete_me,
}
