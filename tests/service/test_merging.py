"""What becomes one item and what does not, and how often a flood is told of."""

from sqlalchemy import select, update

from bot.store import alerts
from bot.store.tables import alerts as alert_rows
from bot.store.tables import contacts, conversations, findings, items, messages
from tests.crew import ANN, Crew
from tests.serving import JO, MARGARET, Town, town

RED, AMBER, ABUSE = "I want to end my life", "I had a fall last week", "my husband hits me"


async def found(here: Town) -> list[tuple[int, str]]:
    """The item, by number, and level of each finding, oldest first."""
    async with here.service.database.read() as tx:
        query = select(items.c.number, findings.c.level).join(items, items.c.id == findings.c.item_id)
        return [tuple(row) for row in await tx.execute(query.order_by(findings.c.id))]


async def times_told(here: Town) -> list[tuple[str, int]]:
    async with here.service.database.read() as tx:
        query = select(alert_rows.c.state, alert_rows.c.times).order_by(alert_rows.c.id)
        return [tuple(row) for row in await tx.execute(query)]


async def test_a_red_raises_the_open_amber_of_the_same_person_and_alerts(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, AMBER)
        _ = await here.texts(MARGARET, RED)
        (item,) = await here.queue()
        assert (item.level, item.categories, item.times) == ("red", ("suicide", "fall"), 2)
        assert [line for line in item.why.split("\n") if line in (AMBER, RED)] == [AMBER, RED]
        assert all(any(word in one.words for one in item.evidence) for word in ("fall", "life"))
        assert crew.read(ANN) == [
            "Amber item 1, place not known, new. Text TAKE 1 or STORY 1 (by SMS: PIN first).",
            "Red item 1, place not known, 1 min old, 2 messages. Text TAKE 1 or STORY 1 (by SMS: PIN first).",
        ]
        assert await found(here) == [(1, "amber"), (1, "red")]


async def test_an_amber_does_not_lower_a_red_nor_tell_again(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        (before,) = await here.queue()
        _ = await here.texts(MARGARET, "no", AMBER)
        (after,) = await here.queue()
        assert (after.level, after.due_at, after.created_at) == ("red", before.due_at, before.created_at)
        assert len(crew.read(ANN)) == 1


async def test_two_people_are_two_items_and_two_alerts(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        _ = await here.texts(JO, RED)
        assert [item.number for item in await here.queue()] == [1, 2]
        assert len(crew.read(ANN)) == 2


async def test_on_a_shared_phone_nobody_knows_whose_words_these_are(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, "hello")
        async with here.service.database.write() as tx:
            _ = await tx.execute(update(contacts).values(shared=True))
        _ = await here.texts(MARGARET, AMBER)
        _ = await here.texts(MARGARET, RED)
        assert sorted(await here.raised()) == ["amber fall", "red suicide"]


async def test_what_they_do_to_others_is_no_part_of_their_own_trouble(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, RED)
        _ = await here.texts(MARGARET, "I am going to kill him")
        parts = [(item.part, item.categories[0]) for item in await here.queue()]
        others = [("may_have_caused_harm", "harm_to_others"), ("witness", "abuse")]  # the other person has an item too
        assert parts == [("at_risk", "suicide"), *others]


async def test_a_flooding_sender_makes_one_counted_alert(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        for _ in range(30):
            await here.service.reception.take(here.inbound(MARGARET, RED))
        await here.settled()
        (item,) = await here.queue()
        assert (item.times, len(crew.read(ANN))) == (30, 1)
        assert await times_told(here) == [("owed", 30)]
        assert len(await found(here)) == 30


async def test_a_flood_of_ambers_is_counted_and_reds_are_not(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        for n in range(12):
            await here.service.reception.take(here.inbound(f"+4477009002{n:02}", AMBER))
        await here.settled()
        assert len(crew.read(ANN)) == 4
        assert crew.read(ANN)[-1].endswith("More wait. Text TAKE 4, or QUEUE to see them all (by SMS: PIN first).")
        assert await times_told(here) == [("owed", 1)] * 3 + [("owed", 9)] + [("counted", 1)] * 8
        for n in range(12):
            await here.service.reception.take(here.inbound(f"+4477009003{n:02}", RED))
        await here.settled()
        assert len(crew.read(ANN)) == 16
        assert len(await here.queue()) == 24


async def test_a_new_red_for_whoever_has_the_amber(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, AMBER)
        await crew.claims("Ann", 1)
        await crew.tries("Ann", 1)
        await crew.ticks(10)
        _ = await here.texts(MARGARET, RED)
        assert crew.read(ANN)[-1] == "They wrote again. Your item 1 is red. Text STORY 1 (by SMS: PIN first)."
        (item,) = await here.queue()
        assert (item.level, item.state, item.attempted_at) == ("red", "claimed", None)
        await crew.ticks(15)
        assert await crew.states() == ["open"]


async def test_an_attempt_on_record_makes_a_later_amber_red(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        async with here.service.database.write() as tx:
            _ = await tx.execute(update(items).values(state="resolved", outcome="visit"))
            _ = await tx.execute(update(conversations).values(state="done"))
        _ = await here.texts(MARGARET, AMBER)
        assert await here.raised() == ["red fall"]
        assert crew.read(ANN)[-1].startswith("Red item 2")
        assert "item raised: from amber to red: what is on record" in await crew.log(2)


async def test_a_false_alarm_is_no_record(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, RED)
        async with here.service.database.write() as tx:
            _ = await tx.execute(update(items).values(state="resolved", outcome="false_alarm"))
            _ = await tx.execute(update(conversations).values(state="done"))
        _ = await here.texts(MARGARET, AMBER)
        assert await here.raised() == ["amber fall"]


async def test_every_finding_has_its_rules_with_versions_and_its_words_sealed(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, RED)
        async with here.service.database.read() as tx:
            row = (await tx.execute(select(findings))).one()
            assert row.message_id == (await tx.execute(select(messages.c.id))).scalar_one()
        (item,) = await here.queue()
        assert {f"{one.rule}@{one.version}" for one in item.evidence} == set(row.rules.split(","))
        assert all(len(one.version) == 8 for one in item.evidence)
        assert (row.level, row.part) == ("red", "at_risk")
        assert b"end my life" not in row.evidence


async def test_who_was_told_of_an_item(database_url: str) -> None:
    async with town(database_url) as here:
        crew = Crew(here)
        ann = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        await crew.ticks(1)
        (item,) = await here.queue()
        async with here.service.database.read() as tx:
            (alert,) = await alerts.for_item(tx, item.id)
        assert (alert.staff, alert.step, alert.state, alert.times) == (ann, 1, "told", 1)
