"""The load: keep-alive connections, each sending its next request when the last is answered.

Bare asyncio protocols and requests made beforehand, so that the generator waits for the server and not the server for
it (over 20,000 a second against a server that answers at once).
"""

import asyncio
import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass

OK = (b"HTTP/1.1 200 ", b"HTTP/1.1 204 ")


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of requests took: seconds in all, seconds each, and seconds of the server's processor."""

    seconds: float
    each: list[float]
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.each) / self.seconds


class Connection(asyncio.Protocol):
    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport
        self._got = b""
        self._answered: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError("closed by the server"))

    def data_received(self, data: bytes) -> None:
        self._got = self._got + data if self._got else data
        if whole(self._got) and self._answered is not None:
            got, self._got = self._got, b""
            self._answered.set_result(got)

    async def ask(self, request: bytes) -> bytes:
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answered

    def close(self) -> None:
        self._transport.close()


def whole(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return False
    at = head.lower().find(b"content-length:")
    return at < 0 or len(body) >= int(head[at + 15 :].split(b"\r\n", 1)[0])


class Load:
    """Connections to one server."""

    def __init__(self, connections: Sequence[Connection]):
        self._connections = connections

    @classmethod
    async def on(cls, port: int, connections: int) -> "Load":
        loop = asyncio.get_running_loop()
        made = [await loop.create_connection(Connection, "127.0.0.1", port) for _ in range(connections)]
        return cls([connection for _, connection in made])

    async def round(self, requests: Sequence[bytes]) -> Round:
        """Send them all; an answer other than 200 ends the measurement."""
        waiting, each = iter(requests), list[float]()

        async def work(connection: Connection) -> None:
            for request in waiting:
                began = time.perf_counter()
                answer = await connection.ask(request)
                each.append(time.perf_counter() - began)
                if not answer.startswith(OK):
                    raise RuntimeError(f"the server answered {answer[:200]!r}")

        gc.disable()
        began = time.perf_counter()
        try:
            _ = await asyncio.gather(*(work(connection) for connection in self._connections))
            return Round(time.perf_counter() - began, each)
        finally:
            gc.enable()

    async def paced(self, requests: Sequence[bytes], per_second: float) -> Round:
        """Send each at its own moment, however slow the answers are; seconds each are counted from that moment."""
        free, each = asyncio.Queue[Connection](), list[float]()
        for connection in self._connections:
            free.put_nowait(connection)
        began = time.perf_counter()

        async def send(request: bytes, due: float) -> None:
            await asyncio.sleep(due - time.perf_counter())
            connection = await free.get()
            answer = await connection.ask(request)
            free.put_nowait(connection)
            each.append(time.perf_counter() - due)
            if not answer.startswith(OK):
                raise RuntimeError(f"the server answered {answer[:200]!r}")

        _ = await asyncio.gather(*(send(request, began + n / per_second) for n, request in enumerate(requests)))
        return Round(time.perf_counter() - began, each)

    async def ask(self, path: str) -> bytes:
        """One POST without a body to the server's own controls; the answer's body."""
        request = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Length: 0\r\n\r\n".encode()
        answer = await self._connections[0].ask(request)
        if not answer.startswith(OK):
            raise RuntimeError(f"the server answered {answer[:200]!r}")
        return answer.partition(b"\r\n\r\n")[2]

    def close(self) -> None:
        for connection in self._connections:
            connection.close()
