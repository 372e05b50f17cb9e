"""Obeying staff, in the transaction that stores their texts, after everything else of it is written.

A command that breaks is taken back and answered; the message stays. Each is in the audit log. What a caller id alone
stands behind needs the PIN, because it can be forged.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import DBAPIError

from bot.crew import duty_deeds, item_deeds, reach_deeds
from bot.crew.door import EDIT, Heard
from bot.crew.duty_deeds import first_name
from bot.crew.order import House, Order, Refused, tell
from bot.errors import NotFound
from bot.ladder import SUPERVISOR, Team
from bot.state import Reply
from bot.store import enrolment, findings, holding, staff
from bot.store.findings import Found
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.staff import Member
from bot.store.undoing import undoable

PROVEN = frozenset({"telegram", "browser"})  # the account itself is bound; a number on a text is only said
WITH_WORDS = ("note", "reply")
EXAMPLE = "12"
Deed = Callable[[Order], Awaitable[str]]
log = structlog.get_logger()


async def help_(order: Order) -> str:
    return order.say("staff_help" if order.channel in PROVEN else "staff_help_pin")


async def which(order: Order) -> str:
    verb = order.command.words
    name = "staff_which_words" if verb.casefold() in WITH_WORDS else "staff_which"
    return order.say(name, verb=verb.upper(), number=EXAMPLE)


async def edit(order: Order) -> str:
    return order.say("staff_edited")


DEEDS: Mapping[str, Deed] = {
    "help": help_,
    "which": which,
    EDIT: edit,
    "queue": item_deeds.queue,
    "next": item_deeds.next_one,
    "take": item_deeds.take,
    "tried": item_deeds.tried,
    "note": item_deeds.note,
    "done": item_deeds.done,
    "pass": item_deeds.pass_on,
    "story": reach_deeds.story,
    "reply": reach_deeds.reply,
    "call": reach_deeds.call,
    "ring": reach_deeds.ring,
    "on": duty_deeds.on,
    "off": duty_deeds.off,
}
SAFE = ("help", "which", EDIT)  # they tell nothing and do nothing


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text of staff's is answered with, and how it went, for the audit log."""

    words: str
    how: str = "done"
    buttons: Mapping[str, str] = field(default_factory=dict[str, str])


class Obeying:
    def __init__(self, house: House):
        self.house = house

    async def obey(self, hands: Hands, heard: Sequence[Heard]) -> None:
        """All of one batch, in the order in which they came."""
        for one in heard:
            answer = await self._one(hands, one)
            reply = Reply(answer.words, "safety", buttons=answer.buttons)
            await tell(hands, {one.contact: reply})
            about = f"item:{one.command.number}" if one.command.number else f"contact:{one.contact}"
            what = f"{'code' if one.code or one.bad_code else one.command.verb}: {answer.how}"
            who = staff.actor(one.member) if one.member else about
            await record(hands.tx, hands.ids, hands.now, [(who, "text from staff", about, what)])
            await note_change(hands.tx, hands.now)

    async def _one(self, hands: Hands, heard: Heard) -> Answer:
        """What goes wrong in one command undoes that command alone."""
        try:
            async with undoable(hands.tx):
                return await self._unless_refused(hands, heard)
        except DBAPIError:
            raise  # the whole batch is run again
        except Exception as error:
            log.error("a command of staff broke", command=heard.command.verb, error=type(error).__name__)
            return Answer(self.house.words.text("staff_broken"), type(error).__name__)

    async def _unless_refused(self, hands: Hands, heard: Heard) -> Answer:
        try:
            return await self._answered(hands, heard)
        except Refused as refused:
            return Answer(self.house.words.text(refused.why, **refused.args_of_text), refused.why)

    async def _answered(self, hands: Hands, heard: Heard) -> Answer:
        await _keep_finding(hands, heard)
        if heard.bad_code:
            raise Refused("staff_code_bad")
        if heard.code:
            return await self._bind(hands, heard)
        member = (await staff.by_contacts(hands.tx, hands.vault, [heard.contact])).get(heard.contact)
        if member is None:  # taken off the list meanwhile
            raise Refused("staff_code_bad")
        if heard.channel not in PROVEN and heard.command.verb not in SAFE:
            await self._prove(hands, heard, member)
        order = Order(hands, self.house, member, heard.contact, heard.channel, heard.command, heard.message)
        return Answer(await DEEDS[heard.command.verb](order), buttons=order.buttons)

    async def _bind(self, hands: Hands, heard: Heard) -> Answer:
        if not await enrolment.use(hands, heard.code):
            raise Refused("staff_code_bad")
        await staff.bind(hands, heard.member, heard.contact)
        member = (await staff.by_contacts(hands.tx, hands.vault, [heard.contact]))[heard.contact]
        name = "staff_bound" if heard.channel in PROVEN else "staff_bound_pin"
        return Answer(self.house.words.text(name, name=first_name(member.name)))

    async def _prove(self, hands: Hands, heard: Heard, member: Member) -> None:
        """Raises Refused without the right PIN. At the fifth wrong one the supervisor hears."""
        if not heard.pin:
            raise Refused("staff_pin_first")
        verdict = await enrolment.check_pin(hands, member, heard.contact, heard.pin)
        if verdict == "wrong" and await enrolment.wrong_pins(hands.tx, member.id, hands.now) >= enrolment.MOST_WRONG:
            log.warning("too many wrong PINs", staff=member.id)
            await self._warn(hands, member)
            raise Refused("staff_pin_locked")
        if verdict != "right":
            raise Refused("staff_pin_wrong" if verdict == "wrong" else "staff_pin_locked")

    async def _warn(self, hands: Hands, member: Member) -> None:
        team = Team(await staff.team(hands.tx), self.house.watch.hours)
        words = self.house.words.text("staff_pin_warning", name=member.name, times=str(enrolment.MOST_WRONG))
        people = [one for one in team.on_rung(SUPERVISOR, "", hands.now) if one.id != member.id]
        await tell(hands, {one.routes[0]: Reply(words, "safety") for one in people})


async def _keep_finding(hands: Hands, heard: Heard) -> None:
    """Words of staff about somebody's danger belong to the item that they name; they raise none of their own."""
    if heard.finding is None:
        return
    try:
        item = await holding.id_of_item(hands.tx, heard.command.number) if heard.command.number else None
    except NotFound:
        item = None
    await findings.store(hands, [Found(heard.message, heard.finding, "witness", item)])
