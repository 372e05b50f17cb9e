"""When somebody answers the member of staff who wrote to them, that one hears that they did: never what they said."""

from collections.abc import Collection
from datetime import timedelta

from bot.alert_words import AlertWords
from bot.crew.order import tell
from bot.ladder import Colleague
from bot.speech import WITH_BUTTONS
from bot.state import Reply
from bot.store import calling, items, staff
from bot.store.hands import Hands
from bot.store.limits import take_one

AGAIN = timedelta(minutes=5)  # more words within this are heard of as one answer


async def pass_on(hands: Hands, words: AlertWords, contacts: Collection[int]) -> None:
    """`contacts`: those who have just written into a conversation that a person owns."""
    if not contacts:
        return
    held = await items.held(hands.tx, contacts)
    team = {one.id: one for one in await staff.team(hands.tx)} if held else dict[int, Colleague]()
    rings = await calling.may_be_rung(hands.tx, contacts) if held else set[int]()
    for number, contact, holder in held:
        routes = team[holder].routes if holder in team else ()
        if routes and await take_one(hands.tx, f"answered:{number}", 1, hands.now, AGAIN):
            channel = (await staff.channels(hands.tx, routes[:1]))[routes[0]]
            buttons = words.buttons(number, contact in rings) if channel in WITH_BUTTONS else {}
            text = words.text("staff_answered", number=str(number))
            await tell(hands, {routes[0]: Reply(text, "safety", buttons=buttons)})
