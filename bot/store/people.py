"""People, and the contact points that they use. Many-to-many: a couple may share a phone, one person may have two."""

from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import ratio
from sqlalchemy import bindparam, select, update

from bot.state import Talk
from bot.store.hands import Hands
from bot.store.prepared import Prepared, many
from bot.store.tables import contacts, people, person_contacts, referrals
from bot.store.upsert import insert_new
from flows.acts import OpenReferral

NAME = "people.name"
_IDS = many("ids")
_LINKED = Prepared(select(person_contacts).where(person_contacts.c.contact_id.in_(_IDS)))
_WHOSE = Prepared(select(referrals.c.id, referrals.c.person_id).where(referrals.c.id.in_(_IDS)))
_MAKE = Prepared(people.insert())
SAME_NAME = 80  # of 100: "Margret" is Margaret, "Mary" is not


async def whom(hands: Hands, opened: Sequence[tuple[int, Talk, OpenReferral]]) -> dict[int, int]:
    """Who each new referral is about, by conversation: the one person of this phone, or somebody new."""
    linked = await _linked(hands, [contact for contact, _, _ in opened])
    found: dict[int, int] = {}
    new: list[tuple[int, int, bool]] = []
    for contact, talk, act in opened:
        here = linked.get(contact, [])
        if act.source != "family" and len(here) == 1 and not talk.person.about.get("new_person"):
            found[talk.id] = here[0]
            continue
        found[talk.id] = hands.ids.new(hands.now)
        if act.source != "family":
            new.append((found[talk.id], contact, bool(here)))
    await _make(hands, set(found.values()) - {person for here in linked.values() for person in here})
    await link(hands, new)
    return found


async def _linked(hands: Hands, ids: Sequence[int]) -> dict[int, list[int]]:
    linked: dict[int, list[int]] = {}
    for row in await _LINKED.rows(hands.tx, ids=list(ids)):
        linked.setdefault(row.contact_id, []).append(row.person_id)
    return linked


async def _make(hands: Hands, ids: set[int]) -> None:
    await _MAKE.run(hands.tx, [{"id": id, "created_at": hands.now} for id in sorted(ids)])


_SPEAKS = Prepared(
    update(contacts)
    .where(contacts.c.id == bindparam("b_contact"))
    .values(speaking_id=bindparam("b_person"), spoke_at=bindparam("b_now"))
)
_SHARED = Prepared(update(contacts).where(contacts.c.id == bindparam("b_contact")).values(shared=True))


async def link(hands: Hands, pairs: Sequence[tuple[int, int, bool]]) -> None:
    """(person, contact point, whether others use it): the person uses it, and speaks. A second makes it shared."""
    if not pairs:
        return
    rows = [{"person_id": person, "contact_id": contact} for person, contact, _ in pairs]
    await insert_new(hands.tx, person_contacts, rows)
    speaks = [{"b_person": person, "b_contact": contact, "b_now": hands.now} for person, contact, _ in pairs]
    await _SPEAKS.run(hands.tx, speaks)
    await _SHARED.run(hands.tx, [{"b_contact": contact} for _, contact, others in pairs if others])


async def speak_as(hands: Hands, contact: int, name: str) -> None:
    """Mark who is speaking on a shared phone, if the name is one of those who use it."""
    query = select(people).join(person_contacts, person_contacts.c.person_id == people.c.id)
    speaking: int | None = None
    for row in await hands.tx.execute(query.where(person_contacts.c.contact_id == contact)):
        known = hands.vault.open(NAME, row.id, row.name) if row.name else ""
        if known and max(ratio(part.casefold(), name.split()[0].casefold()) for part in known.split()) >= SAME_NAME:
            speaking = row.id
    await _SPEAKS.run(hands.tx, [{"b_contact": contact, "b_person": speaking, "b_now": hands.now}])


_RENAME = Prepared(update(people).where(people.c.id == bindparam("b_id")).values(name=bindparam("b_name")))


async def rename(hands: Hands, names: Mapping[int, str]) -> None:
    """The names of the people that these referrals are about."""
    if not names:
        return
    whose = {row.id: row.person_id for row in await _WHOSE.rows(hands.tx, ids=list(names))}
    sealed = [{"b_id": whose[id], "b_name": hands.vault.seal(NAME, whose[id], name)} for id, name in names.items()]
    await _RENAME.run(hands.tx, sealed)
