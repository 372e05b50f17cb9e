"""What somebody on a programme asks of our texts, at any time: another rhythm, a rest, how far they are; and that those who
look after them are told nothing. Pure.

Where a question is open its answer goes first, unless the words plainly speak of our texts; where any words may be the
answer ("How has your week been?") nothing else is a request, but for a message that begins by asking ("can we do
Thursdays"). Both at once are both taken: "7. And can you text me on Thursdays?"
"""

from bot.conversation import SAFETY, Moment, start
from bot.hours import window
from bot.on_programme import has_rest, of_speaker, say_stage
from bot.replying import answer, could_be_read
from bot.state import OnProgramme, Talk
from flows.answers import free_text
from flows.answers.rhythm.until import rest_told
from flows.answers.rhythm.wish import Wish, a_wish, speaks_of_hospital
from flows.pause import HOSPITAL
from flows.question import Question, file_reply

OWN = ("rhythm", "pause", "sharing", SAFETY)  # these read such words themselves
WHEN = ("date", "time_of_day", "safe_time")  # an answer to these may name a day or an hour


def asks_of_us(moment: Moment, talk: Talk | None) -> Wish | None:
    """What is asked for, where it is not an answer to the open question, or not only that."""
    one, message = of_speaker(moment), moment.message
    if one is None or one.state != "active" or one.role == "team" or message.kind != "text" or message.is_edit:
        return None
    wish = a_wish(message.text, moment.state.contact.language)
    if wish is None or (wish.what == "back" and not has_rest(moment, one)):
        return None
    if wish.what == "sharing" and one.role != "resident":
        return None
    if talk is None or talk.question is None:
        return wish
    return wish if talk.flow not in OWN and _beats(moment, talk, talk.question, wish) else None


def _beats(moment: Moment, talk: Talk, question: Question, wish: Wish) -> bool:
    if question.kind == free_text.kind:
        if wish.what == "hospital":  # an answer, and somebody should know
            moment.raise_item("green", HOSPITAL, moment.message.text)
        return wish.plain or wish.asks
    reads = _reads(moment, talk, question)
    return not reads or (wish.plain and question.kind not in WHEN)


def _reads(moment: Moment, talk: Talk, question: Question) -> bool:
    message = moment.message
    return file_reply(talk.journal, question, message.text, moment.context(question), message.id) is not None


def grant(moment: Moment, talk: Talk | None, wish: Wish) -> None:
    """Begin what it asks for; beside an answer, once that is filed."""
    if talk is not None and talk.question is not None and _answers_too(moment, talk, talk.question, wish):
        _ = answer(moment, talk, talk.question)
        moment.turn.replies = [reply for reply in moment.turn.replies if not reply.asks]  # it is asked again below
    one = of_speaker(moment)
    if one is None or wish.what == "stage":
        say_stage(moment)
    elif wish.what == "rhythm":
        start(moment, "rhythm", _rhythm_about(moment, one, wish))
    elif wish.what == "sharing":
        start(moment, "sharing", {"episode": str(one.episode), "taken_back": "yes", "words": moment.message.text})
    elif wish.what == "back":
        start(moment, "unpause", {"episode": str(one.episode)})
    else:
        start(moment, "pause", rest_about(moment, one))
    moment.turn.talk = talk or moment.turn.talk


def _answers_too(moment: Moment, talk: Talk, question: Question, wish: Wish) -> bool:
    if not could_be_read(moment, talk):
        return False
    return not wish.opens if question.kind == free_text.kind else _reads(moment, talk, question)


def _rhythm_about(moment: Moment, one: OnProgramme, wish: Wish) -> dict[str, str]:
    """What their rhythm is now, what is to be changed, and from when until when we may text them unasked."""
    opens, closes = _decent(moment)
    return {
        "episode": str(one.episode),
        "change": wish.change.packed(),
        "sure": "yes" if wish.is_of_ours or moment.state.speaking_now() else "",
        "words": moment.message.text,
        "day": str(one.day),
        "hour": one.hour,
        "pace": str(one.pace),
        "opens": opens,
        "closes": closes,
    }


def _decent(moment: Moment) -> tuple[str, str]:
    contact, house = moment.state.contact, moment.house
    start, end = window(contact.safe_time if contact.discreet else "any")
    return f"{max(house.texts_from, start):%H:%M}", f"{min(house.texts_until, end):%H:%M}"


def rest_about(moment: Moment, one: OnProgramme, *, asked: bool = False) -> dict[str, str]:
    """What they said of a rest. `asked`: they asked for one, by whatever name."""
    text, context = moment.message.text, moment.context(None)
    told = rest_told(text, context)
    about = {"since": told.since, "until": told.until, "asked": "yes" if asked else "", "words": text}
    about["hospital"] = "yes" if speaks_of_hospital(text, context.language) else ""
    return {"episode": str(one.episode)} | {name: value for name, value in about.items() if value}
