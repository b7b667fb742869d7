"""Traps and informs, sent by net-snmp's snmptrap to a real socket; and bytes of all kinds."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry

from collector.intake.trap_book import MOST_NAMES, OTHER, Names, TrapBook
from collector.intake.trap_reading import TrapReader
from collector.intake.traps import (
    OwnEngine,
    TrapListener,
    TrapMetrics,
    Traps,
    TrapWorker,
    begin_engine,
)
from collector.probes.outcome import Samples
from collector.snmp.profiles import shipped_profiles
from tests.collector.snmp.simulation import free_udp_port
from tests.components import program
from tests.eventually import eventually
from watchkeeper.core.instants import HOUR, Duration, Instant, instant_from_rfc3339, later
from watchkeeper.core.labels import Labels, label
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import EMPTY, Inventory, inventory_of
from watchkeeper.inventory.secrets import Credential, SnmpAuthentication, SnmpPrivacy
from watchkeeper.server.clock import ManualClock, SystemClock

AUTH_PASSWORD, PRIVACY_PASSWORD = "auth-pass-phrase", "priv-pass-phrase"
SENDER_ENGINE = "0x8000000001020304"
CREDENTIALS = (
    Credential(community="traps"),
    Credential(
        user="sealed",
        auth=SnmpAuthentication.SHA256,
        auth_password=AUTH_PASSWORD,
        privacy=SnmpPrivacy.AES128,
        privacy_password=PRIVACY_PASSWORD,
    ),
)
V3 = (
    "-v3",
    "-l",
    "authPriv",
    "-u",
    "sealed",
    "-a",
    "SHA-256",
    "-A",
    AUTH_PASSWORD,
    "-x",
    "AES",
    "-X",
    PRIVACY_PASSWORD,
)

# Four informs of v3 at one moment were seen to go unanswered; why is not known yet.
pytestmark = pytest.mark.xdist_group("traps")

LINK_DOWN = ("", "1.3.6.1.6.3.1.1.5.3", "1.3.6.1.2.1.2.2.1.7.3", "i", "2")
NAMES = Names(shipped_profiles().trap_names(), shipped_profiles().object_names())
SWITCH = inventory_of([Target("sw-1", "127.0.0.1")], [])


@dataclass
class KeptTicks:
    """A sink that keeps the last tick of each feed."""

    ticks: dict[str, Samples] = field(default_factory=dict)

    async def write(self, feed: str, *, interval: Duration, at: Instant, samples: Samples) -> None:
        assert interval > 0
        assert at > 0
        self.ticks[feed] = samples

    async def end_feed(self, feed: str, /) -> None:
        del self.ticks[feed]


@dataclass
class Listening:
    traps: Traps
    port: int
    registry: CollectorRegistry
    current: list[Inventory]
    to: str

    def count(self, result: str) -> float:
        labels = {"result": result}
        return self.registry.get_sample_value("watchkeeper_traps_received_total", labels) or 0.0

    async def send(self, *words: str, patience: int = 15) -> int:
        """Run snmptrap; an inform that is not answered within seconds gives another code than 0."""
        command = [program("snmptrap"), "-t", str(patience), "-r", "0", *words]
        process = await asyncio.create_subprocess_exec(
            *command, env={"MIBS": "", "SNMP_PERSISTENT_DIR": "/nonexistent"}, stderr=-3
        )
        async with asyncio.timeout(20):
            return await process.wait()

    async def heard(self, result: str, count: int = 1) -> None:
        await eventually(lambda: self.count(result) >= count)


@asynccontextmanager
async def listening(
    folder: Path,
    inventory: Inventory = SWITCH,
    per_second: float = 20.0,
    *,
    host: str = "127.0.0.1",
    to: str = "127.0.0.1:{port}",
) -> AsyncIterator[Listening]:
    clock, registry = SystemClock(), CollectorRegistry()
    metrics = TrapMetrics(registry)
    engine = begin_engine(folder, clock)
    reader = TrapReader(CREDENTIALS, engine.now, clock.monotonic)
    current = [inventory]
    traps = Traps(reader, NAMES, lambda: current[0], clock, metrics, per_second=per_second)
    port = free_udp_port()
    listener = TrapListener(traps, metrics, host, port)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(listener.run())
        await eventually(lambda: bool(registry.get_sample_value("watchkeeper_traps_listening")))
        yield Listening(traps, port, registry, current, to.format(port=port))
        task.cancel()


def said(samples: Samples, name: str, **labels: str) -> list[tuple[Labels, float]]:
    return [
        (one, number)
        for one, number in samples.items()
        if label(one, "__name__") == name
        and all(label(one, key) == wanted for key, wanted in labels.items())
    ]


@pytest.mark.parametrize(
    ("words", "trap", "message"),
    [
        (
            ("-v1", "-c", "traps", "TO", "1.3.6.1.4.1.318", "10.0.0.9", "6", "5", "42"),
            "upsOnBattery",
            "1.3.6.1.6.3.18.1.3.0=10.0.0.9",
        ),
        (("-v1", "-c", "traps", "TO", "", "", "2", "0", ""), "linkDown", "1.3.6.1.6.3.18.1.3.0="),
        (("-v2c", "-c", "traps", "TO", *LINK_DOWN), "linkDown", "ifAdminStatus=2"),
        (("-v2c", "-Ci", "-c", "traps", "TO", *LINK_DOWN), "linkDown", "ifAdminStatus=2"),
        ((*V3, "-e", SENDER_ENGINE, "TO", *LINK_DOWN), "linkDown", "ifAdminStatus=2"),
        ((*V3, "-Ci", "TO", *LINK_DOWN), "linkDown", "ifAdminStatus=2"),
        (("-v2c", "-c", "traps", "TO", "", "1.3.6.1.4.1.99.0.7"), "1.3.6.1.4.1.99.0.7", "-"),
    ],
    ids=[
        "v1 of a maker", "v1 standard", "v2c", "v2c inform", "v3 trap", "v3 inform", "nameless",
    ],
)  # fmt: skip
async def test_a_trap_becomes_series(
    words: tuple[str, ...], trap: str, message: str, tmp_path: Path
) -> None:
    """Each kind is taken, an inform is answered, and its name and values stand in the series."""
    async with listening(tmp_path) as port:
        sent = await port.send(*(port.to if word == "TO" else word for word in words))
        await port.heard("taken")
        samples = port.traps.books["sw-1"].samples("sw-1")
    assert sent == 0
    assert [n for _, n in said(samples, "snmp_traps_total", trap=trap)] == [1.0]
    ((labels, _),) = said(
        samples, "snmp_trap_last_info", trap=trap, instance="sw-1", job="snmptrap"
    )
    assert label(labels, "message").startswith(message)
    assert said(samples, "snmp_trap_last_timestamp_seconds", trap=trap)[0][1] > 1e9


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as udp:
            udp.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not _has_ipv6(), reason="this kernel has no ::1")
@pytest.mark.parametrize(
    ("host", "to", "address"),
    [
        ("::1", "udp6:[::1]:{port}", "::1"),
        ("::1", "udp6:[::1]:{port}", "0:0:0:0:0:0:0:1"),
        ("::", "udp6:[::1]:{port}", "::1"),
        ("::", "127.0.0.1:{port}", "127.0.0.1"),
    ],
    ids=["IPv6", "written out in the inventory", "both kinds, IPv6", "both kinds, IPv4"],
)
@pytest.mark.parametrize(
    "words",
    [("-v2c", "-Ci", "-c", "traps", "TO"), (*V3, "-Ci", "TO"), ("-v1", "-c", "traps", "TO")],
    ids=["v2c inform", "v3 inform", "v1"],
)
async def test_a_trap_over_ipv6_becomes_series(
    words: tuple[str, ...], host: str, to: str, address: str, tmp_path: Path
) -> None:
    """It is told by its device's address, and an inform is answered on the way it came."""
    inventory = inventory_of([Target("sw-6", address)], [])
    trap = ("", "", "2", "0", "") if "-v1" in words else LINK_DOWN
    async with listening(tmp_path, inventory, host=host, to=to) as port:
        sent = await port.send(*(port.to if word == "TO" else word for word in words), *trap)
        await port.heard("taken")
        samples = port.traps.books["sw-6"].samples("sw-6")
    assert sent == 0
    assert [n for _, n in said(samples, "snmp_traps_total", trap="linkDown")] == [1.0]


