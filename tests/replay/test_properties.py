"""Whatever people send, replay stays whole: the same state from the same messages, saved and loaded at every turn."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.state import State
from flows.journal import Acted, Answer, Entry, Journal, Said, dumps, loads
from tests.rehearsal import Rehearsal

REPLIES = st.sampled_from(
    [
        "JOIN",
        "hello",
        "yes",
        "no",
        "1",
        "2",
        "3",
        "4",
        "78",
        "15",
        "skip",
        "back",
        "Margaret",
        "my mum",
        "12 TQ14 9BH",
        "07700 900456",
        "mornings",
        "help",
        "menu",
        "status",
        "stop",
        "start",
        "my data",
        "I've took all my tablets",
        "he hits me",
        "walking the",
        "dog",
        "wrong number",
        "can I speak to a person",
    ]
)
TEXTS = st.one_of(REPLIES, REPLIES, REPLIES, st.text(max_size=30))
WAITS = st.sampled_from([0, 2, 60, 7200])
SETTINGS = settings(max_examples=150, deadline=None)


@SETTINGS
@given(st.lists(st.tuples(TEXTS, WAITS), max_size=25))
def test_any_conversation_leaves_a_whole_state(said: list[tuple[str, int]]) -> None:
    rehearsal = Rehearsal()
    for text, wait in said:
        rehearsal.now += timedelta(seconds=wait) - timedelta(minutes=1)
        happened = rehearsal.hears(text)
        assert not any("could not answer" in line for line in happened), (text, happened)
        whole(rehearsal.state)


def whole(state: State) -> None:
    """Every open conversation has its question; an ended one has none; names are unique; what is saved is what is loaded."""
    for talk in state.talks:
        assert (talk.question is not None) == (talk.state == "open")
        names = [(type(e), e.name) for e in talk.journal.entries]
        assert len(names) == len(set(names))
        assert loads(dumps(talk.journal)) == talk.journal


@SETTINGS
@given(st.lists(TEXTS, max_size=15), st.lists(TEXTS, max_size=5))
def test_the_same_messages_give_the_same_answers(before: list[str], after: list[str]) -> None:
    one, other = Rehearsal(), Rehearsal()
    assert [one.hears(text) for text in before + after] == [other.hears(text) for text in before + after]


@SETTINGS
@given(st.lists(TEXTS, max_size=12), st.sampled_from(["I want to die", "I've took all my tablets", "he hits me"]))
def test_danger_is_an_item_in_every_state(before: list[str], danger: str) -> None:
    rehearsal = Rehearsal()
    for text in before:
        _ = rehearsal.hears(text)
    assert rehearsal.hears(danger)[0].startswith("desk: red ")


@SETTINGS
@given(st.lists(TEXTS, max_size=12), TEXTS)
def test_a_turn_leaves_what_it_was_given_alone(before: list[str], text: str) -> None:
    """A turn that is thrown away, because its commit failed, has changed nothing."""
    rehearsal = Rehearsal()
    for one in before:
        _ = rehearsal.hears(one)
    kept, untouched = rehearsal.state, rehearsal.state.copy()
    _ = rehearsal.hears(text)
    assert kept == untouched


NAMES = st.text("abcdefgh_", min_size=1, max_size=5)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(0, 120), st.text(max_size=20))
ANSWERS = st.builds(
    Answer, NAMES, VALUES, st.just("free_text"), st.just(1), st.just("en"), st.dates(), st.tuples(st.integers(1, 2**62))
)
ENTRIES: st.SearchStrategy[Entry] = st.one_of(ANSWERS, st.builds(Said, NAMES), st.builds(Acted, NAMES, st.just("00")))


@given(st.lists(ENTRIES, max_size=12))
def test_a_journal_survives_saving_and_back_never_forgets_an_act(entries: list[Entry]) -> None:
    journal = Journal().plus(entries)
    assert loads(dumps(journal)) == journal
    back = journal.back()
    if back is not None:
        assert back.acted() == journal.acted()
        assert len(back.answers()) < len(journal.answers())
    else:
        assert journal.answers() == []
