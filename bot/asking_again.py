"""A reply that nothing could read: simpler words, then a way out, and never a third asking. Pure."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation import SAFETY, TEAM, Moment, ask, resume
from bot.state import Talk
from flows.answers.calendar.either import either_day
from flows.languages import other_language
from flows.question import Question
from flows.summary import asks_to_change

LATE = timedelta(hours=24)  # after this a reply is met with where we were
OFFER, OFFER_AGAIN = 2, 3  # the second unclear reply is offered a way out, the third again; there is no third asking


def recap(moment: Moment, talk: Talk) -> list[str]:
    """Whoever answers a day later may have forgotten what this was."""
    return [moment.voice.text("welcome_back")] if _is_late(moment, talk) else []


def not_read(moment: Moment, talk: Talk, question: Question) -> None:
    """After a day "hello" is no attempt at an answer: the question is asked as if for the first time."""
    if talk.flow != SAFETY and in_another_language(moment, talk, question):
        return
    if _is_late(moment, talk):
        moment.turn.note = True
        resume(moment, talk, recap(moment, talk))
    else:
        ask_again(moment, talk, question)


def in_another_language(moment: Moment, talk: Talk, question: Question) -> bool:
    """A reply that is plainly in another language of ours: it is offered. Once. (Any other goes to an interpreter.)"""
    language = None if question.tries else other_language(moment.message.text)
    if language is None or language.code == moment.state.contact.language:
        return False
    if language.code not in moment.house.wordings:
        return False
    moment.turn.note = True
    line = moment.voice.text("language_offer", language=language.own or language.name, word=language.own.upper())
    ask(moment, talk, question.again(), [line])
    return True


def ask_again(moment: Moment, talk: Talk, question: Question) -> None:
    """First simpler words, then a way out, once more; after that the words are kept and a person looks."""
    asked = question.again()
    if talk.flow == SAFETY:
        still_in_doubt(moment, talk, asked)
    elif talk.flow == TEAM and asked.tries >= OFFER:
        still_open(moment, talk)
    elif question.review and asks_to_change(moment.message.text, moment.context(question)):
        ask(moment, talk, replace(question, tries=max(question.tries, 1)), [])  # the other wording asks which
    elif either := either_day(question.kind, moment.message.text, moment.context(question)):
        ask(moment, talk, replace(asked, either=either), [])
    elif asked.tries < OFFER:
        ask(moment, talk, asked, [])
    else:
        offer(moment, talk, asked)


def still_open(moment: Moment, talk: Talk) -> None:
    """What staff wrote was neither a command nor an answer. Nobody is bothered with it; the question waits."""
    moment.turn.note = True
    resume(moment, talk, [moment.voice.text("staff_question_open")])


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
    about = talk.person.about
    part = "at_risk" if about.get("who") != "them" else "witness"
    if about.get("category") == "harm_to_others":
        part = "may_have_caused_harm"
    moment.raise_item("red", about.get("category", "medical"), moment.message.text, part=part)
    ask(moment, talk, asked, [])


def _is_late(moment: Moment, talk: Talk) -> bool:
    return talk.flow != SAFETY and talk.shown_at is not None and moment.now - talk.shown_at > LATE
