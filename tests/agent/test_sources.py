"""Sources on recorded files, on files made here, and on this host."""

import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.backup_settings import BackupSettings
from agent.clock import SystemClock
from agent.files import HeldFile
from agent.source import NotHere
from agent.sources import backups, processes, systemd
from agent.sources.backups import BackupFile, BackupSource
from agent.sources.filesystem import FilesystemSource
from agent.sources.network import InterfaceSource, LinkSource
from agent.sources.processes import Group, ProcessSource, winners
from agent.sources.systemd import SystemdSource
from tests.agent.manual_clock import StandingClock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import DAY, MINUTE
from watchkeeper.host.filesystems import StatvfsResult
from watchkeeper.host.processes import ProcessStat
from watchkeeper.host.units import list_units
from watchkeeper.wire.exposition import Reading

FIXTURES = Path(__file__).parents[1] / "fixtures"


def by_name(readings: list[Reading]) -> dict[tuple[str, ...], float]:
    """Return number by (name, label values...)."""
    return {(family.name, *values): number for family, values, number in readings}


def stat_line(pid: int, name: str, *, user: int, system: int = 0, pages: int = 1) -> str:
    fields = ["S", "1", *["0"] * 9, str(user), str(system), *["0"] * 4, "1", "0", "5", "0"]
    return f"{pid} ({name}) {' '.join(fields)} {pages} 0 0\n"


def write_process(proc: Path, pid: int, name: str, *, user: int, pages: int = 1) -> None:
    (proc / str(pid)).mkdir(exist_ok=True)
    (proc / str(pid) / "stat").write_text(stat_line(pid, name, user=user, pages=pages))


@pytest.fixture
def process_source(tmp_path: Path) -> Iterator[ProcessSource]:
    source = ProcessSource(tmp_path, top=2, clock=StandingClock())
    yield source
    source.close()


def test_processes_are_counted_by_name(tmp_path: Path, process_source: ProcessSource) -> None:
    """CPU seconds, memory and number of all processes of a name are one group."""
    write_process(tmp_path, 10, "postgres", user=400, pages=3)
    write_process(tmp_path, 11, "postgres", user=100, pages=2)
    found = by_name(process_source.read())
    assert found["namedprocess_namegroup_cpu_seconds_total", "postgres", "user"] == 5.0
    assert found["namedprocess_namegroup_num_procs", "postgres"] == 2
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    assert found["namedprocess_namegroup_memory_bytes", "postgres", "resident"] == 5 * page_bytes


def test_seconds_of_ended_processes_stay_counted(
    tmp_path: Path, process_source: ProcessSource
) -> None:
    """The counter of a name never goes back when one of its processes ends."""
    for pid, user in ((10, 400), (11, 100)):
        write_process(tmp_path, pid, "worker", user=user)
    process_source.read()
    (tmp_path / "10/stat").unlink()
    (tmp_path / "10").rmdir()
    write_process(tmp_path, 11, "worker", user=150)
    found = by_name(process_source.read())
    assert found["namedprocess_namegroup_cpu_seconds_total", "worker", "user"] == 5.5
    assert found["namedprocess_namegroup_num_procs", "worker"] == 1


def test_a_process_that_starts_another_program_is_not_counted_twice(
    tmp_path: Path, process_source: ProcessSource
) -> None:
    """After exec only what was used since counts under the new name."""
    write_process(tmp_path, 10, "sh", user=100)
    process_source.read()
    write_process(tmp_path, 10, "postgres", user=130)
    found = by_name(process_source.read())
    assert found["namedprocess_namegroup_cpu_seconds_total", "postgres", "user"] == 0.3


def test_a_cut_name_is_completed_from_the_command_line() -> None:
    """The kernel keeps 15 bytes of a name; the winner's command line tells the rest."""
    source = ProcessSource(FIXTURES / "proc", top=10, clock=SystemClock())
    names = {values[0] for _, values, _ in source.read() if values}
    source.close()
    assert {"prometheus-node-exporter", "postgres", "kworker", "a (b) c"} <= names


