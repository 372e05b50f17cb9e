"""What the tests need beyond Python, and what happens where it is missing.

A marked test whose component is not installed is left out, and the closing lines say so with the command that
installs it. With CI=true nothing is left out: such a test fails, and so does any test that skips itself.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CONTRACTS = ROOT / "tests" / "contracts"
IN_CI = os.environ.get("CI", "").lower() in {"true", "1"}


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's server programs; Debian keeps them off the PATH, one folder a version."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next((folder for folder in [*reversed(debian), *on_path] if (folder / "initdb").exists()), None)


@dataclass(frozen=True)
class Component:
    marker: str
    name: str
    is_here: Callable[[], bool]
    install: str


COMPONENTS = (
    Component("postgres", "PostgreSQL", lambda: postgres_programs() is not None, "apt-get install postgresql"),
    Component("browser", "Chromium", lambda: chromium() is not None, "apt-get install chromium fonts-dejavu"),
    Component(
        "npm",
        "the contract tools",
        lambda: shutil.which("node") is not None and (CONTRACTS / "node_modules").is_dir(),
        "(cd tests/contracts && SCARF_ANALYTICS=false npm ci)",
    ),
    Component("shared", "the shared folder", SHARED.is_dir, "put the project's shared folder beside the checkout"),
)
MISSING = tuple(component for component in COMPONENTS if not component.is_here())

LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = Counter()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if IN_CI:
        return
    for component in MISSING:
        out = [item for item in items if item.get_closest_marker(component.marker)]
        items[:] = [item for item in items if not item.get_closest_marker(component.marker)]
        config.hook.pytest_deselected(items=out)
        config.stash[LEFT_OUT][component.marker] += len(out)
    worker: dict[str, Any] | None = getattr(config, "workeroutput", None)
    if worker is not None:
        worker["left_out"] = dict(config.stash[LEFT_OUT])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker of pytest-xdist collects the same tests: the largest count is the count."""
    node.config.stash[LEFT_OUT] |= Counter(getattr(node, "workeroutput", {}).get("left_out", {}))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for component in MISSING if IN_CI else ():
        if item.get_closest_marker(component.marker):
            pytest.fail(f"{component.name} is missing: {component.install}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, and CI leaves nothing out: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Skipped, and CI leaves nothing out: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = config.stash[LEFT_OUT]
    out = [component for component in COMPONENTS if counts[component.marker]]
    if out:
        terminalreporter.section("left out")
    for component in out:
        terminalreporter.line(f"{counts[component.marker]:4} tests need {component.name}:  {component.install}")
