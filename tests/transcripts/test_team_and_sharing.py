"""A team's look at itself, what a carer may be told, and news of a step: short conversations, as transcripts."""

from flows.acts import LetCarerKnow, RecordMeasure
from tests.acting import acts
from tests.rehearsal import Rehearsal


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
