"""What is wrong with a file that people write: each mistake with its line, all at once."""

from pathlib import Path

MOST = 100  # more than these are of one cause, and nobody reads them


class Mistakes:
    """Of one file. A line is counted from 1."""

    def __init__(self, file: Path):
        self.file = file
        self._found: list[tuple[int, str]] = []

    def note(self, line: int, sentence: str) -> None:
        self._found.append((line, sentence))

    def __bool__(self) -> bool:
        return bool(self._found)

    def __str__(self) -> str:
        """A line for each, in the order of the file."""
        said = [f"{self.file.name}, line {line}: {sentence}" for line, sentence in sorted(self._found)]
        more = [f"And {len(said) - MOST:,} more."] if len(said) > MOST else []
        return "\n  ".join(["", *said[:MOST], *more])


def text_of(file: Path) -> str:
    """What a file says. Raises ValueError with a line as those above when it cannot be read, or is no UTF-8."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise ValueError(f"\n  {file}: {error.strerror}.") from None
    try:
        return raw.decode("utf-8-sig")  # some editors begin a file with a mark
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(f"\n  {file.name}, line {line}: this is no UTF-8. Save the file as UTF-8.") from None
