"""The programme file: what we ship, and each mistake named with its line and what to do, all of them at once."""

from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.errors import ProgrammeWrong
from bot.measure_words import asked_by
from bot.programme import Dimension, Rhythm, Silence, plan
from bot.programme_file import ASKED, DIMENSION, PROGRAMME, SHIPPED, SILENCE, load
from flows.measures import MEASURES

WHOLE = """\
[walks]
title = "Walks"
role = "resident"
weeks = 4
day = "Friday"
hour = "14:30"
wellbeing = ["ons4_happy"]
expected_decline = ["ending"]

[walks.silence]
remind_after_days = 2

[walks.sub_groups]
social = "Needing social support"
ending = "Ending"

[[walks.asked]]
week = 0
kind = "baseline"
measures = ["ons4", "loneliness"]

[[walks.asked]]
week = "1-3"
kind = "checkin"

[[walks.asked]]
week = 4
kind = "final"
measures = ["loneliness", "ons4"]
"""
TEAM = """\
[team]
title = "Team"
role = "team"
weeks = 12
day = "Monday"
hour = 09:00:00

[team.dimensions.trust]
text = "Do we trust each other?"
levels = [
  "No",
  "Rarely",
  "Mostly",
  "Often",
  "Yes",
]

[[team.asked]]
week = 0
kind = "baseline"

[[team.asked]]
week = 12
kind = "final"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


def mistakes(file: Path, source: str) -> list[str]:
    """What is said of this source: a line for each mistake, without the file's name."""
    _ = file.write_text(source, encoding="utf-8")
    with pytest.raises(ProgrammeWrong) as wrong:
        _ = load(file)
    first, *said = str(wrong.value).split("\n  ")
    assert first == "The programme file is not right, so nothing of it is used. "
    return [one.removeprefix("ours.toml, ") for one in said]


def test_what_we_ship_is_torbays_service_and_four_others():
    found = load()
    assert [*found] == ["wellbeing", "caregivers", "bereavement", "after_hospital", "team"]
    assert [one.role for one in found.values()] == ["resident", "carer", "resident", "resident", "team"]
    assert [*found["wellbeing"].sub_groups] == [
        "mental_health", "bereavement", "social", "mobilising", "declining", "ending",
    ]  # fmt: skip
    assert found["wellbeing"].expected_decline == {"declining", "ending"}


def test_what_we_ship_asks_only_what_may_be_shipped():
    asked = {id for one in load().values() for row in one.asked for id in row.measures}
    assert {MEASURES[id].kind for id in asked} == {"shipped"}


@pytest.mark.parametrize("name", [*load()])
def test_what_we_ship_can_be_planned(name: str):
    one = load()[name]
    rhythm = Rhythm(one.day, one.hour, one.pace)
    found = plan(one, rhythm, date(2026, 11, 2), one.weeks, ZoneInfo("Europe/London"))
    assert [found[0].kind, found[-1].kind] == ["baseline", "final" if one.role == "team" else "followup"]
    assert {slot.week - one.weeks for slot in found if slot.kind == "followup"} <= {13}


def test_a_file_of_our_own(file: Path):
    _ = file.write_text(WHOLE + TEAM, encoding="utf-8-sig")  # as some editors save it
    found = load(file)
    walks, team = found["walks"], found["team"]
    assert (walks.day, walks.hour, walks.weeks, walks.pace, walks.cap, walks.goals) == (4, time(14, 30), 4, 1, 3, 3)
    assert [(row.week, row.kind) for row in walks.asked] == [
        (0, "baseline"), (1, "checkin"), (2, "checkin"), (3, "checkin"), (4, "final"),
    ]  # fmt: skip
    assert walks.silence == Silence(remind_after_days=2)
    assert team.hour == time(9)
    assert team.dimensions == (
        Dimension("trust", "Do we trust each other?", ("No", "Rarely", "Mostly", "Often", "Yes")),
    )


