"""Published telephone numbers and yes and no that fit the use here are read as meant, or the reason stands beside."""

import pytest

from tests.understanding.suites_phone import READERS, judged, reasons

RIGHT = 0.9


@pytest.mark.shared
@pytest.mark.parametrize("suite", READERS)
def test_a_published_suite_is_read(suite: str):
    found = judged(suite)
    assert [one for one in found if one.verdict != "right" and (suite, one.text) not in reasons()] == []
    assert [one for one in found if one.verdict == "wrong"] == []
    assert sum(one.verdict == "right" for one in found) >= RIGHT * len(found)


@pytest.mark.shared
def test_every_reason_is_still_needed():
    otherwise = {(suite, one.text) for suite in READERS for one in judged(suite) if one.verdict != "right"}
    assert reasons().keys() == otherwise
