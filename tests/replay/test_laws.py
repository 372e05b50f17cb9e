"""The laws of replay, one by one. The flows here are made for the law that they show."""

from datetime import date

import pytest

from flows.acts import CompleteReferral, Learn, OpenReferral
from flows.answers import a_date, a_name, birth_year_or_age, choice, free_text, yes_or_no
from flows.journal import Journal, dumps, loads
from flows.question import continue_answer, file_reply
from flows.replay import FlowBroken, Played, play
from flows.talk import (
    Context,
    Flow,
    Outcome,
    Person,
    Script,
    ask,
    ask_if_willing,
    do,
    numbered,
    review,
    say,
    text_of,
)

TODAY = Context(date(2026, 11, 23), "en", ("one", "two"))


def answered(script: Script, *texts: str, journal: Journal | None = None) -> Played:
    """Play a script from its start, answering each question shown with the next text; saved and loaded each time."""
    played = play(script, Person(), journal or Journal())
    for number, text in enumerate(texts, 1):
        assert played.question is not None, f"nothing is asked before {text!r}"
        filed = file_reply(played.journal, played.question, text, TODAY, number)
        assert filed is not None, f"{text!r} is no answer to {played.question.name}"
        played = play(script, Person(), loads(dumps(filed.journal)))
    return played


def consent_then_age(_: Person) -> Flow[Outcome]:
    yield say("intro")
    if not (yield from ask("consent", yes_or_no)):
        return Outcome("declined")
    yield do("opened", OpenReferral("self"))
    age = yield from ask("age", birth_year_or_age)
    yield do("age_learnt", Learn("age", str(age)))
    return Outcome("done")


class TestLaw1NamesNotPositions:
    def test_the_same_name_twice_is_an_error(self) -> None:
        def twice(_: Person) -> Flow[Outcome]:
            yield say("hello")
            yield say("hello")
            return Outcome("done")

        with pytest.raises(FlowBroken, match="'hello' came twice"):
            _ = play(twice, Person(), Journal())

    def test_reordered_questions_keep_their_answers(self) -> None:
        def before(_: Person) -> Flow[Outcome]:
            _name = yield from ask("name", a_name)
            _age = yield from ask("age", birth_year_or_age)
            _ok = yield from ask("consent", yes_or_no)
            return Outcome("done")

        def after(_: Person) -> Flow[Outcome]:
            age = yield from ask("age", birth_year_or_age)
            name = yield from ask("name", a_name)
            ok = yield from ask("consent", yes_or_no)
            return Outcome(f"{name} {age} {ok}")

        halfway = answered(before, "Margaret", "78")
        assert play(after, Person(), halfway.journal).question == halfway.question
        assert answered(after, "yes", journal=halfway.journal).outcome == Outcome("Margaret 78 True")


class TestLaw2TheQuestionLastShown:
    """A deploy in mid-conversation: the reply to the old question goes under the old question's name."""

    def shown_age(self) -> Played:
        return answered(consent_then_age, "yes")

    def deployed(self, script: Script, reply: str) -> Played:
        shown = self.shown_age()
        assert shown.question is not None and shown.question.name == "age"
        filed = file_reply(shown.journal, shown.question, reply, TODAY, 9)
        assert filed is not None
        return play(script, Person(), loads(dumps(filed.journal)))

    def test_inserted_before_it(self) -> None:
        def inserted(_: Person) -> Flow[Outcome]:
            _ok = yield from ask("consent", yes_or_no)
            tell = yield from ask("may_tell_gp", yes_or_no)
            age = yield from ask("age", birth_year_or_age)
            return Outcome(f"{tell} {age}")

        after = self.deployed(inserted, "78")
        assert after.question is not None and after.question.name == "may_tell_gp"
        assert "age" not in after.used
        assert answered(inserted, "no", journal=after.journal).outcome == Outcome("False 78")

    def test_removed(self) -> None:
        def removed(_: Person) -> Flow[Outcome]:
            _ok = yield from ask("consent", yes_or_no)
            name = yield from ask("name", a_name)
            return Outcome(name)

        after = self.deployed(removed, "78")
        assert after.question is not None and after.question.name == "name"
        assert "age" not in after.used

    def test_renamed_it_is_asked_anew_and_never_filed_as_another(self) -> None:
        def renamed(_: Person) -> Flow[Outcome]:
            _ok = yield from ask("consent", yes_or_no)
            yes = yield from ask("over_18", yes_or_no)
            return Outcome(str(yes))

        after = self.deployed(renamed, "1947")
        assert after.question is not None and after.question.name == "over_18"

    def test_more_words_belong_to_the_answer_before(self) -> None:
        def walking(_: Person) -> Flow[Outcome]:
            what = yield from ask("matters", free_text)
            yield do("learnt", Learn("matters", what))
            _name = yield from ask("name", a_name)
            return Outcome("done")

        first = answered(walking, "walking the")
        journal = continue_answer(first.journal, "walking the", "dog", TODAY, 2)
        assert journal is not None
        amended = play(walking, Person(), journal)
        assert [step.act for step in amended.acts] == [Learn("matters", "walking the dog")]
        answer = amended.journal.answer("matters")
        assert answer is not None and answer.messages == (1, 2)


ASKED = ("When did she fall?", "When shall we ring you?")


