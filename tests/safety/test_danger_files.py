"""One version for everything that the screen reads, and another as soon as any of it differs."""

from pathlib import Path

from messages.danger_files import digest, version


def test_any_change_to_what_is_read_is_another_version(tmp_path: Path) -> None:
    (tmp_path / "danger").mkdir()
    seen = {digest(tmp_path)}
    for name, content in (
        ("danger.toml", b"a"),
        ("danger/fall.toml", b"a"),
        ("danger.weights", b"\x00"),
        ("danger.toml", b"b"),
    ):
        _ = (tmp_path / name).write_bytes(content)
        seen.add(digest(tmp_path))
    assert len(seen) == 5
    _ = (tmp_path / "welcome.ftl").write_text("hello")
    assert digest(tmp_path) in seen


def test_it_is_eight_digits_and_the_same_each_time() -> None:
    assert len(version("en")) == 8
    assert version("en") == digest(Path(__file__).parents[2] / "messages" / "en")
