"""Long polling over a real connection: the offset moves only after the commit, and nothing is lost."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.channels.telegram.polling import LEASE_WAIT
from bot.clock import SystemClock
from tests.fakes.telegram import BAD_GATEWAY, TelegramFake, too_many
from tests.fakes.telegram_door import Kept, Recorder, fake_and_channel, poller
from tests.fakes.telegram_updates import blocked, pressed, text


class Waits(SystemClock):
    """Waits next to no time, and keeps how long it should have waited."""

    def __init__(self):
        self.waits: list[float] = []
        self.four_times = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        if len(self.waits) == 4:
            self.four_times.set()
        await asyncio.sleep(0.001)


@dataclass
class Scene:
    fake: TelegramFake
    recorder: Recorder = field(default_factory=Recorder)
    kept: Kept = field(default_factory=Kept)
    clock: Waits = field(default_factory=Waits)

    async def comes_to(self, true: Callable[[], bool]) -> None:
        """Looks again at each call that Telegram hears: whoever polls calls again and again."""
        async with asyncio.timeout(10):
            while not true():
                self.fake.called.clear()
                _ = await self.fake.called.wait()


@asynccontextmanager
async def polling(recorder: Recorder | None = None, kept: Kept | None = None) -> AsyncGenerator[Scene]:
    async with fake_and_channel() as (fake, telegram):
        scene = Scene(fake, recorder or Recorder(), kept or Kept())
        task = asyncio.create_task(poller(telegram, scene.recorder, scene.kept, scene.clock).run())
        try:
            yield scene
        finally:
            _ = task.cancel()
            _ = await asyncio.gather(task, return_exceptions=True)


async def test_what_arrives_is_stored_in_order_and_confirmed():
    async with polling() as scene:
        scene.fake.push(text("one", number=1, id=7), text("two", number=2, id=8))
        await scene.comes_to(lambda: not scene.fake.updates)
    assert (scene.recorder.texts, scene.kept.offset) == (["one", "two"], 9)


async def test_what_was_not_committed_is_fetched_again_and_nothing_is_lost():
    async with polling(Recorder(refuses={"two": 2})) as scene:
        scene.fake.push(*(text(said, number=i, id=i) for i, said in enumerate(("one", "two", "three"), 1)))
        await scene.comes_to(lambda: not scene.fake.updates)
    assert set(scene.recorder.texts) == {"one", "two", "three"}
    assert scene.recorder.tried.count("two") == 3
    assert scene.kept.saved == [2, 4]
    assert scene.clock.waits[:2] == [1, 2]


async def test_a_message_that_cannot_be_stored_holds_back_no_other():
    async with polling(Recorder(refuses={"one": 10**6})) as scene:
        scene.fake.push(text("one", number=1, id=1), text("I fell", number=2, id=2))
        await scene.comes_to(lambda: "I fell" in scene.recorder.texts)
        assert (scene.kept.offset, len(scene.fake.updates)) == (None, 2)


async def test_the_offset_never_runs_ahead_of_the_commit():
    committing, go_on = asyncio.Event(), asyncio.Event()

    class Slow(Recorder):
        async def receive(self, inbound: object) -> None:
            committing.set()
            _ = await go_on.wait()

    async with polling(Slow()) as scene:
        scene.fake.push(text("one", id=7))
        _ = await committing.wait()
        assert (scene.kept.saved, len(scene.fake.updates)) == ([], 1)
        go_on.set()
        await scene.comes_to(lambda: scene.kept.saved == [8])


async def test_a_new_process_goes_on_where_the_last_one_stopped():
    async with polling(kept=Kept(offset=9)) as scene:
        scene.fake.push(text("old", number=1, id=8), text("new", number=2, id=9))
        await scene.comes_to(lambda: not scene.fake.updates)
    assert scene.recorder.texts == ["new"]


async def test_ids_that_start_again_lower_are_followed():
    async with polling(kept=Kept(offset=900_000)) as scene:
        scene.fake.push(text("after a quiet week", id=5))
        await scene.comes_to(lambda: not scene.fake.updates)
    assert (scene.recorder.texts, scene.kept.offset) == (["after a quiet week"], 6)


async def test_an_update_that_is_not_as_it_should_be_loses_only_itself():
    async with polling() as scene:
        scene.fake.contract = None  # this is not what Telegram describes
        scene.fake.updates += [{"update_id": 1, "message": {"chat": "?"}}, text("fine", id=2)]
        await scene.comes_to(lambda: not scene.fake.updates)
    assert scene.recorder.texts == ["fine"]


async def test_who_does_not_hold_the_lease_does_not_ask():
    async with polling(kept=Kept(ours=False)) as scene:
        _ = await scene.clock.four_times.wait()
        assert (scene.fake.calls, set(scene.clock.waits)) == ([], {LEASE_WAIT})
        scene.kept.ours = True
        scene.fake.push(text("hello"))
        await scene.comes_to(lambda: scene.recorder.texts == ["hello"])


async def test_a_webhook_that_was_set_is_taken_down_and_what_waits_there_is_kept():
    async with fake_and_channel() as (fake, telegram):
        fake.webhook = {"url": "https://old.example.org"}
        fake.push(text("waiting"))
        recorder = Recorder()
        task = asyncio.create_task(poller(telegram, recorder, Kept(), Waits()).run())
        await Scene(fake).comes_to(lambda: recorder.texts == ["waiting"])
        _ = task.cancel()
        _ = await asyncio.gather(task, return_exceptions=True)
    assert [fields.get("drop_pending_updates", "false") for fields in fake.made("deleteWebhook")] == ["false"]


async def test_a_webhook_that_somebody_sets_meanwhile_is_taken_down_again():
    async with polling() as scene:
        await scene.fake.until("getUpdates")
        scene.fake.webhook = {"url": "https://elsewhere.example.org"}
        await scene.fake.until("deleteWebhook", times=2)
        scene.fake.push(text("hello"))
        await scene.comes_to(lambda: scene.recorder.texts == ["hello"])
    assert scene.fake.webhook == {}


async def test_polling_waits_longer_each_time_and_as_long_as_telegram_asks():
    async with polling() as scene:
        scene.fake.goes_wrong("getUpdates", BAD_GATEWAY, BAD_GATEWAY, BAD_GATEWAY, too_many(17))
        scene.fake.push(text("hello"))
        await scene.comes_to(lambda: scene.recorder.texts == ["hello"])
    assert scene.clock.waits == [1, 2, 4, 17]


async def test_buttons_and_blocks_come_by_polling_too():
    async with polling() as scene:
        scene.fake.push(pressed("9:agree:yes", {"9:agree:yes": "Yes"}, id=1), blocked(43, id=2))
        await scene.comes_to(lambda: bool(scene.recorder.blocked))
        await scene.fake.until("answerCallbackQuery")
    assert (scene.recorder.texts, scene.recorder.blocked[0].address) == (["Yes"], "43")
