"""What staff and sender read from a red text on, until somebody has taken it: the real service on a told clock."""

from datetime import UTC, datetime, timedelta

from bot.desk.shelf import Shelf
from bot.ladder import Shift
from bot.store import items
from tests.crew import ANN, BOB, SUE, Crew
from tests.serving import JO, MARGARET, town

RED = "I want to end my life"
SATURDAY = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


async def test_a_red_reaches_two_phones_one_takes_it_and_the_other_hears(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann Lee", ANN)
        _ = await crew.enrols("Bob Hay", BOB)
        answer = await here.texts(MARGARET, RED)
        assert answer
        assert (
            crew.read(ANN)
            == crew.read(BOB)
            == ["Red item 1, place not known, new. Text TAKE 1 or STORY 1 (by SMS: PIN first)."]
        )
        await crew.ticks(1)
        assert here.channel.to(MARGARET)[-1] == "Someone in our team has been told about your message."
        await crew.claims("Ann Lee", 1)
        assert crew.read(BOB)[1:] == ["Ann Lee has taken item 1."]
        assert crew.read(ANN)[1:] == []
        assert here.channel.to(MARGARET)[-1] == "Ann from our team has your message and will be in touch."
        await crew.ticks(5)
        assert (len(crew.read(ANN)), len(crew.read(BOB)), len(here.channel.to(MARGARET))) == (1, 2, len(answer) + 2)


async def test_one_that_nobody_takes_climbs_to_the_supervisor_and_stays_there(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        crew = Crew(here)
        weekdays = [shift(0, 9, 17)]
        _ = await crew.enrols("Ann", ANN, shifts=weekdays)
        _ = await crew.enrols("Bob", BOB)
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, RED)
        told = [counts(crew)]
        for _ in range(40):
            await crew.ticks(1)
            told.append(counts(crew))
        assert [told[minute] for minute in (0, 4, 5, 9, 10, 24, 25, 40)] == [
            (1, 0, 0),
            (1, 0, 0),
            (2, 1, 1),
            (2, 1, 1),
            (2, 1, 2),
            (2, 1, 2),
            (2, 1, 3),
            (2, 1, 4),
        ]
        assert (
            crew.read(SUE)[-1] == "Red item 1, place not known, 40 min old. Text TAKE 1 or STORY 1 (by SMS: PIN first)."
        )
        assert await crew.log(1) == [
            "item raised: red suicide",
            "alerted: rung 1, on call: Ann",
            "alerted: rung 2, all of the locality: Ann, Bob, Sue",
            "alerted: rung 3, supervisor: Sue",
            "alerted: rung 4, supervisor: Sue",
            "alerted: rung 5, supervisor: Sue",
        ]


async def test_whoever_looks_late_does_what_earlier_looks_would_have_done(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN, shifts=[shift(0, 9, 17)])
        _ = await crew.enrols("Bob", BOB)
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, RED)
        await crew.ticks(180)
        assert counts(crew) == (2, 1, 1)
        assert [line.split(":")[1] for line in await crew.log(1)][1:] == [
            " rung 1, on call",
            " rung 2, all of the locality",
            " rung 3, supervisor",
        ]


async def test_with_nobody_on_duty_the_supervisor_hears_at_once_and_the_next_when_we_open(sqlite_url: str) -> None:
    async with town(sqlite_url, SATURDAY) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, RED)
        await crew.ticks(300)
        assert (len(crew.read(ANN)), len(crew.read(SUE))) == (0, 1)
        await crew.ticks(60 * 29)  # Monday 9:01
        assert (len(crew.read(ANN)), len(crew.read(SUE))) == (1, 2)


async def test_a_red_at_night_is_never_due_after_we_open_and_is_overdue_by_then(sqlite_url: str) -> None:
    async with town(sqlite_url, SATURDAY) as here:
        _ = await Crew(here).enrols("Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, RED)
        shelf = Shelf(here.service.database, here.service.settings.zone)
        now = here.clock.now()
        async with here.service.database.read() as tx:
            found = await items.queue(tx, here.service.database.vault)
            assert [card.due for card in await shelf.cards(tx, found, now)] == ["due in 15 minutes"]
            later = now + timedelta(hours=10)
            assert [card.due for card in await shelf.cards(tx, found, later)] == ["OVERDUE by 9 hours"]


async def test_on_call_nobody_waits_for_the_morning(sqlite_url: str) -> None:
    async with town(sqlite_url, SATURDAY, out_of_hours="on call") as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        (item,) = await here.queue()
        assert item.due_at == item.created_at + timedelta(minutes=15)
        assert len(crew.read(ANN)) == 1


async def test_amber_wakes_nobody_and_climbs_in_hours_only(sqlite_url: str) -> None:
    async with town(sqlite_url, SATURDAY, out_of_hours="on call") as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN, shifts=[shift(day, 9, 17) for day in range(7)])
        _ = await crew.enrols("Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, "I had a fall last week")
        assert await here.raised() == ["amber fall"]
        await crew.ticks(60 * 24)
        assert (len(crew.read(ANN)), len(crew.read(SUE))) == (0, 0)
        await crew.ticks(60 * 10)  # Monday 9:01
        assert (len(crew.read(ANN)), len(crew.read(SUE))) == (1, 0)
        assert crew.read(ANN) == [
            "Amber item 1, place not known, 34 h old. Text TAKE 1 or STORY 1 (by SMS: PIN first)."
        ]
        await crew.ticks(60)
        assert (len(crew.read(ANN)), len(crew.read(SUE))) == (2, 1)


async def test_claimed_is_not_handled(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        crew = Crew(here)
        _ = await crew.enrols("Ann", ANN)
        _ = await crew.enrols("Bob", BOB)
        _ = await here.texts(MARGARET, RED)
        _ = await here.texts(JO, RED)
        await crew.claims("Ann", 1)
        await crew.claims("Ann", 2)
        await crew.tries("Ann", 2)
        await crew.ticks(14)
        assert await crew.states() == ["claimed", "claimed"]
        await crew.ticks(1)
        assert await crew.states() == ["open", "claimed"]
        assert crew.read(BOB)[-1].startswith("Red item 1, place not known, 16 min old.")
        assert "back on the ladder: no contact attempt in time; it was with Ann" in await crew.log(1)


def shift(weekday: int, opens: int, closes: int) -> Shift:
    return Shift("", weekday, opens * 60, closes * 60)


def counts(crew: Crew) -> tuple[int, int, int]:
    return len(crew.read(ANN)), len(crew.read(BOB)), len(crew.read(SUE))
