"""Every rule of the risk screen finds its own examples and leaves the others alone."""

import pytest

from flows.danger import Finding, Rule, normalise, rules, screen


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_finds_what_it_must_and_leaves_what_it_must_not(rule: Rule) -> None:
    assert rule.match and rule.leave
    missed = [text for text in rule.match if rule.find(normalise(text)) is None]
    wrongly = [text for text in rule.leave if rule.find(normalise(text)) is not None]
    assert (missed, wrongly) == ([], [])


def test_the_worst_level_and_category_come_first() -> None:
    finding = screen("No food in, and I've took all my tablets")
    assert finding.level == "red"
    assert finding.categories == ("suicide", "basic_needs")
    assert [because.rule for because in finding.because] == ["took-tablets", "no-food"]


def test_a_denial_does_not_hide_what_follows_it() -> None:
    assert screen("I'm not suicidal but I can\u2019t go on").level != "none"


@pytest.mark.parametrize("text", ["", "yes", "78", "Margaret", "12 TQ14 9BH", "I can't stop knitting", "\U0001f44d"])
def test_plain_replies_are_left_alone(text: str) -> None:
    assert screen(text) == Finding()


def test_no_to_are_you_safe_is_red() -> None:
    assert screen("No.", asked="safe_now").level == "red"
    assert screen("No.", asked="consent").level == "none"
