"""The staff check-in in a whole service: asked on its day, answered on phones that also take commands, and never anybody's
business. On both databases."""

from datetime import timedelta

import pytest

from bot import staffing
from bot.errors import FormWrong
from bot.reports.team import seen
from bot.store import teams
from tests.pocket import pocket
from tests.programme.village import LONDON, on
from tests.serving import MARGARET, Town, town
from tests.team import PHONES, PLACE, SIDES, TEAM, Team

FIRST = on("2026-11-30", "09:00")  # the Monday after
REVIEW = on("2027-02-22", "09:00")  # and of week 12
RED = "I want to end my life"
ANN, BOB = PHONES[:2]
HELP = "QUEUE, NEXT, TAKE 12"


@pytest.fixture
async def here(sqlite_url: str):
    async with town(sqlite_url, office_number="01632 960000") as made:
        yield made


async def asked(here: Town, count: int = 1) -> Team:
    """A team whose first question is on its phones."""
    team = Team(here)
    _ = await team.starts(await team.enrols(count))
    await team.village.at(FIRST)
    return team


async def test_the_first_round_is_on_the_programmes_weekday_and_in_the_files_own_words(here: Town) -> None:
    team = Team(here)
    _ = await team.starts(await team.enrols(1))
    await team.village.at(FIRST - timedelta(minutes=1))
    assert here.channel.to(ANN) == []
    await team.village.at(FIRST)
    how, question = here.channel.to(ANN)
    assert how.startswith("Hello, ")
    assert question == (
        "Do we agree what we are here for?\n1 Each service has its own aim\n2 We have talked about one aim\n"
        "3 We wrote one aim down\n4 It shapes most of what we do\n5 The people we serve helped to set it"
    )


async def test_each_side_is_answered_by_number_by_words_or_skipped(here: Town) -> None:
    team = await asked(here)
    (second,) = await team.says(ANN, "1")
    assert second.startswith("How do people reach us?")
    _ = await team.says(ANN, "we keep one list", "skip", *["5"] * (SIDES - 3))
    assert await team.told() == [1, 3, *[5] * (SIDES - 3)]
    assert await team.says(ANN, "The Monday meeting") == [
        "Thank you. The team sees the answers together, and nobody's alone."
    ]
    assert await team.states() == ["answered"]
    assert (await team.says(ANN, "thanks"))[0].find(HELP) > 0


async def test_the_review_is_the_same_conversation(here: Town) -> None:
    team = await asked(here)
    _ = await team.answers_all(ANN, 2)
    await team.village.at(REVIEW)
    assert here.channel.to(ANN)[-1].startswith("Do we agree what we are here for?\n1 Each service")
    _ = await team.answers_all(ANN, 4)
    async with here.service.database.read() as tx:
        rounds = await teams.rounds(tx, here.service.database.vault, "team", PLACE)
    assert [(one.kind, one.week, one.values["team_trust"]) for one in rounds] == [
        ("baseline", 0, [2]),
        ("review", 12, [4]),
    ]


async def test_commands_still_obey_and_the_question_waits(here: Town) -> None:
    ann = await pocket(here, "Ann", ANN)
    team = Team(here)
    _ = await team.starts([ann.id])
    _ = await here.texts(MARGARET, RED)
    await team.village.at(FIRST)
    assert (await ann.says("TAKE 1")).startswith("You have item 1")
    assert await team.told() == []
    assert (await ann.writes("1")).startswith("How do people reach us?")
    assert (await ann.says("NOTE 1 she is fine")) == "Noted on item 1."
    assert (await ann.writes(f"{ann.pin} 3")).startswith("Does each person know"), "a PIN is no part of an answer"
    assert await team.told() == [1, 3]
    assert await ann.says("HELP") == (await ann.says("QUEUE"), await ann.says("HELP"))[1]


async def test_after_an_alert_other_words_are_no_answer(here: Town) -> None:
    ann = await pocket(here, "Ann", ANN)
    team = Team(here)
    _ = await team.starts([ann.id])
    await team.village.at(FIRST)
    _ = await ann.writes("5"), await ann.writes("skip")
    _ = await here.texts(MARGARET, RED)
    assert ann.heard[-1].startswith("Red item 1")
    assert (await ann.writes("on my way")).startswith(
        "That is no command (HELP lists them). Your team check-in is still open:\nDoes each person know who"
    )
    assert await team.told() == [5]
    _ = await ann.writes("Most know theirs by name")
    assert await team.told() == [5, 4]


async def test_a_word_of_ones_own_is_taken_only_for_the_question_last_shown(here: Town) -> None:
    ann = await pocket(here, "Ann", ANN)
    team = Team(here)
    _ = await team.starts([ann.id])
    await team.village.at(FIRST)
    for _ in range(SIDES):
        _ = await ann.writes("2")
    _ = await here.texts(MARGARET, RED)
    assert (await ann.writes("driving there now")).endswith("What should the team work on next? Please name nobody.")
    assert (await ann.writes("Share one plan")).startswith("Thank you.")
    async with here.service.database.read() as tx:
        (one,) = await teams.rounds(tx, here.service.database.vault, "team", PLACE)
    assert one.words == ["Share one plan"]


