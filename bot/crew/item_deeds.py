"""What staff do with an item by text: look, take, note, close, pass on. Each gives the answer; what is not done raises
Refused."""

import re
from collections.abc import Mapping

from bot.crew import handing
from bot.crew.order import Order, found_name
from bot.errors import AlreadyTaken
from bot.guidance import rule_names
from bot.store import holding, items, restrictions
from bot.store.items import Item
from bot.store.restrictions import open_items
from bot.triage import AT_CLOSING, OUTCOMES

MOST_LISTED = 5  # items in one text: two segments


async def queue(order: Order) -> str:
    """What nobody has yet, the worst first, and what they have themselves."""
    found = await items.queue(order.hands.tx, order.hands.vault, only=open_items(order.member))
    waiting = [one for one in found if one.state == "open" and order.serves(one)]
    yours = [str(one.number) for one in found if one.claimed_by == order.member.actor]
    lines = [order.house.words.entry(one, order.hands.now) for one in waiting[:MOST_LISTED]]
    if not waiting:
        lines = [order.say("staff_queue_empty")]
    if len(waiting) > MOST_LISTED:
        lines.append(order.say("staff_queue_more", count=str(len(waiting) - MOST_LISTED)))
    if yours:
        lines.append(order.say("staff_queue_yours", numbers=", ".join(yours)))
    return "\n".join(lines)


async def next_one(order: Order) -> str:
    """The first that nobody has, as an alert shows it. It is not taken by being shown."""
    found = await items.queue(order.hands.tx, order.hands.vault, only=open_items(order.member))
    first = next((one for one in found if one.state == "open" and order.serves(one)), None)
    if first is None:
        return order.say("staff_queue_empty")
    _ = await order.offers(first)
    return order.house.words.alert(first, order.hands.now)


async def take(order: Order) -> str:
    """And how the person may be reached, before anything else is read of them."""
    item = await order.item()
    person = await order.person(item)
    if item.claimed_by != order.member.actor:
        await claim(order, item)
    rings = await order.offers(item)
    rules = [order.say(f"staff_rule_{name}") for name in rule_names(person)]
    return "\n".join([order.of_item("staff_took" if rings else "staff_took_no_call"), *rules])


async def claim(order: Order, item: Item) -> None:
    """Of two who take it at once one has it. Raises Refused with the name of whoever was first."""
    hands = order.hands
    try:
        await holding.claim(hands.tx, hands.ids, item.number, order.member.actor, hands.now)
    except AlreadyTaken:
        now = await items.one(hands.tx, hands.vault, item.number)
        if now.state == "resolved":
            raise order.refused("staff_closed") from None
        raise order.refused("staff_with", name=now.holder) from None


async def have(order: Order) -> Item:
    """The item, taken by this command if nobody has it: whoever writes or rings has it. Raises Refused."""
    item = await order.item()
    if item.state == "open":
        await claim(order, item)
        return item
    return await order.mine()


async def tried(order: Order) -> str:
    item, hands = await have(order), order.hands
    await holding.attempted(hands.tx, hands.ids, item.number, order.member.actor, "says so", hands.now)
    return order.of_item("staff_tried")


async def note(order: Order) -> str:
    item = await order.item()
    await add_note(order, item, order.command.words)
    return order.of_item("staff_noted_closed" if item.state == "resolved" else "staff_noted")


async def add_note(order: Order, item: Item, words: str) -> None:
    hands = order.hands
    await holding.note(hands.tx, hands.vault, hands.ids, item.number, order.member.actor, words, hands.now)


async def done(order: Order) -> str:
    """Close it, with what came of it, and perhaps what they think of its level; words after that are a note."""
    item, hands = await order.item(), order.hands
    outcome, more = outcome_of(order.command.words)
    if not outcome:
        known = ", ".join(code.replace("_", " ") for code in OUTCOMES)
        raise order.refused("staff_outcomes", outcomes=known)
    verdict, more = verdict_of(more)
    try:
        await holding.resolve(hands.tx, hands.ids, item.number, order.member.actor, outcome, hands.now, verdict or None)
    except holding.HeldByAnother:
        raise order.refused("staff_with", name=item.holder) from None
    except AlreadyTaken:
        raise order.refused("staff_closed") from None
    if more:
        await add_note(order, item, more)
    came = ". ".join([OUTCOMES[outcome], *([AT_CLOSING[verdict]] if verdict else [])])
    return order.say("staff_done", number=str(item.number), outcome=came)


def outcome_of(words: str) -> tuple[str, str]:
    """The outcome that these words begin with, by its code or its name, and the words after it; "" for none."""
    return _begins(words, OUTCOMES, r"[\s,.:;-]+")


def verdict_of(words: str) -> tuple[str, str]:
    """The verdict that stands here, before a stop: "too high, rang her" is one, "too high blood pressure" is a note."""
    verdict, more = _begins(words, AT_CLOSING, r"\s*[,.:;-]+\s*")
    return (verdict, more) if verdict else ("", words)


def _begins(words: str, known: Mapping[str, str], stop: str) -> tuple[str, str]:
    said = {form.casefold(): code for code, name in known.items() for form in (code.replace("_", " "), name)}
    for form in sorted(said, key=len, reverse=True):
        shape = r"[\s_-]+".join(map(re.escape, form.split())) + rf"(?:{stop}(.*))?"
        found = re.fullmatch(shape, words, re.IGNORECASE | re.DOTALL)
        if found:
            return said[form], (found[1] or "").strip()
    return "", ""


async def pass_on(order: Order) -> str:
    """To the next on the ladder; or to somebody by name, who hears first and has one rung's time to take it."""
    item, hands, said = await order.mine(), order.hands, order.command.words
    if not said:
        await handing.pass_on(hands, order.house, item, order.member.actor)
        return order.of_item("staff_passed")
    names, others = await order.there()
    named = await restrictions.named_for(hands.tx, item.number)
    others = [one for one in others if named is None or one.id in named]
    to = found_name(said, names, others)
    if to is None:
        there = ", ".join(names[one.id] for one in others) or order.say("staff_nobody")
        raise order.refused("staff_nobody_called", name=said[:40], names=there)
    await handing.pass_on(hands, order.house, item, order.member.actor, to)
    return order.say("staff_passed_to", number=str(item.number), name=names[to.id])
