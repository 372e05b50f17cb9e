"""A team's look at itself, what a carer may be told, and news of a step: short conversations, as transcripts."""

import pytest

from bot.programme_file import load
from flows.acts import LetCarerKnow, RaiseItem, RecordMeasure
from flows.sharing import TAKEN_BACK
from flows.team_checkin import LEVELS
from messages.segments import count
from messages.wording import as_sent
from tests.acting import acts
from tests.rehearsal import ENGLISH, Rehearsal
from tests.transcripts.residents import MARGARET, on


def test_a_team_looks_at_itself() -> None:
    rehearsal = Rehearsal().reads("""
        opens: team_checkin role=team name=Sue dimensions="trust|one_door" text_trust="Trust" text_one_door="One front door"
        bot:  greeting, team_how, team_dimension?
        them: 4
        does: RecordMeasure
        bot:  team_dimension?
        them: we have begun
        does: RecordMeasure
        bot:  team_next?
        them: the Monday meeting
        does: Remember, FinishCheckIn
        bot:  team_thanks
    """)
    assert acts(rehearsal, RecordMeasure) == [
        RecordMeasure("team", "team_trust", 4),
        RecordMeasure("team", "team_one_door", 2),
    ]


def test_a_number_alone_is_its_place_whatever_figures_the_levels_hold() -> None:
    for side in load()["team"].dimensions:
        about = {f"level_{side.key}_{n}": level for n, level in enumerate(side.levels, 1)}
        for n, words in enumerate(side.levels, 1):
            for said in (str(n), f"{n}.", "abcde"[n - 1], words, words.upper()):
                rehearsal = Rehearsal()
                _ = rehearsal.opens("team_checkin", dimensions=side.key, **{f"text_{side.key}": side.text}, **about)
                _ = rehearsal.hears(said)
                assert acts(rehearsal, RecordMeasure) == [RecordMeasure("team", f"team_{side.key}", n)], said


def test_what_is_no_level_is_asked_again_and_nobody_is_bothered() -> None:
    rehearsal = Rehearsal().reads("""
        opens: team_checkin dimensions=trust text_trust="Trust"
        bot:  greeting_plain, team_how, team_dimension?
        them: good morning
        bot:  team_dimension??
        them: 7
        bot:  staff_question_open, team_dimension?
        them: can somebody ring me
        bot:  team_dimension??
        them: skip
        bot:  team_next?
        them: skip
        does: FinishCheckIn
        bot:  team_thanks
    """)
    assert rehearsal.raised == []


def test_a_levels_question_fits_two_texts_whatever_the_file_holds() -> None:
    longest = {str(key): "x" * 40 for key in LEVELS}
    for again in (False, True):
        asked = ENGLISH.text("team_dimension", again=again, dimension="x" * 70)
        assert count(as_sent(asked, longest)).segments == 2


def test_the_person_says_what_their_carer_may_be_told() -> None:
    rehearsal = Rehearsal().reads("""
        opens: sharing carer=Tom
        bot:  sharing?
        them: only that we are in touch
        does: LetCarerKnow
        bot:  sharing_some
    """)
    assert acts(rehearsal, LetCarerKnow) == [LetCarerKnow("that")]


def test_whoever_does_not_say_lets_nothing_be_told() -> None:
    rehearsal = Rehearsal().reads("""
        opens: sharing
        bot:  sharing_unnamed?
        them: skip
        does: LetCarerKnow
        bot:  sharing_nothing
    """)
    assert acts(rehearsal, LetCarerKnow) == [LetCarerKnow("nothing")]


def test_news_of_a_step_asks_nothing() -> None:
    _ = Rehearsal().reads("""
        opens: goal_news who=worker worker=Sue step="ring the bus people" by="Friday 4 December"
        bot:  goal_news_worker, goal_news_by
        opens: goal_news who=person step="buy the ticket"
        bot:  goal_news_yours
        opens: goal_news who=worker step="ring the council"
        bot:  goal_news_team
        opens: goal_news who=family step="cut the hedge"
        bot:  goal_news_others
    """)


@pytest.mark.parametrize(
    "said",
    [
        "dont tell Jo anything any more",
        "Actually tell Jo nothing please",
        "I don't want my carer to know anything",
        "please do not tell my daughter",
        "change what Jo may know",
        "don't share anything with my son",
        "I dont want them told anything",
    ],
)
def test_what_may_be_said_can_be_taken_back_at_any_question(said: str) -> None:
    """ "You can change your mind any time", we said: it is done at once, and the question that was open is asked again."""
    rehearsal = Rehearsal(contact=on(MARGARET))
    _ = rehearsal.opens("checkin", episode="7", week="2", goal_id="7", goal="shop", goal_last="3")
    told = rehearsal.hears(said)
    assert acts(rehearsal, LetCarerKnow) == [LetCarerKnow("nothing")]
    assert told[-1] == "bot: sharing_nothing, goal_progress?"
    assert [(one.level, one.category) for one in acts(rehearsal, RaiseItem)] == [("green", TAKEN_BACK)]


@pytest.mark.parametrize(
    "said",
    ["I told Jo nothing helps", "my carer does not know what to do", "dont tell me off", "I can tell Jo anything"],
)
def test_what_is_told_of_somebody_takes_nothing_back(said: str) -> None:
    rehearsal = Rehearsal(contact=on(MARGARET))
    _ = rehearsal.opens("checkin", episode="7", week="2")
    _ = rehearsal.hears(said)
    assert acts(rehearsal, LetCarerKnow) == []
