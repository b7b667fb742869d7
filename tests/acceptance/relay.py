"""A wire between an agent and a server that a test can cut: within a request, or altogether."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Self

from tests.acceptance.harness import free_port

_CHUNK = 65_536


@dataclass
class Relay:
    """Passes connections on to a port of this machine."""

    to_port: int
    port: int = field(default_factory=free_port)
    cuts: int = 0
    passed: int = 0  # bytes towards the server
    _cut_after: int | None = None
    _cut_at: int | None = None  # of ``passed``
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut_within_the_next_request(self, after: int) -> None:
        """Let *after* bytes of it through, then reset the connection on both sides."""
        self._cut_after = after

    def cut_once_passed(self, more: int) -> None:
        """Reset the connection on both sides when so many bytes more have gone to the server."""
        self._cut_at = self.passed + more

    async def up(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def down(self) -> None:
        """Refuse connections, and end those there are."""
        if self._server is not None:
            self._server.close()
            for writer in list(self._open):
                writer.transport.abort()
            await self._server.wait_closed()
            self._server = None

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.down()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, to_server = await asyncio.open_connection("127.0.0.1", self.to_port)
        except OSError:
            writer.transport.abort()
            return
        pair = (writer, to_server)
        self._open.update(pair)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._upwards(reader, to_server, pair))
                both.create_task(_pass(there, writer))
        finally:
            for end in pair:
                self._open.discard(end)
                end.close()

    async def _upwards(
        self,
        reader: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
        pair: tuple[asyncio.StreamWriter, ...],
    ) -> None:
        while data := await _read(reader):
            if self._cut_at is not None and self.passed + len(data) >= self._cut_at:
                self._cut_after, self._cut_at = self._cut_at - self.passed, None
            if self._cut_after is not None:
                data, self._cut_after = data[: self._cut_after], None
                self.cuts += 1
                to_server.write(data)
                await to_server.drain()
                for end in pair:
                    end.transport.abort()
                return
            self.passed += len(data)
            to_server.write(data)
        to_server.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await _read(reader):
        writer.write(data)
    writer.close()


async def _read(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read(_CHUNK)
    except OSError:
        return b""
