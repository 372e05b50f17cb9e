"""Measures in a conversation: transcripts of what is asked, recorded and raised."""

from collections.abc import Callable

import pytest

from flows.acts import RaiseItem, RecordMeasure
from flows.measures import ITEMS, alarm, ask_goal, ask_item, ask_measure
from flows.talk import Flow, Outcome, Person, say
from tests.rehearsal import Rehearsal

Part = Callable[[], Flow[object]]


def asked(*parts: Part) -> Rehearsal:
    def script(person: Person) -> Flow[Outcome]:
        for part in parts:
            _ = yield from part()
        yield say("what_happens_next")
        return Outcome("done")

    return Rehearsal(flows={"welcome": script})


def recorded(talk: Rehearsal) -> dict[str, int]:
    return {act.item: act.value for act in talk.acts.values() if isinstance(act, RecordMeasure)}


def test_four_questions_on_wellbeing_each_recorded_as_it_is_answered():
    talk = asked(lambda: ask_measure("ons4")).reads("""
        them: hello
        bot:  ons4_intro, ons4_satisfied?
        them: 7
        does: RecordMeasure
        bot:  read_back_score, ons4_worthwhile?
        them: my hip is bad
        bot:  ons4_worthwhile??
        them: a 6 I suppose
        does: RecordMeasure
        bot:  read_back_score, ons4_happy?
        them: skip
        bot:  ons4_anxious?
        them: 0/10
        does: RecordMeasure
        bot:  read_back_score, what_happens_next
    """)
    assert recorded(talk) == {"ons4_satisfied": 7, "ons4_worthwhile": 6, "ons4_anxious": 0}


def test_choices_are_recorded_as_the_numbers_of_the_measure():
    talk = asked(lambda: ask_measure("loneliness"), lambda: ask_measure("ucla3"), lambda: ask_measure("phq2")).reads("""
        them: hello
        bot:  loneliness_often?
        them: often
        does: RecordMeasure
        bot:  ucla3_companionship?
        them: 3
        does: RecordMeasure
        bot:  ucla3_left_out?
        them: hardly ever
        does: RecordMeasure
        bot:  ucla3_isolated?
        them: some of the time love
        does: RecordMeasure
        bot:  phq2_interest?
        them: nearly every day
        does: RecordMeasure
        bot:  phq2_down?
        them: not at all
        does: RecordMeasure
        bot:  what_happens_next
    """)
    assert recorded(talk) == {
        "loneliness_often": 1, "ucla3_companionship": 3, "ucla3_left_out": 1, "ucla3_isolated": 2,
        "phq2_interest": 3, "phq2_down": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("item", "begins"),
    [
        ("ons4_happy", "ons4_scale, ons4_happy?"),
        ("ons4_anxious", "ons4_anxious?"),  # it names its own scale
        ("ucla3_left_out", "ucla3_left_out?"),
        ("who5_2", "who5_intro, who5_2?"),
    ],
)
def test_one_item_alone_still_says_what_its_answer_means(item: str, begins: str):
    assert asked(lambda: ask_item(item)).hears("hello") == [f"bot: {begins}"]


def test_goals_are_asked_about_in_turn_and_recorded_under_their_ids():
    first, second = (lambda: ask_goal("17", "walk to the shop", "1")), (lambda: ask_goal("81", "see my sister", "2"))
    talk = asked(first, second).reads("""
        them: hello
        bot:  goal_1_progress?
        them: 4
        does: RecordMeasure
        bot:  read_back_score, goal_2_progress?
        them: pass
        bot:  what_happens_next
    """)
    assert recorded(talk) == {"goal_17": 4}


PHQ9 = """
    them: hello
    bot:  phq9_intro, phq9_1?
""" + "".join(f"""
    them: v0
    does: RecordMeasure
    bot:  phq9_{n}?
""" for n in range(2, 10))  # fmt: skip


@pytest.mark.parametrize(("reply", "level"), [("v1", "amber"), ("v2", "red"), ("v3", "red")])
def test_an_answer_that_tells_of_self_harm_reaches_a_person_and_ends_the_questions(reply: str, level: str):
    talk = asked(lambda: ask_measure("phq9")).reads(f"""{PHQ9}
        them: {reply}
        does: RecordMeasure, RaiseItem
        bot:  self_harm_heard, what_happens_next
    """)
    raised = talk.acts["phq9_9_raised"]
    assert isinstance(raised, RaiseItem)
    assert (raised.level, raised.category) == (level, "suicide")
    assert raised.why.startswith(f"answered {reply[1]} of 3 to the question about self-harm")


def test_only_a_question_about_self_harm_is_read_for_a_certain_none():
    kinds = {item.id: item.reader.kind for item in ITEMS.values() if item.choices}
    assert {id for id, kind in kinds.items() if kind != "choice"} == {"phq9_9"}
    assert kinds["phq9_9"] == "none_for_certain"


def test_without_it_nobody_is_alarmed():
    _ = asked(lambda: ask_measure("phq9")).reads(f"""{PHQ9}
        them: v0
        does: RecordMeasure
        bot:  what_happens_next
    """)
    assert [alarm("phq9_9", value) for value in (None, 0, 1, 2, 3)] == [None, None, "amber", "red", "red"]
    assert alarm("phq9_1", 3) is None


@pytest.mark.parametrize("id", ["pam", "goal"])
def test_what_is_never_asked_by_text_is_an_error(id: str):
    with pytest.raises(ValueError, match=f"{id} is never asked by text"):
        _ = next(ask_measure(id))
