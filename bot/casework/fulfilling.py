"""A copy of what we hold of somebody, or their erasure: done as `frontdoor export` and `forget` do it, once it is known
who asks (wishes.py).

Danger that is still open stops an erasure, because a record that the law has us keep is one only when it is closed
(store/forgetting.py). Nobody gets a text that they were erased: see docs/decisions/0014.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.casework.wishes import Wish, have, mistakes
from bot.conversation import House
from bot.errors import FormWrong, FrontdoorError, NotFound
from bot.speech import speak, voice
from bot.store import contacts, holding, identity, owing
from bot.store.foreseeing import Foreseen, foresee
from bot.store.forgetting import FORGOTTEN, Erased, StillInDanger, erase
from bot.store.hands import Hands
from bot.store.identity import COPIED, GIVEN
from bot.store.log import record
from bot.store.subject import document, same_address

TEXT_LASTS = timedelta(hours=24)
THE_WORD = "ERASE"
COPY_GIVEN = "copy_given"  # how an item ends, beside triage.OUTCOMES
HANDED = {
    "hand": "By hand",
    "post": "By post, to the address that we hold",
    "other": "In another way that they asked for",
}


class Unchecked(FrontdoorError):
    """First record how you made sure who it is. A check holds for 24 hours, and for this person only."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was filled in before erasing. `seen`: how many messages of theirs the page counted that showed it."""

    word: str
    told: bool
    everybody: bool
    seen: int | None


async def copy(hands: Hands, house: House, number: int, who: str) -> dict[str, Any]:
    """All that we hold of them, and the record that it was copied. Raises Unchecked, and whatever `have` raises."""
    wish = _sure(await have(hands, number, who))
    if not wish.copy:
        raise NotFound("They did not ask for a copy.")
    found = await same_address(hands.tx, hands.vault, wish.item.contact)
    await record(hands.tx, hands.ids, hands.now, [(who, "exported", f"contact:{id}", "") for id in found])
    await identity.keep(hands, wish.item, who, COPIED, "told" if wish.hears else "not told")
    if wish.hears:
        await _tell(hands, house, wish.item.contact)
    return await document(hands.tx, hands.vault, found, hands.now)


async def _tell(hands: Hands, house: House, contact: int) -> None:
    """That it is ready; never what is in it, nor where it goes."""
    state = (await contacts.load_states(hands.tx, hands.vault, [contact], hands.now))[contact]
    spoken = voice(house.wordings, state.contact, hands.now)
    replies = [(contact, reply) for reply in speak(spoken, [spoken.text("my_data_ready")], None, "prompt")]
    until = hands.now + TEXT_LASTS
    await owing.owe(hands.tx, owing.rows_of(hands.vault, hands.ids, replies, hands.now, until))


async def given(hands: Hands, number: int, who: str, how: str) -> None:
    """They have their copy: the item is closed, unless they ask to be deleted too. Raises FormWrong, Unchecked before
    there is a copy, and whatever `have` raises."""
    if wrong := mistakes(how, HANDED, "handed", "Choose how they got it."):
        raise FormWrong(wrong)
    wish = await have(hands, number, who)
    if wish.copied_at is None:
        raise Unchecked
    await identity.keep(hands, wish.item, who, GIVEN, how)
    if not wish.erase:
        await holding.resolve(hands.tx, hands.ids, number, who, COPY_GIVEN, hands.now)


async def outlook(hands: Hands, wish: Wish) -> Foreseen:
    """What erasing would do. Changes nothing. Raises Unchecked."""
    if not _sure(wish).erase:
        raise NotFound("They did not ask to be deleted.")
    return await foresee(hands, await same_address(hands.tx, hands.vault, wish.item.contact))


async def erase_them(hands: Hands, number: int, who: str, told: Confirmed) -> Erased:
    """All of it or nothing, and the item is closed by it. Raises FormWrong, StillInDanger, Unchecked, and whatever
    `have` raises."""
    seen = await outlook(hands, await have(hands, number, who))
    if danger := open_danger(seen):
        raise StillInDanger(f"item {', '.join(map(str, danger))}.")
    if wrong := _missing(seen, told):
        raise FormWrong(wrong)
    await holding.resolve(hands.tx, hands.ids, number, who, FORGOTTEN, hands.now)
    return await erase(hands, [id for id, _, _ in seen.points], who, FORGOTTEN)


def open_danger(seen: Foreseen) -> list[int]:
    """The items about danger to them, at any level, that nobody has closed yet."""
    return [one.number for one in seen.matters if one.risk and one.state != "resolved"]


def _missing(seen: Foreseen, told: Confirmed) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if told.seen != seen.messages:
        wrong["word"] = "They have written since this page was opened. Read it, and decide again."
    elif told.word.upper() != THE_WORD:
        wrong["word"] = f"Write {THE_WORD} to say that you mean it."
    if not told.told:
        wrong["told"] = "Tell them first what stays: no text goes to them afterwards."
    if seen.many and not told.everybody:
        wrong["everybody"] = "Several people use this phone. Each of them must ask for it."
    return wrong


def _sure(wish: Wish) -> Wish:
    if wish.check is None:
        raise Unchecked
    return wish
