"""Handing an item on: to whoever the ladder tells next, or to a colleague, who is told as the ladder tells and has one
rung's time to take it. By text and at the desk alike."""

from collections.abc import Mapping
from datetime import datetime

from bot.crew.order import House, tell
from bot.ladder import Colleague, Team, next_climb
from bot.state import Reply
from bot.store import alerts, calling, climbing, holding, restrictions, staff
from bot.store.alerts import Telling
from bot.store.hands import Hands
from bot.store.items import Item
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault

GREEN = "green"


async def there(tx: Tx, item: Item, me: int, now: datetime) -> Mapping[int, Colleague]:
    """The others who are on duty, can be told, and may see it."""
    found, named = await staff.team(tx), await restrictions.named_for(tx, item.number)
    free = (one for one in found if named is None or one.id in named)
    mine = (one for one in free if one.role == "supervisor" or one.serves(item.locality))
    return {one.id: one for one in mine if one.id != me and one.is_there(now)}


async def choices(tx: Tx, vault: Vault, item: Item, me: int, now: datetime) -> Mapping[int, str]:
    """Their names."""
    names = {one.id: one.name for one in await staff.workers(tx, vault)}
    return {id: names[id] for id in await there(tx, item, me, now)}


async def pass_on(hands: Hands, house: House, item: Item, who: str, to: Colleague | None = None) -> None:
    """By its holder. Raises AlreadyTaken when they do not hold it any more."""
    await holding.pass_on(hands.tx, hands.ids, item.number, who, hands.now)
    if to is not None:
        await _hand_to(hands, house, item, to)


async def _hand_to(hands: Hands, house: House, item: Item, to: Colleague) -> None:
    """An alert of their own; the ladder goes on if they do not take it."""
    team, words = Team(await staff.team(hands.tx), house.watch.hours), house.words
    later = next_climb(item.level, item.step, hands.now, team, house.watch.pace)
    await climbing.rest(hands.tx, item.id, later)
    alert, route = words.alert(item, hands.now), to.routes[0]
    if item.level == GREEN:
        await tell(hands, {route: Reply(alert, "reply")})
        return
    channel = (await staff.channels(hands.tx, [route]))[route]
    rings = bool(await calling.may_be_rung(hands.tx, [item.contact]))
    reply = words.reply(item, alert, channel, rings)
    await alerts.add(hands, [Telling(item.id, to.id, route, item.step, reply)])
