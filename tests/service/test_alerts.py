"""Alerts that do not arrive, staff who are not there, and what the sender may hear of it all."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.alerts import NOBODY, NOBODY_ENROLLED, warning
from bot.channels.base import DeliveryReport, SendFailed
from bot.errors import CommandWrong
from bot.store.contacts import find_or_make
from bot.store.tables import alerts, contacts, items, outbox
from tests.crew import ANN, BOB, SUE, Crew
from tests.serving import JO, MARGARET, Town, town

RED, ABUSE = "I want to end my life", "my husband hits me"
ANNS_SECOND = "+447700900111"
TOLD = "Someone in our team has been told about your message."


async def alert_states(here: Town) -> list[str]:
    async with here.service.database.read() as tx:
        return list((await tx.execute(select(alerts.c.state).order_by(alerts.c.id))).scalars())


async def test_an_alert_that_is_refused_goes_by_the_next_route_at_once(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN, ANNS_SECOND)
        here.channel.closed = {ANN: SendFailed("30003", permanent=True, reaction="unreachable")}
        await here.service.reception.take(here.inbound(MARGARET, RED))
        await here.settled()
        assert (crew.read(ANN), len(crew.read(ANNS_SECOND))) == ([], 1)
        assert await alert_states(here) == ["failed", "owed"]
        assert await here.raised() == ["red suicide"]


async def test_one_that_is_reported_lost_goes_by_the_next_route_too(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN, ANNS_SECOND)
        _ = await here.texts(MARGARET, RED)
        (told,) = [one for one in here.channel.taken if one.address == ANN]
        await here.service.delivery.take(DeliveryReport(f"kept-{told.id}", "failed", told.id, "30005", "unreachable"))
        await here.settled()
        assert crew.read(ANNS_SECOND) == crew.read(ANN)


async def test_without_another_route_the_next_rung_need_not_wait(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        here.channel.closed = {ANN: SendFailed("30003", permanent=True, reaction="unreachable")}
        await here.service.reception.take(here.inbound(MARGARET, RED))
        await here.settled()
        assert (crew.read(ANN), crew.read(SUE)) == ([], [])
        await crew.ticks()
        assert len(crew.read(SUE)) == 1


async def test_one_that_does_not_go_out_is_told_by_another_route_after_a_minute(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN, ANNS_SECOND)
        here.channel.closed = {ANN: SendFailed("busy", retry_after=3600)}
        await here.service.reception.take(here.inbound(MARGARET, RED))
        await here.settled()
        assert crew.read(ANN) == crew.read(ANNS_SECOND) == []
        await crew.ticks(1.5)
        assert (len(crew.read(ANN)), len(crew.read(ANNS_SECOND))) == (0, 1)


async def test_a_text_that_has_not_gone_out_when_somebody_takes_the_item_stays_here(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await crew.enrols("Bob", BOB)
        here.channel.closed = {ANN: SendFailed("busy", retry_after=3600)}
        await here.service.reception.take(here.inbound(MARGARET, RED))
        await here.settled()
        await crew.claims("Bob", 1)
        await crew.tries("Bob", 1)
        here.channel.closed = {}
        await crew.ticks(120)
        assert [text for text in crew.read(ANN) if "TAKE" in text] == []


async def test_nobody_enrolled_the_queue_works_and_the_warning_shows(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        assert await here.texts(MARGARET, RED)
        await crew.ticks(60)
        assert await here.raised() == ["red suicide"]
        hours = here.service.alerts.watch.hours
        assert await warning(here.service.database, hours, here.clock.now()) == NOBODY_ENROLLED
        _ = await crew.enrols("Ann", ANN)
        await crew.ticks(6)
        assert len(crew.read(ANN)) == 1


async def test_off_duty_needs_cover_who_then_hears(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await crew.enrols("Bob", BOB)
        with pytest.raises(CommandWrong, match="cover"):
            await crew.off("Ann", "Ann")
        await crew.off("Ann", "Bob")
        with pytest.raises(CommandWrong, match="cover"):
            await crew.off("Bob", "Ann")
        _ = await here.texts(MARGARET, RED)
        assert (len(crew.read(ANN)), len(crew.read(BOB))) == (0, 1)


async def test_with_only_a_supervisor_there_is_a_warning_and_they_hear(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, RED)
        assert len(crew.read(SUE)) == 1
        assert await warning(here.service.database, here.service.alerts.watch.hours, here.clock.now()) == NOBODY


async def test_the_locality_decides_who_hears(database_url: str) -> None:
    async with town(database_url, localities="Teignmouth TQ14, Totnes TQ9 TQ10") as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN, where=["Teignmouth"])
        _ = await crew.enrols("Bob", BOB, where=["Totnes"])
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no", "Peggy", "my garden", "12 Hill Road, TQ14 9BH")
        _ = await here.texts(MARGARET, RED)
        assert (len(crew.read(ANN)), len(crew.read(BOB))) == (1, 0)
        assert crew.read(ANN) == ["Red item 2, Teignmouth, new. Text TAKE 2 or STORY 2 (by SMS: PIN first)."]


async def test_after_abuse_the_sender_hears_no_more_unless_they_said_it_is_safe(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        before = len(await here.texts(MARGARET, ABUSE))
        await crew.ticks(1)
        await crew.claims("Ann", 1)
        assert len(here.channel.to(MARGARET)) == before
        assert "not told: told_person" in await crew.log(1)


async def test_nobody_is_told_after_stop_or_in_a_persons_own_conversation(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        _ = await here.texts(JO, RED)
        async with here.service.database.write() as tx:
            point = select(items.c.contact_id).where(items.c.number == 1).scalar_subquery()
            _ = await tx.execute(update(contacts).where(contacts.c.id == point).values(state="opted_out"))
            other = select(items.c.contact_id).where(items.c.number == 2).scalar_subquery()
            _ = await tx.execute(update(contacts).where(contacts.c.id == other).values(human_owns=True))
        await crew.ticks(1)
        assert TOLD not in here.channel.to(MARGARET) + here.channel.to(JO)


async def test_a_message_that_its_owner_leaves_goes_back_on_the_ladder(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        await crew.claims("Ann", 1)
        await crew.tries("Ann", 1)
        async with here.service.database.write() as tx:
            point = select(items.c.contact_id).where(items.c.number == 1).scalar_subquery()
            mine = update(contacts).where(contacts.c.id == point)
            _ = await tx.execute(mine.values(human_owns=True, human_at=here.clock.now()))
        await crew.ticks(60)
        assert await crew.states() == ["claimed"]
        _ = await here.texts(MARGARET, "are you there?")
        await crew.ticks(14)
        assert await crew.states() == ["claimed"]
        await crew.ticks(2)
        assert await crew.states() == ["open"]
        assert "back on the ladder: their message was left unanswered; it was with Ann" in await crew.log(1)


async def test_an_alert_knows_no_cap_no_quiet_hours_and_comes_first(database_url: str) -> None:
    async with town(database_url, out_of_hours="on call", daily_cap=1) as here:
        crew = Crew(here)
        await here.clock.advance(hours=13)  # 23:00
        _ = await crew.enrols("Ann", ANN)
        for n in range(5):
            _ = await here.texts(f"+4477009004{n:02}", RED)
        assert len(crew.read(ANN)) == 5
        async with here.service.database.read() as tx:
            mine = select(outbox.c.urgency, outbox.c.rank).join(alerts, alerts.c.outbox_id == outbox.c.id)
            assert set(map(tuple, await tx.execute(mine))) == {("safety", 0)}


async def test_a_telegram_alert_has_buttons_that_carry_the_item(database_url: str) -> None:
    async with town(database_url) as here:
        here.channel.name = "telegram"
        here.service.add_channel(here.channel)
        crew = Crew(here)
        _ = await crew.enrols("Ann", "1001")
        await here.service.reception.take(here.inbound("2002", RED))
        await here.settled()
        (told,) = [one for one in here.channel.taken if one.address == "1001"]
        assert dict(told.buttons) == {"0:item_1:take": "Take", "0:item_1:story": "Story"}


async def test_an_old_item_of_before_gets_its_deadline_from_the_next_look(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await here.texts(MARGARET, RED)
        async with here.service.database.write() as tx:
            _ = await tx.execute(update(items).values(due_at=None, climbs_at=None, step=0))
        await crew.ticks(1)
        (item,) = await here.queue()
        assert item.due_at == item.created_at + timedelta(minutes=15)


async def test_a_message_that_its_owner_leaves_is_in_the_queue_even_where_nothing_was(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        async with here.service.database.write() as tx:
            hands = (tx, here.service.database.vault, here.service.database.ids)
            _ = await find_or_make(*hands, [("sms", MARGARET)], here.clock.now())
            _ = await tx.execute(update(contacts).values(human_owns=True, human_at=here.clock.now()))
        _ = await here.texts(MARGARET, "are you there?")
        await crew.ticks(60 * 24)
        assert await here.raised() == []
        await crew.ticks(60 * 24 + 1)
        await crew.ticks(1)
        assert await here.raised() == ["green wrote to us"]


async def test_of_two_items_from_one_message_the_sender_hears_once(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, "I am going to kill him")
        assert len(await here.queue()) == 2
        await crew.ticks(1)
        await crew.ticks(1)
        assert here.channel.to(MARGARET).count(TOLD) == 1
