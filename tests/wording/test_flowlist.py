"""`frontdoor flows`: what is listed is what a conversation really asks."""

from io import StringIO

import pytest
from rich.console import Console

from bot.app import wordings_of
from bot.errors import NotFound
from bot.flowlist import one, overview, steps
from bot.settings import load
from bot.vocabulary import SCRIPTS
from flows.catalogue import FLOWS
from flows.lexicon import needs


def questions(flow: str) -> list[str]:
    return [step.name for step in steps(flow) if step.reply]


def printed(flow: str = "") -> str:
    paper = StringIO()
    console = Console(file=paper, width=120, no_color=True)
    if flow:
        one(flow, wordings_of(load(None))["en"], console)
    else:
        overview(console)
    return paper.getvalue()


def test_questions_stand_in_the_order_of_the_source_with_those_of_sub_scripts_in_their_place():
    asked = questions("self_referral")
    assert asked[:5] == ["consent", "age", "others_see_phone", "safe_time", "name"]
    assert asked[-4:] == ["best_way", "ring_number", "best_time", "check_answers"]
    assert questions("agreement")[:4] == ["may_we_write", "agree", "may_tell_referrer", "age"]


def test_each_with_its_kind_its_choices_and_whether_it_may_be_skipped():
    found = {step.name: (step.reply, step.optional, step.need.options) for step in steps("family_referral")}
    assert found["family_consent"] == ("yes_no", False, ())
    assert found["their_phone"] == ("phone", True, ())
    assert found["they_agree"] == ("choice", False, ("agrees", "knows", "unaware"))
    assert found["check_family"] == ("review", False, ("right", "their_name", "their_phone"))


def test_nothing_that_flows_say_is_left_out():
    """Childline is also said outside the conversations, and by the sub-script that they share."""
    listed = {step.name for flow in FLOWS for step in steps(flow)}
    assert {need.id for need in needs(*SCRIPTS)} == listed


def test_the_overview_names_every_conversation_and_question():
    said = printed()
    assert [name for flow in FLOWS for name in (flow, *questions(flow)) if name not in said] == []


def test_one_conversation_shows_its_wording_with_choices_and_what_varies():
    said = printed("self_referral")
    assert "Let me check. Name: <name>. Age: <age>." in said
    assert "(discreet) I have noted your answers." in said
    assert "(again) Sorry, how should we contact you?" in said
    assert "2 Ring me" in said


def test_an_unknown_name_is_told_the_known_ones():
    with pytest.raises(NotFound, match=r"No conversation is called 'nope'; there are welcome, .*who_is_speaking"):
        _ = steps("nope")
