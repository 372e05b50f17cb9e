"""A message that is changed on Telegram afterwards: screened again, and neither an answer nor a command a second time."""

from sqlalchemy import select

from bot.store import items
from bot.store.tables import findings
from tests.handsets import Street, TelegramHandset, street
from tests.pocket import enrolled, log, notes
from tests.serving import MARGARET

ANN = "+447700900101"
RED = "I want to end my life"
NOT_DONE = "You changed an earlier text. Nothing was done. If you want it done, send it as a new text."


async def says(here: Street, phone: TelegramHandset, *texts: str) -> str:
    for text in texts:
        await here.clock.advance(minutes=1)
        await phone.writes(text)
        await here.settled()
    return phone.shows()[-1].text


async def edits(here: Street, phone: TelegramHandset, was: str, text: str) -> str:
    await here.clock.advance(minutes=1)
    await phone.edits(was, text)
    await here.settled()
    return phone.shows()[-1].text


async def queue(here: Street) -> list[str]:
    async with here.service.database.read() as tx:
        return [f"{item.level} {item.category}" for item in await items.queue(tx, here.service.database.vault)]


async def ann_and_margaret(here: Street) -> tuple[TelegramHandset, TelegramHandset]:
    _, code, _ = await enrolled(here, "Ann")  # type: ignore[arg-type]
    ann, margaret = TelegramHandset(here, ANN), TelegramHandset(here, MARGARET)
    _ = await says(here, ann, code)
    return ann, margaret


async def test_danger_that_is_written_into_an_earlier_message_is_seen(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        margaret = TelegramHandset(here, MARGARET)
        _ = await says(here, margaret, "JOIN")
        said = await edits(here, margaret, "JOIN", RED)
        assert await queue(here) == ["red suicide"]
        assert "999" in said


async def test_new_words_for_an_earlier_answer_are_a_note_and_the_question_stays(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        margaret = TelegramHandset(here, MARGARET)
        asked = await says(here, margaret, "JOIN", "yes")
        said = await edits(here, margaret, "yes", "78")
        assert said.endswith(asked)
        assert said != asked
        assert asked not in await says(here, margaret, "78")


async def test_a_command_that_is_changed_is_not_obeyed_a_second_time(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        margaret = TelegramHandset(here, MARGARET)
        asked = await says(here, margaret, "JOIN", "yes", "78", "BACK")
        assert (await edits(here, margaret, "BACK", "back")).endswith(asked)
        assert (await edits(here, margaret, "back", "HELP")).endswith(asked)
        assert "no more texts" in await edits(here, margaret, "HELP", "STOP")


async def test_a_command_of_staff_that_is_changed_is_not_obeyed_again(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann, margaret = await ann_and_margaret(here)
        _ = await says(here, margaret, RED)
        _ = await says(here, ann, "NOTE 1 rang, no answer")
        assert await edits(here, ann, "NOTE 1 rang, no answer", "NOTE 1 rang, nobody there") == NOT_DONE
        assert await notes(here) == ["rang, no answer"]  # type: ignore[arg-type]
        _ = await says(here, ann, "TAKE 1", "REPLY 1 Shall I ring you?")
        before = len(margaret.shows())
        assert await edits(here, ann, "REPLY 1 Shall I ring you?", "REPLY 1 Shall I ring you now?") == NOT_DONE
        assert len(margaret.shows()) == before
        assert await edits(here, ann, "TAKE 1", "thanks all") == NOT_DONE
        assert (await log(here))[-1] == "edit: done"  # type: ignore[arg-type]


async def test_danger_in_a_changed_note_belongs_to_the_item_and_raises_none(sqlite_url: str) -> None:
    async with street(sqlite_url) as here:
        ann, margaret = await ann_and_margaret(here)
        _ = await says(here, margaret, RED)
        _ = await says(here, ann, "NOTE 1 rang")
        assert await edits(here, ann, "NOTE 1 rang", "NOTE 1 says I want to die") == NOT_DONE
        assert await queue(here) == ["red suicide"]
        async with here.service.database.read() as tx:
            assert len((await tx.execute(select(findings.c.id))).all()) == 2


async def test_a_member_of_staff_who_writes_their_own_danger_into_a_message_is_met_like_anybody(
    sqlite_url: str,
) -> None:
    async with street(sqlite_url) as here:
        ann, _ = await ann_and_margaret(here)
        _ = await says(here, ann, "QUEUE")
        _ = await edits(here, ann, "QUEUE", RED)
        assert any("999" in one.text for one in ann.shows())
        assert await queue(here) == ["red suicide"]