def test_half_of_the_winners_by_cpu_the_rest_by_memory() -> None:
    """A name that uses much CPU and one that holds much memory are both seen."""
    groups = {
        b"busy": Group(processes=1, recent_ticks=90, resident_pages=1),
        b"fat": Group(processes=1, recent_ticks=0, resident_pages=900),
        b"idle": Group(processes=1, recent_ticks=0, resident_pages=2),
        b"gone": Group(processes=0, recent_ticks=99, resident_pages=0),
    }
    assert winners(groups, 2) == [b"busy", b"fat"]
    assert winners(groups, 0) == []


GROUPS = st.dictionaries(
    st.binary(min_size=1, max_size=3),
    st.builds(
        Group,
        processes=st.integers(0, 2),
        recent_ticks=st.floats(0, 10),
        resident_pages=st.integers(0, 9),
    ),
)


@given(GROUPS, st.integers(0, 12))
def test_winners_are_living_distinct_and_not_too_many(groups: dict[bytes, Group], top: int) -> None:
    chosen = winners(groups, top)
    assert (
        len(chosen) == len(set(chosen)) == min(top, sum(g.processes > 0 for g in groups.values()))
    )
    assert all(groups[name].processes for name in chosen)


def test_kernel_workers_are_one_group() -> None:
    stat = ProcessStat(b"kworker/0:1-events", 2, 0, 0, 1, 0, 0)
    assert processes.group_name(stat) == b"kworker"
    assert processes.group_name(stat._replace(parent=1)) == b"kworker/0:1-events"


