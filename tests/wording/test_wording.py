"""The strict catalogue: what it says, and each mistake that it refuses at start."""

from collections.abc import Callable
from pathlib import Path

import pytest

from messages.wording import Need, Wording, WordingError, load, load_all
from tests.wording.conftest import SERVICE, Load

WELCOME = """
    hello = Hello, this is { $service }.
        .discreet = Hello.
    who_for = Who is this for?
        .again = Sorry, who is this for?
        .myself = For myself
        .someone = For someone else
    greet = Hello { $name }.
        .again = Hello again { $name }.
        .discreet = Hello.
    """


def test_a_text_fills_in_the_service_and_what_the_caller_gives(catalogue: Load):
    wording = catalogue(welcome=WELCOME)
    assert wording.text("hello") == "Hello, this is Harbour Wellbeing."
    assert wording.text("greet", name="Ann") == "Hello Ann."


@pytest.mark.parametrize(
    ("discreet", "again", "said"),
    [
        (False, False, "Hello Ann."),
        (False, True, "Hello again Ann."),
        (True, False, "Hello."),
        (True, True, "Hello."),  # not .again, which names the person
    ],
)
def test_discreet_never_falls_back_to_a_text_that_says_more(catalogue: Load, discreet: bool, again: bool, said: str):
    assert catalogue(welcome=WELCOME).text("greet", discreet=discreet, again=again, name="Ann") == said


def test_discreet_again_comes_first_where_it_exists(catalogue: Load):
    wording = catalogue(a="x = X\n    .again = Again\n    .discreet = D\n    .discreet_again = DA")
    assert wording.text("x", discreet=True, again=True) == "DA"


def test_the_other_attributes_are_labels_in_order(catalogue: Load):
    wording = catalogue(welcome=WELCOME)
    assert list(wording.labels("who_for").items()) == [("myself", "For myself"), ("someone", "For someone else")]
    assert wording.labels("hello") == {}


def test_labels_are_handed_out_as_a_copy(catalogue: Load):
    wording = catalogue(welcome=WELCOME)
    wording.labels("who_for").clear()
    assert len(wording.labels("who_for")) == 2


def test_line_breaks_inside_are_kept_and_edges_trimmed(catalogue: Load):
    wording = catalogue(a='x =\n    One\n    two { "" }\n\n    three { $end }\n')
    assert wording.text("x", end=" ") == "One\ntwo\n\nthree"


def test_no_isolation_marks_and_no_markup_from_what_a_person_wrote(catalogue: Load):
    wording = catalogue(welcome=WELCOME)
    assert wording.text("greet", name="{ $service } .x = <b>") == "Hello { $service } .x = <b>."


def test_a_very_long_value_is_cut_and_not_an_error(catalogue: Load):
    assert len(catalogue(welcome=WELCOME).text("greet", name="x" * 9000)) < 1100


def test_a_number_given_as_text_chooses_the_form(catalogue: Load):
    wording = catalogue(a="left = { $days ->\n    [one] One day left\n   *[other] { $days } days left\n }")
    assert [wording.text("left", days=d) for d in ("1", "3", "some")] == [
        "One day left",
        "3 days left",
        "some days left",
    ]


def test_welsh_has_its_own_forms(catalogue: Load):
    forms = "x = { $n ->\n    [two] dau\n    [few] tri\n   *[other] llawer\n }"
    assert [catalogue("cy", a=forms).text("x", n=n) for n in "239"] == ["dau", "tri", "llawer"]


def test_terms_and_messages_may_be_referred_to(catalogue: Load):
    wording = catalogue(
        a="-line = Samaritans\nwho = { -line }, { $office }\nall = { who }. { bye }", b="bye = Bye { $name }"
    )
    assert wording.text("all", name="Ann") == "Samaritans, 01632 960123. Bye Ann"
    assert wording.texts["all"].variables[""] == {"name"}


def test_official_wording_and_speech_are_marked_by_the_comment_above(catalogue: Load):
    texts = catalogue(a="# official: ONS4\nx = X\n\n# Spoken on the phone\ny = Y\n\n# official: no\n\nz = Z").texts
    assert [(t.source.official, t.source.spoken) for t in texts.values()] == [
        ("ONS4", False),
        (None, True),
        (None, False),
    ]


def test_has_and_load_all(tmp_path: Path):
    for language in ("en", "cy"):
        (tmp_path / language).mkdir()
        _ = (tmp_path / language / "a.ftl").write_text(f"x = {language}")
    both = load_all(["en", "cy"], SERVICE, tmp_path)
    assert {code: (w.text("x"), w.has("x"), w.has("y")) for code, w in both.items()} == {
        "en": ("en", True, False),
        "cy": ("cy", True, False),
    }


