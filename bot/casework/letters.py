"""What a member of staff writes to somebody at the desk: what must be right about it, when it goes, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.decent import next_hour, refusal, suits
from bot.casework.talking import CannotText, have, locked, logged
from bot.conversation import House
from bot.errors import AlreadyTaken, FormWrong
from bot.hours import Hours
from bot.speech import Voice, voice
from bot.store import holding, writing
from bot.store.hands import Hands
from bot.store.staff import Member


@dataclass(frozen=True, slots=True)
class Letter:
    """What a member writes. `later`: at the next decent hour. `sure`: that others may read it."""

    words: str
    later: bool = False
    sure: bool = False


async def write(
    hands: Hands, house: House, hours: Hours, contact: int, member: Member, letter: Letter
) -> datetime | None:
    """When it goes, None for now. Raises NotFound, CannotText, FormWrong, HeldByAnother; and then nothing is changed."""
    known = await locked(hands, contact)
    if why := refusal(known.contact, hours, hands.now):
        raise CannotText(why)
    at = next_hour(known.contact, hours, hands.now) if letter.later else None
    if wrong := mistakes(letter, voice(house.wordings, known.contact, hands.now), hours, hands.now, at):
        raise FormWrong(wrong)
    first, *others = await have(hands, contact, member)
    if at is not None:
        await writing.write_later(hands, contact, first, member.actor, letter.words, at)
    else:
        await writing.write(hands, contact, first, member.actor, letter.words)
        for number in others:
            await holding.attempted(hands.tx, hands.ids, number, member.actor, "wrote to them", hands.now)
    await logged(hands, member.actor, "text put off" if at else "wrote to them", contact)
    return at


def mistakes(letter: Letter, speech: Voice, hours: Hours, now: datetime, at: datetime | None) -> dict[str, str]:
    """What to do, by field."""
    wrong: dict[str, str] = {}
    if not letter.words.strip():
        wrong["text"] = "Write something first."
    elif writing.is_too_long(letter.words):
        wrong["text"] = (
            f"This has {len(letter.words):,} characters, and one text at most {writing.LONGEST:,}. Nothing was sent: make it "
            "shorter, or send it in parts."
        )
    if speech.discreet and not letter.sure:
        wrong["sure"] = "Others may read this. Tick that it tells nothing, or change it so that it does."
    if letter.later and at is None:
        wrong["when"] = "They have named no hour at which it is safe to text them. Send it now, while they are there."
    if not letter.later and speech.contact.discreet and not suits(speech.contact, hours, now):
        wrong["when"] = "Now is not their safe time. Send it at the hour below, or ring first."
    return wrong


async def unsend(hands: Hands, contact: int, member: Member, row: int) -> None:
    """Raises AlreadyTaken when it has gone."""
    if not await writing.take_back(hands, contact, row):
        raise AlreadyTaken("This text has gone already.")
    await logged(hands, member.actor, "text taken back", contact)
