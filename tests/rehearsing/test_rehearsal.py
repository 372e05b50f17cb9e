"""A small locality through the real service: every rule is looked at and holds, and each rule finds what breaks it."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from rich.console import Console

from bot.channels.base import Outbound
from bot.errors import CommandWrong
from bot.rehearsal import command, summary
from bot.rehearsal.checks import UNPROMPTED, Verdict, verdicts
from bot.rehearsal.command import Order
from bot.rehearsal.neighbour import Neighbour
from bot.rehearsal.running import Played, played
from bot.reports import writing
from bot.reports.page import Page
from bot.settings import Settings, for_a_try, load
from bot.store import rehearsed
from bot.store.migrate import migrate
from tests.serving import KEY

PEOPLE, WEEKS = 12, 8  # the clocks change in week 5, and the service is down in week 6


def settings_in(folder: Path) -> Settings:
    url = f"sqlite+aiosqlite:///{folder / 'rehearsal.db'}"
    return for_a_try(load(None, database_url=url, secret_key=KEY, out_of_hours="none", messages_per_second=1e9))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("rehearsal")
    migrate(settings_in(made).database_url)
    return made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def over(folder: Path) -> AsyncGenerator[Played]:
    async with played(settings_in(folder), PEOPLE, WEEKS, 1) as made:
        yield made


def by_rule(found: list[Verdict]) -> dict[str, Verdict]:
    return {one.rule.split(",")[0]: one for one in found}


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_rule_looked_at_something_and_held(over: Played):
    found = await verdicts(over)
    assert [one for one in found if one.broken] == []
    assert [one.rule for one in found if not one.looked_at] == []


async def test_the_summary_says_what_happened(over: Played):
    page = await page_of(over)
    assert "Every rule held" in writing.text(page)
    assert writing.html(page).count("<tr>") > PEOPLE


async def page_of(over: Played) -> Page:
    async with over.service.database.read() as tx:
        weeks = await rehearsed.checkins_by_state(tx)
    return summary.page(over, (PEOPLE, WEEKS, 1), await verdicts(over), weeks)


async def test_the_same_seed_is_the_same_rehearsal(over: Played, tmp_path: Path):
    settings = settings_in(tmp_path)
    await asyncio.to_thread(migrate, settings.database_url)
    async with played(settings, PEOPLE, WEEKS, 1) as again:
        assert writing.text(await page_of(again)) == writing.text(await page_of(over))
        assert [one.text for one in again.stage.wrote if not _is_code(one.text)] == [
            one.text for one in over.stage.wrote if not _is_code(one.text)
        ]


def _is_code(text: str) -> bool:
    """Staff's one-time codes are never the same twice."""
    return len(text) == len("ABCD-EFGH") and "-" in text


async def test_a_text_in_the_night_is_found(over: Played):
    came = next(one for one in over.stage.came if one.outbound.urgency in UNPROMPTED)
    late = replace(came, at=came.at.replace(hour=23), outbound=another(came.outbound, 1))
    assert "23" in (await with_these(over, late))["Nobody is texted unprompted outside their hours"].broken[0]


async def test_a_safe_time_counts_from_when_it_was_told(over: Played):
    one, (since, words) = next((one, one.called_safe) for one in over.neighbours if one.called_safe)
    assert words == "mornings"
    came = next(c for c in over.stage.came if c.outbound.urgency in UNPROMPTED)
    afternoon = since.replace(hour=15, minute=0)
    theirs = replace(came.outbound, address=one.who.address)
    for days, found in ((-1, False), (1, True)):
        text = replace(came, at=afternoon + timedelta(days=days), outbound=replace(theirs, id=-days))
        verdict = (await with_these(over, text))["Nobody is texted unprompted outside their hours"]
        assert bool(verdict.broken) is found


async def test_one_text_too_many_in_a_week_is_found(over: Played):
    came = next(one for one in over.stage.came if one.outbound.urgency == "prompt" and one.outbound.asks)
    more = [replace(came, outbound=another(came.outbound, n)) for n in range(1, 9)]
    found = await with_these(over, *more)
    assert next(one for rule, one in found.items() if "times in any week" in rule).broken


async def test_what_comes_twice_is_found(over: Played):
    assert (await with_these(over, over.stage.came[0]))["No text comes to a phone twice"].broken


@pytest.mark.parametrize(
    ("fate", "rule"), [("stopped_at", "Nothing after STOP"), ("died_at", "Nothing that nobody asked")]
)
async def test_a_text_after_the_end_is_found(over: Played, fate: str, rule: str):
    one = next(one for one in over.neighbours if getattr(one, fate))
    came = next(c for c in over.stage.came if c.outbound.address == one.who.address)
    late = replace(came, at=getattr(one, fate) + timedelta(days=3), outbound=another(came.outbound, 1))
    found = await with_these(over, late)
    assert next(verdict for name, verdict in found.items() if name.startswith(rule)).broken


async def test_a_text_that_was_lost_is_found(over: Played):
    wrote = next(one for one in over.stage.wrote if one.address == over.neighbours[0].who.address)
    lost = replace(wrote, text="I've taken all my tablets and I want to die", provider_id="lost")
    over.stage.wrote.append(lost)
    try:
        found = by_rule(await verdicts(over))
    finally:
        _ = over.stage.wrote.pop()
    assert found["Every text that people wrote is kept"].broken
    assert found["Every red is in the queue"].broken


async def with_these(over: Played, *came: object) -> dict[str, Verdict]:
    over.stage.came.extend(came)  # type: ignore[arg-type]
    try:
        return by_rule(await verdicts(over))
    finally:
        del over.stage.came[-len(came) :]


def another(outbound: Outbound, number: int) -> Outbound:
    return replace(outbound, id=number)


async def test_whoever_is_asleep_answers_in_the_morning(over: Played):
    people = {one.who.address: one for one in over.neighbours}
    assert all(isinstance(one, Neighbour) for one in people.values())
    hours = [one.at.astimezone(over.service.settings.zone).hour for one in over.stage.wrote if one.address in people]
    assert min(hours) >= 7
    assert max(hours) <= 23


@pytest.mark.parametrize("order", [Order(0, 14, 1), Order(49, 0, 1), Order(10_000, 1, 1)])
async def test_a_number_that_makes_no_sense_is_refused(order: Order):
    with pytest.raises(CommandWrong, match="--people is 1 to"):
        _ = command.carry_out(order, Console())
