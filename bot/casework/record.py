"""Changing what a person's page holds. Whoever writes says what they saw: if it is another by now, nothing is changed and
they are shown both. What was there before is kept, with who changed it and when.
"""

import hmac
from collections.abc import Mapping, Sequence

from bot.casework import steering
from bot.casework.steering import Details
from bot.errors import FormWrong, FrontdoorError, NotFound
from bot.programme import Programme
from bot.store import edits, episodes, merges, person, person_notes
from bot.store.edits import LEVEL, NOTE, WORKER
from bot.store.episodes import Episode
from bot.store.hands import Hands
from bot.store.vault import Vault
from bot.triage import POSTCODE

LONGEST = {"name": 60, "full_name": 100, "safe_contact": 500, "address": 200, "matters": 1000, NOTE: 10_000}
OF_THE_PERSON = ("name", "full_name", "safe_contact", "address", "matters")
OF_THE_EPISODE = (WORKER, LEVEL)
NEEDED = {
    "name": "Write what they like to be called.",
    "matters": "Write what matters to them.",
    NOTE: "Write the note.",
}


class ChangedMeanwhile(FrontdoorError):
    """Somebody else has changed this meanwhile."""

    def __init__(self, now: str):
        super().__init__()
        self.now = now


def marks(vault: Vault, field: str, value: str) -> Sequence[str]:
    """What a form carries of the value that it showed; of several while keys change, the first is given out."""
    return [one.hex() for one in vault.look_ups("what a page showed", f"{field}\0{value}")]


def tidy(text: str) -> str:
    """As browsers send it, with the ends of lines as we keep them."""
    return text.replace("\r\n", "\n").strip()


async def change(hands: Hands, id: int, field: str, value: str, seen: str, who: str) -> None:
    """A field of the person. Raises FormWrong, ChangedMeanwhile, NotFound."""
    _check(field, value)
    await person.lock(hands.tx, [id])
    one = await person.one(hands.tx, hands.vault, await merges.who_is(hands.tx, id))
    if await _is_new(hands, field, one.value.get(field, ""), value, seen):
        taken_out = list(one.held.get(field, {}).values())[::-1] if not value else []
        for was in dict.fromkeys([*taken_out, one.value.get(field, "")]):
            await edits.keep(hands, one.id, field, was, who)
        await person.write(hands, one, field, value)


async def _is_new(hands: Hands, field: str, now: str, value: str, seen: str) -> bool:
    """Whether it must be written. Raises ChangedMeanwhile."""
    if value == now:
        return False
    if not any(hmac.compare_digest(one.encode(), seen.encode()) for one in marks(hands.vault, field, now)):
        raise ChangedMeanwhile(now)
    return True


def _check(field: str, value: str) -> None:
    if not value and field in NEEDED:
        raise FormWrong({field: NEEDED[field]})
    if len(value) > LONGEST[field]:
        raise FormWrong({field: f"Write {LONGEST[field]:,} characters at most: this has {len(value):,}."})
    if field == "address" and value and not POSTCODE.search(value):
        raise FormWrong({field: "Write the postcode too, such as TQ14 9BH, or leave it empty."})


def now_of(episode: Episode, field: str) -> str:
    return str((episode.key_worker_id or "") if field == WORKER else episode.level)


async def change_episode(
    hands: Hands, programmes: Mapping[str, Programme], id: int, field: str, value: str, seen: str, who: str
) -> None:
    """Who looks after the person, or how much help they need. Raises FormWrong, ChangedMeanwhile, NotFound."""
    await person.lock(hands.tx, [id])
    one = await under_way(hands, await merges.who_is(hands.tx, id))
    if not await _is_new(hands, field, now_of(one, field), value, seen):
        return
    number = int(value) if value.isdecimal() and len(value) < 19 else 0
    given = Details(
        number if field == WORKER else one.key_worker_id or 0,
        number if field == LEVEL else one.level,
        one.sub_group,
    )
    await steering.set_details(hands, programmes.get(one.programme), one.id, given, who)


async def under_way(hands: Hands, id: int) -> Episode:
    """The programme that they are on, the newest. Raises NotFound."""
    for one in await episodes.of_person(hands.tx, id):
        if one.state in episodes.UNDER_WAY:
            return one
    raise NotFound("They are on no programme now.")


async def add_note(hands: Hands, id: int, text: str, who: str) -> None:
    """Raises FormWrong, NotFound."""
    _check(NOTE, text)
    one = await person.one(hands.tx, hands.vault, await merges.who_is(hands.tx, id))
    _ = await person_notes.add(hands, one.id, text, who)


async def change_note(hands: Hands, id: int, note: int, text: str, seen: str, who: str) -> None:
    """Raises FormWrong, ChangedMeanwhile, NotFound."""
    _check(NOTE, text)
    await person.lock(hands.tx, [id])
    id = await merges.who_is(hands.tx, id)
    one = await person_notes.one(hands.tx, hands.vault, id, note)
    if await _is_new(hands, NOTE, one.text, text, seen):
        await edits.keep(hands, id, NOTE, one.text, who, note)
        await person_notes.write(hands, note, text)