TIME = 'must be a time such as "10:00", from 08:00 and before 20:00'
LIST = 'must be a list of texts such as ["one", "two"], none twice, 60 characters at most'
STORED = "is a name that is stored: small letters, digits and _ alone, 24 at most."
KINDS = 'must be one of "baseline", "checkin", "review", "final", "followup"'


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('hour = "14:30"', 'our = "14:30"',
         ['line 1: walks lacks hour, which must be a time such as "10:00", from 08:00 and before 20:00.',
          "line 6: walks.our is no key here. Did you mean hour?"]),
        ('title = "Walks"', "", ["line 1: walks lacks title, which must be words in quotes, 60 characters at most."]),
        ('title = "Walks"', 'title = ""', ['line 2: walks.title must be words in quotes, 60 characters at most, not "".']),
        ('"resident"', '"patient"', ['line 3: walks.role must be one of "resident", "carer", "team", not "patient".']),
        ("weeks = 4", 'weeks = "4"', ['line 4: walks.weeks must be a number from 1 to 104, without quotes, not "4".']),
        ("weeks = 4", "weeks = 4\npace = 3", ["line 5: walks.pace must be one of 1, 2, 4, not 3."]),
        ("weeks = 4", "weeks = 4\npace = true", ["line 5: walks.pace must be one of 1, 2, 4, not True."]),
        ("weeks = 4", "weeks = 4\ncap = 0", ["line 5: walks.cap must be a number from 1 to 21, without quotes, not 0."]),
        ("weeks = 4", "weeks = 4\nexpires_hours = 48",
         ["line 5: walks.expires_hours must be a number from 1 to 28, without quotes, not 48."]),
        ("Friday", "Fryday", ['line 5: walks.day must be a weekday such as "Tuesday", not "Fryday".']),
        ("14:30", "half two", [f'line 6: walks.hour {TIME}, not "half two".']),
        ("14:30", "07:59", [f'line 6: walks.hour {TIME}, not "07:59".']),
        ("14:30", "20:00", [f'line 6: walks.hour {TIME}, not "20:00".']),
        ('"14:30"', "1430", [f"line 6: walks.hour {TIME}, not 1430."]),
        ('["ons4_happy"]', '"ons4_happy"', [f'line 7: walks.wellbeing {LIST}, not "ons4_happy".']),
        ('["ons4_happy"]', '["ons4_hapy"]',
         ["line 7: walks.wellbeing names ons4_hapy, which is not an item of a measure. Did you mean ons4_happy?"]),
        ('["ending"]', '["dying"]',
         ["line 8: walks.expected_decline names dying, which is not a sub-group. Did you mean ending?"]),
        ("remind_after_days = 2", "remind_after_days = 9",
         ["line 11: walks.silence.remind_after_days must be a number from 1 to 6, without quotes, not 9."]),
        ("remind_after_days = 2", "other_after = 3\nitem_after = 2",
         ["line 12: walks.silence.item_after must not be less than other_after: another way is tried first."]),
        ("remind_after_days = 2", "remind_after = 2",
         ["line 11: walks.silence.remind_after is no key here. Did you mean remind_after_days?"]),
        ("social =", "Social =", [f"line 14: walks.sub_groups.Social {STORED}"]),
        ('"Needing social support"', "7",
         ["line 14: walks.sub_groups.social must be words in quotes, 60 characters at most, not 7."]),
        ("week = 0", "week = 1", ["line 18: walks.asked.week must be 0 for a baseline: the programme has 4 weeks."]),
        ('"1-3"', '"1-5"', ["line 23: walks.asked.week must be from 1 to 4 for a checkin: the programme has 4 weeks."]),
        ('"1-3"', '"3-1"', ['line 23: walks.asked.week must be a week such as 6, or several such as "1-11", not "3-1".']),
        ('"1-3"', '"1-900000000"',
         ['line 23: walks.asked.week must be a week such as 6, or several such as "1-11", not "1-900000000".']),
        ("week = 4", "week = 3", ["line 27: walks.asked.week must be 4 for a final: the programme has 4 weeks."]),
        ('"checkin"', '"chat"', [f'line 24: walks.asked.kind {KINDS}, not "chat".']),
        ('kind = "checkin"', "", [f"line 22: walks.asked lacks kind, which {KINDS}."]),
        ('kind = "checkin"', 'kind = "checkin"\nmeasures = ["ons4"]',
         ["line 25: walks.asked.measures must not stand in a checkin, which is short: it asks one item of `wellbeing` in turn."]),
        ('["ons4", "loneliness"]', '["ons4"]',
         ["line 29: walks.asked.measures must be the same measures at the end as at the start (line 20)."]),
        ('measures = ["loneliness", "ons4"]', "",
         ["line 26: walks.asked.measures must be the same measures at the end as at the start (line 20)."]),
        ('"final"', '"review"',
         ["line 1: walks asks no final, so nothing could be compared: add one to walks.asked.",
          "line 27: walks.asked.week must be from 1 to 3 for a review: the programme has 4 weeks."]),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(right: str, wrong: str, said: list[str], file: Path):
    assert right in WHOLE
    assert mistakes(file, WHOLE.replace(right, wrong, 1)) == said


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"team"', '"carer"', ['line 8: team.dimensions are what a team rates: take them out, or set role = "team".']),
        ("  \"Rarely\",\n", "",
         ["line 10: team.dimensions.trust.levels must be a list of 5 texts such as "
          '["one", "two"], none twice, 40 characters at most, not [\'No\', \'Mostly\', \'Often\', \'Yes\'].']),
        ('text = "Do we', f'text = "{70 * "x"} Do we',
         [f'line 9: team.dimensions.trust.text must be words in quotes, 70 characters at most, not "{70 * "x"} '
          'Do we trust each other?".']),
        ('"Mostly"', '"It’s [so]"',
         ["line 8: team.dimensions.trust has '[', ']', '’', which would make each text twice as long: write it in plain "
          "letters and signs."]),
        ("dimensions.trust", "dimensions.Trust", [f"line 8: team.dimensions.Trust {STORED}"]),
        ("week = 12", "week = 1000",
         ['line 23: team.asked.week must be a week such as 6, or several such as "1-11", not 1000.']),
    ],
)  # fmt: skip
def test_a_mistake_about_a_team_is_too(right: str, wrong: str, said: list[str], file: Path):
    assert right in TEAM
    assert mistakes(file, TEAM.replace(right, wrong, 1)) == said


