"""What whoever wrote hears of their item: once that a person has been told, and once who has taken it.

Nothing is promised that nobody has accepted, and nothing is said after STOP, in a person's own conversation, on a phone
that others see or after LATER, or about abuse on a phone that is not known to be safe.
"""

from collections.abc import Mapping
from datetime import timedelta

from bot.speech import voice
from bot.state import Contact, Reply
from bot.store import climbing, contacts, owing, staff
from bot.store.climbing import Untold
from bot.store.hands import Hands
from bot.store.log import record
from messages.wording import Wording

ANY_TIME = "any"
HUMAN_IS_WRITING = timedelta(minutes=10)


class Senders:
    def __init__(self, wordings: Mapping[str, Wording]):
        self._wordings = wordings

    async def tell(self, hands: Hands) -> None:
        """Whoever wrote hears once that a person was told, and once who took it."""
        for one in await climbing.to_tell(hands.tx):
            await self._say(hands, one, "told_at", "told_person")
        names = await staff.called(hands.tx, hands.vault)
        for one in await climbing.to_tell_who(hands.tx):
            name = names.get(one.claimed_by or "", "").split(" ")[0]
            if name:
                await self._say(hands, one, "taken_told_at", "taken_by", name=name)
            else:
                await self._say(hands, one, "taken_told_at", "taken_by_someone")

    async def _say(self, hands: Hands, one: Untold, column: str, words: str, **args: str) -> None:
        """The contact point is locked before the item, as a turn does."""
        contact = (await contacts.load_states(hands.tx, hands.vault, [one.contact], hands.now))[one.contact].contact
        if not await climbing.told(hands, one, column):
            return
        if not await self._may_be_told(hands, one, contact):
            await record(hands.tx, hands.ids, hands.now, [("service", "not told", f"item:{one.number}", words)])
            return
        reply = Reply(voice(self._wordings, contact, hands.now).text(words, **args), "reply")
        await owing.owe(hands.tx, owing.rows_of(hands.vault, hands.ids, [(contact.id, reply)], hands.now))

    async def _may_be_told(self, hands: Hands, one: Untold, contact: Contact) -> bool:
        """Not after STOP, nor into a person's own conversation, nor to a phone that others see; where anything is known
        of abuse only where they said that it is safe."""
        writing = contact.human_at is not None and hands.now - contact.human_at < HUMAN_IS_WRITING
        if contact.state != "ok" or contact.human_owns or writing:
            return False
        if contact.discreet and contact.safe_time != ANY_TIME:
            return False
        if "abuse" not in one.categories and not await climbing.is_abused(hands.tx, contact.id):
            return True
        seen = contact.discreet or contact.shared
        return not seen and await climbing.has_said_that_it_is_safe(hands.tx, contact.id)
