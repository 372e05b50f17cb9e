"""Every rule of the risk screen finds its own examples and leaves the others alone."""

import pytest

from flows.danger import Finding, screen
from flows.danger.heard import heard
from flows.danger.rules import hits
from messages.dangers import Rule, dangers

D = dangers("en")
assert D is not None


def found(text: str) -> set[str]:
    assert D is not None
    return {hit.rule.name for hit in hits(heard(text, "en"), D)}


@pytest.mark.parametrize("rule", D.rules.values(), ids=lambda rule: rule.name)
def test_a_rule_finds_what_it_must_and_leaves_what_it_must_not(rule: Rule) -> None:
    assert rule.match
    missed = [text for text in rule.match if rule.name not in found(text)]
    wrongly = [text for text in rule.leave if rule.name in found(text)]
    assert (missed, wrongly) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "I'm not suicidal but I can\u2019t go on",
        "no food in the house and no money till Friday",
        "I'm not safe here",
        "Not fallen but I've got terrible chest pain",
        "mum says she'd be better off dead",
        "ahm gonnae hing masel",
        "cant breev proply",
        "one side of his mouth has slipped",
        "I tried to end it in March and I'm going to do it again tonight",
        "came a purler on the back step",
        "dad says he'll have gone to join his Mary before the year is out",
        "not long for this world",
        "keeping a few of my tablets by",
        "I've put my affairs straight so nobody has the bother",
        "it's not really my phone, he goes through it",
        "she minds my pension for me and I never see it",
        "yes but he hits me",
        "wanna end it",
        "they have cut the electric off",
    ],
)
def test_danger_is_seen_plain_sideways_misspelt_and_beside_a_denial(text: str) -> None:
    assert screen(text).level != "none"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "78",
        "Margaret",
        "12 TQ14 9BH",
        "I can't stop knitting",
        "\U0001f44d",
        "dying for a cuppa",
        "Thursday at 2 is fine",
    ],
)
def test_plain_replies_are_left_alone(text: str) -> None:
    assert screen(text) == Finding()


@pytest.mark.parametrize(
    "text",
    [
        "I am not going to kill myself over a parking fine",
        "could murder a cup of tea",
        "watched a programme about suicide, dreadful",
        "had a fall two years ago, right as rain since",
        "no chest pain today, all good",
        "died laughing at the bingo",
        "I want these texts to stop please",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert screen(text).level == "none"


def test_the_worst_level_and_category_come_first() -> None:
    finding = screen("No food in, and I've took all my tablets")
    assert finding.level == "red"
    assert "suicide" in finding.categories or "medication" in finding.categories


def test_no_to_are_you_safe_is_red() -> None:
    assert screen("No.", asked="safe_now").level == "red"
    assert screen("No.", asked="consent").level == "none"


def test_what_is_said_over_several_texts_is_heard_together() -> None:
    said = ["the papers are all in the drawer", "I've found the dog a home", "tell Janet I love her"]
    assert {screen(text).level for text in said} == {"none"}
    assert screen(said[-1], before=said[:-1]).level != "none"


def test_several_harmless_texts_stay_harmless() -> None:
    said = ["Morning love", "bins went out late again", "is the class on Thursday?"]
    assert screen(said[-1], before=said[:-1]).level == "none"
