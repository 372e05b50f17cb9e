"""`frontdoor --help` loads no heavy part: each is imported where it is used."""

import subprocess
import sys

from tests.house.tree import ROOT

HEAVY = [
    "aiohttp",
    "alembic",
    "cryptography",
    "holidays",
    "PIL",
    "pydantic_settings",
    "sqlalchemy",
    "telegram",
    "twilio",
]


def test_importing_the_command_line_loads_nothing_heavy():
    script = f"import bot.cli, sys; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == ([], "")
