"""What a member of staff answers to the team's questions: plain words on a phone that is otherwise for commands.

A command always goes first. Other words answer the question where it is the last thing that we wrote there; after an
alert, or the answer to a command, only a number alone does, because no command is one. Whatever else they write then
is met with the question again. No PIN is needed: a forged answer does little, and nobody can read one.
"""

import re
from dataclasses import replace

from bot.conversation import TEAM
from bot.crew.commands import without_pin
from bot.state import Message, Reference, State, Talk
from bot.store import outbox
from bot.store.hands import Hands

A_PIN = 6  # digits: "2027 budget" is words
ALONE = re.compile(r"\W*[0-9]\W*")
ELSEWHERE = "elsewhere"  # no question is called so: it answers none


async def own_answer(hands: Hands, state: State, message: Message) -> Message | None:
    """What they wrote, without a PIN, if the team's question is to have it."""
    talk = state.speaking_now()
    if talk is None or talk.flow != TEAM or talk.question is None or talk.shown_at is None:
        return None
    if message.reply_to is not None:
        return message if message.reply_to.conversation == talk.id else None
    pin, rest = without_pin(message.text)
    plain = replace(message, text=rest) if len(pin) == A_PIN else message
    if _is_a_number(talk, plain.text) or await outbox.last_sent(hands.tx, state.contact.id) == talk.id:
        return plain
    return replace(plain, reply_to=Reference(talk.id, ELSEWHERE))


def _is_a_number(talk: Talk, text: str) -> bool:
    return talk.question is not None and bool(talk.question.keys) and ALONE.fullmatch(text) is not None
