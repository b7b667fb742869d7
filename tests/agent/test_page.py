"""The whole page: golden on recorded files, and compared with node_exporter on this host."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from agent.backup_settings import BackupSettings
from agent.clock import SystemClock
from agent.collect import Collection
from agent.config import AgentConfig
from agent.registry import foreign_sources_of, sources_of
from agent.source import Source
from agent.sources.filesystem import FilesystemSource
from agent.sources.listening import ListeningSource
from agent.sources.system import TimeSource, UnameSource
from agent.sources.tcpstat import TcpStateSource
from agent.sources.textfile import TextfileSource as Files
from agent.sources.timex import TimexSource
from tests.agent.manual_clock import StandingClock
from tests.agent.processes import wait_for
from tests.components import program
from tests.golden import Golden
from watchkeeper.core.instants import DAY
from watchkeeper.core.labels import Labels, label
from watchkeeper.host.filesystems import EXCLUDED_MOUNT_POINTS
from watchkeeper.host.sockets import LISTENING, Socket
from watchkeeper.host.timex import Timex
from watchkeeper.wire.exposition import Kind, page
from watchkeeper.wire.page_parser import Page, parse

FIXTURES = Path(__file__).parents[1] / "fixtures"
GOLDEN = Path(__file__).parent / "golden"


class FixedUsage:
    """A statvfs result that is the same on every machine."""

    f_frsize = f_bsize = 4096
    f_blocks = 1_000_000
    f_bfree = 600_000
    f_bavail = 550_000
    f_files = 250_000
    f_ffree = 200_000


NOW = 1_795_387_294_000
CHINA = time.struct_time(
    (2026, 11, 23, 0, 0, 0, 0, 327, 0), {"tm_zone": "CST", "tm_gmtoff": 28_800}
)
TIMEX = Timex(True, 0.00025, 1.0000125, 0.02, 0.0004, 8193, 7, 0.01, 0, 0, 0, 0, 0, 0, 0, 0, 37)
SOCKETS = [
    Socket(2, 10, 22, bytes(16), 0, 0),
    Socket(2, 1, 22, bytes(16), 52, 7),
    Socket(10, 1, 443, bytes(16), 0, 100),
    Socket(2, 12, 443, bytes(16), 0, 0),
]


def fixed(source: Source, config: AgentConfig) -> Source:
    """Put fixed answers where a source asks the kernel and not a file."""
    if source.name == "filesystem":
        return FilesystemSource(
            config.proc,
            excluded_mount_points=config.excluded_mount_points,
            excluded_types=config.excluded_types,
            clock=SystemClock(),
            statvfs=lambda _: FixedUsage(),
        )
    if source.name == "tcpstat":
        return TcpStateSource(lambda: SOCKETS)
    if source.name == "listening":
        return ListeningSource(lambda: [each for each in SOCKETS if each.state == LISTENING])
    if source.name == "timex":
        return TimexSource(lambda: TIMEX)
    if source.name == "time":
        return TimeSource(StandingClock(NOW), lambda _: CHINA)
    if source.name == "uname":
        names = ("Linux", "web-1", "6.1.0-18-amd64", "#1 SMP Debian 6.1.76-1", "x86_64")
        return UnameSource(config.proc, lambda: os.uname_result(names))
    return source


def test_the_page_of_a_recorded_host(golden: Golden, tmp_path: Path) -> None:
    """Every name, help, type, label and number of a whole page, as a reviewer reads it."""
    (tmp_path / "1.dump").write_bytes(b"x" * 70)
    (tmp_path / "2.dump").write_bytes(b"x" * 90)
    for name, at in (("1.dump", 1_795_000_000), ("2.dump", 1_795_086_400)):
        os.utime(tmp_path / name, (at, at))
    config = AgentConfig(
        proc=FIXTURES / "proc",
        sys=FIXTURES / "sys",
        etc=FIXTURES / "etc",
        udev=FIXTURES / "udev",
        log_folder=tmp_path / "no log",
        apt=tmp_path / "no apt",
        dnf=tmp_path / "no dnf",
        yum=tmp_path / "no yum",
        dpkg_status=FIXTURES / "packages/dpkg-status",
        apk_installed=FIXTURES / "packages/apk-installed",
        pacman_local=tmp_path / "no pacman",
        smartctl=tmp_path / "no smartctl",
        booted=tmp_path / "no systemd",
        backups=(BackupSettings("nightly", tmp_path, "*.dump", DAY),),
    )
    textfiles = tmp_path / "textfiles"
    shutil.copytree(FIXTURES / "textfiles", textfiles)
    os.utime(textfiles / "apt.prom", (1_795_300_000, 1_795_300_000))
    clock = StandingClock(NOW)
    sources = [fixed(each, config) for each in sources_of(config, clock)]
    collection = Collection(sources, clock, foreign=[Files(textfiles)])
    text = page(collection.read()).replace(str(tmp_path), "/var")
    collection.close()
    golden.check(GOLDEN / "metrics.txt", text)


OURS = re.compile(
    r"namedprocess_|backup_|watchkeeper_|process_|node_reboot_required$"
    r"|node_scrape_collector_"  # the same names, but for our own sources
)
THEIR_OWN = re.compile(r"go_|promhttp_|node_exporter_|process_|node_scrape_collector_")
"""What node_exporter says of itself and not of the host."""

ON_REQUEST = ("interrupts", "tcpstat", "processes", "cpu.info")
"""Collectors that are off by default there and on here."""

NEWER = {
    "node_kernel_hung_tasks",
    "node_netstat_TcpExt_TCPOFOQueue",
    "node_netstat_TcpExt_TCPRcvQDrop",
    "node_netstat_Tcp_MaxConn",
    "node_softnet_backlog_len",
    "node_softnet_cpu_collision_total",
    "node_softnet_flow_limit_count_total",
    "node_softnet_received_rps_total",
    "node_pressure_irq_stalled_seconds_total",
}
"""What later versions of it have, or have on request, and its dashboard draws."""

PASSING = {
    "node_processes_state": set("RSDZTtXxKWPI"),
    "node_tcp_connection_states": {
        "established", "syn_sent", "syn_recv", "fin_wait1", "fin_wait2", "time_wait", "close",
        "close_wait", "last_ack", "listen", "closing", "rx_queued_bytes", "tx_queued_bytes",
    },
}  # fmt: skip
"""States as node_exporter and proc(5) call them; what is in them changes with each look."""

RESTLESS = {
    "node_procs_running": "changes with each look",
    "node_procs_blocked": "changes with each look",
    "node_disk_io_now": "changes with each look",
    "node_processes_state": "changes with each look",
    "node_tcp_connection_states": "changes with each look",
    "node_softnet_backlog_len": "changes with each look",
    "node_udp_queues": "changes with each look",
    "node_sockstat_": "the test's own connections are among them",
    "node_memory_Dirty_bytes": "written behind all the time",
    "node_memory_Writeback_bytes": "written behind all the time",
    "node_memory_KernelStack_bytes": "comes and goes with threads",
    "node_load": "other tests run beside",
    "node_netstat_Tcp_CurrEstab": "the test's own connections are among them",
}
PAUSING = ("node_cpu_seconds_total",)
"""The kernel lets iowait, and with it idle, go back a little (proc(5))."""


Fetch = Callable[[], Page]


@contextmanager
def node_exporter() -> Iterator[Fetch]:
    """Debian's node_exporter on a free port, with upstream's excludes; give how to read it."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [
            program("prometheus-node-exporter"),
            f"--web.listen-address=127.0.0.1:{port}",
            f"--collector.filesystem.mount-points-exclude={EXCLUDED_MOUNT_POINTS}",
            *(f"--collector.{name}" for name in ON_REQUEST),
        ],
        stderr=subprocess.DEVNULL,
    )

    def fetched() -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            body: bytes = answer.read()
            return body

    def answers() -> bool:
        try:
            return bool(fetched())
        except OSError:
            return False

    try:
        wait_for(answers, what="node_exporter's page")
        yield lambda: parse(fetched())
    finally:
        process.terminate()
        process.wait(10)


