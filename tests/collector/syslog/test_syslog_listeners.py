"""Syslog by UDP, TCP and TLS: sent by util-linux's logger and OpenSSL to real sockets."""

from __future__ import annotations

import asyncio
import itertools
import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry

from collector.syslog import listeners as listeners_module
from collector.syslog.book import LineBook
from collector.syslog.intake import (
    MOST_STRANGERS,
    Bounds,
    Network,
    Syslog,
    SyslogMetrics,
    SyslogWorker,
)
from collector.syslog.listeners import Door, SyslogListeners, Transport
from collector.syslog.patterns import LinePatterns, shipped_patterns
from tests.collector.kept_samples import KeptSamples, value
from tests.components import program
from tests.eventually import eventually
from tests.fakes.programs import free_port
from watchkeeper.core.instants import DAY, MINUTE, Instant
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import EMPTY, Inventory, inventory_of
from watchkeeper.server.certificates import make_certificates
from watchkeeper.server.clock import ManualClock, SystemClock

HOST = inventory_of([Target("web-1", "127.0.0.1")], [])
MANY = Bounds(per_second=10_000, in_all_per_second=10_000)


@dataclass
class Listening:
    syslog: Syslog
    listeners: SyslogListeners
    registry: CollectorRegistry
    current: list[Inventory]

    def count(self, transport: str, result: str) -> float:
        labels = {"transport": transport, "result": result}
        found = self.registry.get_sample_value("watchkeeper_syslog_lines_total", labels)
        return found or 0.0

    async def heard(self, count: int, transport: str = "udp", result: str = "taken") -> None:
        await eventually(lambda: self.count(transport, result) >= count)

    def port(self, transport: Transport) -> int:
        return self.listeners.ports[transport]

    def texts(self, target: str = "web-1") -> list[str]:
        return [line.text for line in self.syslog.books.get(target, LineBook()).lines]


@asynccontextmanager
async def listening(
    *transports: Transport,
    inventory: Inventory = HOST,
    bounds: Bounds = MANY,
    relays: Sequence[Network] = (),
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[Listening]:
    registry, current = CollectorRegistry(), [inventory]
    metrics = SyslogMetrics(registry)
    patterns = LinePatterns(shipped_patterns())
    syslog = Syslog(
        patterns, lambda: current[0], SystemClock(), metrics, bounds=bounds, relays=relays
    )
    doors = tuple(
        Door(one, "127.0.0.1", free_port(), tls if one is Transport.TLS else None)
        for one in transports
    )
    found = SyslogListeners(syslog, metrics, doors)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(found.run())
        await eventually(lambda: len(found.ports) == len(transports))
        yield Listening(syslog, found, registry, current)
        task.cancel()


async def run(*words: str, stdin: bytes = b"") -> None:
    process = await asyncio.create_subprocess_exec(
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(30):
        _, complaint = await process.communicate(stdin)
    assert process.returncode == 0, complaint.decode()


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP], ids=["UDP", "TCP"])
@pytest.mark.parametrize(
    "words",
    [("--rfc3164",), ("--rfc5424",), ("--rfc5424", "--octet-count")],
    ids=["RFC 3164", "RFC 5424", "counted"],
)
async def test_logger_is_understood(transport: Transport, words: tuple[str, ...]) -> None:
    """util-linux's logger, by both transports, in each form: text, program and severity arrive."""
    if transport is Transport.UDP and "--octet-count" in words:
        words = ("--rfc5424", "--sd-id", "x@1", "--sd-param", 'a="b"')
    async with listening(transport) as port:
        by = "--udp" if transport is Transport.UDP else "--tcp"
        await run(
            program("logger"), by, "--server", "127.0.0.1", "--port", str(port.port(transport)),
            *words, "--priority", "daemon.err", "--tag", "shop", "数据库 is gone",
        )  # fmt: skip
        await port.heard(1, transport.value)
        book = port.syslog.books["web-1"]
    assert [line.severity for line in book.lines] == ["err"]
    assert book.lines[0].text.endswith("shop: 数据库 is gone")
    assert book.by_severity == {"err": 1}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    make_certificates(folder, ["127.0.0.1", "localhost"], SystemClock().now())
    return folder


