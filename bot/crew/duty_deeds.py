"""ON and OFF duty by text. Nobody goes off duty without somebody who covers for them."""

from bot.crew.order import Order, found_name, tell
from bot.errors import CommandWrong
from bot.state import Reply
from bot.store import staff


async def on(order: Order) -> str:
    await staff.on(order.hands, order.member.id)
    return order.say("staff_on", name=first_name(order.member.name))


async def off(order: Order) -> str:
    """Raises Refused, with who is there, unless it names one person who can stand in."""
    names, others = await order.there()
    cover = found_name(order.command.words, names, others)
    there = ", ".join(names[one.id] for one in others) or order.say("staff_nobody")
    if cover is None:
        raise order.refused("staff_off_who", names=there)
    try:
        await staff.off(order.hands, order.member.id, cover.id)
    except CommandWrong:
        raise order.refused("staff_off_who", names=there) from None
    words = order.say("staff_you_cover", name=order.member.name)
    await tell(order.hands, {cover.routes[0]: Reply(words, "safety")})
    return order.say("staff_off", name=names[cover.id])


def first_name(name: str) -> str:
    return name.split(" ")[0]