class Compared(NamedTuple):
    """Our page, and node_exporter's read just before and just after it."""

    ours: Page
    before: Page
    after: Page


ROUNDS = 6
"""A busy host changes between two looks; a gauge that agrees in one round of them is right."""


@pytest.fixture(scope="module")
def rounds() -> list[Compared]:
    clock = SystemClock()
    config = AgentConfig(apt=Path("/nowhere"), smart_every=None)
    warm = Collection(sources_of(config, clock), clock)
    warm.read()  # files opened, programs started
    warm.close()
    collection = Collection(sources_of(config, clock), clock, foreign=foreign_sources_of(config))
    with node_exporter() as read:
        found = []
        for _ in range(ROUNDS):
            before = read()
            ours = collection.read()
            found.append(Compared(parse(page(ours).encode()), before, read()))
    collection.close()
    return found


@pytest.fixture
def compared(rounds: list[Compared]) -> Compared:
    return rounds[0]


def node_series(read: Page) -> dict[Labels, float]:
    return {
        sample.labels: sample.value
        for sample in read.samples
        if not OURS.match(label(sample.labels, "__name__"))
    }


def missing_by_the_docs() -> set[str]:
    """Return the names that docs/en/sources.md lists as left out."""
    text = (Path(__file__).parents[2] / "docs/en/sources.md").read_text(encoding="utf-8")
    section = text.split("## What node_exporter has and the agent has not")[1].split("\n## ")[0]
    return set(re.findall(r"`(node_\w+)`", section))


