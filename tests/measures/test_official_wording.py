"""Official questions are asked in the published words, to the letter: only so can scores be compared with others'."""

import pytest

from messages.wording import Text
from tests.rehearsal import ENGLISH

NEXT = (
    "Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or wrong "
    'answers. For each of these questions I\'d like you to give an answer on a scale of 0 to 10, where 0 is "not at all" '
    'and 10 is "completely".'
)
TWO_WEEKS = "Over the last 2 weeks, how often have you been bothered by any of the following problems?\n"
PUBLISHED = {
    "ons4_intro": NEXT,
    "ons4_satisfied": "Overall, how satisfied are you with your life nowadays?",
    "ons4_worthwhile": "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    "ons4_happy": "Overall, how happy did you feel yesterday?",
    "ons4_anxious": 'On a scale where 0 is "not at all anxious" and 10 is "completely anxious", overall, how anxious did '
    "you feel yesterday?",
    "loneliness_often": "How often do you feel lonely?",
    "ucla3_companionship": "How often do you feel that you lack companionship?",
    "ucla3_left_out": "How often do you feel left out?",
    "ucla3_isolated": "How often do you feel isolated from others?",
    "phq2_interest": f"{TWO_WEEKS}Little interest or pleasure in doing things",
    "phq2_down": f"{TWO_WEEKS}Feeling down, depressed, or hopeless",
    "gad2_nervous": f"{TWO_WEEKS}Feeling nervous, anxious or on edge",
    "gad2_worry": f"{TWO_WEEKS}Not being able to stop or control worrying",
}
CHOICES = {
    "loneliness": ["Often / always", "Some of the time", "Occasionally", "Hardly ever", "Never"],
    "ucla3": ["Hardly ever or never", "Some of the time", "Often"],
    "phq2": ["Not at all", "Several days", "More than half the days", "Nearly every day"],
    "gad2": ["Not at all", "Several days", "More than half the days", "Nearly every day"],
}


@pytest.mark.parametrize(("id", "words"), PUBLISHED.items(), ids=PUBLISHED.keys())
def test_the_question_and_its_choices_are_the_published_ones(id: str, words: str):
    assert ENGLISH.text(id) == words
    assert [*ENGLISH.labels(id).values()] == CHOICES.get(id.split("_")[0], [])


def test_official_texts_say_whose_they_are_and_no_others_do():
    texts = [text for text in ENGLISH.texts.values() if text.source.file == "en/measures.ftl"]
    assert {text.source.id for text in texts if official(text)} == PUBLISHED.keys()


def official(text: Text) -> bool:
    return bool(text.source.official)


def test_on_a_phone_that_others_see_a_goal_is_not_repeated():
    for id in ("goal_progress", "goal_1_progress", "goal_2_progress", "goal_3_progress"):
        assert "walk" not in ENGLISH.text(id, discreet=True, goal="walk")
        assert "walk" not in ENGLISH.text(id, discreet=True, again=True, goal="walk")
        assert "walk" in ENGLISH.text(id, goal="walk")
