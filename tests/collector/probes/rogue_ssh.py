"""An SSH server that signs anybody in and then means no good: a real one of asyncssh's, and raw ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import asyncssh

Behave = Callable[["asyncssh.SSHServerProcess[bytes]"], Awaitable[None]]


@dataclass
class Rogue:
    """``open_connections`` counts those that the client has not let go of."""

    port: int
    fingerprint: str
    open_connections: int = 0
    connections: list[asyncssh.SSHServerConnection] = field(default_factory=list)


class _Anybody(asyncssh.SSHServer):
    def __init__(self, rogue: Rogue) -> None:
        self._rogue = rogue

    def connection_made(self, connection: asyncssh.SSHServerConnection) -> None:
        self._rogue.open_connections += 1
        self._rogue.connections.append(connection)

    def connection_lost(self, _: Exception | None) -> None:
        self._rogue.open_connections -= 1

    def begin_auth(self, _: str) -> bool:
        return False


@asynccontextmanager
async def rogue_ssh(behave: Behave, compression: str = "none") -> AsyncIterator[Rogue]:
    """Serve SSH on loopback; each command is answered by *behave*."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    rogue = Rogue(0, key.get_fingerprint())

    async def handle(process: asyncssh.SSHServerProcess[bytes]) -> None:
        with suppress(OSError, asyncssh.Error):
            await behave(process)
            process.exit(0)

    server = await asyncssh.create_server(
        lambda: _Anybody(rogue),
        "127.0.0.1",
        0,
        server_host_keys=[key],
        process_factory=handle,
        encoding=None,
        compression_algs=[compression],
    )
    rogue.port = server.get_port()
    try:
        yield rogue
    finally:
        server.close()
        for connection in rogue.connections:
            connection.abort()
            await connection.wait_closed()
        await server.wait_closed()


@asynccontextmanager
async def raw_server(
    talk: Callable[[asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[Rogue]:
    """Serve bytes that never become SSH."""
    rogue = Rogue(0, "SHA256:none")

    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        rogue.open_connections += 1
        try:
            with suppress(OSError):
                await talk(writer)
        finally:
            rogue.open_connections -= 1
            writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    rogue.port = server.sockets[0].getsockname()[1]
    try:
        yield rogue
    finally:
        server.close()
        await server.wait_closed()