def test_without_room_for_handles_every_process_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more processes than files may be open, the rest is opened each time."""
    monkeypatch.setattr(processes, "_most_handles", lambda: 1)
    source = ProcessSource(tmp_path, top=5, clock=SystemClock())
    for pid in range(10, 14):
        write_process(tmp_path, pid, "x", user=1)
    for _ in range(2):
        assert by_name(source.read())["namedprocess_namegroup_num_procs", "x"] == 4
    source.close()


def test_this_host_has_this_process() -> None:
    """The source finds the program that runs the test, with what it used so far."""
    source = ProcessSource(Path("/proc"), top=100, clock=SystemClock())
    name = Path("/proc/self/comm").read_text().strip()
    found = by_name(source.read())
    source.close()
    used = [n for (_, *values), n in found.items() if values and values[0].startswith(name)]
    assert max(used) > 0


def test_a_program_may_call_itself_anything(tmp_path: Path, process_source: ProcessSource) -> None:
    """Its name is what the kernel kept, and of the rest so much as fits a label."""
    write_process(tmp_path, 10, "a" * 15, user=1)
    (tmp_path / "10/cmdline").write_bytes(b"a" * 100_000 + b"\0x\0")
    names = {
        values[0]
        for family, values, _ in process_source.read()
        if family.name == "namedprocess_namegroup_num_procs"
    }
    assert names == {"a" * 200}


def test_processes_are_counted_by_state(tmp_path: Path, process_source: ProcessSource) -> None:
    """All processes count, not only those of the winners; a state nobody is in becomes 0."""
    for pid in (10, 11, 12):
        write_process(tmp_path, pid, f"p{pid}", user=1)
    (tmp_path / "sys/kernel").mkdir(parents=True)
    (tmp_path / "sys/kernel/pid_max").write_text("32768\n")
    found = by_name(process_source.read())
    assert found["node_processes_state", "S"] == found["node_processes_pids",] == 3
    assert found["node_processes_max_processes",] == 32768
    for pid in (10, 11, 12):
        stat = (tmp_path / str(pid) / "stat").read_text().replace(") S", ") Z")
        (tmp_path / str(pid) / "stat").write_text(stat)
    found = by_name(process_source.read())
    assert (found["node_processes_state", "S"], found["node_processes_state", "Z"]) == (0, 3)


# Filesystems.


def filesystem_source(proc: Path, statvfs: Callable[[str], StatvfsResult]) -> FilesystemSource:
    return FilesystemSource(
        proc,
        excluded_mount_points=re.compile("^/proc"),
        excluded_types=re.compile("^sysfs$"),
        clock=SystemClock(),
        statvfs=statvfs,
    )


def test_a_mount_that_hangs_does_not_stop_the_others(tmp_path: Path) -> None:
    """The others are measured, the one is marked, and asked again only when it came back."""
    (tmp_path / "mounts").write_text("a /a ext4 rw 0 0\nn /n nfs rw 0 0\nb /b ext4 ro 0 0\n")
    come_back = threading.Event()
    asked: list[str] = []

    def statvfs(path: str) -> StatvfsResult:
        asked.append(path)
        if path == "/n":
            assert come_back.wait(30)
        return os.statvfs("/")

    source = filesystem_source(tmp_path, statvfs)
    for _ in range(2):
        found = by_name(source.read())
        assert found["node_filesystem_device_error", "n", "nfs", "/n"] == 1
        assert ("node_filesystem_size_bytes", "n", "nfs", "/n") not in found
        assert found["node_filesystem_size_bytes", "a", "ext4", "/a"] > 0
        assert found["node_filesystem_size_bytes", "b", "ext4", "/b"] > 0
        assert found["node_filesystem_readonly", "b", "ext4", "/b"] == 1
    assert asked.count("/n") == 1
    hanging = source._hanging["/n"]
    come_back.set()
    assert hanging.wait(10)
    assert by_name(source.read())["node_filesystem_device_error", "n", "nfs", "/n"] == 0
    source.close()


def test_a_host_without_a_thread_left_has_no_broken_mounts(tmp_path: Path) -> None:
    """Nobody asked them: the source fails, and no mount is told as one that hangs."""
    (tmp_path / "mounts").write_text("/dev/a / ext4 rw 0 0\n")
    source = FilesystemSource(
        tmp_path,
        excluded_mount_points=re.compile("$^"),
        excluded_types=re.compile("$^"),
        clock=SystemClock(),
    )
    before = threading.stack_size(1 << 60)  # more than any address space
    try:
        with pytest.raises(Unavailable, match="no thread left"):
            source.read()
    finally:
        threading.stack_size(before)
    assert by_name(source.read())["node_filesystem_device_error", "/dev/a", "ext4", "/"] == 0
    source.close()


def test_a_mount_that_may_not_be_asked_is_marked(tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(f"a {tmp_path}/gone ext4 rw 0 0\n")
    source = filesystem_source(tmp_path, os.statvfs)
    found = by_name(source.read())
    source.close()
    assert found["node_filesystem_device_error", "a", "ext4", f"{tmp_path}/gone"] == 1


# systemd.


def fake_systemctl(folder: Path, script: str) -> str:
    program = folder / "systemctl"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


ANSWERS = (
    f'case "$1" in list-units) cat {FIXTURES}/list-units.txt;; show) cat {FIXTURES}/show-numbers.txt;; '
    "*) exit 1;; esac"
)


def systemd_source(folder: Path, script: str) -> SystemdSource:
    return SystemdSource(
        watched=("ssh.service", "gone.service", "backup.*"),
        every=MINUTE,
        booted=folder,
        clock=SystemClock(),
        systemctl=fake_systemctl(folder, script),
    )


def test_watched_and_failed_units_are_told(tmp_path: Path) -> None:
    """A watched unit that does not exist is inactive; of the others only failed ones are told."""
    source = systemd_source(tmp_path, ANSWERS)
    found = by_name(source.read())
    states = {key[1:] for key, n in found.items() if key[0] == "node_systemd_unit_state" and n}
    assert states == {
        ("ssh.service", "active"),
        ("backup.timer", "active"),
        ("nginx.service", "failed"),
        ("gone.service", "inactive"),
    }
    assert found["node_systemd_units", "failed"] == 1


def test_restarts_sockets_and_traffic_of_units_are_told(tmp_path: Path) -> None:
    """Restarts of watched services and of any that had one; bytes where systemd counts them."""
    found = by_name(systemd_source(tmp_path, ANSWERS).read())
    restarts = {k[1]: n for k, n in found.items() if k[0] == "node_systemd_service_restart_total"}
    assert restarts == {"nginx.service": 3, "ssh.service": 0}
    assert found["node_systemd_socket_accepted_connections_total", "ssh.socket"] == 140
    assert found["node_systemd_socket_current_connections", "ssh.socket"] == 2
    assert found["watchkeeper_unit_ip_received_bytes_total", "nginx.service"] == 1 << 20
    assert found["watchkeeper_unit_ip_sent_bytes_total", "nginx.service"] == 20_480
    assert ("watchkeeper_unit_ip_sent_bytes_total", "cron.service") not in found


def test_where_systemd_is_absent_it_is_not_here(tmp_path: Path) -> None:
    """A host without systemd, or without systemctl, says so and fails nothing."""
    source = SystemdSource(
        watched=(), every=MINUTE, booted=tmp_path / "absent", clock=SystemClock()
    )
    with pytest.raises(NotHere, match="not started by systemd"):
        source.read()
    source = SystemdSource(
        watched=(), every=MINUTE, booted=tmp_path, clock=SystemClock(), systemctl=f"{tmp_path}/no"
    )
    with pytest.raises(NotHere, match="there is no"):
        source.read()


def test_a_systemctl_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="Failed to connect to bus"):
        systemd_source(tmp_path, "echo 'Failed to connect to bus' >&2; exit 1").read()


def test_a_systemctl_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer in time is an error, and the program does not stay behind."""
    monkeypatch.setattr(systemd, "_TIMEOUT_SECONDS", 0.2)
    with pytest.raises(Unavailable, match="no answer"):
        systemd_source(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60").read()
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_states_of_a_unit_add_up_to_one() -> None:
    """Of the five states of each unit exactly one is 1."""
    units = list_units((FIXTURES / "list-units.txt").read_text())
    found = by_name(systemd.readings(units, ["*"]))
    for unit in units:
        assert sum(n for key, n in found.items() if key[1:2] == (unit.name,)) == 1


# Backups.


def backup_source(folder: Path, glob: str = "*.dump") -> BackupSource:
    return BackupSource((BackupSettings("nightly", folder, glob, every=DAY),), MINUTE)


def write_backup(folder: Path, name: str, *, size: int, at: int) -> None:
    (folder / name).write_bytes(b"x" * size)
    os.utime(folder / name, (at, at))


def test_the_newest_backup_is_told_against_the_earlier_ones(tmp_path: Path) -> None:
    """Age and size of the newest; the median is of those before it; partial files count apart."""
    for day, size in enumerate((100, 300, 200, 50)):
        write_backup(tmp_path, f"{day}.dump", size=size, at=1_000_000 + day * 86_400)
    write_backup(tmp_path, "4.dump.part", size=9, at=2_000_000)
    write_backup(tmp_path, ".5.dump", size=9, at=2_000_001)
    write_backup(tmp_path, "notes.txt", size=9, at=2_000_002)
    found = {key[0]: number for key, number in by_name(backup_source(tmp_path).read()).items()}
    assert found == {
        "backup_folder_readable": 1,
        "backup_files": 4,
        "backup_partial_files": 2,
        "backup_last_success_timestamp_seconds": 1_000_000 + 3 * 86_400,
        "backup_last_size_bytes": 50,
        "backup_size_median_bytes": 200,
        "backup_expected_interval_seconds": 86_400,
    }


def test_a_folder_without_backups_never_succeeded(tmp_path: Path) -> None:
    """Never is told as time 0, without sizes."""
    found = {key[0]: number for key, number in by_name(backup_source(tmp_path).read()).items()}
    assert found["backup_last_success_timestamp_seconds"] == 0
    assert found["backup_files"] == 0
    assert "backup_last_size_bytes" not in found


def test_a_folder_that_is_gone_is_not_readable(tmp_path: Path) -> None:
    """Nothing is said of backups that could not be looked at."""
    found = {key[0]: n for key, n in by_name(backup_source(tmp_path / "gone").read()).items()}
    assert found == {"backup_folder_readable": 0, "backup_expected_interval_seconds": 86_400}


FILES = st.lists(
    st.builds(
        BackupFile,
        name=st.sampled_from(["a", "b", "c.part", ".d", "e.tmp"]),
        written_at=st.integers(0, 99),
        size_bytes=st.integers(0, 10**9),
    ),
    max_size=20,
)


@given(FILES)
def test_the_newest_complete_file_is_the_last_success(files: list[BackupFile]) -> None:
    """Whatever lies in the folder: newest of the complete ones, median between least and most."""
    found = {key[0]: number for key, number in by_name(backups.readings(("x",), files)).items()}
    complete = [file for file in files if file.name in {"a", "b"}]
    newest = max((file.written_at for file in complete), default=0)
    assert found["backup_last_success_timestamp_seconds"] == newest
    assert found["backup_files"] + found["backup_partial_files"] == len(files)
    sizes = [file.size_bytes for file in complete]
    if "backup_size_median_bytes" in found:
        assert min(sizes) <= found["backup_size_median_bytes"] <= max(sizes)


# Network and files.


def test_an_interface_without_a_link_has_no_speed() -> None:
    found = by_name(InterfaceSource(FIXTURES / "sys", re.compile("^$")).read())
    assert found["node_network_speed_bytes", "eth0"] == 125_000_000
    assert ("node_network_speed_bytes", "lo") not in found
    assert found["node_network_flags", "eth0"] == 0x1003
    assert {key[1] for key in found} == {"bond0", "eth0", "lo"}


def test_an_interface_tells_whether_its_link_works() -> None:
    source = LinkSource(FIXTURES / "sys", re.compile("^$"))
    found = by_name(source.read())
    source.close()
    assert found["node_network_up", "eth0"] == 1
    assert found["node_network_up", "lo"] == 0
    assert found["node_network_carrier", "eth0"] == 1


def test_an_interface_that_goes_is_forgotten(tmp_path: Path) -> None:
    """Its files are closed; what is left is still told."""
    subprocess.run(["cp", "-r", FIXTURES / "sys", tmp_path], check=True)
    source = LinkSource(tmp_path / "sys", re.compile("^$"))
    source.read()
    subprocess.run(["rm", "-r", tmp_path / "sys/class/net/eth0"], check=True)
    found = by_name(source.read())
    source.close()
    assert {key[1] for key in found} == {"bond0", "lo"}


def test_a_held_file_is_read_anew_and_whole(tmp_path: Path) -> None:
    """Each read begins at the start; a file longer than a chunk is read to its end."""
    path = tmp_path / "file"
    path.write_bytes(b"a" * 200_000)
    file = HeldFile(path)
    assert len(file.read()) == 200_000
    path.write_bytes(b"new")
    assert file.read() == "new"
    file.close()
    path.unlink()
    with pytest.raises(FileNotFoundError):
        file.read()


def test_the_mounts_are_those_of_the_host(tmp_path: Path) -> None:
    """In a hardened unit our own mounts are read-only copies: process 1 is asked first."""
    (tmp_path / "mounts").write_text("a / ext4 ro 0 0\n")
    (tmp_path / "1").mkdir()
    (tmp_path / "1/mounts").write_text("a / ext4 rw 0 0\n")
    source = filesystem_source(tmp_path, os.statvfs)
    assert by_name(source.read())["node_filesystem_readonly", "a", "ext4", "/"] == 0
    source.close()
