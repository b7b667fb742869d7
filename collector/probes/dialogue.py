"""A conversation over TCP, line by line, that may become TLS on its way; every answer is bounded."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from collector.probes.outcome import ProbeFailed

MAX_ANSWER_BYTES = 65_536
_CHUNK_BYTES = 65_536


@asynccontextmanager
async def dialogue(
    ip: str, port: int, context: ssl.SSLContext | None = None, server_name: str | None = None
) -> AsyncIterator[Dialogue]:
    """Connect, by TLS at once where *context* is given; hang up at the end.  Raises OSError."""
    name = server_name if context is not None else None
    reader, writer = await asyncio.open_connection(ip, port, ssl=context, server_hostname=name)
    open_dialogue = Dialogue(reader, writer)
    try:
        yield open_dialogue
    finally:
        writer.transport.abort()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await writer.wait_closed()


@dataclass(slots=True)
class Dialogue:
    """``heard`` is what arrived and was not taken yet."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    heard: bytes = b""
    is_over: bool = False
    most_bytes: int = MAX_ANSWER_BYTES

    @property
    def tls(self) -> ssl.SSLObject | None:
        found: ssl.SSLObject | None = self.writer.get_extra_info("ssl_object")
        return found

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def hear(self) -> bool:
        """Wait for more; False where the other side has hung up.  Raises ProbeFailed for too much."""
        if len(self.heard) >= self.most_bytes:
            raise ProbeFailed("the answer is longer than {most} bytes", most=self.most_bytes)
        chunk = await self.reader.read(_CHUNK_BYTES)
        self.heard += chunk
        self.is_over = self.is_over or not chunk
        return bool(chunk)

    async def line(self) -> bytes:
        """Return the next line without its end; what there is where the other side hangs up."""
        while b"\n" not in self.heard:
            if not await self.hear():
                break
        line, _, self.heard = self.heard.partition(b"\n")
        return line.removesuffix(b"\r")

    async def exactly(self, count: int) -> bytes:
        """Return that many bytes.  Raises ProbeFailed where the other side hangs up before."""
        while len(self.heard) < count:
            if not await self.hear():
                raise ProbeFailed("the other side hung up in the middle of an answer")
        data, self.heard = self.heard[:count], self.heard[count:]
        return data

    async def start_tls(self, context: ssl.SSLContext, server_name: str) -> None:
        """Turn to TLS.  Raises ssl.SSLError, and ProbeFailed for words that came before it.

        What is said in the clear after the other side agreed could be anybody's (CVE-2011-0411).
        """
        if self.heard:
            raise ProbeFailed("the other side goes on in the clear after it agreed to TLS")
        await self.writer.start_tls(context, server_hostname=server_name)