@pytest.mark.parametrize(
    "words",
    [
        ("-v2c", "-Ci", "-c", "guess", "TO", *LINK_DOWN),
        ("-v3", "-Ci", "-l", "noAuthNoPriv", "-u", "sealed", "TO", *LINK_DOWN),
        ("-v3", "-Ci", "-l", "noAuthNoPriv", "-u", "stranger", "TO", *LINK_DOWN),
        ("-v3", "-Ci", "-l", "authNoPriv", "-u", "sealed", "-a", "SHA-256", "-A", "another-pass", "TO", *LINK_DOWN),
        ("-v3", "-l", "noAuthNoPriv", "-e", SENDER_ENGINE, "-u", "sealed", "TO", *LINK_DOWN),
    ],
    ids=["a community", "without the seal", "a stranger", "a password", "a v3 trap without the seal"],
)  # fmt: skip
async def test_who_may_not_speak_is_not_believed(words: tuple[str, ...], tmp_path: Path) -> None:
    """A wrong community, user, password, or less of a seal than the user has."""
    async with listening(tmp_path) as port:
        await port.send(*(port.to if word == "TO" else word for word in words), patience=1)
        await port.heard("refused")
        assert port.count("taken") == 0
        assert not port.traps.books["sw-1"].said


async def test_only_devices_of_the_inventory_are_heard(tmp_path: Path) -> None:
    """A trap from an address that no target has is counted and dropped, before it is read."""
    async with listening(tmp_path, EMPTY) as port:
        await port.send("-v2c", "-c", "traps", port.to, *LINK_DOWN)
        await port.heard("unknown_source")
        assert port.traps.books == {}