async def test_openssl_is_understood(certificates: Path) -> None:
    """Lines by TLS, sent by OpenSSL's client that checks our certificate."""
    async with listening(Transport.TLS, tls=server_side(certificates)) as port:
        lines = b"<11>shop[1]: first\n" + b"21 <11>shop[1]: counted!"
        await run(
            program("openssl"), "s_client", "-quiet", "-no_ign_eof", "-verify_return_error", "-CAfile", str(certificates / "ca.pem"),
            "-connect", f"127.0.0.1:{port.port(Transport.TLS)}", stdin=lines,
        )  # fmt: skip
        await port.heard(2, "tls")
        assert port.texts() == ["shop[1]: first", "shop[1]: counted!"]


async def test_who_shows_no_certificate_is_not_heard_where_one_is_asked_for(
    certificates: Path,
) -> None:
    """With a CA for clients the handshake fails without a certificate of it."""
    context = server_side(certificates)
    context.load_verify_locations(cafile=str(certificates / "ca.pem"))
    context.verify_mode = ssl.CERT_REQUIRED
    async with listening(Transport.TLS, tls=context) as port:
        client = ssl.create_default_context(cafile=str(certificates / "ca.pem"))
        with pytest.raises((ssl.SSLError, ConnectionError)):
            await _said_by_tls(client, port.port(Transport.TLS))
        assert port.count("tls", "taken") == 0


async def _said_by_tls(client: ssl.SSLContext, port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client)
    try:
        writer.write(b"<11>x\n")
        await writer.drain()
        async with asyncio.timeout(10):
            if not await reader.read(1):  # TLS 1.3 tells the refusal after the handshake
                raise ConnectionResetError
    finally:
        writer.close()


