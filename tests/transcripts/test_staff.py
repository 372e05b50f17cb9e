"""What staff do with items from their phones, as they write it and as they read the answers: the real service on a told
clock."""

import asyncio
import re

from bot.triage import OUTCOMES
from tests.crew import ANN, BOB, SUE, Crew
from tests.pocket import Pocket, item, log, new_code, notes, pocket
from tests.serving import JO, MARGARET, Kept, town

RED = "I want to end my life"
AMBER = "I had a fall last week"
WEB = "https://texts.example.org"


async def test_queue_next_and_take(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, AMBER)
        _ = await here.texts(JO, RED)
        assert await ann.says("QUEUE") == ("Red item 2, place not known, new\nAmber item 1, place not known, 1 min old")
        assert await ann.says("next") == "Red item 2, place not known, new. Text TAKE 2 or STORY 2 (by SMS: PIN first)."
        assert await ann.says("take 2") == "You have item 2. Text STORY 2 to read it."
        assert (await item(here, 2)).holder == "Ann"
        assert (await ann.says("queue")).endswith("You have: 2.")
        assert await ann.says("take 9") == "There is no item 9. Nothing done. Text QUEUE to see what waits."
        assert await log(here) == [
            "code: done",
            "queue: done",
            "next: done",
            "take: done",
            "queue: done",
            "take: staff_no_item",
        ]


