"""Journals of the programme as a database of this release holds them: made-up people live through it in a whole service.

What a conversation is opened with is the service's own doing; `lives.txt` has only what is written, by whom and when.
"""

import asyncio
import json
import re
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from bot.casework.accepting import Rules, Wish, accept
from bot.store import contacts
from bot.store import referrals as referred
from bot.store.acts import ARGS
from bot.store.contacts import BODY, unpack
from bot.store.tables import acts, conversations, referrals
from flows.catalogue import FLOWS
from flows.journal import rows
from flows.replay import play
from tests.databases import migrate
from tests.programme.village import LONDON, Village
from tests.serving import town

LIVES = Path(__file__).with_name("lives.txt")
NUMBERS = {name: f"+44770090010{place}" for place, name in enumerate(("Margaret", "Jo", "Ted", "Alf", "Rose"))}
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
Held = tuple[Row[Any], Sequence[Row[Any]]]


def stages() -> list[dict[str, Any]]:
    """Every conversation of everybody's, as it stood after each line."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/frontdoor.db"
        migrate(url)
        return asyncio.run(_recorded(url))


async def _recorded(url: str) -> list[dict[str, Any]]:
    async with town(url, office_number="01632 960000") as here:
        shipped = dict(here.service.programmes)
        village = Village(here)
        here.service.programmes |= shipped  # a village has short ones of its own
        return [stage async for stage in _lived(village)]


async def _lived(village: Village) -> AsyncIterator[dict[str, Any]]:
    seen, episodes = dict[int, object](), dict[str, int]()
    for line in LIVES.read_text(encoding="utf-8").splitlines():
        await _happens(village, episodes, line)
        for held in await _held(village):
            stage = _stage(village, *held)
            if seen.get(held[0].id) != stage:
                seen[held[0].id] = stage
                yield stage


async def _happens(village: Village, episodes: dict[str, int], line: str) -> None:
    """A moment to wait for, somebody who is accepted onto a programme, or somebody's words."""
    if MOMENT.fullmatch(line):
        await village.at(datetime.fromisoformat(line).replace(tzinfo=LONDON))
    elif line.startswith("accepted: "):
        name, programme, sub_group, cares_for = line.split()[1:]
        wish = Wish(programme, await village.worker(), 2, "self_family", "text", sub_group.strip("-"))
        episodes[name] = await _accepted(village, name, wish, episodes.get(cares_for))
    elif line and not line.startswith("#"):
        name, text = line.split(": ", 1)
        _ = await village.says(NUMBERS[name], text)


async def _accepted(village: Village, name: str, wish: Wish, cares_for: int | None) -> int:
    """As a coordinator accepts their referral at the desk."""
    service, pair = village.service, (village.town.channel.name, NUMBERS[name])
    rules = Rules(service.programmes, {}, service.hours)
    async with service.database.write() as tx:
        hands = village.hands(tx)
        contact = (await contacts.find_or_make(tx, hands.vault, hands.ids, [pair], hands.now))[pair]
        id = (await tx.execute(select(referrals.c.id).where(referrals.c.contact_id == contact))).scalar_one()
        theirs = await referred.one(tx, hands.vault, id)
        return await accept(hands, rules, replace(wish, cares_for=cares_for), theirs, "staff:1")


async def _held(village: Village) -> list[Held]:
    """All conversations, each with the acts that stand."""
    async with village.service.database.read() as tx:
        talks = (await tx.execute(select(conversations).order_by(conversations.c.id))).all()
        done = (await tx.execute(select(acts).where(acts.c.withdrawn_at.is_(None)))).all()
    return [(talk, [act for act in done if act.conversation_id == talk.id]) for talk in talks]


def _stage(village: Village, row: Row[Any], done: Sequence[Row[Any]]) -> dict[str, Any]:
    vault = village.service.database.vault
    person, journal, question = unpack(vault.open(BODY, row.id, row.body))
    played = play(FLOWS[row.flow], person, journal)
    asked = played.question.name if played.question else None
    if question and asked != question.name and journal.answer(question.name) is None:  # else it is being given anew
        raise SystemExit(f"{row.flow}: {asked} should be open, and {question.name} is")
    told = {act.name: [act.kind, json.loads(vault.open(f"{ARGS}.{act.name}", row.id, act.args))] for act in done}
    snapshot = [person.channel, person.known, person.shared, dict(person.about)]
    stage = {"flow": row.flow, "snapshot": snapshot, "journal": rows(journal), "question": asked}
    return stage | {"acts": told, "outcome": played.outcome and played.outcome.how}
