"""The whole page: golden on recorded files, and compared with node_exporter on this host."""

import os
import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent.clock import SystemClock
from agent.collect import Collection
from agent.config import AgentConfig, BackupFolder
from agent.registry import sources_of
from agent.source import Source
from agent.sources.filesystem import FilesystemSource
from agent.sources.system import UnameSource
from tests.agent.manual_clock import StandingClock
from tests.agent.processes import wait_for
from tests.components import program
from tests.golden import Golden
from watchkeeper.core.instants import DAY
from watchkeeper.core.labels import Labels, label, without
from watchkeeper.host.filesystems import EXCLUDED_MOUNT_POINTS
from watchkeeper.wire.exposition import page
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
        backups=(BackupFolder("nightly", tmp_path, "*.dump", DAY),),
    )
    clock = StandingClock(1_795_387_294_000)
    sources = [fixed(each, config) for each in sources_of(config, clock) if each.name != "systemd"]
    collection = Collection(sources, clock)
    text = page(collection.read())
    collection.close()
    golden.check(GOLDEN / "metrics.txt", text)


OURS = re.compile(
    r"namedprocess_|backup_|watchkeeper_|process_"
    r"|node_scrape_collector_"  # the same names, but for our own sources
)
NOT_EVERYWHERE = {"node_network_speed_bytes", "node_pressure_cpu_waiting_seconds_total"}
UNSTABLE = {"node_network_info", "node_systemd_units"}
MOVING = {
    "node_cpu_seconds_total": 30,
    "node_time_seconds": 30,
    "node_boot_time_seconds": 2,
    "node_memory_MemTotal_bytes": 0,
    "node_filesystem_size_bytes": 0,
    "node_filesystem_files": 0,
    "node_filesystem_readonly": 0,
    "node_network_mtu_bytes": 0,
    "node_network_up": 0,
    "node_network_speed_bytes": 0,
    "node_os_version": 0,
    "node_load15": 5,
    "node_memory_MemFree_bytes": 2 << 30,
    "node_filesystem_avail_bytes": 2 << 30,
    "node_disk_read_bytes_total": 2 << 30,
    "node_disk_io_time_seconds_total": 30,
    "node_network_receive_bytes_total": 2 << 30,
    "node_pressure_cpu_waiting_seconds_total": 30,
}


@contextmanager
def node_exporter() -> Iterator[Page]:
    """Debian's node_exporter on a free port, with upstream's excludes; give its page."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [
            program("prometheus-node-exporter"),
            f"--web.listen-address=127.0.0.1:{port}",
            f"--collector.filesystem.mount-points-exclude={EXCLUDED_MOUNT_POINTS}",
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        pages: list[bytes] = []

        def fetched() -> bool:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
                    pages.append(answer.read())
            except OSError:
                return False
            return True

        wait_for(fetched, what="node_exporter's page")
        yield parse(pages[0])
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def pages() -> tuple[Page, Page]:
    """Our page and node_exporter's, read within a second of each other."""
    clock = SystemClock()
    collection = Collection(sources_of(AgentConfig(), clock), clock)
    collection.read()
    with node_exporter() as theirs:
        ours = parse(page(collection.read()).encode())
    collection.close()
    return ours, theirs


def node_series(read: Page) -> dict[Labels, float]:
    return {
        sample.labels: sample.value
        for sample in read.samples
        if not OURS.match(label(sample.labels, "__name__"))
    }


def test_names_and_types_are_node_exporters(pages: tuple[Page, Page]) -> None:
    """Each node_* family of ours is one of node_exporter's, of the same type."""
    ours, theirs = pages
    names = {name for name in ours.kinds if not OURS.match(name)} - UNSTABLE
    assert len(names) > 100
    assert {name: ours.kinds[name] for name in names} == {
        name: theirs.kinds.get(name) for name in names
    }


def test_label_sets_are_node_exporters(pages: tuple[Page, Page]) -> None:
    """Each series of ours exists there with the very same labels."""
    ours, theirs = (node_series(each) for each in pages)
    assert set(ours) - set(theirs) == set()
    names = {label(labels, "__name__") for labels in ours}
    for name in names - UNSTABLE:
        mine = [labels for labels in ours if label(labels, "__name__") == name]
        peer = [labels for labels in theirs if label(labels, "__name__") == name]
        devices = {label(labels, "device") for labels in mine}
        peer = [labels for labels in peer if label(labels, "device") in devices]
        assert sorted(mine) == sorted(peer), name


@pytest.mark.parametrize(("name", "slack"), MOVING.items(), ids=MOVING.keys())
def test_values_agree_within_sampling(pages: tuple[Page, Page], name: str, slack: float) -> None:
    """Same unit and same size: what stands still is equal, what moves is near."""
    ours, theirs = (node_series(each) for each in pages)
    mine = {labels: n for labels, n in ours.items() if label(labels, "__name__") == name}
    assert mine or name in NOT_EVERYWHERE
    for labels, number in mine.items():
        assert abs(number - theirs[labels]) <= slack, without(labels, "__name__")


def test_a_host_without_pressure_or_systemd_still_has_a_page(tmp_path: Path) -> None:
    """Sources that find nothing are marked; the page is otherwise whole."""
    config = AgentConfig(proc=FIXTURES / "proc", sys=tmp_path, etc=tmp_path)
    clock = SystemClock()
    collection = Collection(sources_of(config, clock), clock)
    found = parse(page(collection.read()).encode())
    collection.close()
    success = {
        label(sample.labels, "collector"): sample.value
        for sample in found.samples
        if label(sample.labels, "__name__") == "node_scrape_collector_success"
    }
    assert success["pressure"] == success["netclass"] == success["os"] == 0
    assert success["cpu"] == success["filesystem"] == success["processes"] == 1
