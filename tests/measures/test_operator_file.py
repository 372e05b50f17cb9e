"""The operator's file of licensed words: a good one is asked, and each mistake is named with its line and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import wordings_of
from bot.measure_words import asked_by
from bot.programme_file import load as shipped
from bot.settings import load
from bot.vocabulary import check
from messages.audit import audit
from messages.wording import Wording, WordingError

LABELS = "".join(f"    .v{n} = Label {n}\n" for n in range(5, -1, -1))
ITEM = "    .again = Asked again\n" + LABELS
GOOD = "# official: our licence\nwho5_intro = Before the questions\n" + "".join(
    f"# official: our licence\nwho5_{n} = Question {n}\n{ITEM}" for n in range(1, 6)
)

Loaded = Callable[..., Wording]


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    def with_file(text: str | bytes, name: str = "ours.ftl") -> Wording:
        _ = (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return wordings_of(load(None, measures=str(tmp_path / "ours.ftl")))["en"]

    return with_file


def test_a_good_file_is_asked_in_its_words(loaded: Loaded):
    wording = loaded(GOOD)
    check(wording, ["who5", "ons4"])
    assert wording.text("who5_3") == "Question 3"
    assert [*wording.labels("who5_3").values()] == [f"Label {n}" for n in range(5, -1, -1)]


def test_it_may_come_from_windows(loaded: Loaded):
    assert loaded(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()).text("who5_1") == "Question 1"


def test_official_wording_may_be_long_and_how_it_is_asked_again_may_not(loaded: Loaded):
    long = loaded(GOOD.replace("Question 3", "Long " * 70))
    assert audit(long).failures == ()
    failures = audit(loaded(GOOD.replace("Asked again", "Long " * 70, 1))).failures
    assert len(failures) == 1
    assert "who5_1.again is too long" in failures[0]


def test_a_language_may_have_a_file_of_its_own(tmp_path: Path):
    _ = (tmp_path / "ours.en.ftl").write_text(GOOD)
    spoken = wordings_of(load(None, measures=str(tmp_path / "ours.{language}.ftl")))
    assert spoken["en"].has("who5_1")


MISTAKES = {
    "not Fluent": (f"{GOOD}!!\n", "ours.ftl:48: cannot be read near '!!'"),
    "unknown item": (f"{GOOD}who5_6 = Six\n", "ours.ftl:48: who5_6 belongs to no measure that waits for words; there are who5_intro"),
    "unknown measure": (f"{GOOD}eq5d_1 = One\n", "there are swemwbs_..., wemwbs_..., who5_..."),
    "official words reworded": ("ons4_happy = Happy?\n", "ours.ftl:1: ons4_happy is already in en/measures.ftl"),
    "item missing": (
        GOOD.replace("who5_4", "-other"),
        "FRONTDOOR_MEASURES: WHO-5 Well-Being Index has some of its words and not all; add who5_4 to that file",
    ),
    "choice missing": (
        GOOD.replace("    .v0 = Label 0\n", "", 1),
        "ours.ftl:4: who5_1 has labels for v5, v4, v3, v2, v1, but offers v5, v4, v3, v2, v1, v0",
    ),
    "no second wording": (GOOD.replace("    .again = Asked again\n", "", 1), "who5_1 is a question without .again"),
    "no such variable": (
        GOOD.replace("Question 2", "Question { $name }"),
        "who5_2 uses { $name }, but is only given none; take it out",
    ),
    "not UTF-8": ("who5_1 = caf\xe9".encode("latin-1"), "ours.ftl: byte 13 is not UTF-8; save the file as UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_is_named(loaded: Loaded, text: str | bytes, message: str):
    with pytest.raises(WordingError) as refused:
        _ = loaded(text)
    assert message in str(refused.value)


def test_a_file_that_is_not_there_is_named(loaded: Loaded):
    with pytest.raises(WordingError, match=r"ours\.ftl: No such file or directory; correct the name"):
        _ = loaded(GOOD, name="other.ftl")


def test_a_programme_that_asks_a_licensed_measure_needs_its_words():
    wording = wordings_of(load(None))["en"]
    with pytest.raises(WordingError) as refused:
        check(wording, ["ons4", "zarit4", "pam"])
    assert refused.value.problems == (
        "FRONTDOOR_MEASURES: Zarit Burden Interview, four items is asked by a programme and has no words yet; "
        "add zarit4_intro, zarit4_1, zarit4_2, zarit4_3, zarit4_4 to that file (docs/measures.md)",
    )


def test_the_programmes_that_we_ship_ask_for_no_words_of_others():
    asked = asked_by(shipped(None).values())
    assert {"ons4", "loneliness"} <= asked
    check(wordings_of(load(None))["en"], asked)


def test_all_mistakes_are_told_together(loaded: Loaded):
    with pytest.raises(WordingError) as refused:
        _ = loaded("who5_1 = One\nfoo = Bar\n")
    assert len(refused.value.problems) == 4