async def test_a_device_gone_mad_is_held_to_its_rate(tmp_path: Path) -> None:
    """Five seconds' worth is taken at once, what is more is dropped and told of."""
    async with listening(tmp_path, per_second=0.4) as port:
        for _ in range(4):
            await port.send("-v2c", "-c", "traps", port.to, *LINK_DOWN)
        await port.heard("over_rate", 2)
        samples = port.traps.books["sw-1"].samples("sw-1")
        assert port.count("taken") == 2
    assert said(samples, "snmp_traps_dropped_total")[0][1] == 2


async def test_a_sealed_trap_that_is_sent_again_is_refused(tmp_path: Path) -> None:
    """What was sealed before the engine's last start is old, whoever sends it."""
    clock = SystemClock()
    engine = OwnEngine(b"\x80\0\0\0\x05own", 1, clock.monotonic)
    reader = TrapReader(CREDENTIALS, engine.now, clock.monotonic)
    datagrams: list[bytes] = []

    class Recorder(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: object) -> None:
            datagrams.append(data)

    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Recorder, local_addr=("127.0.0.1", 0))
    to = f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"
    for boots in ("7", "8"):
        command = [
            program("snmptrap"),
            *V3,
            "-e",
            SENDER_ENGINE,
            "-Z",
            f"{boots},100",
            to,
            *LINK_DOWN,
        ]
        process = await asyncio.create_subprocess_exec(
            *command, env={"MIBS": "", "SNMP_PERSISTENT_DIR": "/nonexistent"}, stderr=-3
        )
        await process.wait()
    await eventually(lambda: len(datagrams) >= 2)
    transport.close()
    first, second = (reader.read(data) for data in datagrams)
    assert first.name == second.name
    with pytest.raises(Exception, match="somebody sends it again"):
        reader.read(datagrams[0])


async def test_the_feed_follows_the_inventory(tmp_path: Path) -> None:
    """Each device has a feed; it ends when the target goes."""
    sink = KeptTicks()
    async with listening(tmp_path) as port:
        worker = TrapWorker(port.traps, lambda: port.current[0], sink, SystemClock())
        await port.send("-v2c", "-c", "traps", port.to, *LINK_DOWN)
        await port.heard("taken")
        await worker.run_due()
        assert said(sink.ticks["traps:sw-1"], "snmp_traps_total", trap="linkDown")
        port.current[0] = EMPTY
        await worker.run_due()
        assert sink.ticks == {}


def test_the_engine_counts_its_starts(tmp_path: Path) -> None:
    """Its name stays, its boots grow, over a restored backup too; a file that cannot be read gives another."""
    clock = ManualClock(instant_from_rfc3339("2026-11-23T00:00:00Z"))
    first, second = (begin_engine(tmp_path, clock).now() for _ in range(2))
    assert (first.engine, first.boots + 1) == (second.engine, second.boots)
    kept = (tmp_path / "snmp-engine.json").read_text()
    for _ in range(20):
        last = begin_engine(tmp_path, clock).now()
    (tmp_path / "snmp-engine.json").write_text(kept)
    restored = begin_engine(tmp_path, ManualClock(later(clock.now(), HOUR))).now()
    assert restored.engine == last.engine
    assert restored.boots > last.boots
    (tmp_path / "snmp-engine.json").write_text("{")
    assert begin_engine(tmp_path, clock).now().engine != first.engine


def test_names_that_a_device_invents_are_bounded() -> None:
    """A hundred names are kept apart, the others are one."""
    book = TrapBook()
    for number in range(MOST_NAMES + 50):
        book.note(f"1.3.{number}", "x" * 5, Instant(1))
    samples = book.samples("sw-1")
    assert len(said(samples, "snmp_traps_total")) == MOST_NAMES + 1
    assert said(samples, "snmp_traps_total", trap=OTHER)[0][1] == 50


@given(st.binary(max_size=300))
def test_any_datagram_is_taken_or_refused(data: bytes) -> None:
    """Whatever arrives at the port, nothing is raised and nothing is sent to a stranger."""
    clock = SystemClock()
    engine = OwnEngine(b"engine", 1, clock.monotonic)
    reader = TrapReader(CREDENTIALS, engine.now, clock.monotonic)
    traps = Traps(reader, NAMES, lambda: SWITCH, clock, TrapMetrics(CollectorRegistry()))
    traps.take(data, "127.0.0.1")
    assert traps.take(data, "192.0.2.1") == b""
