"""Turning steps into texts: wording, numbered choices or buttons, and joining what fits two segments.

Live facts (language, discreet wording) are taken from the contact here, never from a flow.
On a phone that others see, or that has been silent for four weeks, nothing that was told is repeated.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.state import Contact, Picture, Reply, Talk, Urgency
from flows.acts import Act, ShowProgress
from flows.question import Question
from flows.talk import Say, text_of
from messages.segments import count
from messages.wording import Wording, as_sent

LONG_SILENT = timedelta(days=28)  # after this a number may have changed hands
JOINED_SEGMENTS = 2
WITH_BUTTONS = frozenset({"telegram", "browser"})
WITH_PICTURES = frozenset({"telegram", "browser"})
OPTION = "option_"  # a question that brings its own choices passes what each says, by its key


class Voice(NamedTuple):
    """How the service speaks to one contact point at one moment."""

    wording: Wording
    contact: Contact
    discreet: bool

    def text(self, name: str, /, **args: str) -> str:
        return self.wording.text(text_of(name), discreet=self.discreet, again=False, **args)

    def say(self, step: Say) -> str:
        return self.text(step.name, **step.args)

    def asked(self, question: Question) -> str:
        """The question itself, without its choices; or which of two days they mean."""
        if question.either:
            first, second = (in_words(date.fromisoformat(day)) for day in question.either)
            return self.text("either_day", first=first, second=second)
        args = dict(question.args)
        again = question.tries > 0
        return self.wording.text(text_of(question.name), discreet=self.discreet, again=again, **args)

    def ask(self, question: Question) -> str:
        words = self.asked(question)
        if not question.keys or self.contact.channel in WITH_BUTTONS:
            return words
        return as_sent(words, dict(zip(question.keys, self.labels(question), strict=True)))

    def labels(self, question: Question) -> tuple[str, ...]:
        """The choices as the person sees them, in the order of the question's keys."""
        known, own = self.wording.labels(text_of(question.name)), question.args
        return tuple(own.get(f"{OPTION}{key}") or known.get(text_of(key), key) for key in question.keys)

    def buttons(self, talk: Talk, question: Question) -> dict[str, str]:
        """Label by what the button carries: its conversation, its question, and the answer it stands for."""
        if self.contact.channel not in WITH_BUTTONS:
            return {}
        if question.keys:
            answers = dict(zip(question.keys, self.labels(question), strict=True))
        elif question.kind == "yes_no":
            answers = {"yes": self.text("button_yes"), "no": self.text("button_no")}
        else:
            answers = {}
        if question.optional:
            answers["skip"] = self.text("button_skip")
        return {f"{talk.id}:{question.name}:{key}": label for key, label in answers.items()}


def voice(wordings: Mapping[str, Wording], contact: Contact, now: datetime) -> Voice:
    silent = contact.last_in_at is not None and now - contact.last_in_at > LONG_SILENT and not contact.is_staffs
    wording = wordings.get(contact.language) or next(iter(wordings.values()))
    return Voice(wording, contact, contact.discreet or contact.shared or silent)


def speak(voice: Voice, says: Iterable[str], talk: Talk | None, urgency: Urgency = "reply") -> list[Reply]:
    """The texts for what is said now and, when `talk` has an open question, that question last."""
    question = talk.question if talk else None
    if talk is None or question is None:
        return [Reply(text, urgency, talk) for text in joined(says)]
    *before, last = joined([*says, voice.ask(question)])
    asking = Reply(last, urgency, talk, asks=True, buttons=voice.buttons(talk, question))
    return [*(Reply(text, urgency, talk) for text in before), asking]


def shown(voice: Voice, acts: Iterable[Act], talk: Talk) -> list[Reply]:
    """Pictures, where the phone can show one and nobody else sees it. Words never wait for one: they have their own texts."""
    if voice.discreet or voice.contact.channel not in WITH_PICTURES:
        return []
    return [_shown(voice, act, talk) for act in acts if isinstance(act, ShowProgress)]


def _shown(voice: Voice, act: ShowProgress, talk: Talk) -> Reply:
    title, names = voice.text(act.title), voice.wording.labels(act.title)
    bars = tuple((names.get(label, label), then, now) for label, then, now in act.bars)
    return Reply(title, talk=talk, picture=Picture(title, names["then"], names["now"], bars))


def joined(texts: Iterable[str]) -> list[str]:
    """Neighbours as one text while they fit two segments: fewer buzzes, less to pay."""
    parts: list[str] = []
    for text in texts:
        together = f"{parts[-1]}\n{text}" if parts else ""
        if together and count(together).segments <= JOINED_SEGMENTS:
            parts[-1] = together
        else:
            parts.append(text)
    return parts


def in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def one_month_on(now: datetime, zone: ZoneInfo) -> str:
    """The day a month from now in words, e.g. "3 December": by then the law wants an answer."""
    day = (now + timedelta(days=30)).astimezone(zone)
    return f"{day.day} {day:%B}"