def test_nearly_all_of_node_exporters_names_are_there(compared: Compared) -> None:
    """At least 95 % of the names that it has here by default; the docs list the others."""
    theirs = {name for name in compared.before.kinds if not THEIR_OWN.match(name)}
    lacking = theirs - set(compared.ours.kinds)
    assert len(theirs) > 200
    assert lacking <= missing_by_the_docs()
    assert len(lacking) <= 0.05 * len(theirs)


def test_names_and_types_are_node_exporters(compared: Compared) -> None:
    """Each node_* family of ours is one of node_exporter's, of the same type."""
    kinds = compared.ours.kinds
    names = {name for name in kinds if not OURS.match(name)} - NEWER
    assert {name: kinds[name] for name in names} == {
        name: compared.before.kinds.get(name) for name in names
    }


def test_label_sets_are_node_exporters(compared: Compared) -> None:
    """Each series of ours exists there with the very same labels; of states, those that it knows."""
    theirs = {**node_series(compared.before), **node_series(compared.after)}
    strange = {
        labels
        for labels in node_series(compared.ours)
        if labels not in theirs and label(labels, "__name__") not in {*NEWER, *PASSING}
    }
    assert strange == set()


@pytest.mark.parametrize("name", PASSING)
def test_states_that_pass_are_node_exporters(name: str, compared: Compared) -> None:
    """It tells a state only while something is in it: between two looks there may be another."""
    series = [labels for labels in node_series(compared.ours) if label(labels, "__name__") == name]
    assert series
    assert {tuple(key for key, _ in labels) for labels in series} == {("__name__", "state")}
    assert {label(labels, "state") for labels in series} <= PASSING[name]


def test_gauges_are_within_five_percent(rounds: list[Compared]) -> None:
    """Each gauge lies within 5 % of what node_exporter read before and after, in some round."""
    agreeing = [gauges_that_agree(compared) for compared in rounds]
    checked = {labels for found in agreeing for labels in found}
    assert {
        labels for labels in checked if not any(found.get(labels) for found in agreeing)
    } == set()
    assert len(checked) > 100


def gauges_that_agree(compared: Compared) -> dict[Labels, bool]:
    """Return for each gauge that both tell whether it agrees."""
    before, after = node_series(compared.before), node_series(compared.after)
    found = {}
    for labels, value in node_series(compared.ours).items():
        name = label(labels, "__name__")
        if compared.ours.kinds[name] is not Kind.GAUGE or name.startswith(tuple(RESTLESS)):
            continue
        around = [page[labels] for page in (before, after) if labels in page]
        if around:
            found[labels] = least(around) <= value <= most(around)
    return found


def least(around: list[float]) -> float:
    return min(around) - 0.05 * abs(min(around))


def most(around: list[float]) -> float:
    return max(around) + 0.05 * abs(max(around))


def test_counters_are_between_its_readings(compared: Compared) -> None:
    """Each counter lies between what node_exporter read before and after."""
    before, after = node_series(compared.before), node_series(compared.after)
    wrong = {}
    checked = 0
    for labels, value in node_series(compared.ours).items():
        name = label(labels, "__name__")
        is_known = labels in before and labels in after
        if compared.ours.kinds[name] is Kind.GAUGE or not is_known or name in RESTLESS:
            continue
        slack = 0.1 if name in PAUSING else 1e-6 * abs(value)
        checked += 1
        if not before[labels] - slack <= value <= after[labels] + slack:
            wrong[labels] = (before[labels], value, after[labels])
    assert wrong == {}
    assert checked > 150


def test_a_host_without_sensors_or_systemd_still_has_a_page(tmp_path: Path) -> None:
    """Sources that find nothing are marked; the page is otherwise whole."""
    config = AgentConfig(proc=FIXTURES / "proc", sys=tmp_path, etc=tmp_path, booted=tmp_path / "no")
    clock = SystemClock()
    collection = Collection(sources_of(config, clock), clock)
    found = parse(page(collection.read()).encode())
    collection.close()
    success = {
        label(sample.labels, "collector"): sample.value
        for sample in found.samples
        if label(sample.labels, "__name__") == "node_scrape_collector_success"
    }
    assert success["hwmon"] == success["systemd"] == success["netclass"] == success["os"] == 0
    assert success["cpu"] == success["filesystem"] == success["processes"] == 1