def server_side(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context


async def test_only_targets_are_heard() -> None:
    """Lines from an address that no target has are counted, and the address is remembered."""
    async with listening(Transport.UDP, inventory=EMPTY) as port:
        send(port, b"<11>who am I")
        await port.heard(1, result="unknown_source")
        assert port.syslog.books == {}
        (stranger,) = port.syslog.strangers
        assert (stranger.address, stranger.line) == ("127.0.0.1", "who am I")
        port.current[0] = HOST
        assert port.syslog.strangers == ()


async def test_a_host_gone_mad_is_held_to_its_rate() -> None:
    """Five seconds' worth is taken at once, what is more is dropped and told of."""
    async with listening(Transport.UDP, bounds=Bounds(per_second=0.4)) as port:
        for _ in range(6):
            send(port, b"<11>x")
        await port.heard(4, result="over_rate")
        assert port.count("udp", "taken") == 2
        assert port.syslog.books["web-1"].dropped == 4


def test_all_together_are_held_to_a_rate() -> None:
    """Many hosts gone mad at once cost no more than is set for all."""
    inventory = inventory_of([Target(f"h-{n}", f"10.0.0.{n}") for n in range(50)], [])
    registry = CollectorRegistry()
    syslog = Syslog(
        LinePatterns(), lambda: inventory, ManualClock(Instant(1)), SyslogMetrics(registry),
        bounds=Bounds(per_second=10, in_all_per_second=2),
    )  # fmt: skip
    for number in range(50):
        syslog.take(b"<11>x", f"10.0.0.{number}", "udp")
    labels = {"transport": "udp", "result": "taken"}
    assert registry.get_sample_value("watchkeeper_syslog_lines_total", labels) == 10


@pytest.mark.parametrize(
    ("line", "target"),
    [
        (b"<11>Jan  1 00:00:00 db-1 t: x", "db-1"),
        (b"<11>Jan  1 00:00:00 db-1.shop.example t: x", "db-1"),
        (b"<11>Jan  1 00:00:00 10.0.0.7 t: x", "db-1"),
        (b"<11>Jan  1 00:00:00 nobody t: x", "web-1"),
        (b"<11>no host", "web-1"),
    ],
    ids=["by name", "by the first part of it", "by address", "a host nobody knows", "none named"],
)
async def test_a_relay_speaks_for_others(line: bytes, target: str) -> None:
    """From a relay the host in the line says whose it is; what nobody knows stays with the relay."""
    inventory = inventory_of([Target("web-1", "127.0.0.1"), Target("db-1", "10.0.0.7")], [])
    relays = (ip_network("127.0.0.0/8"),)
    async with listening(Transport.UDP, inventory=inventory, relays=relays) as port:
        send(port, line)
        await port.heard(1)
        assert list(port.syslog.books) == [target]


async def test_nobody_else_may_speak_for_another() -> None:
    """Whatever a host writes as its name, its lines are its own."""
    inventory = inventory_of([Target("web-1", "127.0.0.1"), Target("db-1", "10.0.0.7")], [])
    async with listening(Transport.UDP, inventory=inventory) as port:
        send(port, b"<11>Jan  1 00:00:00 db-1 t: x")
        await port.heard(1)
        assert list(port.syslog.books) == ["web-1"]


async def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """One address may not take all connections; what it has too many of is closed at once."""
    monkeypatch.setattr(listeners_module, "MOST_OF_ADDRESS", 2)
    async with listening(Transport.TCP) as port:
        opened = [
            await asyncio.open_connection("127.0.0.1", port.port(Transport.TCP)) for _ in range(3)
        ]
        refused = "watchkeeper_syslog_connections_refused_total"
        await eventually(lambda: port.registry.get_sample_value(refused) == 1)
        assert port.registry.get_sample_value("watchkeeper_syslog_connections") == 2
        for _, writer in opened:
            writer.close()
        await eventually(
            lambda: port.registry.get_sample_value("watchkeeper_syslog_connections") == 0
        )


async def test_who_says_nothing_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that is idle too long is closed."""
    monkeypatch.setattr(listeners_module, "IDLE_SECONDS", 0.05)
    async with listening(Transport.TCP) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port.port(Transport.TCP))
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        writer.close()


async def test_a_line_without_its_end_is_heard_when_the_sender_hangs_up() -> None:
    """The last line counts, too; one that is longer than is kept is cut and counted."""
    async with listening(Transport.TCP) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port.port(Transport.TCP))
        writer.write(b"<11>" + b"x" * 100_000 + b"\n<11>last words")
        writer.close()
        await writer.wait_closed()
        await port.heard(2, "tcp")
        assert port.texts()[-1] == "last words"
        assert port.registry.get_sample_value("watchkeeper_syslog_lines_cut_total") == 1


async def test_a_flood_of_short_lines_leaves_the_loop_its_turn() -> None:
    """While one connection pours thousands of lines in, other tasks run every 64 of them."""
    async with listening(Transport.TCP) as port:
        taken: list[float] = []
        _, writer = await asyncio.open_connection("127.0.0.1", port.port(Transport.TCP))
        writer.write(b"<11>x\n" * 5_000)
        while not taken or taken[-1] < 5_000:
            await asyncio.sleep(0)
            taken.append(port.count("tcp", "taken"))
        writer.close()
        await writer.wait_closed()
    assert max(after - before for before, after in itertools.pairwise([0.0, *taken])) <= 130


async def test_a_port_that_is_taken_stops_no_other_door() -> None:
    """What cannot be opened is one line in the log; the other transport listens."""
    registry = CollectorRegistry()
    metrics = SyslogMetrics(registry)
    syslog = Syslog(LinePatterns(), lambda: HOST, SystemClock(), metrics, bounds=MANY)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        doors = (
            Door(Transport.TCP, "127.0.0.1", taken.getsockname()[1]),
            Door(Transport.UDP, "127.0.0.1", free_port()),
        )
        async with asyncio.TaskGroup() as group:
            found = SyslogListeners(syslog, metrics, doors)
            task = group.create_task(found.run())
            await eventually(lambda: Transport.UDP in found.ports)
            assert Transport.TCP not in found.ports
            task.cancel()


async def test_the_feed_follows_the_inventory() -> None:
    """Each host has a feed with its series; it ends when the target goes."""
    clock, kept, current = ManualClock(Instant(DAY)), KeptSamples(), [HOST]
    syslog = Syslog(
        LinePatterns(shipped_patterns()), lambda: current[0], clock,
        SyslogMetrics(CollectorRegistry()), bounds=MANY,
    )  # fmt: skip
    worker = SyslogWorker(syslog, lambda: current[0], kept, clock)
    syslog.take(b"<2>kernel: Out of memory: Killed process 1 (java)", "127.0.0.1", "udp")
    await worker.run_due()
    samples = kept.ticks[-1].samples
    assert kept.ticks[-1].feed == "syslog:web-1"
    assert value(samples, "syslog_event", pattern="out-of-memory", process="java") == 2
    current[0] = EMPTY
    await worker.run_due()
    assert kept.ended == ["syslog:web-1"]
    assert syslog.books == {}


async def test_events_go_on_after_a_restart() -> None:
    """What lasted when the server stopped lasts until it has held; what held meanwhile ends."""
    clock, kept = ManualClock(Instant(DAY)), KeptSamples()

    def started() -> tuple[Syslog, SyslogWorker]:
        syslog = Syslog(
            LinePatterns(shipped_patterns()), lambda: HOST, clock,
            SyslogMetrics(CollectorRegistry()), bounds=MANY,
        )  # fmt: skip
        return syslog, SyslogWorker(syslog, lambda: HOST, kept, clock)

    syslog, worker = started()
    syslog.take(b"<2>kernel: Out of memory: Killed process 1 (java)", "127.0.0.1", "udp")
    await worker.run_due()
    before = dict(kept.ticks[-1].samples)
    await clock.advance(Instant(DAY + 5 * MINUTE))
    syslog, worker = started()
    syslog.restore(before.items())
    await worker.run_due()
    assert value(kept.ticks[-1].samples, "syslog_event", process="java") == 2
    await clock.advance(Instant(DAY + 15 * MINUTE))
    await worker.run_due()
    assert value(kept.ticks[-1].samples, "syslog_event", process="java") is None


@given(st.binary(max_size=300), st.sampled_from(["127.0.0.1", "192.0.2.1", "", "x"]))
def test_any_message_is_taken_or_counted(data: bytes, source: str) -> None:
    """Whatever arrives, nothing is raised and every message is counted once."""
    registry = CollectorRegistry()
    syslog = Syslog(
        LinePatterns(shipped_patterns()), lambda: HOST, ManualClock(Instant(DAY)),
        SyslogMetrics(registry), bounds=MANY, relays=(ip_network("192.0.2.0/24"),),
    )  # fmt: skip
    syslog.take(data, source, "udp")
    counted = [
        sample.value
        for metric in registry.collect()
        for sample in metric.samples
        if sample.name == "watchkeeper_syslog_lines_total"
    ]
    assert sum(counted) == 1


def test_strangers_are_bounded() -> None:
    """The newest addresses are remembered, the oldest forgotten."""
    syslog = Syslog(
        LinePatterns(), lambda: EMPTY, ManualClock(Instant(1)), SyslogMetrics(CollectorRegistry()),
        bounds=MANY,
    )  # fmt: skip
    for number in range(MOST_STRANGERS + 50):
        syslog.take(b"<11>x", f"10.0.{number // 250}.{number % 250}", "udp")
    assert len(syslog.strangers) == MOST_STRANGERS
    assert syslog.strangers[0].address == "10.0.0.50"


def send(port: Listening, data: bytes) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.sendto(data, ("127.0.0.1", port.port(Transport.UDP)))
