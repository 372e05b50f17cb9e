"""A small catalogue, written for each test into a folder of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from messages.wording import Wording, load

SERVICE = {
    "service": "Harbour Wellbeing",
    "office": "01632 960123",
    "hours": "9am to 5pm",
    "privacy_url": "harbour.example",
}
Load = Callable[..., Wording]


@pytest.fixture
def catalogue(tmp_path: Path) -> Load:
    """`catalogue(welcome="hello = Hello")` loads a language made of these files."""

    def written(language: str = "en", service: Mapping[str, str] = SERVICE, **files: str) -> Wording:
        (tmp_path / language).mkdir(exist_ok=True)
        for name, text in files.items():
            _ = (tmp_path / language / f"{name}.ftl").write_text(dedent(text), encoding="utf-8")
        return load(language, service, tmp_path)

    return written
