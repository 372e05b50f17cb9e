"""When people read, and by when an item is due: over clock changes, bank holidays and weekends."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service_hours import ServiceHours, bank_holidays, parse_days
from bot.triage import Limits, answer_due, deadline, locality_of, next_reading

ZONE = ZoneInfo("Europe/London")
OFFICE = ServiceHours(time(9), time(17), frozenset(range(5)), ZONE)
ON_CALL = ServiceHours(time(9), time(17), frozenset(range(5)), ZONE, on_call=True)
LIMITS = Limits()
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
HOURS = st.builds(
    ServiceHours,
    st.times(time(6), time(11)),
    st.times(time(12), time(22)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.just(ZONE),
    st.sampled_from(["England", "Wales", "Scotland", "Northern Ireland"]),
    st.booleans(),
)


def local(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("level", "since", "due"),
    [
        ("red", local(23, 10), local(23, 10, 15)),
        ("red", local(23, 16, 59), local(23, 17, 14)),
        ("red", local(23, 17), local(23, 17, 15)),
        ("red", local(21, 23), local(21, 23, 15)),  # a Saturday night
        ("red", local(24, 18, month=12), local(24, 18, 15, month=12)),
        ("amber", local(23, 10), local(23, 17)),
        ("amber", local(23, 8), local(23, 9)),
        ("amber", local(27, 20), local(30, 9)),
        ("green", local(23, 10), local(25, 10)),
        ("green", local(26, 16, 30), local(30, 16, 30)),
        ("green", local(21, 3), local(25, 9)),
    ],
)
def test_a_deadline_in_office_hours(level: str, since: datetime, due: datetime):
    assert deadline(level, since, OFFICE, LIMITS) == due


def test_on_call_a_red_is_due_in_a_quarter_of_an_hour_at_any_time():
    assert deadline("red", local(21, 3), ON_CALL, LIMITS) == local(21, 3, 15)
    assert deadline("amber", local(21, 3), ON_CALL, LIMITS) == local(23, 9)


def test_the_clocks_change_between_two_working_days():
    friday = datetime(2026, 10, 23, 10, tzinfo=ZONE)
    due = deadline("green", friday, OFFICE, LIMITS)
    assert due.astimezone(ZONE) == datetime(2026, 10, 27, 10, tzinfo=ZONE)
    assert due - friday.astimezone(UTC) == timedelta(days=4, hours=1)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("Scotland", date(2027, 1, 4)),  # for 2 January
        ("Northern Ireland", date(2027, 3, 17)),
        ("England", date(2027, 8, 30)),
        ("Wales", date(2027, 3, 29)),
    ],
)
def test_each_nation_has_its_own_bank_holidays(nation: str, day: date):
    hours = ServiceHours(time(9), time(17), frozenset(range(5)), ZONE, nation)
    assert not hours.is_working(day)
    others = {"Scotland": "England", "Northern Ireland": "England", "England": "Scotland", "Wales": "Scotland"}
    assert day not in bank_holidays(others[nation])


@given(HOURS, MOMENTS)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: ServiceHours, now: datetime):
    opening = hours.next_opening(now)
    assert hours.is_open(opening)
    assert opening >= now
    if opening > now:
        assert not hours.is_open(opening - timedelta(microseconds=1))
        assert not hours.is_open(now + (opening - now) / 2)


def test_an_answer_to_whoever_has_a_red_item_waits_until_we_open():
    assert answer_due("red", local(23, 10), OFFICE, LIMITS) == local(23, 10, 15)
    assert answer_due("red", local(21, 23), OFFICE, LIMITS) == local(23, 9, 15)  # a Saturday night
    assert answer_due("red", local(21, 23), ON_CALL, LIMITS) == local(21, 23, 15)
    assert answer_due("amber", local(23, 10), OFFICE, LIMITS) == local(23, 17)


@given(HOURS, MOMENTS)
def test_a_red_never_waits_for_opening_time(hours: ServiceHours, now: datetime):
    reading = next_reading(now, hours)
    assert deadline("red", now, hours, LIMITS) == now + LIMITS.red
    assert answer_due("red", now, hours, LIMITS) == reading + LIMITS.red
    assert now <= reading <= hours.next_opening(now)
    assert hours.is_read(reading)


@given(HOURS, MOMENTS, st.sampled_from(["red", "amber", "green"]))
def test_what_comes_later_is_due_no_earlier(hours: ServiceHours, now: datetime, level: str):
    due = deadline(level, now, hours, LIMITS)
    assert due >= now
    assert deadline(level, now + timedelta(minutes=7), hours, LIMITS) >= due


@given(HOURS, MOMENTS)
def test_an_amber_is_due_while_open_or_as_it_closes(hours: ServiceHours, now: datetime):
    due = deadline("amber", now, hours, LIMITS)
    assert hours.is_open(due) or hours.is_open(due - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("text", "days"), [("Mon-Fri", {0, 1, 2, 3, 4}), ("sat-mon", {5, 6, 0}), ("Mon, Wednesday Fri", {0, 2, 4})]
)
def test_days_as_people_write_them(text: str, days: set[int]):
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["", "-", "weekdays", "Mon Fry"])
def test_what_names_no_day_is_refused(text: str):
    with pytest.raises(ValueError):  # the settings say what it must be
        _ = parse_days(text)


LOCALITIES = {"TQ14": "Teignmouth", "TQ9": "Totnes"}


@pytest.mark.parametrize(
    ("address", "locality"),
    [
        ("3 Hill Road, TQ14 9BH", "Teignmouth"),
        ("3 Hill Road tq97xx", "Totnes"),
        ("by the church in totnes", "Totnes"),
        ("TQ1 4AA", ""),
        ("", ""),
    ],
)
def test_a_locality_by_postcode_or_name(address: str, locality: str):
    assert locality_of(address, LOCALITIES) == locality
