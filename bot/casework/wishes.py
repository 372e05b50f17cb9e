"""What somebody asks of us under data protection, a copy of what we hold or that they are erased, and who asks.

Whoever holds a phone can text MY DATA or DELETE ME, and may be the very one whom a record is about. So neither is done
(fulfilling.py) without a recorded check of who asks, at most a day old and of this contact point.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import AlreadyTaken, FormWrong, NotFound
from bot.requests import DATA_REQUEST, WANTS_A_COPY, WANTS_TO_BE_DELETED
from bot.ringing import never_by_text
from bot.state import Contact
from bot.store import contacts, holding, identity, items, raising
from bot.store.hands import Hands
from bot.store.history import history
from bot.store.identity import CHECKED, NOT_CONFIRMED, Check
from bot.store.items import Item
from bot.store.raising import Raised
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault

CHECK_LASTS = timedelta(hours=24)
LONGEST = 300  # characters of a note on a check
TOLD_TO_STAFF = ", told to staff"
WISHES = {"copy": WANTS_A_COPY, "erase": WANTS_TO_BE_DELETED}
# What is stored is the first; it is never renamed.
HOW = {
    "rang_back": "I rang the number that we hold, and they told me two things that we hold",
    "met": "I met them, and I know them or saw a paper with their name",
    "colleague": "One of us who knows them well spoke to them",
    "by_letter": "They answered a letter that I sent to the address that we hold",
}
WHY_NOT = {
    "not_reached": "I could not reach them",
    "did_not_know": "They could not tell me two things that we hold",
    "somebody_else": "It was somebody else, or somebody spoke for them",
    "not_free": "They could not speak freely, or it was not their own wish",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What an item asks for, and how far it has come. `hears`: a text may tell them that their copy is ready."""

    item: Item
    copy: bool
    erase: bool
    check: Check | None
    copied_at: datetime | None
    abused: bool
    hears: bool

    @property
    def until(self) -> datetime | None:
        """Until when the check is good."""
        return self.check.at + CHECK_LASTS if self.check else None


async def wish_of(tx: Tx, vault: Vault, item: Item, now: datetime) -> Wish | None:
    """None for an item that asks for neither."""
    lines = item.why.split("\n") if item.category == DATA_REQUEST else []
    copy, erase = (any(line.startswith(wish) for line in lines) for wish in WISHES.values())
    if not (copy or erase):
        return None
    contact = (await contacts.load_states(tx, vault, [item.contact], now))[item.contact].contact
    abused = (await history(tx, item, {})).abuse
    check = await identity.checked(tx, vault, item.contact, now - CHECK_LASTS)
    copied_at = await identity.copied_at(tx, item.number)
    hears = WANTS_A_COPY in lines and copied_at is None and not abused and _may_hear(contact, now)
    return Wish(item, copy, erase, check, copied_at, abused, hears)


def _may_hear(contact: Contact, now: datetime) -> bool:
    """Never where others see the phone, nor over a coordinator who is writing to them."""
    watched = contact.discreet or contact.shared
    return not (watched or contact.human_owns or contact.paused_at or never_by_text(contact, now))


async def asked(hands: Hands, contact: int, wish: str, who: str) -> int:
    """They asked by phone, by letter or in person: the number of the item, which is with `who`. Raises FormWrong."""
    if wrong := mistakes(wish, WISHES, "wish", "Choose what they asked for."):
        raise FormWrong(wrong)
    await contacts.lock(hands.tx, [contact])
    raised = [Raised("amber", DATA_REQUEST, WISHES[wish] + TOLD_TO_STAFF, contact)]
    (id,) = await raising.raise_items(hands.tx, hands.vault, hands.ids, raised, hands.now)
    number = await items.number_of(hands.tx, id)
    await holding.claim(hands.tx, hands.ids, number, who, hands.now)
    return number


async def check(hands: Hands, number: int, who: str, how: str, note: str) -> None:
    """Somebody made sure who it is. Raises FormWrong, and whatever `have` raises."""
    wrong = mistakes(how, HOW, "how", "Choose how you made sure.")
    if not 0 < len(note) <= LONGEST:
        wrong["note"] = f"Write in {LONGEST} characters what you asked for. Not what they answered."
    if wrong:
        raise FormWrong(wrong)
    await identity.keep(hands, (await have(hands, number, who)).item, who, CHECKED, how, note)


async def not_confirmed(hands: Hands, number: int, who: str, why: str, note: str) -> None:
    """Nobody could say who it is: an earlier check is void, and the item stays open."""
    if wrong := mistakes(why, WHY_NOT, "why_not", "Choose why you could not be sure."):
        raise FormWrong(wrong)
    await identity.keep(hands, (await have(hands, number, who)).item, who, NOT_CONFIRMED, why, note[:LONGEST])


def mistakes(said: str, known: Mapping[str, str], field: str, choose: str) -> dict[str, str]:
    return {} if said in known else {field: choose}


async def have(hands: Hands, number: int, who: str) -> Wish:
    """The request as it stands, which is with `who` from now on if nobody had it. Until we commit no turn of theirs runs.

    Raises NotFound, AlreadyTaken when it is closed or just taken, HeldByAnother.
    """
    await contacts.lock(hands.tx, [(await items.one(hands.tx, hands.vault, number)).contact])
    item = await items.one(hands.tx, hands.vault, number, lock=True)
    wish = await wish_of(hands.tx, hands.vault, item, hands.now)
    if item.state == "resolved":
        raise AlreadyTaken(f"Item {number} is closed.")
    if wish is None:
        raise NotFound("This is no request of theirs.")
    if item.state == "claimed" and item.claimed_by != who:
        raise holding.HeldByAnother(f"Item {number} is with {item.holder}.")
    if item.state == "open":
        await holding.claim(hands.tx, hands.ids, number, who, hands.now)
    return wish
