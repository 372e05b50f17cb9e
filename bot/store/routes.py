"""Another way to somebody who has not answered: another contact point of theirs, or else another time of day."""

from sqlalchemy import select, update

from bot.store.hands import Hands
from bot.store.log import record
from bot.store.tables import contacts, episodes, person_contacts

OTHER_HOUR = {"morning": "14:00", "afternoon": "10:00"}


async def try_another(hands: Hands, episode: int) -> None:
    """From now on; the person is told nothing of it, and can say otherwise at any time. The hour of a phone that others
    see stays: it is the one that they called safe."""
    query = select(episodes.c.person_id, episodes.c.contact_id, episodes.c.hour, contacts.c.discreet)
    query = query.join(contacts, contacts.c.id == episodes.c.contact_id).where(episodes.c.id == episode)
    row = (await hands.tx.execute(query)).one()
    c = contacts.c
    others = select(c.id).join(person_contacts, person_contacts.c.contact_id == c.id)
    others = others.where(person_contacts.c.person_id == row.person_id, c.state == "ok", c.id != row.contact_id)
    others = others.where(c.shared.is_(False), c.discreet.is_(False)).order_by(c.last_in_at.desc()).limit(1)
    other = (await hands.tx.execute(others)).scalar() if row.person_id else None
    if row.discreet and not other:
        return
    values = {"contact_id": other} if other else {"hour": OTHER_HOUR["morning" if row.hour < "12:00" else "afternoon"]}
    change = update(episodes).where(episodes.c.id == episode).values(**values, planned_at=None)
    _ = await hands.tx.execute(change)
    what = "check-ins go to another contact point" if other else f"check-ins go at {values['hour']}"
    await record(hands.tx, hands.ids, hands.now, [("service", what, f"episode:{episode}", "no answer")])
