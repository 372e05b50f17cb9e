"""What holds for every plan, over ten years of clock changes, any rhythm, any pause."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.programme import Kind, Rhythm, Slot, plan
from tests.programme.test_schedule import WELLBEING

ZONES = st.sampled_from([ZoneInfo("Europe/London"), ZoneInfo("America/Sao_Paulo"), ZoneInfo("Australia/Lord_Howe")])
STARTS = st.dates(date(2016, 1, 1), date(2027, 12, 31))  # Sao Paulo's clocks went forward at midnight until 2018
# Rather often the hours at which the clocks change somewhere.
HOURS = st.sampled_from([time(0), time(0, 30), time(1, 30), time(2, 15)]) | st.builds(
    time, st.integers(0, 23), st.integers(0, 59)
)
RHYTHMS = st.builds(Rhythm, st.integers(0, 6), HOURS, st.sampled_from([1, 2, 4]))
WEEKS = st.integers(12, 30)


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Rhythm, date]:
    """A rhythm with a pause, which may have no end, and when its programme began."""
    started = draw(STARTS)
    begins = started + timedelta(days=draw(st.integers(-5, 120)))
    ends = draw(st.none() | st.integers(0, 90).map(lambda days: begins + timedelta(days=days)))
    return draw(RHYTHMS)._replace(paused_from=begins, paused_until=ends), started


def there(slot: Slot, zone: ZoneInfo) -> datetime:
    return slot.due.astimezone(zone)


def is_jumped_over(day: date, hour: time, zone: ZoneInfo) -> bool:
    wall = datetime.combine(day, hour, zone)
    return wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None)


@given(RHYTHMS, STARTS, WEEKS, ZONES)
def test_wall_time_is_the_hour_of_the_rhythm_but_where_the_clocks_jump_over_it(
    rhythm: Rhythm, started: date, weeks: int, zone: ZoneInfo
):
    for slot in plan(WELLBEING, rhythm, started, weeks, zone):
        local = there(slot, zone)
        if local.time() != rhythm.hour:
            assert is_jumped_over(local.date(), rhythm.hour, zone)
            before = (slot.due - timedelta(seconds=1)).astimezone(zone)
            assert local.utcoffset() != before.utcoffset()  # the first moment after the jump
        assert local.fold == 0
        assert slot.kind == "baseline" or local.weekday() == rhythm.day


@given(pauses(), WEEKS, ZONES)
def test_slots_are_in_order_one_a_day_and_end_after_they_begin(given: tuple[Rhythm, date], weeks: int, zone: ZoneInfo):
    found = plan(WELLBEING, *given, weeks, zone)
    days = [there(slot, zone).date() for slot in found]
    assert days == sorted(set(days))
    assert all(slot.expires > slot.due for slot in found)
    assert len({(slot.kind, slot.week) for slot in found}) == len(found)
    assert found == plan(WELLBEING, *given, weeks, zone)


@given(pauses(), WEEKS, ZONES)
def test_nothing_is_due_in_a_pause_and_no_review_is_lost_by_one_that_ends(
    given: tuple[Rhythm, date], weeks: int, zone: ZoneInfo
):
    rhythm, started = given
    found = plan(WELLBEING, rhythm, started, weeks, zone)
    assert not any(rhythm.is_paused(there(slot, zone).date()) for slot in found)
    kept = [slot.kind for slot in found if slot.kind != "checkin"]
    whole = ["baseline", "review", "final", "followup"]
    assert kept == (whole if rhythm.paused_until else whole[: len(kept)])


@given(pauses(), RHYTHMS, WEEKS, WEEKS, st.integers(0, 300), ZONES)
def test_a_new_plan_keeps_the_past_asks_nothing_twice_and_loses_no_review(
    given: tuple[Rhythm, date], new: Rhythm, weeks: int, longer: int, after: int, zone: ZoneInfo
):
    rhythm, started = given
    today = started + timedelta(days=after)
    asked = [slot for slot in plan(WELLBEING, rhythm, started, weeks, zone) if there(slot, zone).date() < today]
    done: set[tuple[Kind, int]] = {(slot.kind, slot.week) for slot in asked}
    carried = plan(WELLBEING, new, started, longer, zone, today, done)
    days = [there(slot, zone).date() for slot in carried]
    assert all(day >= today for day in days)
    assert days == sorted(set(days))
    assert not done & {(slot.kind, slot.week) for slot in carried}
    due = {(slot.kind, slot.week) for slot in plan(WELLBEING, new, started, longer, zone) if slot.kind != "checkin"}
    assert due <= done | {(slot.kind, slot.week) for slot in carried}


@given(RHYTHMS, STARTS, ZONES)
def test_a_check_in_ends_at_the_same_time_of_day(rhythm: Rhythm, started: date, zone: ZoneInfo):
    for slot in plan(WELLBEING, rhythm, started, 12, zone):
        local, end = there(slot, zone), slot.expires.astimezone(zone)
        lasts = timedelta(days=1 if slot.kind == "checkin" else WELLBEING.review_days)
        assert end.time() == local.time() or is_jumped_over(local.date() + lasts, local.time(), zone)
