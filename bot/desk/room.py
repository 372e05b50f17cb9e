"""What the page of a conversation shows, gathered from the store. Knows no HTTP and no HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.decent import hears, next_hour, refusal, suits
from bot.casework.talking import COLLEAGUE, Held, held
from bot.desk import words, words_talk
from bot.desk.office import Office
from bot.desk.shelf import Conversation
from bot.errors import NotFound
from bot.guidance import rules_of
from bot.speech import Voice, voice
from bot.state import Contact, State
from bot.store import climbing, contacts, drafts, saved_replies, staff, views
from bot.store.drafts import Draft
from bot.store.saved_replies import SavedReply
from bot.store.sqlite_writer import Tx
from bot.store.staff import Member
from bot.triage import answer_due

TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "lady")
RESTING = "They asked us not to write until they text us again. Write only what cannot wait."
SILENT = "Nothing has come from this number for four weeks: it may be somebody else’s. Say nothing about them before you know who reads."


@dataclass(frozen=True, slots=True)
class Room:
    """`name` of whoever is known there; "" on a phone of several. `answer_by`: when whoever has it is relieved."""

    talk: Conversation
    contact: Contact
    name: str
    held: Held
    answer_by: datetime | None
    rules: Sequence[str]
    refused: tuple[str, str] | None
    is_seen: bool
    suits_now: bool
    later: datetime | None
    hears: bool
    asked_last: str
    draft: Draft
    saved: Sequence[SavedReply]

    @property
    def is_mine(self) -> bool:
        return bool(self.held.mine)

    @property
    def others(self) -> Mapping[str, str]:
        """Who else has something of theirs, by how a form names them."""
        return {one.claimed_by or "": one.holder for one in self.held.theirs}

    @property
    def who(self) -> str:
        return self.name or self.talk.number

    @property
    def speaks(self) -> str:
        """Their language, where it is not ours or cannot be read here."""
        code = self.contact.unread_language or self.contact.language
        return "" if code == "en" else words.language(code)


async def room(office: Office, contact: int, member: Member) -> Room:
    """Raises NotFound."""
    now, vault, hours = office.clock.now(), office.database.vault, office.rules.hours
    async with office.database.read() as tx:
        talk = await office.shelf.conversation(tx, contact, "What was written")
        state = (await contacts.load_states(tx, vault, [contact], now)).get(contact)
        if state is None:
            raise NotFound(f"Contact {contact}.")
        known, here = await held(tx, vault, contact, member), state.contact
        speech, name = voice(office.house.wordings, here, now), await _name(office, tx, here)
        why = COLLEAGUE if await staff.by_contact(tx, vault, contact) else refusal(here, hours, now)
        rules = [*await office.shelf.in_our_words(tx, contact), *_rules(here, speech)]
        names = {"name": "" if speech.discreet else _called(name), "me": member.name.split(" ")[0]}
        return Room(
            talk, here, name, known, await _answer_by(office, tx, contact, known), rules,
            words_talk.refused(why, deaf=here.deaf_at is not None) if why else None,
            speech.discreet, suits(here, hours, now), next_hour(here, hours, now), hears(here, hours, now),
            _asked_last(state, speech), await drafts.of(tx, vault, contact, member.id),
            [_filled(one, names) for one in await saved_replies.all_of_them(tx)],
        )  # fmt: skip


async def _name(office: Office, tx: AsyncConnection, contact: Contact) -> str:
    if contact.shared:
        return ""
    told = (await views.told_by(tx, office.database.vault, [contact.id])).get(contact.id, [])
    return next((found for one in told if (found := one.name_of(contact.id))), "")


async def _answer_by(office: Office, tx: Tx, contact: int, known: Held) -> datetime | None:
    """As the ladder reckons it."""
    since, hours, limits = await climbing.waits_since(tx, contact), office.house.open, office.rules.limits
    claimed = [*known.mine, *known.theirs] if since else []
    return min(
        (answer_due(one.level, climbing.left_since(one, since), hours, limits) for one in claimed if since),
        default=None,
    )


def _rules(contact: Contact, speech: Voice) -> list[str]:
    silent = speech.discreet and not (contact.discreet or contact.shared)
    resting = contact.paused_at is not None and not contact.discreet
    return [*rules_of(contact), *([SILENT] if silent else []), *([RESTING] if resting else [])]


def _asked_last(state: State, speech: Voice) -> str:
    """The question that is asked again when the conversation is handed back."""
    talk = state.speaking_now()
    return speech.asked(talk.question) if talk and talk.question else ""


def _called(name: str) -> str:
    """As one greets somebody: Margaret, but Mrs Brown."""
    first = name.split(" ")[0]
    return name if first.rstrip(".").casefold() in TITLES else first


def _filled(one: SavedReply, names: Mapping[str, str]) -> SavedReply:
    return SavedReply(one.id, one.title, saved_replies.filled(one.text, names), one.version)
