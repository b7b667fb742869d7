"""SNMP traps and informs: received by UDP, believed by community or user, kept as series.

Only devices of the inventory are heard, by the address that a datagram comes from; each has a rate.
What is more is counted and dropped, so that a device gone mad costs the others nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge

from collector.intake.books import BookWorker
from collector.intake.datagrams import Rates, listening_socket, plain_address
from collector.intake.trap_book import Names, TrapBook
from collector.intake.trap_reading import NotTaken, Trap, TrapReader
from collector.probes.outcome import Samples
from collector.sink import SampleSink
from collector.snmp.ber import Malformed
from collector.snmp.sockets import LARGEST_DATAGRAM
from collector.snmp.v3 import EngineTime
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import MINUTE, Instant, instant_from_rfc3339
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.registry import Inventory, canonical_address

log = get_log("collector")

PER_SECOND = 20.0
_BURST = 64  # datagrams read before other tasks have their turn
_ENGINE_FILE = "snmp-engine.json"
# RFC 3411: the first bit says that the rest is in the new form, 5 that octets follow.
_ENGINE_PREFIX = b"\x80\x00\x00\x00\x05"
_LARGEST_COUNT = 0x7FFFFFFF
_COUNTED_SINCE = instant_from_rfc3339("2020-01-01T00:00:00Z")


class TrapMetrics:
    """What the daemon tells about traps."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.received = Counter(
            "watchkeeper_traps_received_total",
            "Datagrams at the trap port, by result (taken, refused, unreadable, unknown_source,"
            " over_rate).",
            ["result"],
            registry=registry,
        )
        self.listening = Gauge(
            "watchkeeper_traps_listening", "1 where traps are listened for.", registry=registry
        )


class Traps:
    """Keeps what devices say; ``take`` is one datagram, and returns what to send back."""

    def __init__(
        self,
        reader: TrapReader,
        names: Names,
        inventory: Callable[[], Inventory],
        clock: Clock,
        metrics: TrapMetrics,
        *,
        per_second: float = PER_SECOND,
    ) -> None:
        self._reader = reader
        self._names = names
        self._inventory = inventory
        self._clock = clock
        self._metrics = metrics
        self._rates = Rates(per_second)
        self.books: dict[str, TrapBook] = {}

    def take(self, data: bytes, source: str) -> bytes:
        """Note the trap in a datagram; return the answer to it, or nothing."""
        target = self._inventory().find(source)
        if target is None or canonical_address(target.address) != source:
            return self._count("unknown_source")
        book = self.books.setdefault(target.name, TrapBook())
        if not self._rates.allows(source, self._clock.monotonic()):
            book.dropped += 1
            return self._count("over_rate")
        try:
            trap = self._reader.read(data)
        except NotTaken as error:
            return self._count("refused", error.reply)
        except (Malformed, InvalidInput):
            return self._count("unreadable")
        self._note(book, trap)
        return self._count("taken", trap.reply)

    def _note(self, book: TrapBook, trap: Trap) -> None:
        book.note(self._names.name_of(trap), self._names.message_of(trap), self._clock.now())

    def _count(self, result: str, reply: bytes = b"") -> bytes:
        self._metrics.received.labels(result).inc()
        return reply


class TrapListener:
    """The socket: reads in bursts, answers informs."""

    def __init__(self, traps: Traps, metrics: TrapMetrics, host: str, port: int) -> None:
        self._traps = traps
        self._metrics = metrics
        self._address = (host, port)

    async def run(self) -> None:
        """Listen until cancelled; a port that may not be opened is one line in the log."""
        try:
            udp = listening_socket(*self._address)
        except OSError as error:
            log.error(
                "traps are not listened for; ports below 1024 need CAP_NET_BIND_SERVICE",
                address=self._address,
                reason=error,
            )
            return
        loop = asyncio.get_running_loop()
        loop.add_reader(udp, self._receive, udp)
        self._metrics.listening.set(1)
        log.info("listening for traps", address=udp.getsockname())
        try:
            await asyncio.Event().wait()
        finally:
            self._metrics.listening.set(0)
            loop.remove_reader(udp)
            udp.close()

    def _receive(self, udp: socket.socket) -> None:
        for _ in range(_BURST):
            try:
                data, sender = udp.recvfrom(LARGEST_DATAGRAM)
            except OSError:  # nothing more to read, or an error the kernel passes on
                return
            try:
                reply = self._traps.take(data, plain_address(sender[0]))
            except Exception as error:  # the edge: one datagram must not stop the others
                log.exception("trap broke", reason=error)
                continue
            if reply:
                with contextlib.suppress(OSError):
                    udp.sendto(reply, sender)


class TrapWorker(BookWorker[TrapBook]):
    """Writes the feed of each device that ever sent a trap."""

    name = "traps"

    def __init__(
        self, traps: Traps, inventory: Callable[[], Inventory], sink: SampleSink, clock: Clock
    ) -> None:
        super().__init__(traps.books, inventory, sink, clock)

    def _samples(self, target: str, book: TrapBook, _now: Instant) -> Samples:
        return book.samples(target)


class OwnEngine:
    """This server as an SNMP v3 engine: informs are sealed for it."""

    def __init__(self, engine: bytes, boots: int, monotonic: Callable[[], float]) -> None:
        self._engine = engine
        self._boots = boots
        self._monotonic = monotonic
        self._started = monotonic()

    def now(self) -> EngineTime:
        time = int(self._monotonic() - self._started)
        return EngineTime(self._engine, self._boots, min(time, _LARGEST_COUNT))


def begin_engine(folder: Path, clock: Clock) -> OwnEngine:
    """Count one more start of the engine whose name is kept in *folder*; made anew where it is lost.

    The count is at least the minutes since 2020, so that it never falls where a backup is restored:
    senders of informs would refuse an engine whose count fell (RFC 3414 3.2.7).
    """
    path = folder / _ENGINE_FILE
    try:
        kept = json.loads(path.read_text("utf-8"))
        engine, boots = bytes.fromhex(kept["engine"]), int(kept["boots"]) + 1
    except (OSError, ValueError, KeyError, TypeError):
        engine, boots = _ENGINE_PREFIX + secrets.token_bytes(12), 1
    boots = min(max(boots, (clock.now() - _COUNTED_SINCE) // MINUTE), _LARGEST_COUNT)
    written = path.with_suffix(".new")
    written.write_text(json.dumps({"engine": engine.hex(), "boots": boots}), "utf-8")
    written.replace(path)
    return OwnEngine(engine, boots, clock.monotonic)
