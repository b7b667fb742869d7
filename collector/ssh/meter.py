"""How much a host may send: so much to sign in, so much more with each command.

A held connection is open while nobody asks anything; a host that talks without end would otherwise
cost CPU for as long as it likes.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from collector.ssh.route import MAX_OUTPUT_BYTES

MOST_BYTES = 3 * MAX_OUTPUT_BYTES
"""The output that is taken, what may be on its way beside it, and what SSH itself says."""
SIGN_IN_BYTES = 256 * 1024
_MOST_SAVED_BYTES = 100 * MOST_BYTES


@dataclass(slots=True)
class Meter:
    """``is_over`` once more came than was allowed."""

    left_bytes: int = SIGN_IN_BYTES
    is_over: bool = False

    def begin(self) -> None:
        """Allow what one command may bring."""
        self.left_bytes = MOST_BYTES

    def begin_beyond(self) -> None:
        """Allow as much again: of a jump host, for a command on a host behind it."""
        self.left_bytes = min(self.left_bytes + MOST_BYTES, _MOST_SAVED_BYTES)

    def take(self, size: int) -> bool:
        """Count what came; False where it is too much."""
        self.left_bytes -= size
        self.is_over = self.is_over or self.left_bytes < 0
        return not self.is_over


class MeteredWay:
    """Connects by TCP as asyncssh does, in the place of a jump host's connection."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter

    async def create_connection(self, factory: Any, host: str, port: int) -> tuple[None, Any]:
        loop = asyncio.get_running_loop()
        _, metered = await loop.create_connection(
            lambda: _Metered(factory(), self._meter), host, port
        )
        return None, metered.inner


class _Metered(asyncio.Protocol):
    """Hands everything on to *inner* until it was too much."""

    def __init__(self, inner: Any, meter: Meter) -> None:
        self.inner = inner
        self._meter = meter
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.inner.connection_made(GatheredWrites(transport))

    def data_received(self, data: bytes) -> None:
        if self._meter.take(len(data)):
            self.inner.data_received(data)
        elif self._transport is not None:
            self._transport.abort()

    def eof_received(self) -> bool | None:
        return bool(self.inner.eof_received())

    def connection_lost(self, exc: Exception | None) -> None:
        self.inner.connection_lost(exc)

    def pause_writing(self) -> None:
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        self.inner.resume_writing()


class GatheredWrites:
    """A transport that sends in one call what is written in one turn of the loop.

    asyncssh writes each packet by itself and, whatever the cipher, an empty one before it.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._waiting: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._send)
        self._waiting.append(data)

    def close(self) -> None:
        """Close once what was written is sent, as every transport does."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self._transport.is_closing():
            self._transport.write(b"".join(waiting))


class MeteredSocket:
    """A socket, or a channel through a jump host, as paramiko uses it."""

    def __init__(self, wire: Any, meter: Meter) -> None:
        self._wire = wire
        self._meter = meter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wire, name)

    def recv(self, size: int) -> bytes:
        data: bytes = self._wire.recv(size)
        if self._meter.take(len(data)):
            return data
        self._wire.close()
        return b""
