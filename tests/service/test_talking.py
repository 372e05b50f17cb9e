"""Writing with somebody at the desk: the service falls silent at once, is handed back with a word, and the ladder relieves
whoever leaves a message past its deadline."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.casework.talking import COLLEAGUE, CannotText
from bot.errors import AlreadyTaken, FormWrong
from bot.state import Reply
from bot.store import owing
from bot.store.holding import HeldByAnother
from bot.store.tables import contacts
from bot.store.tables import items as queue
from tests.crew import ANN
from tests.serving import JO, MARGARET, Town, town
from tests.writers import Writers, desk

HELLO = "Hello, this is Ann. How are you today?"
TEN_AT_NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


async def marked(writers: Writers, **values: object) -> None:
    """Their contact point, as somebody or something marked it."""
    contact = await writers.contact()
    async with writers.hands() as hands:
        _ = await hands.tx.execute(update(contacts).where(contacts.c.id == contact).values(**values))


async def owes(writers: Writers, text: str, urgency: str, by: str | None = None) -> None:
    contact = await writers.contact()
    async with writers.hands() as hands:
        reply = Reply(text, urgency)  # type: ignore[arg-type]
        await owing.owe(hands.tx, owing.rows_of(hands.vault, hands.ids, [(contact, reply)], hands.now, by=by))


async def asked_for_help(here: Town) -> None:
    """A referral half-way: our question is open."""
    _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no")


async def test_whoever_writes_has_it_and_we_are_silent_until_it_is_handed_back_with_a_word(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann Lee") as writers:
        await asked_for_help(here)
        question = here.channel.to(MARGARET)[-1]
        _ = await writers.writes("Ann Lee", HELLO)
        assert here.channel.to(MARGARET)[-1] == HELLO
        assert await writers.crew.states() == ["claimed"]
        assert await here.texts(MARGARET, "a bit low to be honest") == []
        await writers.hands_back("Ann Lee")
        word = here.channel.to(MARGARET)[-1]
        assert word.startswith("Ann has finished writing with you for now.")
        assert word.endswith(question.split("\n")[-1]), "what was asked last stands there again"
        assert await here.texts(MARGARET, "Margaret Brown") != []
        assert await writers.crew.states() == ["claimed"], "her item is open until she says what came of it"


async def test_what_we_owed_when_a_person_took_it_is_not_said_over_them(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        _ = await here.texts(MARGARET, "hello")
        before = here.channel.to(MARGARET)
        await owes(writers, "an answer of ours", "reply")
        await owes(writers, "a question of the week", "prompt")
        await owes(writers, "ring 999 now", "safety")
        await writers.takes("Ann")
        word = "Ann from our team is writing with you here now. Our usual texts rest until Ann has finished."
        assert here.channel.to(MARGARET)[len(before) :] == ["ring 999 now", word]
        await writers.hands_back("Ann", tell=False)
        await writers.crew.ticks(16)
        assert here.channel.to(MARGARET)[-1] == "a question of the week", "it waited"
        assert "an answer of ours" not in here.channel.to(MARGARET)


async def test_a_colleague_who_is_written_with_still_hears_of_the_queue(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        async with writers.hands() as hands:
            _ = await hands.tx.execute(update(contacts).values(human_owns=True))
        contact = await writers.contact(ANN)
        async with writers.hands() as hands:
            rows = owing.rows_of(hands.vault, hands.ids, [(contact, Reply("your digest"))], hands.now)
            await owing.owe(hands.tx, rows)
        await here.settled()
        assert here.channel.to(ANN) == ["your digest"]
        with pytest.raises(CannotText) as told:
            _ = await writers.writes("Ann", HELLO, ANN)
        assert told.value.why == COLLEAGUE


async def test_somebody_of_whom_nothing_is_open_is_written_to_in_an_item_of_its_own(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        _ = await writers.contact()
        _ = await writers.writes("Ann", HELLO)
        assert await here.raised() == ["green conversation"]
        await writers.hands_back("Ann", "advice")
        assert await writers.crew.states() == ["resolved"]
        assert await here.texts(MARGARET, "HELP") != []


async def test_nobody_writes_over_a_colleagues_head(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann", "Bob") as writers:
        _ = await writers.writes("Ann", HELLO)
        with pytest.raises(HeldByAnother, match="Ann has this conversation"):
            _ = await writers.writes("Bob", "Hello from Bob")
        with pytest.raises(HeldByAnother):
            await writers.hands_back("Bob")
        await writers.takes_over("Bob", "Ann")
        with pytest.raises(AlreadyTaken):
            await writers.takes_over("Bob", "Ann")
        _ = await writers.writes("Bob", "Hello from Bob")
        assert here.channel.to(MARGARET) == [HELLO, "Hello from Bob"]


async def test_the_ladder_relieves_whoever_leaves_a_message_past_its_deadline(database_url: str) -> None:
    """Green: two working days. The next who takes it has the time anew, and the service stays silent all the while."""
    async with town(database_url) as here, desk(here, "Ann", "Bob") as writers:
        _ = await writers.writes("Ann", HELLO)
        assert await here.texts(MARGARET, "not so well") == []
        await writers.crew.ticks(2 * 24 * 60 - 5)
        assert await writers.crew.states() == ["claimed"]
        await writers.crew.ticks(10)
        assert await writers.crew.states() == ["open"]
        log = await writers.crew.log(1)
        assert log[-1] == "back on the ladder: their message was left unanswered; it was with Ann"
        assert await here.texts(MARGARET, "are you there?") == []
        await writers.takes("Bob", tell=False)
        await writers.crew.ticks(60)
        assert await writers.crew.states() == ["claimed"], "what waited before was left by somebody else"
        await writers.crew.ticks(2 * 24 * 60)
        assert await writers.crew.states() == ["open"]


async def test_a_red_one_is_relieved_in_minutes_and_the_next_are_told(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann", "Bob") as writers:
        _ = await here.texts(MARGARET, "I want to end my life")
        _ = await writers.writes("Ann", HELLO)
        _ = await here.texts(MARGARET, "i don't know")
        told = len(writers.crew.read("+447700900102"))
        await writers.crew.ticks(14)
        assert await writers.crew.states() == ["claimed"]
        await writers.crew.ticks(2)
        assert await writers.crew.states() == ["open"]
        assert len(writers.crew.read("+447700900102")) > told


async def test_taking_answers_nothing_and_an_answer_does(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        _ = await here.texts(MARGARET, "hello")
        await writers.takes("Ann")
        assert await writers.waits_since() is not None
        _ = await writers.writes("Ann", HELLO)
        assert await writers.waits_since() is None


async def test_a_text_for_a_decent_hour_waits_holds_up_nothing_and_answers_when_it_goes(database_url: str) -> None:
    async with town(database_url, TEN_AT_NIGHT) as here, desk(here, "Ann") as writers:
        _ = await here.texts(MARGARET, "hello")
        at = await writers.writes("Ann", "Good morning Margaret", later=True)
        assert at == EIGHT
        assert await writers.waits_since() is not None, "a text that is still to go answers nothing"
        assert [(one.text, one.due_at) for one in await writers.waiting()] == [("Good morning Margaret", EIGHT)]
        _ = await writers.writes("Ann", "Sleep well")
        assert here.channel.to(MARGARET)[-1] == "Sleep well"
        _ = await here.texts(MARGARET, "good night")
        await writers.crew.ticks((EIGHT - here.clock.now()) / timedelta(minutes=1) - 1)
        assert "Good morning Margaret" not in here.channel.to(MARGARET)
        await writers.crew.ticks(2)
        assert here.channel.to(MARGARET)[-1] == "Good morning Margaret"
        assert await writers.waits_since() is None


async def test_what_waits_can_be_taken_back_until_it_is_sent(database_url: str) -> None:
    async with town(database_url, TEN_AT_NIGHT) as here, desk(here, "Ann") as writers:
        _ = await writers.writes("Ann", "Good morning", later=True)
        (one,) = await writers.waiting()
        with pytest.raises(AlreadyTaken):
            await writers.takes_back("Ann", one.id, JO)
        await writers.takes_back("Ann", one.id)
        with pytest.raises(AlreadyTaken):
            await writers.takes_back("Ann", one.id)
        await writers.crew.ticks(11 * 60)
        assert here.channel.to(MARGARET) == []


async def test_whoever_said_stop_before_its_hour_is_not_texted(database_url: str) -> None:
    async with town(database_url, TEN_AT_NIGHT) as here, desk(here, "Ann") as writers:
        _ = await writers.writes("Ann", "Good morning", later=True)
        _ = await here.texts(MARGARET, "STOP")
        await writers.crew.ticks(11 * 60)
        assert "Good morning" not in here.channel.to(MARGARET)


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ({"state": "opted_out"}, "opted_out"),
        ({"state": "wrong_number"}, "wrong_number"),
        ({"state": "unreachable"}, "unreachable"),
        ({"state": "forgotten"}, "forgotten"),
        ({"channel": "phone"}, "no_texts"),
        ({"discreet": True, "safe_time": ""}, "unsafe"),
    ],
)
async def test_where_nothing_may_be_written_nothing_is(database_url: str, marks: dict[str, object], why: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        await marked(writers, **marks)
        for later in (False, True):
            with pytest.raises(CannotText) as told:
                _ = await writers.writes("Ann", HELLO, later=later, sure=True)
            assert told.value.why == why
        assert (here.channel.to(MARGARET), await here.queue()) == ([], [])


async def test_where_others_see_the_phone_it_takes_a_second_thought_and_their_safe_time(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        await marked(writers, discreet=True, safe_time="evening")
        with pytest.raises(FormWrong) as told:
            _ = await writers.writes("Ann", HELLO)
        assert set(told.value.wrong) == {"sure", "when"}
        at = await writers.writes("Ann", HELLO, later=True, sure=True)
        assert at == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
        _ = await here.texts(MARGARET, "are you there?")
        assert await writers.writes("Ann", "Yes", sure=True) is None, "who has just written has the phone"
        assert here.channel.to(MARGARET)[-1] == "Yes"


async def test_after_later_on_a_phone_that_others_see_nothing_goes_until_they_write(database_url: str) -> None:
    async with town(database_url, TEN_AT_NIGHT) as here, desk(here, "Ann") as writers:
        _ = await here.texts(MARGARET, "hello")
        await marked(writers, discreet=True, safe_time="morning")
        _ = await writers.writes("Ann", "Good morning", later=True, sure=True)
        await writers.hands_back("Ann", tell=False)
        _ = await here.texts(MARGARET, "LATER")
        with pytest.raises(CannotText) as told:
            _ = await writers.writes("Ann", HELLO, sure=True)
        assert told.value.why == "hides"
        await writers.crew.ticks(11 * 60)
        assert "Good morning" not in here.channel.to(MARGARET)
        _ = await here.texts(MARGARET, "I am alone now")
        assert await writers.writes("Ann", HELLO, sure=True) is None


async def test_later_into_a_persons_conversation_is_met_with_silence_and_stops_them(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        _ = await here.texts(MARGARET, "hello")
        await marked(writers, discreet=True)
        _ = await writers.writes("Ann", HELLO, sure=True)
        assert await here.texts(MARGARET, "LATER") == []
        with pytest.raises(CannotText):
            _ = await writers.writes("Ann", "Are you all right?", sure=True)
        assert await here.texts(MARGARET, "he has gone out") == []
        _ = await writers.writes("Ann", "Are you all right?", sure=True)
        assert here.channel.to(MARGARET)[-1] == "Are you all right?"


async def test_a_number_that_was_silent_for_long_may_be_anybodys(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        _ = await here.texts(MARGARET, "hello")
        await here.clock.advance(days=29)
        with pytest.raises(FormWrong) as told:
            _ = await writers.writes("Ann", HELLO)
        assert set(told.value.wrong) == {"sure"}


@pytest.mark.parametrize("words", ["", " \n", "x" * 10_000, "…" * 501])
async def test_what_is_no_text_is_refused_and_nothing_is_taken(database_url: str, words: str) -> None:
    async with town(database_url) as here, desk(here, "Ann") as writers:
        with pytest.raises(FormWrong) as told:
            _ = await writers.writes("Ann", words)
        assert set(told.value.wrong) == {"text"}
        assert await here.queue() == []


async def test_of_what_is_open_about_them_the_worst_is_taken_and_the_rest_stays_in_the_queue(database_url: str) -> None:
    async with town(database_url) as here, desk(here, "Ann", "Bob") as writers:
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no", "I want to end my life")
        _ = await writers.writes("Ann", HELLO)
        async with writers.hands() as hands:
            rows = (await hands.tx.execute(queue.select().order_by(queue.c.number))).all()
        assert {(row.level, row.state) for row in rows} == {("red", "claimed"), ("green", "open")}
