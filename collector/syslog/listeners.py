"""The sockets of syslog: UDP read in bursts, TCP and TLS with bounded connections and lines."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import Enum

from collector.intake.datagrams import listening_socket, plain_address
from collector.syslog.framing import Framer
from collector.syslog.intake import Syslog, SyslogMetrics
from collector.syslog.lines import MAX_BYTES
from watchkeeper.core.logs import get_log

log = get_log("collector.syslog")

MOST_CONNECTIONS = 512
MOST_OF_ADDRESS = 16
IDLE_SECONDS = 24 * 3600.0  # a host that has nothing to say is no reason to hang up
_HANDSHAKE_SECONDS = 10.0
_CLOSING_SECONDS = 2.0
_BURST = 64  # messages taken before other tasks have their turn
_READ_BYTES = 16 * 1024
_LARGEST_DATAGRAM = 65_535


class Transport(Enum):
    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Door:
    """Where one transport is listened for; ``tls`` is there for TLS alone."""

    transport: Transport
    host: str
    port: int
    tls: ssl.SSLContext | None = None


class SyslogListeners:
    """All doors of syslog; one that may not be opened is a line in the log, the others serve."""

    def __init__(self, syslog: Syslog, metrics: SyslogMetrics, doors: tuple[Door, ...]) -> None:
        self._syslog = syslog
        self._metrics = metrics
        self._doors = doors
        self._connected: Counter[str] = Counter()
        self._writers: set[asyncio.StreamWriter] = set()
        self.ports: dict[Transport, int] = {}

    async def run(self) -> None:
        """Listen until cancelled."""
        async with AsyncExitStack() as stack:
            for door in self._doors:
                try:
                    port = await stack.enter_async_context(self._open(door))
                except OSError as error:
                    log.error(
                        "syslog is not listened for; ports below 1024 need CAP_NET_BIND_SERVICE",
                        transport=door.transport.value,
                        address=f"{door.host}:{door.port}",
                        reason=error,
                    )
                    continue
                stack.enter_context(self._listening(door.transport))
                self.ports[door.transport] = port
                log.info("listening for syslog", transport=door.transport.value, port=port)
            await asyncio.Event().wait()

    def _open(self, door: Door) -> contextlib.AbstractAsyncContextManager[int]:
        return self._datagrams(door) if door.transport is Transport.UDP else self._streams(door)

    @contextlib.contextmanager
    def _listening(self, transport: Transport) -> Iterator[None]:
        gauge = self._metrics.listening.labels(transport.value)
        gauge.set(1)
        try:
            yield
        finally:
            gauge.set(0)

    @asynccontextmanager
    async def _datagrams(self, door: Door) -> AsyncIterator[int]:
        udp = listening_socket(door.host, door.port)
        loop = asyncio.get_running_loop()
        loop.add_reader(udp, self._receive, udp)
        try:
            yield udp.getsockname()[1]
        finally:
            loop.remove_reader(udp)
            udp.close()

    def _receive(self, udp: socket.socket) -> None:
        for _ in range(_BURST):
            try:
                data, sender = udp.recvfrom(_LARGEST_DATAGRAM)
            except OSError:  # nothing more to read, or an error the kernel passes on
                return
            self._take(data, plain_address(sender[0]), Transport.UDP)

    @asynccontextmanager
    async def _streams(self, door: Door) -> AsyncIterator[int]:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(reader, writer, door.transport)

        server = await asyncio.start_server(
            serve,
            door.host,
            door.port,
            limit=_READ_BYTES,
            ssl=door.tls,
            ssl_handshake_timeout=_HANDSHAKE_SECONDS if door.tls else None,
        )
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            for writer in tuple(self._writers):
                writer.transport.abort()
            await server.wait_closed()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, transport: Transport
    ) -> None:
        """Read one connection until its end; too many of an address are closed at once."""
        peer = writer.get_extra_info("peername")
        source = plain_address(peer[0]) if peer else ""
        self._writers.add(writer)
        try:
            if self._is_full(source):
                self._metrics.refused.inc()
                return
            with self._counted(source):
                await self._read(reader, source, transport)
        except (OSError, TimeoutError) as error:
            log.debug("connection of syslog ended", address=source, reason=error)
        finally:
            self._writers.discard(writer)
            await _closed(writer)

    async def _read(self, reader: asyncio.StreamReader, source: str, transport: Transport) -> None:
        framer = Framer()
        while True:
            async with asyncio.timeout(IDLE_SECONDS):
                data = await reader.read(_READ_BYTES)
            for number, message in enumerate(framer.feed(data), start=1):
                self._take(message, source, transport)
                if number % _BURST == 0:
                    await asyncio.sleep(0)  # 64 lines take some 3 ms
            self._metrics.cut.inc(framer.cut)
            framer.cut = 0
            if not data:
                break
        left = framer.end()
        if left:
            self._take(left, source, transport)

    def _is_full(self, source: str) -> bool:
        return (
            self._connected.total() >= MOST_CONNECTIONS
            or self._connected[source] >= MOST_OF_ADDRESS
        )

    @contextlib.contextmanager
    def _counted(self, source: str) -> Iterator[None]:
        self._connected[source] += 1
        self._metrics.connections.set(self._connected.total())
        try:
            yield
        finally:
            self._connected[source] -= 1
            if not self._connected[source]:
                del self._connected[source]
            self._metrics.connections.set(self._connected.total())

    def _take(self, data: bytes, source: str, transport: Transport) -> None:
        if len(data) > MAX_BYTES:
            self._metrics.cut.inc()
        try:
            self._syslog.take(data, source, transport.value)
        except Exception as error:  # the edge: one line must not stop the others
            log.exception("line of syslog broke", reason=error)


async def _closed(writer: asyncio.StreamWriter) -> None:
    """Hang up; who does not answer is cut off."""
    writer.close()
    try:
        async with asyncio.timeout(_CLOSING_SECONDS):
            await writer.wait_closed()
    except (OSError, TimeoutError):
        writer.transport.abort()
