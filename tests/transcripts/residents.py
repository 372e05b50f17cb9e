"""Somebody on a programme, for transcripts: Margaret, in the third week of twelve on 23 November, and who looks after her."""

from datetime import timedelta

from bot.conversation import House
from bot.state import Contact, Message, OnProgramme, State
from bot.turn import take
from tests.rehearsal import ENGLISH, START, Rehearsal

# Tuesdays at ten, every week. Her weeks began two days after 2 November.
MARGARET = OnProgramme(
    7, 1, "resident", "active", "2026-11-02", 12, 1, "10:00", 1, 2, next_at=START + timedelta(days=1), name="Margaret"
)
JO = OnProgramme(8, 2, "carer", "active", "2026-11-02", 12, 1, "10:00", 1, 2, name="Jo", cares_for="Margaret")


def on(*programmes: OnProgramme, **what: object) -> Contact:
    return Contact(1, "sms", referral="taken", programmes=programmes, **what)  # type: ignore[arg-type]


def with_her(**what: object) -> Rehearsal:
    return Rehearsal(contact=on(MARGARET, **what))


def said(contact: Contact, *texts: str) -> str:
    """The last answer, in the words that go out."""
    rehearsal, now = Rehearsal(contact=contact), START
    house, state = House({"en": ENGLISH}, rehearsal.house.zone, (), rehearsal.house.new_id), State(contact)
    words = ""
    for n, text in enumerate(texts, 1):
        now += timedelta(minutes=1)
        state, turn = take(state, Message(n, text, "text", now), now, house)
        words = "\n".join(reply.text for reply in turn.replies)
        for reply in turn.replies:
            if reply.asks and reply.talk:
                reply.talk.shown_at = now
    return words
