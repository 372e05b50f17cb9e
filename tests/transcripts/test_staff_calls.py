"""A call through the service's number, from the tap to how it ended: the real adapters, and a stand-in for Twilio."""

from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from bot.store import items
from bot.store.tables import audit, calls
from tests.fakes.twilio_wire import NUMBER, Row
from tests.handsets import SmsHandset, Street, TelegramHandset, street
from tests.pocket import enrolled
from tests.serving import MARGARET

ANN = "+447700900101"
RED = "I want to end my life"


class Ann:
    """With a mobile and Telegram, both bound."""

    def __init__(self, here: Street):
        self.here, self.mobile, self.telegram = here, SmsHandset(here, ANN), TelegramHandset(here, ANN)
        self.pin = ""

    async def signs_up(self) -> None:
        _, code, self.pin = await enrolled(self.here, "Ann")  # type: ignore[arg-type]
        await self.mobile.writes(code)
        from bot.store import enrolment, staff
        from bot.store.hands import Hands

        database = self.here.service.database
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, self.here.clock.now())
            (me,) = await staff.members(tx, database.vault)
            second = await enrolment.new_code(hands, me.id)
        await self.telegram.writes(second)
        await self.here.settled()

    async def says(self, text: str) -> str:
        await self.telegram.writes(text)
        await self.here.settled()
        return self.telegram.shows()[-1].text

    async def presses(self, label: str) -> str:
        shown = [one for one in self.telegram.shows() if label in one.buttons][-1]
        await self.telegram.presses(shown, label)
        await self.here.settled()
        return self.telegram.shows()[-1].text


async def a_red(here: Street) -> Ann:
    ann = Ann(here)
    await ann.signs_up()
    await SmsHandset(here, MARGARET).writes(RED)
    await here.settled()
    return ann


async def item(here: Street) -> items.Item:
    async with here.service.database.read() as tx:
        return await items.one(tx, here.service.database.vault, 1)


async def dialled(here: Street) -> Row:
    await here.service.switchboard.dial()
    return here.twilio.calls.made[-1]


async def log(here: Street, action: str) -> list[str]:
    async with here.service.database.read() as tx:
        query = select(audit.c.detail).where(audit.c.action == action).order_by(audit.c.id)
        return list((await tx.execute(query)).scalars())


