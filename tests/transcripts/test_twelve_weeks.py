"""The whole of one resident's and one carer's check-ins, as docs/ prints them, in the words that go out."""

from pathlib import Path

import pytest

from tests.aloud import again

PAGES = sorted((Path(__file__).parents[2] / "docs").glob("twelve-weeks-*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_we_say_what_the_page_says(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    assert again(written) == written, f"python -m tests.aloud docs/{page.name}, and read it aloud"


def test_there_are_both() -> None:
    assert [page.stem for page in PAGES] == ["twelve-weeks-carer", "twelve-weeks-resident"]
