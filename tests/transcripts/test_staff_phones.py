"""How a phone becomes staff's, how its texts are proved, and what of them goes everybody's way."""

from sqlalchemy import select, update

from bot import staffing
from bot.store.hands import Hands
from bot.store.tables import findings, items
from tests.crew import ANN, BOB, SUE, Crew
from tests.pocket import enrolled, item, log, notes, pocket, stored
from tests.serving import MARGARET, town

RED = "I want to end my life"
AMBER = "I had a fall last week"
WEB = "https://texts.example.org"


async def test_a_code_binds_a_phone_once_and_is_nobodys_message(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _, code, pin = await enrolled(here, "Ann Lee")
        assert await here.texts(ANN, f"Staff {code.lower()}") == [
            "You are signed up, Ann. You will hear of alerts here. Put your PIN first in each text, as in 123456 TAKE 12. "
            "Text HELP to see what you can do."
        ]
        assert await here.texts(BOB, f"STAFF {code}") == [
            "Nothing done. That code is wrong, too old or used. Ask for a new one."
        ]
        assert await here.queue() == []
        assert await here.texts(ANN, f"{pin} QUEUE") == ["Nothing waits."]
        assert (await here.texts(BOB, f"{pin} QUEUE"))[0].startswith("Hello, this is Frontdoor Wellbeing")


async def test_a_code_is_good_for_a_day(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _, code, _ = await enrolled(here, "Ann")
        await here.clock.advance(hours=24)
        assert await here.texts(ANN, f"STAFF {code}") == [
            "Nothing done. That code is wrong, too old or used. Ask for a new one."
        ]


async def test_whoever_had_begun_a_referral_is_staff_from_the_code_on(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        _ = await here.texts(ANN, "JOIN", "yes")
        ann = await pocket(here, "Ann", ANN)
        assert await ann.says("78") == await ann.says("HELP")


async def test_by_text_each_command_needs_the_pin_because_a_number_can_be_forged(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann, sue = await pocket(here, "Ann", ANN), await pocket(here, "Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, RED)
        assert (
            await ann.says("TAKE 1", pin="")
            == "Nothing done yet. Send it again with your PIN first, as in 123456 TAKE 12."
        )
        for _ in range(4):
            assert await ann.says("TAKE 1", pin="0000") == "Nothing done. That PIN is wrong. Try again."
        locked = "Nothing done. There were too many wrong PINs, so no PIN works here for an hour. Your supervisor has been told. Ring them."
        assert await ann.says("TAKE 1", pin="0000") == locked
        assert sue.heard[-1].startswith("Someone sent 5 wrong PINs as Ann. Ring Ann now.")
        assert await ann.says("TAKE 1") == locked
        assert (await item(here)).state == "open"
        await here.clock.advance(minutes=60)
        assert (await ann.says("TAKE 1")).startswith("You have item 1")
        assert len(await log(here, "wrong PIN")) == 5


async def test_a_pin_is_stored_nowhere_in_words(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, AMBER)
        _ = await ann.says("NOTE 1 she is fine")
        assert (await stored(here, ANN))[1:] == ["PIN NOTE 1 she is fine"]
        assert await notes(here) == ["she is fine"]


async def test_by_telegram_the_account_is_bound_and_buttons_are_commands(sqlite_url: str) -> None:
    async with town(sqlite_url, public_url=WEB) as here:
        ann = await pocket(here, "Ann", "7001", channel="telegram")
        _ = await here.texts(MARGARET, RED)
        assert ann.heard[-1] == "Red item 1, place not known, new. Text TAKE 1 or STORY 1 (by SMS: PIN first)."
        assert await ann.presses("Take") == "You have item 1. Text STORY 1 to read it."
        assert "https://texts.example.org/story/" in await ann.presses("Story")
        assert await ann.says("CALL 1") == (
            "We cannot ring through our number here. STORY 1 shows theirs: ring with your own number hidden (141 first), "
            "then text TRIED 1."
        )
        assert await ann.says("TRIED 1") == "Noted that you tried to reach them: item 1."
        assert (await item(here)).attempted_at is not None


async def test_words_in_a_command_are_screened_and_kept_with_the_item_they_name(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, AMBER)
        words = "she says she wants to end her life"
        assert await ann.says(f"NOTE 1 {words}") == "Noted on item 1."
        assert await here.raised() == ["amber fall"]
        assert await notes(here) == [words]
        async with here.service.database.read() as tx:
            found = (await tx.execute(select(findings.c.level, findings.c.item_id).order_by(findings.c.id))).all()
            assert [row.level for row in found] == ["amber", "red"]
            assert len({row.item_id for row in found}) == 1


async def test_staff_in_danger_are_met_like_anybody(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann, bob = await pocket(here, "Ann", ANN), await pocket(here, "Bob", BOB)
        answer = await ann.writes(RED)
        assert await here.raised() == ["red suicide"]
        assert answer != await ann.says("HELP")
        assert bob.heard[-1].startswith("Red item 1")
        assert (await ann.writes("I am not sure")) != await ann.says("HELP")
        assert (await ann.says("TAKE 1")).startswith("You have item 1")


async def test_what_is_no_command_is_met_with_the_commands(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        assert await ann.writes("good morning") == await ann.says("HELP")
        assert await ann.says("TAKE") == "Say which item, as in TAKE 12."
        assert await ann.says("NOTE 3") == "Say which item and then the words, as in NOTE 12 and what you want to say."
        assert await here.queue() == []


async def test_a_phone_that_is_taken_off_counts_for_nothing_at_once(sqlite_url: str) -> None:
    async with town(sqlite_url, public_url=WEB) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        database = here.service.database
        async with database.write() as tx:
            said = await staffing.remove(Hands(tx, database.vault, database.ids, here.clock.now()), "ann")
        assert said.startswith("Ann is off the staff.")
        assert (await ann.says("TAKE 1")).startswith("Hello, this is Frontdoor Wellbeing")
        assert (await item(here)).state == "open"


async def test_stop_from_a_phone_of_staff_ends_its_texts(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        assert (await ann.writes("STOP")).startswith("You will get no more texts")
        before = len(ann.heard)
        _ = await here.texts(MARGARET, RED)
        assert len(ann.heard) == before
        _ = await ann.writes("START")
        await Crew(here).ticks(5)
        assert len(ann.heard) > before


async def test_a_command_that_breaks_is_answered_and_its_message_stays(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, AMBER)
        async with here.service.database.write() as tx:  # an item whose words nobody can open any more
            _ = await tx.execute(update(items).values(why=b"broken"))
        assert await ann.says("TAKE 1") == (
            "That did not work, and nothing was done. Try once more, or ring your office."
        )
        assert (await stored(here, ANN))[-1] == "PIN TAKE 1"
