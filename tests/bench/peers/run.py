"""Runs the other frameworks, in `.bench-venv`: made when it is missing, from hashes, and left for the next time."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
VENV = ROOT / ".bench-venv"
LOCK = Path(__file__).parents[1] / "requirements-peers.txt"
USERS = 200  # whoever rewrites one file at every step pays for each user in it


def ready() -> bool:
    """Whether the peers are installed, after trying to."""
    stamp = VENV / ".ready"
    if stamp.exists() and stamp.read_text() == LOCK.read_text():
        return True
    install = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK]
    for command in ([sys.executable, "-m", "venv", VENV], install):
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            return False
    _ = stamp.write_text(LOCK.read_text())
    return True


def rate(name: str, users: int = USERS) -> float:
    """Messages a second of one framework."""
    with tempfile.TemporaryDirectory(prefix="frontdoor-bench-") as folder:
        command = [VENV / "bin" / "python", Path(__file__).with_name(f"{name}.py"), str(users), folder]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said["messages"] / said["seconds"]
