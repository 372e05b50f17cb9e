"""A person's conversation with somebody: who has it, taking it, taking it over, handing it back.

A conversation is with whoever has an item about the person: so the ladder relieves them like anybody who leaves a message
past its deadline. Writing takes an item that nobody has, or begins one. Nothing is written over a colleague's head.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.casework.decent import hears
from bot.conversation import House, Moment, resume
from bot.errors import AlreadyTaken, FormWrong, FrontdoorError, NotFound
from bot.hours import Hours
from bot.speech import speak, voice
from bot.state import Message, Reply, State, Turn
from bot.store import contacts, holding, items, owing, raising, staff, within
from bot.store.hands import Hands
from bot.store.holding import HeldByAnother
from bot.store.items import Item
from bot.store.log import SYSTEM, note_change, record
from bot.store.raising import Raised
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.store.tables import items as queue
from bot.store.vault import Vault
from bot.triage import OUTCOMES

CONVERSATION = "conversation"  # the category of an item that is begun by writing
COLLEAGUE = "colleague"


class CannotText(FrontdoorError):
    """No text can go there."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Held:
    """The items about somebody that are not closed: a member's own, what colleagues have, and what this member may take.
    Each with the worst first."""

    mine: Sequence[Item]
    theirs: Sequence[Item]
    free: Sequence[Item]

    @property
    def every(self) -> Sequence[Item]:
        return [*self.mine, *self.theirs, *self.free]


async def held(tx: Tx, vault: Vault, contact: int, member: Member) -> Held:
    here = queue.c.contact_id == contact
    found = await items.queue(tx, vault, only=here)
    seen = {one.number for one in await items.queue(tx, vault, only=here & within.of_items(member))}
    claimed = [one for one in found if one.state == "claimed"]
    return Held(
        [one for one in claimed if one.claimed_by == member.actor],
        [one for one in claimed if one.claimed_by != member.actor],
        [one for one in found if one.state == "open" and one.number in seen],
    )


async def have(hands: Hands, contact: int, member: Member) -> list[int]:
    """The numbers of the items that are theirs, the worst first: one is taken, or begun, if they had none. Raises
    HeldByAnother."""
    known = await held(hands.tx, hands.vault, contact, member)
    if known.mine:
        return [one.number for one in known.mine]
    if known.theirs:
        raise HeldByAnother(f"{known.theirs[0].holder} has this conversation.")
    number = known.free[0].number if known.free else await _begun(hands, contact)
    try:
        await holding.claim(hands.tx, hands.ids, number, member.actor, hands.now)
    except AlreadyTaken:
        raise HeldByAnother("Somebody has just taken this conversation.") from None
    return [number]


async def _begun(hands: Hands, contact: int) -> int:
    raised = Raised("green", CONVERSATION, "a colleague writes with them", contact)
    (id,) = await raising.raise_items(hands.tx, hands.vault, hands.ids, [raised], hands.now)
    return await items.number_of(hands.tx, id)


async def take(hands: Hands, house: House, hours: Hours, contact: int, member: Member, *, tell: bool) -> None:
    """From now on a person writes, and we say nothing. Raises NotFound, CannotText, HeldByAnother."""
    known = await locked(hands, contact)
    goes_on = known.contact.human_owns and (await held(hands.tx, hands.vault, contact, member)).mine
    number = (await have(hands, contact, member))[0]
    await holding.take_conversation(hands.tx, number, None)
    if tell and not goes_on and hears(known.contact, hours, hands.now):
        words = voice(house.wordings, known.contact, hands.now).text("person_writes", name=_first(member))
        rows = owing.rows_of(hands.vault, hands.ids, [(contact, Reply(words))], hands.now, by=SYSTEM)
        await owing.owe(hands.tx, rows)
    await logged(hands, member.actor, "conversation taken", contact)


async def take_over(hands: Hands, contact: int, member: Member, holder: str) -> None:
    """All that `holder`, who was seen to have it, has of them. Raises NotFound, CannotText, AlreadyTaken when they have
    nothing of them any more."""
    _ = await locked(hands, contact)
    known = await held(hands.tx, hands.vault, contact, member)
    numbers = [one.number for one in known.theirs if one.claimed_by == holder]
    if not numbers:
        raise AlreadyTaken("They do not have this conversation any more.")
    for number in numbers:
        await holding.take_over(hands.tx, hands.ids, number, holder, member.actor, hands.now)
    await holding.take_conversation(hands.tx, numbers[0], None)
    await logged(hands, member.actor, "conversation taken", contact)


async def hand_back(
    hands: Hands, house: House, hours: Hours, contact: int, member: Member, outcome: str, *, tell: bool
) -> None:
    """We answer them again. `outcome`: what came of it, which closes the member's items about them; "" leaves them open.

    Raises NotFound, CannotText, FormWrong, HeldByAnother while a colleague still has something of theirs.
    """
    if outcome and outcome not in OUTCOMES:
        raise FormWrong({"outcome": "Choose what came of it, or leave it open."})
    known = await locked(hands, contact)
    now_held = await held(hands.tx, hands.vault, contact, member)
    if now_held.theirs:
        raise HeldByAnother(f"{now_held.theirs[0].holder} has something of theirs too.")
    for one in now_held.mine if outcome else ():
        await holding.resolve(hands.tx, hands.ids, one.number, member.actor, outcome, hands.now)
    _ = await holding.give_back(hands.tx, contact)
    if tell and known.contact.human_owns and hears(known.contact, hours, hands.now):
        await _go_on(hands, house, known, member)
    await logged(hands, member.actor, "conversation handed back", contact)


async def _go_on(hands: Hands, house: House, state: State, member: Member) -> None:
    """A word, and what was asked last once more: their next words answer a question that they have just read."""
    contact = state.contact.id
    state.contact.human_owns = False
    moment = Moment(house, state, Turn(Message(0, "", "other", hands.now)), hands.now)
    says, talk = [moment.voice.text("person_done", name=_first(member))], state.speaking_now()
    if talk is not None and talk.question is not None:
        resume(moment, talk, says)
    else:
        moment.turn.replies += speak(moment.voice, says, None)
    rows = owing.rows_of(hands.vault, hands.ids, [(contact, one) for one in moment.turn.replies], hands.now)
    owing.note_asking(rows, state.talks)
    await contacts.save_talks(hands.tx, hands.vault, [(contact, one) for one in state.talks], hands.now)
    await owing.owe(hands.tx, rows)


async def locked(hands: Hands, contact: int) -> State:
    """Until we commit no turn of theirs runs. Raises NotFound, and CannotText for a colleague's phone."""
    known = (await contacts.load_states(hands.tx, hands.vault, [contact], hands.now)).get(contact)
    if known is None:
        raise NotFound(f"Contact {contact}.")
    if await staff.by_contact(hands.tx, hands.vault, contact) is not None:
        raise CannotText(COLLEAGUE)
    return known


def _first(member: Member) -> str:
    return member.name.split(" ")[0]


async def logged(hands: Hands, who: str, action: str, contact: int) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, action, f"contact:{contact}", "")])
    await note_change(hands.tx, hands.now)
