"""Round a reply: scores and days read back, "no, 6", and whoever comes back after days."""

from dataclasses import replace

from flows.acts import Learn
from flows.answers import a_date, scale_0_10, yes_or_no
from flows.catalogue import FLOWS
from flows.talk import Flow, Outcome, Person, ask, ask_if_willing, do, say
from tests.rehearsal import Rehearsal


def a_checkin(_person: Person) -> Flow[Outcome]:
    """Stands in for the welcome, so that a hello opens it."""
    score = yield from ask_if_willing("score", scale_0_10)
    yield do("score_learnt", Learn("score", str(score)))
    _ = yield from ask("fell_on", a_date(past=True))
    _ = yield from ask("better", yes_or_no)
    yield say("thanks")
    return Outcome("done")


def a_rehearsal() -> Rehearsal:
    return Rehearsal(flows={**FLOWS, "welcome": a_checkin})


def test_a_score_is_read_back_with_the_next_question() -> None:
    here = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: ooh about a 7
        does: Learn
        bot:  read_back_score, fell_on?
        them: last monday
        bot:  read_back_day, better?
        them: yes
        bot:  thanks
    """)
    assert here.acts["score_learnt"] == Learn("score", "7")


def test_no_six_puts_the_score_right() -> None:
    here = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: 7
        does: Learn
        bot:  read_back_score, fell_on?
        them: no, 6
        does: Learn
        bot:  read_back_score, fell_on?
        them: sorry I meant 5
        does: Learn
        bot:  read_back_score, fell_on?
        them: not 5, 4
        does: Learn
        bot:  read_back_score, fell_on?
    """)
    assert here.acts["score_learnt"] == Learn("score", "4")


def test_it_does_so_where_typed_words_say_which_question_they_answer() -> None:
    here = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: 7
        does: Learn
        bot:  read_back_score, fell_on?
    """)
    assert here.types("no, 6") == ["does: Learn", "bot: read_back_score, fell_on?"]
    assert here.acts["score_learnt"] == Learn("score", "6")


def test_no_tuesday_puts_the_day_right_and_a_bare_no_answers_the_question() -> None:
    _ = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: skip
        does: Learn
        bot:  fell_on?
        them: yesterday
        bot:  read_back_day, better?
        them: no, saturday
        bot:  read_back_day, better?
        them: no
        bot:  thanks
    """)


def test_nothing_is_read_back_on_a_phone_that_others_see() -> None:
    here = a_rehearsal()
    here.contact = here.state.contact = replace(here.contact, discreet=True)
    _ = here.reads("""
        them: hello
        bot:  score?
        them: 7
        does: Learn
        bot:  fell_on?
        them: no, 6
        does: Learn
        bot:  fell_on?
    """)
    assert here.acts["score_learnt"] == Learn("score", "6")


def test_who_comes_back_after_days_hears_where_we_were() -> None:
    _ = a_rehearsal().reads("""
        them: hello
        bot:  score?
        wait: 3 d
        them: hello are you there
        bot:  welcome_back, score?
        wait: 2 d
        them: 8
        does: Learn
        bot:  welcome_back, read_back_score, fell_on?
    """)


def test_a_letter_holds_one_answer() -> None:
    here = a_rehearsal()
    assert here.hears("hello") == ["bot: score?"]
    letter = "Dear team,\n\nI would say 7 out of 10.\n\nYours sincerely,\nM. Hill, 12 Mill Road"
    assert here.hears(letter) == ["does: Learn", "bot: read_back_score, fell_on?"]
    assert here.acts["score_learnt"] == Learn("score", "7")


def test_another_language_is_met_with_a_person_who_speaks_it_once() -> None:
    _ = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: mieszkam sama, moja corka jest lekarz
        desk: amber writes in Polish
        bot:  Jesteś w niebezpieczeństwie? Zadzwoń na 999.
        them: 8
        desk: amber writes in Polish
        them: menu
        bot:  menu, score?
        them: 8
        does: Learn
        bot:  read_back_score, fell_on?
    """)


def test_a_language_that_we_have_is_offered_and_spoken() -> None:
    here = a_rehearsal()
    here.house = replace(here.house, wordings={"en": here.house.wordings["en"], "cy": here.house.wordings["en"]})
    _ = here.reads("""
        them: hello
        bot:  score?
        them: dw i ddim yn siarad Saesneg
        bot:  language_offer, score??
        them: cymraeg
        bot:  language_changed, score?
    """)
    assert here.state.contact.language == "cy"


def test_the_answer_counts_and_what_follows_it_is_kept() -> None:
    here = a_rehearsal()
    _ = here.hears("hello")
    assert here.hears("7 but my knee hurts") == ["does: Learn", "bot: read_back_score, fell_on?"]
    assert here.noted


def test_one_message_answers_one_question() -> None:
    here = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: 7. And Monday was the day
        does: Learn
        bot:  read_back_score, fell_on?
    """)
    assert here.noted


def test_a_thumb_is_a_yes_and_a_heart_is_asked_again() -> None:
    _ = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: SEVEN
        does: Learn
        bot:  read_back_score, fell_on?
        them: LAST MONDAY
        bot:  read_back_day, better?
        them: ❤️
        bot:  better??
        them: 👍
        bot:  thanks
    """)


def test_a_tap_on_the_open_question_answers_it_and_one_elsewhere_is_kept_in_silence() -> None:
    here = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: Loved “Thank you, Jean”
        them: 7
        does: Learn
        bot:  read_back_score, fell_on?
        them: monday
        bot:  read_back_day, better?
        them: Liked “score”
        them: 👍 to “I've put 23 November. better”
        bot:  thanks
    """)
    assert not here.noted


def test_a_button_of_an_older_question_is_kept_and_the_open_one_stays() -> None:
    _ = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: 7
        does: Learn
        bot:  read_back_score, fell_on?
        press: score = 3
        bot:  kept_for_team, fell_on?
    """)


def test_a_request_that_no_list_holds_is_still_heard_where_nothing_was_answered() -> None:
    _ = a_rehearsal().reads("""
        them: hello
        bot:  score?
        them: is there a living soul i could have a natter with about all this instead
        desk: green asks for a person
        bot:  human_asked
    """)
