"""A reply to the question last shown: filed, continued, asked again, or gone back on. Pure."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation import SAFETY, Moment, ask, go_on, question_without, replayed, resume
from bot.readback import never_alone, read_back
from bot.state import Talk
from flows.corrections import corrected
from flows.journal import Answer, Journal
from flows.languages import other_language
from flows.question import Filed, Question, continue_answer, file_reply
from flows.replay import Played
from flows.summary import asks_to_change

LATE = timedelta(hours=24)  # after this a reply is met with where we were
READING_TIME = timedelta(seconds=3)  # nobody has read a question sooner: such words belong to the answer before
OFFER, OFFER_AGAIN = 2, 3  # the second unclear reply is offered a way out, the third again; there is no third asking


def answer(moment: Moment, talk: Talk, question: Question) -> None:
    moment.turn.talk = talk
    message = moment.message
    if message.reply_to and (message.reply_to.conversation, message.reply_to.question) != (talk.id, question.name):
        moment.turn.note = True
        resume(moment, talk, [moment.voice.text("kept_for_team")])
    elif message.reply_to is None and not _could_be_read(moment, talk):
        too_soon(moment, talk, question)
    elif message.reply_to is None and (right := corrected(talk.journal, message.text, message.id)) is not None:
        put_right(moment, talk, right)
    else:
        file(moment, talk, question)


def put_right(moment: Moment, talk: Talk, journal: Journal) -> None:
    """ "No, 6": the score before is another one; then the same question again."""
    talk.journal = journal
    talk.texts[moment.message.id] = moment.message.text
    _ = _go_on_from(moment, talk, read_back(moment.voice, journal.last_answer()))


def _go_on_from(moment: Moment, talk: Talk, line: list[str]) -> Played:
    played = go_on(moment, talk, [*_recap(moment, talk), *line])
    moment.turn.replies = never_alone(moment.turn.replies, line)
    return played


def _recap(moment: Moment, talk: Talk) -> list[str]:
    """Whoever answers a day later may have forgotten what this was."""
    return [moment.voice.text("welcome_back")] if _is_late(moment, talk) else []


def file(moment: Moment, talk: Talk, question: Question) -> None:
    """Read the reply as the answer to `question`; what no question takes is kept for the coordinator."""
    message = moment.message
    filed = file_reply(talk.journal, question, message.text, moment.context(question), message.id)
    if filed is None:
        not_read(moment, talk, question)
        return
    if filed.changing:
        change(moment, talk, filed)
        return
    talk.journal = filed.journal
    talk.texts[message.id] = message.text
    played = _go_on_from(moment, talk, read_back(moment.voice, filed.journal.answer(question.name)))
    moment.turn.note = bool(filed.rest) or question.name not in played.used


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


def too_soon(moment: Moment, talk: Talk, question: Question) -> None:
    """Words that came before the question could be read belong to the answer before. Where there is none they may
    answer the first question, or it is asked once more: silence would look like a wall."""
    last = talk.journal.last_answer()
    if _is_changing(moment, talk) or (last is None and talk.shown_at is None):
        moment.turn.note = True  # the question is still on its way to them
    elif last is not None:
        more_words(moment, talk, last)
    elif talk.flow != SAFETY and reads(moment, talk, question):  # "yes I mean it" is no "yes I am safe"
        file(moment, talk, question)
    else:
        moment.turn.note = True
        resume(moment, talk, [])


def reads(moment: Moment, talk: Talk, question: Question) -> bool:
    """Whether the message can be read as an answer to this question."""
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


def not_read(moment: Moment, talk: Talk, question: Question) -> None:
    """After a day "hello" is no attempt at an answer: the question is asked as if for the first time."""
    if talk.flow != SAFETY and in_another_language(moment, talk, question):
        return
    if _is_late(moment, talk):
        moment.turn.note = True
        resume(moment, talk, _recap(moment, talk))
    else:
        ask_again(moment, talk, question)


def in_another_language(moment: Moment, talk: Talk, question: Question) -> bool:
    """A reply that is plainly in another language: it is offered, or a person who speaks it is asked for. Once."""
    language = None if question.tries else other_language(moment.message.text)
    if language is None or language.code == moment.state.contact.language:
        return False
    moment.turn.note = True
    if language.code in moment.house.wordings:
        line = moment.voice.text("language_offer", language=language.own or language.name, word=language.own.upper())
    else:
        moment.raise_item("green", f"writes in {language.name}", moment.message.text)
        line = moment.voice.text("language_seen")
    ask(moment, talk, question.again(), [line])
    return True


def ask_again(moment: Moment, talk: Talk, question: Question) -> None:
    """First simpler words, then a way out, once more; after that the words are kept and a person looks."""
    asked = question.again()
    if talk.flow == SAFETY:
        still_in_doubt(moment, talk, asked)
    elif question.review and asks_to_change(moment.message.text, moment.context(question)):
        ask(moment, talk, replace(question, tries=max(question.tries, 1)), [])  # the other wording asks which
    elif asked.tries < OFFER:
        ask(moment, talk, asked, [])
    else:
        offer(moment, talk, asked)


def offer(moment: Moment, talk: Talk, asked: Question) -> None:
    moment.turn.note = True
    talk.question = asked
    if asked.tries > OFFER_AGAIN:
        moment.say("kept_for_team")
    else:
        moment.say("skip_or_person" if asked.optional else "please_or_person")
    if asked.tries > OFFER or not asked.optional:
        words = moment.voice.text(asked.name, **asked.args)  # the coordinator sees what was asked, as it was asked
        moment.raise_item("green", "cannot read the reply", f"{words} - {moment.message.text}")


def still_in_doubt(moment: Moment, talk: Talk, asked: Question) -> None:
    """Nobody who may be in danger is offered to skip it: 999 once more, and the alarm stays red."""
    moment.turn.note = True
    moment.raise_item("red", talk.person.about.get("category", "medical"), moment.message.text)
    ask(moment, talk, asked, [])


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


def _is_late(moment: Moment, talk: Talk) -> bool:
    return talk.flow != SAFETY and talk.shown_at is not None and moment.now - talk.shown_at > LATE


def _could_be_read(moment: Moment, talk: Talk) -> bool:
    return talk.shown_at is not None and moment.now - talk.shown_at >= READING_TIME
