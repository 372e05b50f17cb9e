"""Lines as they are typed or piped, read without holding up the loop.

Not through a thread: one that waits in read() cannot be ended, and would keep Ctrl+C waiting for Enter.
Not through asyncio's pipe transport: it makes standard input non-blocking, and with it the terminal we print on.
"""

import asyncio
import os
from collections.abc import AsyncGenerator

MOST = 65536  # bytes a read


async def lines(file: int) -> AsyncGenerator[str, None]:
    """Each line without its end; a last line without one counts too."""
    pending = b""
    while chunk := await _chunk(file):
        *whole, pending = (pending + chunk).split(b"\n")
        for line in whole:
            yield _words(line)
    if pending:
        yield _words(pending)


async def _chunk(file: int) -> bytes:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    try:
        loop.add_reader(file, ready.set)
    except PermissionError:  # a plain file: always ready, and no selector takes it
        return os.read(file, MOST)
    try:
        _ = await ready.wait()
    finally:
        _ = loop.remove_reader(file)
    return os.read(file, MOST)


def _words(line: bytes) -> str:
    return line.decode(errors="replace").rstrip("\r")