def test_a_team_without_anything_to_rate(file: Path):
    source = WHOLE.replace('"resident"', '"team"')
    assert mistakes(file, source) == [
        "line 1: walks lacks dimensions, which a team rates: add a [walks.dimensions.…] for each."
    ]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("ons", "names ons, which is not a measure. Did you mean ons4?"),
        ("zzz", f"names zzz, which is not a measure. There are: {', '.join(MEASURES)}."),
        ("goal", "must not name goal: goals are asked about anyway, and `goals` says how many."),
        ("pam", "must not name pam: staff enter it, and it is never asked by text."),
    ],
)
def test_a_measure_that_cannot_be_asked(measure: str, said: str, file: Path):
    found = mistakes(file, WHOLE.replace('"ons4"', f'"{measure}"'))
    assert found == [f"line 20: walks.asked.measures {said}", f"line 29: walks.asked.measures {said}"]


def test_the_same_thing_twice_in_one_week(file: Path):
    twin = '[[walks.asked]]\nweek = "3-4"\nkind = "checkin"\n'
    assert mistakes(file, WHOLE + twin) == [
        "line 30: walks.asked asks a checkin in week 3, as line 22 does: take one out."
    ]


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(file: Path):
    source = WHOLE.replace("weeks = 4", "weeks = 400").replace("Friday", "F").replace('"1-3"', "true") + "[x]\ny = 1\n"
    found = mistakes(file, source)
    assert [one.split(":")[0] for one in found] == ["line 4", "line 5", "line 23", *(6 * ["line 30"]), "line 31"]


def test_what_is_no_programme_at_all(file: Path):
    assert mistakes(file, "# nothing\n") == [
        "line 1: there is no programme here: begin one with its name in brackets, such as [wellbeing]."
    ]
    assert mistakes(file, '# ours\ntitle = "Walks"\n') == [
        "line 2: title must be a table: write its whole name in brackets, [like.this], and its keys below it."
    ]
    (said,) = mistakes(file, WHOLE.replace("[[", "[", 1).replace("]]", "]", 1).split("[[")[0])
    assert said.startswith("line 17: walks.asked must be tables: write the whole name in two brackets, [[like.this]]")


def test_what_cannot_be_read_at_all(file: Path):
    with pytest.raises(ProgrammeWrong, match=r"ours\.toml: No such file or directory"):
        _ = load(file)
    assert mistakes(file, "[walks]\nweeks = \n") == ["line 2: this is no TOML: Invalid value."]
    assert mistakes(file, "[walks]\nweeks = 1\nweeks = 2\n") == ["line 3: this is no TOML: Cannot overwrite a value."]
    _ = file.write_bytes(b'[walks]\ntitle = "Caf\xe9"\n')
    with pytest.raises(ProgrammeWrong, match=r"ours\.toml, line 2: this is no UTF-8\. Save the file as UTF-8"):
        _ = load(file)


def test_the_measures_that_need_words_are_those_asked_at_once_and_in_turn(file: Path):
    _ = file.write_text(WHOLE.replace("ons4_happy", "who5_1"), encoding="utf-8")
    assert asked_by(load(file).values()) == {"ons4", "loneliness", "who5"}


def test_every_key_is_told_to_operators():
    page = (Path(__file__).parents[2] / "docs" / "programme.md").read_text(encoding="utf-8")
    keys = [*PROGRAMME, *ASKED, *SILENCE, *DIMENSION]
    assert [key for key in keys if f"| `{key}` |" not in page] == []


def test_the_words_of_a_teams_question_fit_two_segments():
    rated = [one for programme in load().values() for one in programme.dimensions]
    assert len(rated) == 8
    assert (
        max(len(f"{one.text} {' '.join(f'{n} {level}' for n, level in enumerate(one.levels, 1))}") for one in rated)
        < 300
    )
    assert SHIPPED.read_text(encoding="utf-8").isascii()
