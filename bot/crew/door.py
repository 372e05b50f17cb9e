"""Whose text this is: a code that binds a phone, a command of staff, or words for everybody's way.

Staff are screened like everybody. Their own words that show danger, STOP, what they answer to the team's questions, and
what is no text at all go the way of anybody's message; nothing is lost because its sender is on the staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.conversation import SAFETY, asked, close
from bot.crew.commands import Command, pressed, read, without_pin
from bot.crew.own_answers import own_answer
from bot.state import Message, State
from bot.store import enrolment
from bot.store.hands import Hands
from bot.store.limits import take_one
from bot.store.staff import Member
from flows.commands import Command as Anybodys
from flows.commands import read_command
from flows.danger import Finding, screen

HIDDEN = "PIN"  # what is stored in a PIN's place
ENDINGS = (Anybodys.STOP, Anybodys.START)
MOST_CODES, HOUR = 5, timedelta(hours=1)
HELP = Command("help")
EDIT = "edit"  # of an earlier text: what it asked for was done then, and is not done again


@dataclass(frozen=True, slots=True)
class Heard:
    """A text of staff's, to be obeyed once it is stored. `code`: a good one that binds this phone; `bad_code`: no more.

    `message` is what is stored: without the PIN.
    """

    contact: int
    channel: str
    message: Message
    member: int
    command: Command = HELP
    pin: str = ""
    code: str = ""
    bad_code: bool = False
    finding: Finding | None = None


class Door:
    """`labels`: the command behind the label of each button that an alert has. `language`: what staff write in."""

    def __init__(self, labels: dict[str, str], language: str):
        self._labels, self._language = labels, language

    async def read(
        self, hands: Hands, state: State, message: Message, members: Mapping[int, Member], bound: dict[int, int]
    ) -> Heard | Message:
        """A message for everybody's way. `bound`: contact points that codes of this batch bind, by staff; added to."""
        contact = state.contact
        member = members[contact.id].id if contact.id in members else bound.get(contact.id)
        if message.kind == "text" and (code := enrolment.code_in(message.text)):
            return await self._code(hands, state, message, code, member, bound) or message
        if member is None or message.opt_out in ("STOP", "START") or message.kind not in ("text", "button"):
            return message
        heard = self._command(state, message, member)
        if heard is None and (own := await self._no_command(hands, state, message)) is not None:
            return own
        contact.state = "ok" if contact.state == "unreachable" else contact.state
        contact.last_in_at = max(contact.last_in_at or hands.now, hands.now)
        return heard or Heard(contact.id, contact.channel, message, member)

    async def _no_command(self, hands: Hands, state: State, message: Message) -> Message | None:
        """Words for everybody's way; None: they are met with the list of commands."""
        own = await own_answer(hands, state, message)
        return own or (message if _is_anybodys(state, message) else None)

    async def _code(
        self, hands: Hands, state: State, message: Message, code: str, member: int | None, bound: dict[int, int]
    ) -> Heard | None:
        contact = state.contact
        if not await take_one(hands.tx, f"codes:{contact.id}", MOST_CODES, hands.now, HOUR):
            return None
        whose = await enrolment.whose(hands, code)
        if whose is None:
            meant = member is not None or message.text.strip().casefold().startswith("staff")
            return Heard(contact.id, contact.channel, message, member or 0, bad_code=True) if meant else None
        bound[contact.id] = whose
        contact.state, contact.last_in_at = "ok", hands.now
        for talk in state.talks:
            if talk.flow != SAFETY:
                close(talk)
        return Heard(contact.id, contact.channel, message, whose, code=code)

    def _command(self, state: State, message: Message, member: int) -> Heard | None:
        contact, text = state.contact, message.text
        pin, rest = without_pin(text)
        command = pressed(message, self._labels) or read(rest, self._language)
        if command is None and (not rest.strip()):
            command = HELP
        if message.is_edit and (command is not None or not _is_anybodys(state, message)):
            command = replace(command or HELP, verb=EDIT)
        if command is not None:
            hidden = replace(message, text=f"{HIDDEN} {rest}".strip()) if pin else message
            found = screen(command.words) if command.words else None
            danger = found if found and found.level != "none" else None
            return Heard(contact.id, contact.channel, hidden, member, command, pin, finding=danger)
        return None


def _is_anybodys(state: State, message: Message) -> bool:
    """STOP or START; words that show danger; and an answer to what we ask of somebody in danger."""
    heard, talk = read_command(message.text, state.contact.language), state.speaking_now()
    if heard is not None and heard.command in ENDINGS:
        return True
    if talk is not None and talk.flow == SAFETY:
        return True
    return screen(message.text, asked=asked(state)).level != "none"