MISTAKES = {
    "not Fluent": ("x = X\n!!!\n", "en/a.ftl:2: cannot be read near '!!!'"),
    "no value": ("x =\n", "en/a.ftl:1: cannot be read near 'x ='"),
    "unclosed variable": ("x = Hello { $name\n", "en/a.ftl:"),
    "twice in a file": ("x = X\nx = Y\n", "en/a.ftl:2: x is already in en/a.ftl:1"),
    "twice in two files": ("in_b = X\n", "en/b.ftl:1: in_b is already in en/a.ftl:1"),
    "attribute twice": ("x = X\n    .again = A\n    .again = B\n", "en/a.ftl:1: x.again is there twice"),
    "only attributes": ("x =\n    .again = A\n", "en/a.ftl:1: x has no text of its own"),
    "blank": ('x = { "" }\n', "en/a.ftl:1: x is empty"),
    "blank again": ('x = X\n    .again = { " " }\n', "en/a.ftl:1: x.again is empty"),
    "unknown message": ("x = { y }\n", "en/a.ftl:1: x refers to { y }, which does not exist"),
    "unknown attribute": ("x = { in_b.y }\n", "en/a.ftl:1: x refers to { in_b.y }, which does not exist"),
    "unknown term": ("x = { -y }\n", "en/a.ftl:1: x refers to { -y }, which does not exist"),
    "in a variant": ("x = { $n ->\n    [one] { y }\n   *[other] N\n }\n", "x refers to { y }, which does not exist"),
    "circle": ("x = { y }\ny = { x }\n", "en/a.ftl:1: x refers to itself in a circle"),
    "unknown function": ("x = { SHOUT($service) }\n", "x cannot be rendered: Unknown function: SHOUT"),
    "blind term": ("-t = { $service }\nx = { -t }\n", "x uses the term -t, which cannot see { $service }"),
    "label that varies": ("x = X\n    .yes = Yes { $name }\n", "x.yes is a label and cannot use { $name }"),
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_a_file_stops_the_start(catalogue: Load, text: str, message: str):
    with pytest.raises(WordingError) as refused:
        _ = catalogue(a=text, b="in_b = B")
    assert message in str(refused.value)


def test_all_mistakes_are_reported_together(catalogue: Load):
    with pytest.raises(WordingError) as refused:
        _ = catalogue(a="x = { y }\n", b="!!!\n\nx = Z\n")
    assert len(refused.value.problems) == 3


def test_a_language_without_files_is_an_error(tmp_path: Path):
    with pytest.raises(WordingError, match=r"there is no \.ftl file"):
        _ = load("cy", SERVICE, tmp_path)


NEEDS = {
    "a missing text": (Need("gone"), "there is no text 'gone'"),
    "a variable that is not passed": (Need("greet"), "greet uses { $name }, but is only given none"),
    "a question without again": (Need("hello", question=True), "hello is a question without .again"),
    "a label too few": (
        Need("who_for", options=("myself", "someone", "carer"), question=True),
        "offers myself, someone, carer",
    ),
    "a label too many": (
        Need("who_for", options=("myself",), question=True),
        "has labels for myself, someone, but offers myself",
    ),
    "another order": (Need("who_for", options=("someone", "myself"), question=True), "in this order"),
}


@pytest.mark.parametrize(("need", "message"), NEEDS.values(), ids=NEEDS.keys())
def test_what_the_program_needs_and_the_texts_lack_stops_the_start(catalogue: Load, need: Need, message: str):
    with pytest.raises(WordingError) as refused:
        catalogue(welcome=WELCOME).check([need])
    assert message in str(refused.value)


def test_needs_are_reported_together_and_met_ones_pass(catalogue: Load):
    wording = catalogue(welcome=WELCOME)
    with pytest.raises(WordingError) as refused:
        wording.check(need for need, _ in NEEDS.values())
    assert len(refused.value.problems) == len(NEEDS)
    met = [Need("greet", frozenset({"name", "unused"})), Need("who_for", options=("myself", "someone"), question=True)]
    assert [wording.has(need.id) for need in met if wording.check(met) is None] == [True, True]


WRONG: dict[str, Callable[[Wording], object]] = {
    "unknown text": lambda wording: wording.text("gone"),
    "unknown labels": lambda wording: wording.labels("gone"),
    "argument not given": lambda wording: wording.text("greet"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_mistake_of_the_caller_raises(catalogue: Load, wrong: Callable[[Wording], object]):
    with pytest.raises(WordingError):
        _ = wrong(catalogue(welcome=WELCOME))
