"""A reply to the question last shown: filed, continued, asked again, or gone back on. Pure."""

from datetime import timedelta

from bot.asking_again import not_read, recap, still_open
from bot.conversation import SAFETY, TEAM, Moment, ask, go_on, question_without, replayed, resume
from bot.readback import never_alone, read_back
from bot.state import Reference, Talk
from flows.answers import free_text
from flows.commands import Heard, likely_command
from flows.corrections import corrected
from flows.journal import Answer, Journal
from flows.question import Filed, Question, continue_answer, file_reply
from flows.replay import Played

READING_TIME = timedelta(seconds=3)  # nobody has read a question sooner: such words belong to the answer before


def answer(moment: Moment, talk: Talk, question: Question) -> Heard | None:
    """Take the message as the answer, or as what becomes of one. What it most likely asks for instead is left to obey."""
    moment.turn.talk = talk
    message = moment.message
    is_elsewhere = message.reply_to not in (None, Reference(talk.id, question.name))
    if is_elsewhere and talk.flow == TEAM:
        still_open(moment, talk)
    elif is_elsewhere:
        moment.turn.note = True
        resume(moment, talk, [moment.voice.text("kept_for_team")])
    elif message.reply_to is None and not could_be_read(moment, talk):
        return too_soon(moment, talk, question)
    elif message.kind == "text" and (right := corrected(talk.journal, message.text, message.id)) is not None:
        put_right(moment, talk, right)
    else:
        return file(moment, talk, question)
    return None


def put_right(moment: Moment, talk: Talk, journal: Journal) -> None:
    """ "No, 6": the score before is another one; then the same question again."""
    talk.journal = journal
    talk.texts[moment.message.id] = moment.message.text
    _ = _go_on_from(moment, talk, read_back(moment.voice, journal.last_answer()))


def _go_on_from(moment: Moment, talk: Talk, line: list[str]) -> Played:
    played = go_on(moment, talk, [*recap(moment, talk), *line])
    moment.turn.replies = never_alone(moment.turn.replies, line)
    return played


def file(moment: Moment, talk: Talk, question: Question) -> Heard | None:
    """Read the reply as the answer to `question`; what no question takes is kept for the coordinator."""
    message = moment.message
    filed = file_reply(talk.journal, question, message.text, moment.context(question), message.id)
    if (probably := _probably(moment, talk, question, filed)) is not None:
        return probably
    if filed is None:
        not_read(moment, talk, question)
    elif filed.changing:
        change(moment, talk, filed)
    else:
        _keep(moment, talk, question, filed)
    return None


def _keep(moment: Moment, talk: Talk, question: Question, filed: Filed) -> None:
    talk.journal = filed.journal
    talk.texts[moment.message.id] = moment.message.text
    played = _go_on_from(moment, talk, read_back(moment.voice, filed.journal.answer(question.name)))
    moment.turn.note = bool(filed.rest) or question.name not in played.used


def _probably(moment: Moment, talk: Talk, question: Question, filed: Filed | None) -> Heard | None:
    """What words most likely ask for that do not read as an answer; or that may, but surely are none. A summary has its
    own way of hearing what is to be changed, and whoever may be in danger is asked again."""
    open_words = filed is None or question.kind == free_text.kind
    if moment.message.kind != "text" or question.review or talk.flow in (SAFETY, TEAM) or not open_words:
        return None
    return likely_command(moment.message.text, moment.state.contact.language, question.kind)


def change(moment: Moment, talk: Talk, filed: Filed) -> None:
    """Ask for one answer anew, unless it was told at once. The old one stands until then: BACK shows the summary."""
    question, message = question_without(moment, talk, filed.changing or ""), moment.message
    told = question and file_reply(talk.journal, question, filed.given, moment.context(question), message.id)
    if told and filed.given:
        talk.journal, talk.texts[message.id] = told.journal, message.text
        talk.question = None
        _ = go_on(moment, talk, [])
        return
    moment.turn.note = bool(filed.rest or filed.given)
    ask(moment, talk, question, [])


def too_soon(moment: Moment, talk: Talk, question: Question) -> Heard | None:
    """Words that came before the question could be read belong to the answer before. Where there is none they may
    answer the first question, or it is asked once more: silence would look like a wall."""
    last = talk.journal.last_answer()
    if _is_changing(moment, talk) or (last is None and talk.shown_at is None):
        moment.turn.note = True  # the question is still on its way to them
    elif last is not None:
        more_words(moment, talk, last)
    elif talk.flow != SAFETY and _reads(moment, talk, question):  # "yes I mean it" is no "yes I am safe"
        return file(moment, talk, question)
    else:
        moment.turn.note = True
        resume(moment, talk, [])
    return None


def _reads(moment: Moment, talk: Talk, question: Question) -> bool:
    message = moment.message
    return file_reply(talk.journal, question, message.text, moment.context(question), message.id) is not None


def more_words(moment: Moment, talk: Talk, last: Answer) -> None:
    """ "Walking the" + "dog" is one answer."""
    before = " ".join(talk.texts.get(m, "") for m in last.messages)
    context = moment.context(question_without(moment, talk, last.name))
    journal = continue_answer(talk.journal, before, moment.message.text, context, moment.message.id)
    if journal is None:
        moment.turn.note = True
        return
    added = journal.answer(last.name)
    moment.turn.note = added is not None and added.value == last.value  # a "yes" holds no more than that
    talk.journal = journal
    talk.texts[moment.message.id] = moment.message.text
    waiting, played = talk.question, replayed(moment, talk)
    if played.question is None or waiting is None or played.question.name != waiting.name:
        _ = go_on(moment, talk, [])


def back(moment: Moment, talk: Talk) -> None:
    """Forget the last answer and ask for it anew; while one is being changed, go back to the summary."""
    moment.turn.talk = talk
    journal = talk.journal if _is_changing(moment, talk) else talk.journal.back()
    if journal is None:
        resume(moment, talk, [moment.voice.text("nothing_to_go_back_to")])
        return
    talk.journal, talk.question = journal, None
    _ = go_on(moment, talk, [])


def _is_changing(moment: Moment, talk: Talk) -> bool:
    """Whether the question shown is not where the conversation stands: an answer that it has is being changed."""
    stands = replayed(moment, talk).question
    return talk.question is not None and stands is not None and talk.question.name != stands.name


def could_be_read(moment: Moment, talk: Talk) -> bool:
    """Whether the open question has been on show long enough for anybody to answer it."""
    return talk.shown_at is not None and moment.now - talk.shown_at >= READING_TIME
