"""What lies where, how long it is, and what must not stand in it."""

import re

from tests.house.tree import ROOT, files

TOP_LEVEL = {
    ".ci", "bot", "docs", "flows", "messages", "tests",
    ".dockerignore", ".env.example", ".gitignore", "docker-compose.yml", "Dockerfile", "Makefile",
    "pyproject.toml", "requirements.txt", "requirements-dev.txt",
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md",
}  # fmt: skip
CODE = (".py", ".html", ".css", ".js", ".mjs", ".sh")
LONGEST = 300
LOCKS = ("requirements.txt", "requirements-dev.txt", "tests/contracts/package-lock.json")


def test_nothing_new_at_the_top():
    assert {name.split("/")[0] for name in files()} - TOP_LEVEL == set()


def test_no_file_is_too_long():
    lengths = {name: (ROOT / name).read_bytes().count(b"\n") for name in files() if name.endswith(CODE)}
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST}
    assert too_long == {}, "split it along its duties"


def test_locks_hold_no_address():
    found = [(name, line) for name in LOCKS for line in (ROOT / name).read_text().splitlines() if "://" in line]
    assert found == [], "make lock"


def test_locks_hold_no_place_of_a_machine_and_no_other_index():
    option = re.compile(r"^\s*(-[fi]\b|--(?!hash)|/)|\bfile:[^ ]*/|^[^#]*@ |\"(resolved|link)\"")
    found = [(name, line) for name in LOCKS for line in (ROOT / name).read_text().splitlines() if option.search(line)]
    assert found == [], "make lock"


def test_every_python_package_is_pinned_with_hashes_and_both_locks_agree():
    runtime, dev = (pins(name) for name in LOCKS[:2])
    assert all(hashes for _, hashes in [*runtime.values(), *dev.values()])
    assert runtime.items() <= dev.items(), "make lock"


def test_the_build_backend_is_pinned_so_that_nothing_is_fetched_while_building():
    assert all("setuptools" in pins(name) for name in LOCKS[:2])


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Package → (version, hashes)."""
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(), flags=re.MULTILINE)
    found = (re.match(r"(\S+)==(\S+)", entry) for entry in entries)
    return {
        match[1]: (match[2], frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})\b", match.string)))
        for match in found
        if match
    }