async def test_two_take_at_once_and_one_has_it(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann, bob = await pocket(here, "Ann", ANN), await pocket(here, "Bob Hay", BOB)
        _ = await here.texts(MARGARET, RED)
        answers = await asyncio.gather(ann.says("TAKE 1"), bob.says("TAKE 1"))
        await here.settled()
        last = {ann.heard[-1], bob.heard[-1]}
        assert len(answers) == 2
        assert {one.split(".")[0] for one in last} in (
            {"You have item 1", "Ann has item 1"},
            {"You have item 1", "Bob Hay has item 1"},
        )
        assert await log(here) == ["code: done", "code: done", "take: done", "take: staff_with"]


async def test_a_reply_goes_from_the_service_and_the_bot_stays_silent(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        assert await ann.says("REPLY 1 Hello, this is Ann. Can I ring you now?") == (
            "Sent to them. Item 1 is yours, and we write nothing more to them until you text DONE 1."
        )
        assert here.channel.to(MARGARET)[-1] == "Hello, this is Ann. Can I ring you now?"
        assert await here.texts(MARGARET, "yes please") == []
        assert ann.heard[-1] == "They wrote back about item 1. Text STORY 1 to read it (by SMS: PIN first)."
        assert await here.texts(MARGARET, "are you there?") == []
        assert ann.heard.count("They wrote back about item 1. Text STORY 1 to read it (by SMS: PIN first).") == 1
        assert (await item(here)).attempted_at is not None
        assert await ann.says("DONE 1 lead taken she has my number") == "Item 1 is closed: We have taken the lead."
        assert await notes(here) == ["Wrote to them: Hello, this is Ann. Can I ring you now?", "she has my number"]
        assert await here.texts(MARGARET, "HELP") != []


async def test_what_they_think_of_the_level_may_follow_the_outcome(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        assert await ann.says("DONE 1 advice, too high, it was a song") == (
            "Item 1 is closed: Advice given. The level was too high."
        )
        assert ((await item(here)).verdict, await notes(here)) == ("too_high", ["it was a song"])


async def test_a_reply_reaches_nobody_who_asked_for_no_texts(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, AMBER, "STOP")
        assert await ann.says("REPLY 1 hello") == "Not sent: they asked for no more texts. Ring them: CALL 1."
        assert (await item(here)).state == "open"


async def test_done_says_which_outcomes_there_are(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann, bob = await pocket(here, "Ann", ANN), await pocket(here, "Bob", BOB)
        _ = await here.texts(MARGARET, AMBER)
        listed = await ann.says("DONE 1 all good")
        assert listed.startswith("Not closed yet.")
        assert all(code.replace("_", " ") in listed for code in OUTCOMES)
        assert (await ann.says("TAKE 1")).startswith("You have")
        assert await bob.says("DONE 1 advice") == "Ann has item 1. Nothing done."
        assert await ann.says("done 1 Advice") == "Item 1 is closed: Advice given."
        assert await ann.says("done 1 advice") == "Item 1 is closed. Nothing done."
        assert (await item(here)).outcome == "advice"


async def test_pass_goes_to_the_ladder_or_to_somebody_by_name(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        crew = Crew(here)
        ann, bob = await pocket(here, "Ann", ANN), await pocket(here, "Bob Hay", BOB)
        sue = await pocket(here, "Sue", SUE, role="supervisor")
        _ = await here.texts(MARGARET, RED)
        _ = await ann.says("TAKE 1")
        await crew.ticks()
        assert await ann.says("PASS 1 Jean") == (
            "Nobody called Jean is on duty and can be reached. On duty: Bob Hay, Sue."
        )
        assert (await ann.says("PASS 1 bob")).startswith("Item 1 is not yours any more. Bob Hay has been told.")
        assert bob.heard[-1].startswith("Red item 1,")
        told = len(sue.heard)
        await crew.ticks(4)
        assert len(sue.heard) == told
        await crew.ticks(2)
        assert len(sue.heard) > told
        _ = await bob.says("TAKE 1")
        assert await bob.says("PASS 1") == "Item 1 is not yours any more. The next on the list will hear."
        assert (await item(here)).state == "open"
        assert await ann.says("PASS 1") == "Nobody has item 1 yet. Text TAKE 1 first."


async def test_off_duty_needs_named_cover(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann, bob = await pocket(here, "Ann Lee", ANN), await pocket(here, "Bob Hay", BOB)
        still = "You are still on duty. Say who covers for you, as in OFF COVER Jean. On duty: Bob Hay."
        assert await ann.says("OFF") == still
        assert await ann.says("OFF COVER Ann") == still
        assert await ann.says("OFF COVER Bob") == "You are off duty. Bob Hay covers for you. Text ON when you are back."
        assert bob.heard[-1] == "Ann Lee is off duty. You cover for them from now."
        assert (await bob.says("OFF")).endswith("On duty: nobody.")
        before = len(ann.heard)
        _ = await here.texts(MARGARET, RED)
        assert (len(ann.heard) - before, bob.heard[-1][:10]) == (0, "Red item 1")
        assert await ann.says("ON") == "You are on duty, Ann."


async def test_a_story_is_a_link_and_never_the_story(sqlite_url: str) -> None:
    async with town(sqlite_url, public_url=WEB) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        said = await ann.says("STORY 1")
        assert re.fullmatch(
            r"Item 1\. This opens once, in the next 15 min: https://texts\.example\.org/story/[\w-]{22}", said
        )
        assert (await item(here)).state == "open"


async def test_without_a_web_address_the_desk_is_where_the_story_is(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann = await pocket(here, "Ann", ANN)
        _ = await here.texts(MARGARET, RED)
        assert await ann.says("STORY 1") == "This service has no web page to show it on. Ask at the desk for item 1."


async def test_another_locality_is_not_theirs(sqlite_url: str) -> None:
    async with town(sqlite_url, localities="Teignmouth TQ14, Totnes TQ9") as here:
        ann = await pocket(here, "Ann", ANN)
        crew = Crew(here)
        _ = await crew.enrols("Bob", BOB, where=["Totnes"])
        bob = Pocket(here, crew.ids["Bob"], "", "8002", Kept("telegram"))
        here.service.add_channel(bob.channel)
        code = await new_code(here, bob.id)
        _ = await bob.writes(code)
        _ = await here.texts(MARGARET, "JOIN", "yes", "78", "no", "Peggy", "my garden", "12 Hill Road, TQ14 9BH")
        _ = await here.texts(MARGARET, RED)
        assert await bob.says("TAKE 2") == "Item 2 is for Teignmouth, which is not yours. Ask your supervisor."
        assert await bob.says("STORY 2") == "Item 2 is for Teignmouth, which is not yours. Ask your supervisor."
        assert "item 2" not in await bob.says("QUEUE")
        assert (await ann.says("TAKE 2")).startswith("You have item 2")


async def test_the_morning_digest_goes_once_to_those_on_duty(sqlite_url: str) -> None:
    async with town(sqlite_url) as here:
        ann, bob = await pocket(here, "Ann", ANN), await pocket(here, "Bob", BOB)
        _ = await ann.says("OFF COVER Bob")
        _ = await here.texts(MARGARET, RED)
        _ = await here.texts(JO, AMBER)
        _ = await bob.says("TAKE 2")
        await here.clock.advance(hours=22)
        before = (len(ann.heard), len(bob.heard))
        assert await here.service.digest.send() == 0
        await here.clock.advance(hours=1)
        assert await here.service.digest.send() == 1
        assert await here.service.digest.send() == 0
        await here.settled()
        assert (len(ann.heard), len(bob.heard)) == (before[0], before[1] + 1)
        assert bob.heard[-1] == (
            "Good morning. Open: 1 red, 0 amber, oldest 23 h. Past their time: 2. Yours to follow up: 2. "
            "Text QUEUE to see them."
        )
