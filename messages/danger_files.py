"""Which version of the danger screen reads here: one name for everything that it has read, its rules and whatever it was
taught. It is kept with every finding, so that a report can tell what was found by what."""

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def version(language: str) -> str:
    """Eight hexadecimal digits that differ whenever a file differs that the screen reads in this language."""
    return digest(HERE / language)


def digest(folder: Path) -> str:
    """Of every file in it whose name, or whose folder's, begins with "danger"."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and is_read(file.relative_to(folder)))
    read = hashlib.blake2b(digest_size=4)
    for file in files:
        name = file.relative_to(folder).as_posix().encode()
        content = hashlib.blake2b(file.read_bytes()).digest()
        read.update(name + b"\0" + content)
    return read.hexdigest()


def is_read(file: Path) -> bool:
    return file.parts[0].startswith("danger")