async def test_the_rules_come_first_then_both_phones_ring_and_each_sees_our_number(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        assert await ann.presses("Call") == (
            "Item 1. Before you ring: Ask if it is a good time to talk.\nText CALL 1 YES and your phone will ring first."
        )
        await here.service.switchboard.dial()
        assert here.twilio.calls.made == []
        assert await ann.presses("Ring now") == "Your phone will ring. Pick up and press 1 to be put through: item 1."
        call = await dialled(here)
        assert (call["from"], call["to"]) == (NUMBER, ANN)
        assert (await item(here)).attempted_at is None
        said = await here.twilio.calls.pick_up(call)
        assert "".join(said.itertext()) == "This is a call about item 1. To be put through, press 1."
        dial = (await here.twilio.calls.press(call, said)).find("Dial")
        assert dial is not None
        assert dial.attrib["callerId"] == NUMBER
        assert [one.text for one in dial] == [MARGARET]
        assert ((await item(here)).holder, (await item(here)).attempted_at) == ("Ann", here.clock.now())
        through = ElementTree.Element("Response")
        through.append(dial)
        _ = await here.twilio.calls.end(call, through, "completed")
        assert await here.twilio.calls.hang_up(call) == 204
        await here.settled()
        assert ann.telegram.shows()[-1].text == "Your call about item 1 is over. It is noted."
        assert (await log(here, "contact attempted"), await log(here, "call ended")) == (["rang"], ["reached"])


async def test_a_second_tap_rings_nobody_twice(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        _ = await ann.says("CALL 1")
        _ = await ann.says("CALL 1 YES")
        assert (await ann.says("CALL 1 YES")).startswith("Item 1. Before you ring:")
        _ = await dialled(here)
        await here.service.switchboard.dial()
        assert len(here.twilio.calls.made) == 1
        call = here.twilio.calls.made[0]
        said = await here.twilio.calls.pick_up(call)
        _ = await here.twilio.calls.press(call, said)
        again = await here.twilio.calls.press(call, said)
        assert again.find("Dial") is None


async def test_rules_read_long_ago_are_read_again(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        _ = await ann.says("CALL 1")
        await here.clock.advance(minutes=15)
        assert (await ann.says("CALL 1 YES")).startswith("Item 1. Before you ring:")


async def test_by_text_too_with_the_pin(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        await ann.mobile.writes(f"{ann.pin} CALL 1")
        await ann.mobile.writes(f"{ann.pin} CALL 1 YES")
        await here.settled()
        assert ann.mobile.shows()[-1].text == "Your phone will ring. Pick up and press 1 to be put through: item 1."
        assert (await dialled(here))["to"] == ANN


@pytest.mark.parametrize(
    ("status", "told", "how"),
    [("no-answer", "They did not pick up: item 1. It is noted that you tried.", "no answer"),
     ("busy", "They did not pick up: item 1. It is noted that you tried.", "busy")],
)  # fmt: skip
async def test_who_does_not_pick_up_was_tried(sqlite_url: str, status: str, told: str, how: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        _ = await ann.says("CALL 1")
        _ = await ann.says("CALL 1 YES")
        call = await dialled(here)
        through = await here.twilio.calls.press(call, await here.twilio.calls.pick_up(call))
        _ = await here.twilio.calls.end(call, through, status)
        await here.settled()
        assert ann.telegram.shows()[-1].text == told
        assert (await log(here, "call ended"), (await item(here)).attempted_at is not None) == ([how], True)


async def test_a_mailbox_of_ours_is_not_put_through(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        _ = await ann.says("CALL 1")
        _ = await ann.says("CALL 1 YES")
        call = await dialled(here)
        said = await here.twilio.calls.pick_up(call)
        assert [one.tag for one in said] == ["Gather", "Hangup"]
        assert await here.twilio.calls.hang_up(call) == 204
        await here.settled()
        assert ann.telegram.shows()[-1].text == (
            "You did not pick up, so nobody was rung: item 1. Text CALL 1 to try again."
        )
        assert (await item(here)).attempted_at is None
        assert (await here.twilio.calls.press(call, said)).find("Dial") is None


async def test_a_call_that_twilio_does_not_make_is_said_so(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        _ = await ann.says("CALL 1")
        _ = await ann.says("CALL 1 YES")
        here.twilio.calls.refuse = 21215
        await here.service.switchboard.dial()
        await here.settled()
        assert ann.telegram.shows()[-1].text.startswith("Your call about item 1 did not go through.")


async def test_call_is_offered_where_it_can_ring_them_and_nowhere_else(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        assert "Call" in ann.telegram.shows()[-1].buttons
        assert await ann.says("TAKE 1") == "You have item 1. Text STORY 1 to read it, CALL 1 to ring."
        assert "Call" in ann.telegram.shows()[-1].buttons
        await TelegramHandset(here, MARGARET).writes(RED)
        await here.settled()
        assert set(ann.telegram.shows()[-1].buttons) == {"Take", "Story"}
        assert await ann.says("TAKE 2") == "You have item 2. Text STORY 2 to read it."
        assert set(ann.telegram.shows()[-1].buttons) == {"Take", "Story"}


async def test_whoever_has_no_mobile_here_is_offered_no_call(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        _, code, _ = await enrolled(here, "Bob")  # type: ignore[arg-type]
        bob = TelegramHandset(here, "+447700900102")
        await bob.writes(code)
        await SmsHandset(here, MARGARET).writes(RED)
        await here.settled()
        assert set(bob.shows()[-1].buttons) == {"Take", "Story"}


async def test_whoever_takes_it_reads_first_how_they_may_be_reached(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        margaret = SmsHandset(here, MARGARET)
        for words in ("I am deaf", "STOP", "he hits me"):
            await margaret.writes(words)
        await here.settled()
        assert await ann.says("TAKE 1") == (
            "You have item 1. Text STORY 1 to read it.\n"
            "Do not ring (they are deaf) and do not text (they opted out).\n"
            "Others may see their phone. Ask first if it is safe to talk."
        )


async def test_who_cannot_hear_is_not_rung(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann = await a_red(here)
        await SmsHandset(here, MARGARET).writes("I am deaf")
        await here.settled()
        assert (await ann.says("CALL 1")).startswith("Do not ring them. Item 1: DO NOT RING: they are deaf.")
        assert (await ann.says("CALL 1 YES")).startswith("Do not ring them.")
        async with here.service.database.read() as tx:
            assert (await tx.execute(select(calls.c.id))).all() == []
