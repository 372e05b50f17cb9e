"""A death was reported: at once nothing goes to the person or about them, to no caregiver either. Reports can be wrong:
staff confirm it, or take it back, and then everything goes on from that day.
"""

from collections.abc import Sequence

from sqlalchemy import select, update

from bot.conversation import CHECKINS
from bot.store.episodes import Episode, carers_of, close, many, of_contact, of_person
from bot.store.followups import go_on, hold_back
from bot.store.hands import Hands
from bot.store.log import note_change, record
from bot.store.tables import checkins, conversations, episodes, outbox

REPORTED = "death_reported"
UNPROMPTED = ("prompt", "reminder", "first")


async def reported(hands: Hands, contact: int, whose: str, who: str) -> list[int]:
    """Hold whatever concerns the person of this phone ("mine"), or whom its caregiver looks after ("theirs"): the
    episodes that are held now."""
    here = await of_contact(hands.tx, contact)  # closed ones too: a follow-up may be to come
    if whose == "theirs":
        active = [one for one in here if one.state == "active"]
        cared_for = [one.cares_for_id for one in active if one.cares_for_id]
        here = [*(await many(hands.tx, cared_for)).values(), *(one for one in active if one.role == "carer")]
    return await hold(hands, here, who)


async def hold(hands: Hands, about: Sequence[Episode], who: str) -> list[int]:
    """Hold these, every other episode of the same people, and those of their caregivers."""
    persons = {one.person_id for one in about if one.person_id and one.role != "carer"}
    all_of = list(about)
    for person in persons:
        all_of += await of_person(hands.tx, person)
    all_of += await carers_of(hands.tx, [one.id for one in all_of])
    ids = sorted({one.id for one in all_of if one.state == "active"})
    change = update(episodes).where(episodes.c.id.in_(ids), episodes.c.state == "active")
    _ = await hands.tx.execute(change.values(state="held", held_at=hands.now, held_why=REPORTED))
    await _silence(hands, ids)
    await hold_back(hands, [one.id for one in all_of if one.state == "closed"])
    await _log(hands, ids, who, "held: a death was reported")
    return ids


async def _silence(hands: Hands, ids: Sequence[int]) -> None:
    """What waits in the outbox unprompted is not sent, and what was asked is asked no more."""
    points = select(episodes.c.contact_id).where(episodes.c.id.in_(list(ids)))
    unsent = outbox.c.contact_id.in_(points) & (outbox.c.state == "queued") & outbox.c.urgency.in_(UNPROMPTED)
    _ = await hands.tx.execute(update(outbox).where(unsent).values(state="cancelled", settled_at=hands.now))
    asked = conversations.c.contact_id.in_(points) & (conversations.c.state == "open")
    asked &= conversations.c.flow.in_(CHECKINS)
    _ = await hands.tx.execute(update(conversations).where(asked).values(state="expired", updated_at=hands.now))
    opened = checkins.c.episode_id.in_(list(ids)) & (checkins.c.state == "open")
    _ = await hands.tx.execute(
        update(checkins).where(opened).values(state="skipped", settled_at=hands.now, next_at=None)
    )


async def release(hands: Hands, id: int, who: str) -> list[int]:
    """The report was wrong: everything that it held goes on from today, a follow-up that was to come too."""
    ids = await _held_with(hands, id)
    await _ask_again(hands, id, ids)
    change = update(episodes).where(episodes.c.id.in_(ids), episodes.c.state == "held")
    _ = await hands.tx.execute(change.values(state="active", held_at=None, held_why=None, planned_at=None))
    await _log(hands, ids, who, "no longer held: the report was wrong")
    return ids


async def _ask_again(hands: Hands, id: int, held: Sequence[int]) -> None:
    known = await many(hands.tx, [id, *held])
    about = (await many(hands.tx, [known[id].cares_for_id or id])).values()
    closed = [each for one in about for each in (await of_person(hands.tx, one.person_id) if one.person_id else [one])]
    for since in {one.held_at for one in known.values() if one.held_at}:
        await go_on(hands, [one.id for one in closed if one.state == "closed"], since)


async def confirm(hands: Hands, id: int, who: str) -> list[int]:
    """The person has died: their episodes are closed. Their caregivers' stay held until staff have spoken to them."""
    ids = await _held_with(hands, id)
    found = (await many(hands.tx, ids)).values()
    for one in found:
        if one.role != "carer":
            await close(hands, one.id, "death", who)
    return [one.id for one in found if one.role == "carer"]


async def _held_with(hands: Hands, id: int) -> list[int]:
    """This episode, those of the same person, and those of their caregivers, as far as they are held."""
    episode = (await many(hands.tx, [id]))[id]
    about = episode.cares_for_id or id
    ids = {id, about, *(one.id for one in await carers_of(hands.tx, [about]))}
    persons = {
        one.person_id for one in (await many(hands.tx, sorted(ids))).values() if one.id == about and one.person_id
    }
    ids |= {one.id for person in persons for one in await of_person(hands.tx, person)}
    return sorted(one.id for one in (await many(hands.tx, sorted(ids))).values() if one.state == "held")


async def _log(hands: Hands, ids: Sequence[int], who: str, what: str) -> None:
    await record(hands.tx, hands.ids, hands.now, [(who, what, f"episode:{id}", "") for id in ids])
    await note_change(hands.tx, hands.now)