class TestLaw3ValuesAreKept:
    def test_a_stored_value_is_used_as_it_is(self) -> None:
        played = answered(consent_then_age, "yes", "1947")
        answer = played.journal.answer("age")
        assert answer is not None and (answer.value, answer.on) == (79, date(2026, 11, 23))

    def reading(self, journal: Journal, version: int) -> Journal:
        """The journal as a release with an older reader of ages left it: wrong by a year."""
        old = journal.answer("age")
        assert old is not None
        return journal.plus([old._replace(version=version, value=99)])

    def just_age(self, _person: Person) -> Flow[Outcome]:
        age = yield from ask("age", birth_year_or_age)
        _name = yield from ask("name", a_name)
        yield do("learnt", Learn("age", str(age)))
        return Outcome(str(age))

    def test_a_changed_reader_reads_the_words_again(self) -> None:
        old = self.reading(answered(self.just_age, "1947").journal, version=0)
        again = play(self.just_age, Person(), old, {1: "1947"}.get)
        answer = again.journal.answer("age")
        assert answer is not None and answer.value == 79

    def test_it_reads_them_with_the_question_that_was_asked(self) -> None:
        def falling(_: Person) -> Flow[Outcome]:
            day = yield from ask("fell_on", a_date())
            return Outcome(day)

        journal = answered(falling, "Tuesday").journal
        given = journal.answer("fell_on")
        assert given is not None
        older = journal.plus([given._replace(version=0)])
        days = [play(falling, Person(), older, {1: "Tuesday"}.get, lambda _, q=q: q).outcome for q in ASKED]
        assert days == [Outcome("2026-11-17"), Outcome("2026-11-24")]

    def test_but_not_once_an_act_rests_on_it(self) -> None:
        old = self.reading(answered(self.just_age, "1947", "Jean").journal, version=0)
        assert play(self.just_age, Person(), old, {1: "1947"}.get).outcome == Outcome("99")

    def test_nor_when_the_words_are_gone(self) -> None:
        old = self.reading(answered(self.just_age, "1947").journal, version=0)
        answer = play(self.just_age, Person(), old).journal.answer("age")
        assert answer is not None and answer.value == 99


class TestLaw5Acts:
    def test_an_act_is_done_once(self) -> None:
        once = answered(consent_then_age, "yes")
        assert [step.name for step in once.acts] == ["opened"]
        assert play(consent_then_age, Person(), once.journal).acts == ()

    def test_changed_arguments_amend_it(self) -> None:
        done = answered(consent_then_age, "yes", "78")
        back = done.journal.back()
        assert back is not None
        again = answered(consent_then_age, journal=back)
        filed = file_reply(again.journal, again.question, "80", TODAY, 3)  # type: ignore[arg-type]
        assert filed is not None
        assert [step.act for step in play(consent_then_age, Person(), filed.journal).acts] == [Learn("age", "80")]

    def test_one_that_a_finished_flow_no_longer_yields_is_withdrawn(self) -> None:
        journal = answered(consent_then_age, "yes").journal.back()
        assert journal is not None
        shown = play(consent_then_age, Person(), journal)
        assert shown.withdrawn == ()  # not finished: it may be yielded yet
        filed = file_reply(shown.journal, shown.question, "no", TODAY, 3)  # type: ignore[arg-type]
        assert filed is not None
        ended = play(consent_then_age, Person(), filed.journal)
        assert (ended.outcome, ended.withdrawn) == (Outcome("declined"), ("opened",))

    def test_back_forgets_answers_and_says_but_never_acts(self) -> None:
        journal = answered(consent_then_age, "yes").journal.back()
        assert journal is not None
        assert (journal.answers(), journal.said(), set(journal.acted())) == ([], {"intro"}, {"opened"})


class TestLaw6WhatRaises:
    def test_a_flow_that_raises_is_a_broken_flow(self) -> None:
        def broken(_: Person) -> Flow[Outcome]:
            yield say("hello")
            raise ZeroDivisionError

        with pytest.raises(FlowBroken, match="ZeroDivisionError"):
            _ = play(broken, Person(), Journal())


class TestReview:
    def script(self, _person: Person) -> Flow[Outcome]:
        name = yield from ask_if_willing("name", a_name)
        colour = yield from ask("colour", choice("red", "blue"))
        yield from review("check", ("name", "colour"), name=name or "-", colour=colour)
        yield do("complete", CompleteReferral())
        return Outcome(f"{name} {colour}")

    def test_yes_goes_on(self) -> None:
        assert answered(self.script, "Jean", "2", "yes").outcome == Outcome("Jean blue")

    def test_a_change_asks_that_one_again_and_then_reads_back(self) -> None:
        shown = answered(self.script, "Jean", "2")
        assert shown.question is not None
        labels = Context(TODAY.today, "en", ("Yes", "Change name", "Change colour"))
        filed = file_reply(shown.journal, shown.question, "2", labels, 3)
        assert filed is not None and filed.changing == "name"
        changed = answered(self.script, "Joan", "yes", journal=filed.journal)
        assert changed.outcome == Outcome("Joan blue")

    def test_what_was_skipped_stays_skipped(self) -> None:
        assert answered(self.script, "skip", "1", "yes").outcome == Outcome("None red")


class TestSubScriptsThatComeMoreThanOnce:
    def test_their_steps_are_told_apart_by_a_number_and_their_texts_are_the_same(self) -> None:
        def pet() -> Flow[str | None]:
            name = yield from ask_if_willing("pet", a_name)
            yield do("pet_learnt", Learn("pet", name or ""))
            yield from review("check_pet", ("pet",))
            return name

        def two(_: Person) -> Flow[Outcome]:
            first = yield from numbered(1, pet())
            second = yield from numbered(2, pet())
            return Outcome(f"{first} {second}")

        played = answered(two, "Rex", "yes", "Tib")
        assert played.question is not None
        assert (played.question.name, played.question.keys) == ("check_pet.2", ("right", "pet.2"))
        assert [act.name for act in played.acts] == ["pet_learnt.2"]
        assert text_of(played.question.name) == "check_pet"
        changed = answered(two, "2", journal=played.journal)
        assert changed.journal.answer("pet.2") is None
        assert changed.journal.answer("pet.1") is not None