async def test_what_residents_may_ask_for_is_nothing_that_staff_ask_for(here: Town) -> None:
    team = await asked(here)
    for text in ("pause", "can somebody ring me please", "status", "I speak Polish"):
        said = await team.says(ANN, text)
        assert said[-1].endswith("5 The people we serve helped to set it"), text
    assert await here.raised() == []
    _ = await team.says(ANN, "2")
    (again,) = await team.says(ANN, "back")
    assert again.startswith("Do we agree")


async def test_danger_comes_first_and_afterwards_the_question_again(here: Town) -> None:
    team = await asked(here, 2)
    _ = await team.says(ANN, RED)
    assert await here.raised() == ["red suicide"]
    assert await team.told() == []
    _ = await team.says(BOB, "5")
    assert await team.told() == [5]


async def test_staff_are_reminded_once_and_then_nobody_hears_of_it(here: Town) -> None:
    ann = await pocket(here, "Ann", ANN)
    team = Team(here)
    _ = await team.starts([ann.id])
    await team.village.at(FIRST)
    await here.clock.advance(minutes=5)
    _ = await ann.says("QUEUE")  # they write all day: that is no answer
    await team.village.at(FIRST + timedelta(days=2))
    assert sum("when you have a moment" in text.lower() for text in ann.heard) == 1
    await team.village.at(REVIEW)  # twelve weeks in which nothing was written
    assert await team.states() == ["quiet", "open"]
    await team.village.at(REVIEW + timedelta(days=8))
    assert await team.states() == ["quiet", "quiet"]
    assert await here.raised() == []
    assert sum("Do we agree what we are here for?" in text for text in ann.heard) == 4


async def test_whoever_joins_later_is_asked_from_the_next_round_on(here: Town) -> None:
    team = await asked(here)
    bob = await team.crew.enrols("Bob", BOB, where=(PLACE,))
    assert await team.starts([bob]) == 1
    await team.village.at(FIRST + timedelta(days=14))
    assert here.channel.to(BOB) == []
    await team.village.at(REVIEW)
    assert here.channel.to(BOB)[-1].startswith("Do we agree")
    with pytest.raises(FormWrong):
        _ = await team.starts([bob])


async def test_a_phone_that_is_taken_off_is_asked_no_more(here: Town) -> None:
    team = await asked(here)
    async with here.service.database.write() as tx:
        _ = await staffing.remove(team.village.hands(tx), "Staff 0")
    assert await team.going_on() == ["closed"]
    assert (await team.says(ANN, "3"))[0].startswith("Hello, this is Frontdoor")
    before = len(here.channel.to(ANN))
    await team.village.at(REVIEW)
    assert len(here.channel.to(ANN)) == before


async def test_one_that_is_ended_asks_no_more_and_keeps_its_answers(here: Town) -> None:
    team = await asked(here)
    _ = await team.says(ANN, "3")
    async with here.service.database.write() as tx:
        assert await teams.end(team.village.hands(tx), TEAM.name, PLACE, "Ruth") == 1
        assert await teams.under_way(tx) == {}
    assert (await team.says(ANN, "3"))[0].find(HELP) > 0
    assert await team.told() == [3]


async def test_nothing_is_shown_of_four_and_of_five_once_the_round_is_over(here: Town) -> None:
    team, vault = await asked(here, 6), here.service.database.vault
    for n, level in enumerate((1, 2, 3, 4)):
        _ = await team.answers_all(PHONES[n], level, f"words {4 - n}")
    async with here.service.database.read() as tx:
        (one,) = seen(await teams.rounds(tx, vault, "team", PLACE), LONDON)
    assert (one.is_over, one.sides, one.words) == (False, {}, ())
    _ = await team.answers_all(PHONES[4], 5)
    await team.village.at(FIRST + timedelta(days=8))
    async with here.service.database.read() as tx:
        (one,) = seen(await teams.rounds(tx, vault, "team", PLACE), LONDON)
    assert (one.is_over, one.asked, one.answered) == (True, 6, 5)
    assert one.sides["team_trust"].says == "3 (2 to 4)"
    assert one.words == ("words 1", "words 2", "words 3", "words 4")


async def test_what_staff_answer_stands_in_no_transcript(here: Town) -> None:
    team = await asked(here)
    _ = await team.says(ANN, "good morning", "3")
    assert [line.text for line in await here.transcript(ANN)] == []


async def test_on_telegram_the_levels_are_buttons_and_one_of_a_round_that_is_over_changes_nothing(here: Town) -> None:
    ann = await pocket(here, "Ann", "7001", channel="telegram")
    team = Team(here)
    _ = await team.starts([ann.id])
    await team.village.at(FIRST)
    assert (await ann.presses("We wrote one aim down")).startswith("How do people reach us?")
    assert (await ann.presses("Skip")).startswith("Does each person know")
    await team.village.at(FIRST + timedelta(days=8))
    assert await team.states() == ["part"]
    assert await ann.presses("Nobody is named") == await ann.says("HELP")
    assert await team.told() == [3]
