"""The ladder: whoever is enrolled, off duty, away or covered, a red always ends at somebody who can be reached."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.ladder import (
    LOCALITY,
    ON_CALL,
    SUPERVISOR,
    Colleague,
    Pace,
    Shift,
    Team,
    first_climb,
    next_climb,
    rungs_due,
)
from bot.service_hours import ServiceHours

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOURS = ServiceHours(time(9), time(17), frozenset(range(5)), ZoneInfo("Europe/London"))
PLACES = st.sampled_from(["Teignmouth", "Totnes"])
SHIFTS = st.builds(
    Shift, st.sampled_from(["", "Totnes"]), st.integers(0, 6), st.integers(0, 1439), st.integers(1, 2000)
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@st.composite
def teams(draw: st.DrawFn) -> Team:
    size = draw(st.integers(1, 5))
    away = st.sampled_from([None, MONDAY - timedelta(days=400), MONDAY])
    staff = [
        Colleague(
            id,
            draw(st.sampled_from(["coordinator", "supervisor"])),
            draw(st.frozensets(PLACES)),
            draw(st.booleans()),
            draw(st.none() | st.integers(1, size)),
            draw(away),
            draw(st.none() | st.just(MONDAY + timedelta(days=30))),
            tuple(draw(st.lists(SHIFTS, max_size=2))),
            draw(st.sampled_from([(), (id * 10,)])),
        )
        for id in range(1, size + 1)
    ]
    on_call = draw(st.booleans())
    return Team(tuple(staff), ServiceHours(HOURS.opens, HOURS.closes, HOURS.days, HOURS.zone, on_call=on_call))


@given(teams(), st.sampled_from(["", "Teignmouth", "Elsewhere"]), MOMENTS)
def test_the_ladder_ends_at_somebody_who_can_be_reached(team: Team, locality: str, now: datetime):
    told = [team.on_rung(step, locality, now) for step in (ON_CALL, LOCALITY, SUPERVISOR, SUPERVISOR + 1)]
    reachable = [one for one in team.staff if one.routes]
    assert bool(told[0]) == bool(told[-1]) == bool(reachable)
    assert all(one.routes for people in told for one in people)
    assert all(len(set(people)) == len(people) for people in told)


@given(teams(), MOMENTS)
def test_a_red_climbs_until_it_is_the_supervisors_and_then_for_ever(team: Team, now: datetime):
    step, at = 0, first_climb("red", now, team.hours)
    assert at == now
    for _ in range(8):
        assert at is not None
        step, before, at = step + 1, at, next_climb("red", step + 1, at, team, Pace())
        assert at is not None
        assert at > before
    assert step > SUPERVISOR


@given(teams(), MOMENTS, st.integers(0, 6), st.integers(0, 5000))
def test_however_late_it_ends_in_one_look(team: Team, due: datetime, step: int, minutes: int):
    rungs = rungs_due("red", step, due, due + timedelta(minutes=minutes), team, Pace())
    assert list(rungs) == list(range(step + 1, step + 1 + len(rungs)))
    assert 1 <= len(rungs) <= max(SUPERVISOR - step, 1)


@given(teams(), MOMENTS)
def test_amber_climbs_in_hours_only_and_green_never(team: Team, now: datetime):
    for step in range(5):
        at = next_climb("amber", step, now, team, Pace()) if step else first_climb("amber", now, team.hours)
        assert at is not None
        assert team.hours.is_open(at)
    assert next_climb("green", 1, now, team, Pace()) is first_climb("green", now, team.hours) is None


def someone(id: int, **more: object) -> Colleague:
    return Colleague(id, routes=(id * 10,), **more)  # type: ignore[arg-type]


def ids(found: tuple[Colleague, ...]) -> list[int]:
    return [one.id for one in found]


def test_the_rota_says_who_is_on_call_and_cover_stands_in():
    evening = Shift("Totnes", 0, 9 * 60, 17 * 60)
    team = Team((someone(1, shifts=(evening,), on_duty=False, cover=2), someone(2), someone(3)), HOURS)
    assert ids(team.on_call("Totnes", MONDAY)) == [2]
    assert ids(team.on_call("Teignmouth", MONDAY)) == []
    assert ids(team.on_rung(LOCALITY, "Totnes", MONDAY)) == [2, 3]


def test_a_shift_past_midnight():
    night = Shift("", 6, 22 * 60, 30 * 60)
    team = Team((someone(1, shifts=(night,)), someone(2)), HOURS)
    assert ids(team.on_call("", NIGHT)) == [1]
    assert ids(team.on_call("", NIGHT + timedelta(hours=5))) == []


def test_covers_that_go_round_in_a_circle_cover_nobody():
    team = Team((someone(1, on_duty=False, cover=2), someone(2, on_duty=False, cover=1), someone(3)), HOURS)
    assert ids(team.on_call("", MONDAY)) == [3]


def test_without_a_rota_everybody_while_people_read_and_the_supervisor_when_not():
    team = Team((someone(1), someone(2, role="supervisor"), someone(3)), HOURS)
    assert ids(team.on_rung(ON_CALL, "", MONDAY)) == [1, 3]
    assert ids(team.on_rung(ON_CALL, "", NIGHT)) == [2]


def test_the_key_worker_hears_with_whoever_is_on_call_but_not_at_night():
    mine = Shift("", 0, 540, 1020)
    staff = (
        Colleague(1, shifts=(mine,), routes=(10,)),
        Colleague(2, routes=(20,)),
        Colleague(3, "supervisor", routes=(30,)),
    )
    team = Team(staff, HOURS)
    assert ids(team.on_rung(ON_CALL, "", MONDAY, 2)) == [2, 1]
    assert ids(team.on_rung(ON_CALL, "", MONDAY, 1)) == [1]
    assert ids(team.on_rung(ON_CALL, "", NIGHT, 2)) == [3]
