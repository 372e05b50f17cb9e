"""Published test cases that fit the use here are read as their authors meant, or the reason stands in suites.toml."""

import pytest

from tests.understanding.suites import SUITES, judged, reasons

RIGHT = 0.9


@pytest.mark.shared
@pytest.mark.parametrize("suite", SUITES)
def test_a_published_suite_is_read(suite: str):
    found = judged(suite)
    known = reasons()
    assert [one for one in found if one.verdict != "right" and (suite, one.text) not in known] == []
    assert [one for one in found if one.verdict == "wrong"] == []
    assert sum(one.verdict == "right" for one in found) >= RIGHT * len(found)


@pytest.mark.shared
def test_every_reason_is_still_needed():
    otherwise = {(suite, one.text) for suite in SUITES for one in judged(suite) if one.verdict != "right"}
    assert reasons().keys() == otherwise
