"""The outbox: in order, one in flight, tried again, given up with a person told, and never twice without asking."""

import asyncio
from datetime import datetime, timedelta

from bot.channels.base import DeliveryReport, Outbound, SendFailed
from bot.outbox import DOUBT_AFTER
from tests.serving import JO, MARGARET, Town, town


async def states(here: Town, who: str) -> list[str]:
    return [line.state for line in await here.transcript(who) if not line.inbound]


async def test_messages_of_one_contact_go_in_order(database_url: str) -> None:
    async with town(database_url) as here:
        first, second = await here.texts(MARGARET, "JOIN")
        assert (first.split()[0], second.split()[0]) == ("This", "Texts")
        assert await states(here, MARGARET) == ["sent", "sent"]


async def test_a_question_that_the_provider_has_not_taken_is_not_shown(database_url: str) -> None:
    """The words that come meanwhile belong to the answer before, not to a question that nobody has seen."""
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no", "Jean")
        here.channel.refusals = [SendFailed("down")] * 2
        _ = await here.texts(MARGARET, "walking the")
        _ = await here.texts(MARGARET, "dog")
        assert (await here.referral()).facts["matters"] == "walking the dog"


async def test_what_is_refused_for_now_is_tried_again_and_keeps_its_place(database_url: str) -> None:
    async with town(database_url) as here:
        here.channel.refusals = [SendFailed("30001")]
        assert await here.texts(MARGARET, "JOIN") == []
        assert await states(here, MARGARET) == ["queued", "queued"]
        await here.clock.advance(seconds=6)
        await here.settled()
        assert [text.split()[0] for text in here.channel.to(MARGARET)] == ["This", "Texts"]
        assert await here.raised() == []


async def test_a_provider_that_asks_to_wait_is_waited_for(database_url: str) -> None:
    async with town(database_url) as here:
        here.channel.refusals = [SendFailed("429", retry_after=120)]
        _ = await here.texts(MARGARET, "hello")
        await here.clock.advance(seconds=100)
        await here.settled()
        assert here.channel.taken == []
        await here.clock.advance(seconds=30)
        await here.settled()
        assert len(here.channel.taken) == 1


async def test_a_permanent_failure_becomes_a_queue_item_and_marks_the_number(database_url: str) -> None:
    async with town(database_url) as here:
        here.channel.refusals = [SendFailed("21610", permanent=True, reaction="opted_out")]
        _ = await here.texts(MARGARET, "hello")
        assert await states(here, MARGARET) == ["failed"]
        assert await here.raised() == ["green CANNOT BE TEXTED, RING"]
        _ = await here.texts(MARGARET, "hello?")
        assert here.channel.taken == []
        assert (await here.queue())[0].times == 2


async def test_trouble_with_our_own_account_holds_texts_and_tells_a_person(database_url: str) -> None:
    async with town(database_url) as here:
        here.channel.refusals = [SendFailed("20003", permanent=True, reaction="alarm")]
        _ = await here.texts(MARGARET, "hello")
        assert await here.raised() == ["amber texts are not going out"]
        await here.clock.advance(minutes=6)
        await here.settled()
        assert await states(here, MARGARET) == ["sent"]


async def test_giving_up_takes_hours_for_safety_and_tells_a_person(database_url: str) -> None:
    async with town(database_url) as here:
        here.channel.refusals = [SendFailed("down")] * 100
        _ = await here.texts(MARGARET, "I want to die")
        for _minute in range(60):
            await here.clock.advance(minutes=1)
            await here.settled()
        assert await states(here, MARGARET) == ["queued"]
        for _minute in range(180):
            await here.clock.advance(minutes=1)
            await here.settled()
        assert await states(here, MARGARET) == ["failed"]
        assert "green a text did not arrive" in await here.raised()


class Vague:
    """Takes every text and then breaks the line, so that nobody hears of it."""

    name = "sms"

    def __init__(self) -> None:
        self.taken: list[Outbound] = []
        self.tells, self.asked = True, asyncio.Event()

    async def send(self, outbound: Outbound) -> str:
        self.taken.append(outbound)
        raise SendFailed("timeout", ambiguous=True)

    async def find(self, outbound: Outbound, since: datetime) -> str | None:
        return f"found-{outbound.id}" if self.tells else None


async def test_a_broken_line_is_asked_about_before_anything_is_sent_again(database_url: str) -> None:
    async with town(database_url) as here:
        vague = Vague()
        here.service.add_channel(vague)
        _ = await here.texts(MARGARET, "hello")
        assert len(vague.taken) == 1
        assert await states(here, MARGARET) == ["sent"]


async def test_when_the_provider_cannot_tell_it_is_sent_again(database_url: str) -> None:
    async with town(database_url) as here:
        vague = Vague()
        vague.tells = False
        here.service.add_channel(vague)
        _ = await here.texts(MARGARET, "hello")
        await here.clock.advance(seconds=6)
        await here.settled()
        assert len(vague.taken) == 2


class Hangs(Vague):
    async def send(self, outbound: Outbound) -> str:
        self.taken.append(outbound)
        self.asked.set()
        _ = await asyncio.Event().wait()
        return ""


async def test_a_process_that_died_in_the_middle_is_reconciled_by_the_next(database_url: str) -> None:
    async with town(database_url) as here:
        hangs = Hangs()
        here.service.add_channel(hangs)
        await here.service.reception.take(here.inbound(MARGARET, "hello"))
        sending = asyncio.create_task(here.service.outbox.flush())
        _ = await hangs.asked.wait()
        _ = sending.cancel()
    async with town(database_url, here.clock.now() + DOUBT_AFTER + timedelta(seconds=1)) as after:
        knows = Vague()
        after.service.add_channel(knows)
        await after.service.outbox.reconcile()
        await after.settled()
        assert (knows.taken, await states(after, MARGARET)) == ([], ["sent"])


async def test_delivery_reports_move_a_text_forward_only(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "hello")
        id = here.channel.taken[0].id
        for state in ("delivered", "sent", "delivered"):
            await here.service.delivery.take(DeliveryReport(f"kept-{id}", state))  # type: ignore[arg-type]
        assert await states(here, MARGARET) == ["delivered"]
        await here.service.delivery.take(DeliveryReport("nobody knows this one", "failed", code="30003"))
        assert await here.raised() == []


async def test_a_text_that_did_not_arrive_is_a_queue_item(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "hello")
        failed = DeliveryReport("", "failed", here.channel.taken[0].id, code="30005", reaction="unreachable")
        for _twice in range(2):
            await here.service.delivery.take(failed)
        assert [(item.category, item.times) for item in await here.queue()] == [("CANNOT BE TEXTED, RING", 1)]
        assert len(await here.texts(MARGARET, "I am here now")) == 1  # they reached us: the number works again


async def test_no_more_unprompted_texts_a_day_than_the_cap(database_url: str) -> None:
    async with town(database_url, daily_cap=1) as here:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78")
        _ = await here.texts(JO, "JOIN", "yes", "78")
        await here.clock.advance(hours=25)
        assert await here.service.unprompted.nudge(timedelta(days=1)) == 2
        await here.settled()
        assert len(here.channel.to(MARGARET)) == len(here.channel.to(JO))
