"""What asyncssh writes packet by packet goes out in one call a turn of the loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from collector.ssh.meter import GatheredWrites
from tests.eventually import eventually


class _Counted(asyncio.Transport):
    """Counts the calls to a real transport."""

    def __init__(self, inner: asyncio.Transport) -> None:
        self.inner = inner
        self.calls: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.calls.append(bytes(data))
        self.inner.write(data)

    def is_closing(self) -> bool:
        return self.inner.is_closing()

    def close(self) -> None:
        self.inner.close()

    def abort(self) -> None:
        self.inner.abort()


@asynccontextmanager
async def gathering() -> AsyncIterator[tuple[GatheredWrites, _Counted, socket.socket]]:
    """Yield what gathers, what counts its calls, and the far end of the wire."""
    near, far = socket.socketpair()
    near.setblocking(False)
    far.settimeout(10)
    with far:
        wire, _ = await asyncio.get_running_loop().create_connection(asyncio.Protocol, sock=near)
        counted = _Counted(wire)
        yield GatheredWrites(counted), counted, far


async def test_one_turn_is_one_call_and_a_close_loses_nothing() -> None:
    """All bytes arrive in their order, those written just before the end among them."""
    async with gathering() as (gathered, counted, far):
        for part in (b"a", b"b", b"c"):
            gathered.write(part)
        await eventually(lambda: counted.calls == [b"abc"])
        gathered.write(b"d")
        gathered.write(b"e")
        gathered.close()
        assert counted.calls == [b"abc", b"de"]
        received = b""
        while part := await asyncio.to_thread(far.recv, 100):
            received += part
        assert received == b"abcde"


async def test_what_waits_when_it_is_given_up_is_not_sent() -> None:
    """A connection that is aborted writes nothing more."""
    async with gathering() as (gathered, counted, far):
        gathered.write(b"a")
        gathered.abort()
        assert await asyncio.to_thread(far.recv, 100) == b""
        assert counted.calls == []
