"""What reaches the person an item is about, or shows their words: a link to the story, a reply, a call.

Whoever writes or rings has the item: it is taken by that, if nobody has it. The rules for reaching this person come
before a call, and a call is asked for twice.
"""

from datetime import timedelta

from bot.crew.item_deeds import add_note, have
from bot.crew.order import Order, Refused
from bot.guidance import rules_of
from bot.speech import WITH_BUTTONS
from bot.state import Contact
from bot.store import calling, stories, writing
from bot.store.circle import circle_of
from bot.store.limits import take_one
from bot.store.own_caseload import is_theirs

HOUR = timedelta(hours=1)
MOST_LINKS, MOST_CALLS = 30, 10  # to one member of staff an hour: whoever has their phone cannot read the whole queue
NO_TEXT = {"opted_out": "staff_opted_out", "wrong_number": "staff_not_theirs", writing.HIDES: "staff_hides"}


async def story(order: Order) -> str:
    """A link that opens once, never the story itself."""
    item = await order.item()
    if not order.house.public_url:
        raise order.refused("staff_story_no_page")
    circle = await circle_of(order.hands.tx, "item", item.number)
    if circle and not await is_theirs(order.hands.tx, order.member, "item", circle, order.hands.now):
        raise order.refused("staff_story_outside")
    await _limit(order, "stories", MOST_LINKS)
    token = await stories.make(order.hands, order.member.id, item.number)
    link, minutes = f"{order.house.public_url}/story/{token}", int(stories.LIVES.total_seconds() // 60)
    return order.say("staff_story", number=str(item.number), minutes=str(minutes), link=link)


async def reply(order: Order) -> str:
    """Their words, from the service's number. From then on the conversation is a person's, and we stay silent in it."""
    item, words, hands = await order.item(), order.command.words, order.hands
    person = await order.person(item)
    if why := writing.refusal(person):
        raise order.refused(NO_TEXT.get(why, "staff_not_reached"))
    if writing.is_too_long(words):
        raise order.refused("staff_too_long", count=str(writing.LONGEST))
    item = await have(order)
    await writing.write(hands, person.id, item.number, order.member.actor, words)
    await add_note(order, item, f"Wrote to them: {words}")
    return order.of_item("staff_sent")


async def call(order: Order) -> str:
    """How they may be rung and how never; then the call is asked for a second time."""
    item = await order.item()
    if item.state != "open":
        item = await order.mine()
    person = await order.person(item)
    rules = " ".join(rules_of(person))
    await _check_line(order, person, rules)
    await calling.shown(order.hands, item.id, order.member.id, item.contact)
    told = order.say("staff_ring_rules", number=str(item.number), rules=rules or order.say("staff_ring_plain"))
    if order.channel in WITH_BUTTONS:
        order.buttons[f"0:item_{item.number}:ring"] = order.say("staff_ring")
    return f"{told}\n{order.of_item('staff_ring_yes')}"


async def ring(order: Order) -> str:
    """The second time: both phones ring, theirs first. Without the rules just read it is the first time."""
    item = await order.item()
    person = await order.person(item)
    await _check_line(order, person, " ".join(rules_of(person)))
    await _limit(order, "calls", MOST_CALLS)
    item = await have(order)
    if not await calling.ask(order.hands, item.id, order.member.id):
        return await call(order)
    return order.of_item("staff_ringing")


async def _check_line(order: Order, person: Contact, rules: str) -> None:
    """Raises Refused where nobody may ring them, or nobody can."""
    if person.state == "wrong_number":
        raise order.refused("staff_not_theirs")
    if person.deaf_at is not None:
        raise order.refused("staff_do_not_ring", rules=rules)
    if not order.house.words.can_ring:
        raise order.refused("staff_no_line")
    if person.channel not in calling.PHONES:
        raise order.refused("staff_no_number")
    if await calling.phone_of(order.hands.tx, order.hands.vault, order.member.id) is None:
        raise order.refused("staff_no_mobile")


async def _limit(order: Order, what: str, most: int) -> None:
    if not await take_one(order.hands.tx, f"{what}:{order.member.id}", most, order.hands.now, HOUR):
        raise Refused("staff_too_many")
