"""When a programme asks what: one resident's twelve weeks, and what pace, pauses, extensions and new rhythms make of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.programme import Asked, Kind, Programme, Rhythm, Slot, first_day, plan, stage

LONDON = ZoneInfo("Europe/London")
MEASURES = ("ons4", "loneliness")
WELLBEING = Programme(
    name="wellbeing",
    title="Wellbeing",
    role="resident",
    weeks=12,
    day=1,
    hour=time(10),
    pace=1,
    cap=3,
    goals=3,
    asked=(
        Asked(0, "baseline", MEASURES),
        *(Asked(week, "checkin") for week in range(1, 12)),
        Asked(6, "review", MEASURES),
        Asked(12, "final", MEASURES),
        Asked(25, "followup", ("ons4",)),
    ),
    wellbeing=("happy", "satisfied", "worthwhile", "anxious"),
)
TUESDAYS = Rhythm(day=1, hour=time(10))
MONDAY = date(2026, 11, 2)


def days(slots: list[Slot]) -> list[tuple[str, int, date]]:
    return [(slot.kind, slot.week, slot.due.astimezone(LONDON).date()) for slot in slots]


def of_weeks(*weeks: int) -> list[tuple[str, int, date]]:
    """The check-ins of these weeks, each on its Tuesday."""
    return [("checkin", week, date(2026, 11, 10) + timedelta(weeks=week - 1)) for week in weeks]


BASELINE = ("baseline", 0, date(2026, 11, 3))
REVIEW = ("review", 6, date(2026, 12, 15))
FINAL = ("final", 12, date(2027, 1, 26))
FOLLOWUP = ("followup", 25, date(2027, 4, 27))


def test_twelve_weeks():
    found = plan(WELLBEING, TUESDAYS, MONDAY, 12, LONDON)
    assert days(found) == [BASELINE, *of_weeks(1, 2, 3, 4, 5), REVIEW, *of_weeks(7, 8, 9, 10, 11), FINAL, FOLLOWUP]
    assert found[0].due == datetime(2026, 11, 3, 10, tzinfo=UTC)
    assert found[-1].due == datetime(2027, 4, 27, 9, tzinfo=UTC)  # in summer time


@pytest.mark.parametrize(
    ("started", "first"),
    [
        (date(2026, 11, 1), date(2026, 11, 3)),  # two days before a Tuesday
        (date(2026, 11, 2), date(2026, 11, 10)),  # the day before one, which is the baseline's
        (date(2026, 11, 3), date(2026, 11, 10)),
        (date(2026, 11, 4), date(2026, 11, 10)),
    ],
)
def test_the_first_week_has_their_day_two_days_after_the_start_or_later(started: date, first: date):
    baseline, checkin, *_ = days(plan(WELLBEING, TUESDAYS, started, 12, LONDON))
    assert baseline == ("baseline", 0, started + timedelta(days=1))
    assert checkin == ("checkin", 1, first)


def test_a_check_in_expires_the_next_day_and_a_review_after_a_week():
    found = {(slot.kind, slot.week): slot.expires - slot.due for slot in plan(WELLBEING, TUESDAYS, MONDAY, 12, LONDON)}
    assert found["checkin", 1] == timedelta(hours=24)
    assert {found[key] for key in (("baseline", 0), ("review", 6), ("final", 12), ("followup", 25))} == {
        timedelta(days=7)
    }


@pytest.mark.parametrize(("pace", "weeks"), [(2, (2, 4, 8, 10)), (4, (4, 8))])
def test_a_slower_pace_leaves_out_check_ins_and_no_review(pace: int, weeks: tuple[int, ...]):
    found = days(plan(WELLBEING, TUESDAYS._replace(pace=pace), MONDAY, 12, LONDON))
    assert sorted(found) == sorted([BASELINE, *of_weeks(*weeks), REVIEW, FINAL, FOLLOWUP])


def test_in_a_pause_check_ins_are_left_out_and_a_review_waits_for_the_return():
    away = TUESDAYS._replace(paused_from=date(2026, 12, 8), paused_until=date(2027, 1, 6))  # back on a Wednesday
    found = days(plan(WELLBEING, away, MONDAY, 12, LONDON))
    late = ("review", 6, date(2027, 1, 12))  # instead of the check-in of week 10
    assert found == [BASELINE, *of_weeks(1, 2, 3, 4), late, *of_weeks(11), FINAL, FOLLOWUP]


def test_somebody_who_comes_back_on_their_own_day_is_asked_on_it():
    away = TUESDAYS._replace(paused_from=date(2026, 11, 17), paused_until=date(2026, 11, 24))
    assert days(plan(WELLBEING, away, MONDAY, 12, LONDON))[:4] == [BASELINE, *of_weeks(1, 3, 4)]


def test_a_final_that_waited_takes_its_follow_up_along():
    away = TUESDAYS._replace(paused_from=date(2027, 1, 20), paused_until=date(2027, 2, 17))
    *_, final, followup = days(plan(WELLBEING, away, MONDAY, 12, LONDON))
    assert (final, followup) == (("final", 12, date(2027, 2, 23)), ("followup", 25, date(2027, 5, 25)))


def test_two_that_waited_come_a_week_apart():
    away = TUESDAYS._replace(paused_from=date(2026, 12, 8), paused_until=date(2027, 2, 1))
    found = days(plan(WELLBEING, away, MONDAY, 12, LONDON))
    assert found[5:7] == [("review", 6, date(2027, 2, 2)), ("final", 12, date(2027, 2, 9))]


def test_a_baseline_in_a_pause_waits_too():
    away = TUESDAYS._replace(paused_from=MONDAY, paused_until=date(2026, 11, 12))
    found = days(plan(WELLBEING, away, MONDAY, 12, LONDON))
    assert found[:2] == [("baseline", 0, date(2026, 11, 17)), *of_weeks(3)]


def test_a_pause_without_an_end_leaves_out_the_rest_for_now():
    away = TUESDAYS._replace(paused_from=date(2026, 11, 24))
    assert days(plan(WELLBEING, away, MONDAY, 12, LONDON)) == [BASELINE, *of_weeks(1, 2)]


def test_an_extension_adds_check_ins_and_moves_the_final_to_the_last_week():
    found = days(plan(WELLBEING, TUESDAYS, MONDAY, 16, LONDON))
    moved = [("final", 16, date(2027, 2, 23)), ("followup", 29, date(2027, 5, 25))]
    assert found[-8:] == [*of_weeks(10, 11, 12, 13, 14, 15), *moved]


def test_a_programme_without_check_ins_gets_none_by_an_extension():
    team = replace(WELLBEING, asked=(Asked(0, "baseline"), Asked(6, "review"), Asked(12, "final")))
    found = days(plan(team, TUESDAYS, MONDAY, 24, LONDON))
    assert [(kind, week) for kind, week, _ in found] == [("baseline", 0), ("review", 6), ("final", 24)]


def test_an_extension_after_the_final_asks_another_one():
    done: list[tuple[Kind, int]] = [("baseline", 0), ("review", 6), ("final", 12)]
    found = plan(WELLBEING, TUESDAYS, MONDAY, 16, LONDON, date(2027, 1, 28), done)
    assert [(slot.kind, slot.week) for slot in found] == [
        ("checkin", 13), ("checkin", 14), ("checkin", 15), ("final", 16), ("followup", 29),
    ]  # fmt: skip
    assert WELLBEING.measures_at("final", 16) == MEASURES


def test_a_new_rhythm_begins_on_its_first_day_and_asks_nothing_twice():
    fridays = TUESDAYS._replace(day=4, hour=time(14))
    done: list[tuple[Kind, int]] = [("baseline", 0), ("checkin", 1)]
    found = plan(WELLBEING, fridays, MONDAY, 12, LONDON, date(2026, 11, 11), done)
    assert days(found)[0] == ("checkin", 2, date(2026, 11, 13))
    assert found[0].due.astimezone(LONDON).time() == time(14)
    assert ("checkin", 1) not in [(slot.kind, slot.week) for slot in found]


def test_a_review_that_was_missed_waits_for_the_first_free_day():
    mondays = TUESDAYS._replace(day=0)  # said on the Monday evening before the review: this week's Monday is gone
    done: list[tuple[Kind, int]] = [("baseline", 0), *(("checkin", week) for week in range(1, 6))]
    found = days(plan(WELLBEING, mondays, MONDAY, 12, LONDON, date(2026, 12, 15), done))
    assert found[:2] == [("review", 6, date(2026, 12, 21)), ("checkin", 8, date(2026, 12, 28))]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 10, 9, 59, tzinfo=UTC), date(2026, 11, 10)),
        (datetime(2026, 11, 10, 10, 0, tzinfo=UTC), date(2026, 11, 11)),
        (datetime(2026, 7, 1, 9, 30, tzinfo=UTC), date(2026, 7, 2)),  # 10:30 there
    ],
)
def test_a_new_rhythm_can_begin_on_a_day_whose_hour_is_still_to_come(now: datetime, day: date):
    assert first_day(time(10), now, LONDON) == day


def test_wall_time_stays_when_the_clocks_change():
    found = plan(WELLBEING, TUESDAYS._replace(day=6), date(2026, 10, 1), 12, LONDON)  # Sundays
    by_week = {slot.week: slot for slot in found if slot.kind == "checkin"}
    assert by_week[3].due == datetime(2026, 10, 18, 9, tzinfo=UTC)
    assert by_week[4].due == datetime(2026, 10, 25, 10, tzinfo=UTC)
    saturdays = plan(WELLBEING, TUESDAYS._replace(day=5), date(2026, 10, 1), 12, LONDON)
    assert next(s.expires - s.due for s in saturdays if s.week == 4) == timedelta(hours=25)  # the same time of day


def test_a_time_that_the_clocks_jump_over_is_the_next_that_there_is_and_one_that_comes_twice_counts_once():
    night = Rhythm(day=6, hour=time(1, 30))
    spring = {slot.week: slot.due for slot in plan(WELLBEING, night, date(2027, 3, 5), 12, LONDON)}
    assert spring[4] == datetime(2027, 3, 28, 1, tzinfo=UTC)  # 02:00 there: 01:30 is left out
    autumn = {slot.week: slot.due for slot in plan(WELLBEING, night, date(2026, 10, 1), 12, LONDON)}
    assert autumn[4] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (date(2026, 11, 2), 0), (date(2026, 11, 3), 0), (date(2026, 11, 4), 1), (date(2026, 11, 10), 1),
        (date(2026, 11, 11), 2), (date(2027, 1, 26), 12), (date(2027, 6, 1), 12), (date(2026, 10, 1), 0),
    ],
)  # fmt: skip
def test_the_stage_is_the_week_and_the_day_on_which_it_ends(today: date, week: int):
    assert stage(MONDAY, 12, today) == (week, date(2027, 1, 26))


def test_the_final_is_never_after_the_end_that_was_told():
    ends = [stage(MONDAY, 12, MONDAY)[1] - plan(WELLBEING, Rhythm(day, time(10)), MONDAY, 12, LONDON)[-2].due.date()
            for day in range(7)]  # fmt: skip
    assert sorted(ends) == [timedelta(days=n) for n in range(7)]
