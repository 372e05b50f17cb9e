"""The README is tested: its sample conversation runs, and every setting stands in its table."""

import re
from pathlib import Path

from bot.settings import PREFIX, Settings
from tests.serving import MARGARET, town

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


async def test_the_sample_conversation_runs(sqlite_url: str) -> None:
    found = re.search(r"<!-- sample -->\n```text\n(.*?)```", README, re.DOTALL)
    assert found is not None
    written = found.group(1).strip().splitlines()
    happened: list[str] = []
    async with town(sqlite_url) as here:
        for line in written:
            if line.startswith("them: "):
                answers = await here.texts(MARGARET, line.removeprefix("them: "))
                happened += [line, *(f"us:   {answer}" for answer in answers)]
    assert happened == written


def test_every_setting_is_in_the_table() -> None:
    rows = [
        f"| `{name.upper()}` | {field.description} | {default(name)} |" for name, field in Settings.model_fields.items()
    ]
    missing = [row for row in rows if row not in README]
    assert missing == [], f"README's table of settings (prefix {PREFIX}) lacks these lines"


def default(name: str) -> str:
    value = Settings.model_fields[name].default
    shown = value.get_secret_value() if hasattr(value, "get_secret_value") else value
    return f"`{shown}`" if shown not in ("", None) else ""
