"""The wording report: what it lists, and what makes it fail."""

from io import StringIO
from pathlib import Path

from rich.console import Console

from messages.audit import Report, audit, render, wording_report
from tests.wording.conftest import Load

STIFF = "Your application necessitates consideration by the appropriate authority prior to any communication."


def shown(report: Report) -> tuple[str, int]:
    paper = StringIO()
    status = render(report, Console(file=paper, width=160, no_color=True))
    return paper.getvalue(), status


def test_every_variant_is_listed_as_it_is_sent(catalogue: Load):
    report = audit(catalogue(welcome="who = Who?\n    .again = Sorry, who?\n    .me = Me\n    .you = You [x]"))
    assert [(row.variant, row.text) for row in report.rows] == [
        ("", "Who?\n1 Me\n2 You [x]"),
        ("again", "Sorry, who?\n1 Me\n2 You [x]"),
    ]
    assert (report.rows[0].size.encoding, report.rows[0].size.units) == ("GSM-7", 21)
    assert report.failures == ()


def test_variables_are_filled_with_long_realistic_values(catalogue: Load):
    wording = catalogue(a="x = Hello { $name } from { $town }.\n    .discreet = Hello.")
    rows = audit(wording, {"town": "Bovey Tracey"}).rows
    assert [row.text for row in rows] == ["Hello Margaret Featherston from Bovey Tracey.", "Hello."]


def test_characters_that_cost_without_need_fail_and_are_named(catalogue: Load):
    failures = audit(catalogue(a="x = We’ll ring you.")).failures
    assert failures == ("en/a.ftl: x has characters that may double its cost: '’' (write \"'\")",)


def test_welsh_letters_are_no_fault_and_have_no_reading_age(catalogue: Load):
    report = audit(catalogue("cy", a="x = Ffoniwch tŷ’r meddyg."))
    assert (report.rows[0].age, report.ages, len(report.failures)) == (None, {}, 1)
    assert "'’'" in report.failures[0]
    assert "ŷ'" not in report.failures[0]


def test_three_segments_fail_unless_they_are_spoken(catalogue: Load):
    long = "We are here. " * 25
    report = audit(catalogue(a=f"x = {long}\n\n# Spoken to who rings\ny = {long}"))
    (failure,) = report.failures
    assert "en/a.ftl: x is too long when filled in (324 GSM-7 units, 3 segments)" in failure


def test_what_is_printed_may_be_long_and_well_set(catalogue: Load):
    report = audit(catalogue(a="# Printed on the poster\nx = We’ll be here. " + "We are here. " * 25))
    assert ([row.printed for row in report.rows], report.failures) == ([True], ())
    assert "printed" in shown(report)[0]


def test_a_conversation_that_is_hard_to_read_fails_and_official_wording_does_not_count(catalogue: Load):
    report = audit(catalogue(hard=f"x = {STIFF}", fair=f"# official: the law\ny = {STIFF}\n\nz = We will ring you."))
    (failure,) = report.failures
    assert failure.startswith("en/hard.ftl: reading age 2")
    assert report.ages["en/fair.ftl"] < 9
    assert [row.official for row in report.rows] == ["the law", None, None]


def test_how_official_wording_is_asked_again_is_ours_and_counts(catalogue: Load):
    (failure,) = audit(catalogue(a=f"# official: the law\nx = {STIFF}\n    .again = {STIFF}")).failures
    assert failure.startswith("en/a.ftl: reading age 2")


def test_labels_do_not_make_hard_sentences_look_easy(catalogue: Load):
    labels = "\n".join(f"    .o{n} = Me" for n in range(9))
    assert audit(catalogue(a=f"x = {STIFF}\n{labels}")).failures


def test_the_printed_report_shows_files_texts_and_failures(catalogue: Load):
    good, status = shown(audit(catalogue(a="# official: ONS4\nx = [We will] ring you.")))
    assert status == 0
    for expected in ("en/a.ftl", "x (official: ONS4)", "GSM-7", "[We will] ring you.", "0 to mend"):
        assert expected in good
    bad, status = shown(audit(catalogue(a="x = We’ll ring.")))
    assert status == 1
    assert "✗ en/a.ftl: x has characters" in bad


def test_the_command_reports_each_language_and_what_cannot_be_loaded(tmp_path: Path):
    for language, text in (
        ("en", "x = We are { $service }. We will ring you. Is that all right?"),
        ("cy", "x = { y }"),
    ):
        (tmp_path / language).mkdir()
        _ = (tmp_path / language / "a.ftl").write_text(text)
    paper = StringIO()
    console = Console(file=paper, width=160, no_color=True)
    assert wording_report(["en"], folder=tmp_path, console=console) == 0
    assert wording_report(["en", "cy"], {"service": "Quay"}, folder=tmp_path, console=console) == 1
    assert "We are Harbour Wellbeing." in paper.getvalue()
    assert "We are Quay." in paper.getvalue()
    assert "x refers to { y }" in paper.getvalue()
