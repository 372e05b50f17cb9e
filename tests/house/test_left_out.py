"""What is missing is left out and listed by default, and a failure where CI is set."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

A_FILE = """
import pytest
def test_plain(): assert True
@pytest.mark.npm
def test_with_a_tool(): assert True
def test_that_skips(): pytest.skip("not today")
"""
A_CONFTEST = 'pytest_plugins = ["tests.components"]'


def run_without_tools(folder: Path, *options: str, ci: str) -> tuple[int, str]:
    _ = (folder / "conftest.py").write_text(A_CONFTEST)
    _ = (folder / "test_three.py").write_text(A_FILE)
    config = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *config, *options, str(folder)]
    environment = os.environ | {"CI": ci, "PATH": "/nowhere", "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_what_is_missing_is_listed_with_the_command_that_installs_it(tmp_path: Path):
    code, said = run_without_tools(tmp_path, ci="")
    assert (code, "1 passed, 1 skipped, 1 deselected" in said, "npm ci" in said) == (0, True, True), said


def test_the_list_reaches_the_end_of_a_run_with_workers(tmp_path: Path):
    code, said = run_without_tools(tmp_path, "-n", "2", ci="")
    assert (code, "   1 tests need the contract tools" in said) == (0, True), said


def test_in_ci_nothing_is_left_out_and_nothing_skips(tmp_path: Path):
    code, said = run_without_tools(tmp_path, ci="true")
    assert (code, "1 failed, 1 passed, 1 error" in said, "npm ci" in said) == (1, True, True), said
