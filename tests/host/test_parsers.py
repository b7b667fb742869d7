"""Parsers of what a host says about itself, on recorded text."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput
from watchkeeper.host import (
    cpu,
    disks,
    filesystems,
    memory,
    network,
    processes,
    system,
    units,
)

FIXTURES = Path(__file__).parents[1] / "fixtures"
PROC = FIXTURES / "proc"


def proc(name: str) -> str:
    return (PROC / name).read_text()


def output_of(command: str) -> str:
    return subprocess.run(command, shell=True, check=True, capture_output=True, text=True).stdout


def test_stat() -> None:
    read = cpu.stat(proc("stat"))
    assert read.cpus["1"] == (10000, 100, 4000, 480000, 400, 0, 100, 20, 5, 3)
    assert (read.boot_time, read.forks, read.running, read.blocked) == (1795382291, 20871, 2, 1)
    assert (read.context_switches, read.interrupts) == (3712004, 1843321)


def test_loadavg_and_uptime() -> None:
    assert cpu.loadavg(proc("loadavg")) == cpu.Load(0.52, 0.40, 0.31)
    assert cpu.uptime_seconds(proc("uptime")) == 5003.21


def test_meminfo_names_and_units() -> None:
    """Kilobytes become bytes, brackets underscores; counts stay as they are."""
    read = memory.meminfo(proc("meminfo"))
    assert read["MemTotal_bytes"] == 24684084 * 1024
    assert read["Active_anon_bytes"] == 804112 * 1024
    assert read["HugePages_Total"] == 0


def test_vmstat() -> None:
    assert memory.vmstat(proc("vmstat"))["oom_kill"] == 1


def test_swaps() -> None:
    first, second = memory.swaps(proc("swaps"))
    assert first == memory.Swap("/dev/dm-1", "partition", 2097148 * 1024, 4096, -2)
    assert (second.kind, second.device) == ("file", "/swap file")
    assert memory.swaps("Filename Type Size Used Priority\n") == ()


def test_diskstats_of_new_and_old_kernels() -> None:
    """A line of an old kernel has eleven numbers, of a new one seventeen."""
    read = disks.diskstats(proc("diskstats"))
    major, minor, numbers = read["nvme0n1"]
    assert (major, minor) == (259, 0)
    assert dict(zip(disks.FIELDS, numbers, strict=True))["flush_ms"] == 812
    assert len(read["sda"][2]) == 11


def test_net_dev() -> None:
    """The colon may touch the first number."""
    read = dict(zip(network.FIELDS, network.net_dev(proc("net/dev"))["eth0"], strict=True))
    assert read["receive_bytes"] == 684790746
    assert read["transmit_compressed"] == 12


def test_mounts_are_unescaped() -> None:
    mount = filesystems.mounts(proc("mounts"))[4]
    assert (mount.mount_point, mount.kind) == ("/srv/back up\\s", "xfs")
    assert mount.is_readonly


def test_the_last_mount_on_a_point_counts() -> None:
    """What was mounted over is not seen twice."""
    read = filesystems.mounts("a / ext4 rw 0 0\nb /b ext4 rw 0 0\nc / xfs rw 0 0\n")
    assert [(m.device, m.mount_point) for m in read] == [("b", "/b"), ("c", "/")]


def test_unwanted_mounts_are_left_out() -> None:
    """Kernel's own and containers' file systems are not measured."""
    points = re.compile(filesystems.EXCLUDED_MOUNT_POINTS)
    kinds = re.compile(filesystems.EXCLUDED_TYPES)
    read = filesystems.wanted(filesystems.mounts(proc("mounts")), points, kinds)
    assert [m.mount_point for m in read] == ["/", "/run", "/srv/back up\\s", "/mnt/nas"]


def test_usage_by_statvfs_stat_and_df_agree() -> None:
    """Three ways to ask this host for the size of its root give the same."""
    by_statvfs = filesystems.usage_from_statvfs(os.statvfs("/"))
    stat_output = output_of(f"stat -f -c '{filesystems.STAT_FORMAT}' /")
    df_output = output_of("df -kP /")
    assert filesystems.usage_by_path(stat_output)["/"].size_bytes == by_statvfs.size_bytes
    assert filesystems.usage_by_path(stat_output)["/"].files == by_statvfs.files
    assert filesystems.usage_from_df(df_output)["/"].size_bytes == by_statvfs.size_bytes


def test_a_process_name_may_hold_brackets() -> None:
    read = processes.process_stat((PROC / "901/stat").read_bytes())
    assert read == processes.ProcessStat(b"a (b) c", 1, 3, 2, 1, 1100, 100)


COMMANDS = {
    "a path": (b"/usr/bin/prometheus-node-exporter\0--a=/b\0", b"prometheus-node-exporter"),
    "a title with a colon": (b"postgres: checkpointer \0", b"postgres"),
    "a kernel thread": (b"", b""),
}


@pytest.mark.parametrize(("line", "name"), COMMANDS.values(), ids=COMMANDS.keys())
def test_command_names(line: bytes, name: bytes) -> None:
    assert processes.command_name(line) == name


def test_os_release() -> None:
    read = system.os_release((FIXTURES / "etc/os-release").read_text())
    assert read["pretty_name"] == "Debian GNU/Linux 12 (bookworm)"
    assert read["id"] == "debian"
    assert read["odd"] == "it's $5"


def test_uname_of_this_host() -> None:
    """The command that is shipped gives what os.uname gives."""
    read = system.uname(output_of(system.UNAME_COMMAND))
    here = os.uname()
    assert (read.system, read.release, read.node) == (here.sysname, here.release, here.nodename)
    assert (read.version, read.machine) == (here.version, here.machine)


def test_list_units() -> None:
    """Marks before a failed unit are no part of its name."""
    read = units.list_units((FIXTURES / "list-units.txt").read_text())
    assert [(u.name, u.state) for u in read][:3] == [
        ("cron.service", "active"),
        ("nginx.service", "failed"),
        ("ssh.service", "active"),
    ]
    assert read[3].load == "not-found"
    assert read[4].kind == "timer"


def test_show_units() -> None:
    first, second = units.show((FIXTURES / "show-units.txt").read_text())
    assert first["Result"] == "exit-code"
    assert second["Environment"] == "A=1 B=2"
    assert units.show("") == ()


TEXT_PARSERS: dict[str, Callable[[str], object]] = {
    "stat": cpu.stat,
    "loadavg": cpu.loadavg,
    "uptime": cpu.uptime_seconds,
    "meminfo": memory.meminfo,
    "vmstat": memory.vmstat,
    "swaps": memory.swaps,
    "diskstats": disks.diskstats,
    "net/dev": network.net_dev,
    "mounts": filesystems.mounts,
    "stat -f": filesystems.usage_by_path,
    "df": filesystems.usage_from_df,
    "uname": system.uname,
    "os-release": system.os_release,
    "list-units": units.list_units,
    "show": units.show,
}


@pytest.mark.parametrize("parse", TEXT_PARSERS.values(), ids=TEXT_PARSERS.keys())
@given(text=st.text(alphabet="cpu0 1.x:|\n=-\\/(\u00e9", max_size=60))
def test_any_text_raises_only_invalid_input(parse: Callable[[str], object], text: str) -> None:
    """Nonsense, and a file of another kernel, is refused as one kind of error."""
    try:
        parse(text)
    except InvalidInput:
        return


@given(st.binary(max_size=80))
def test_any_process_stat_raises_only_invalid_input(content: bytes) -> None:
    try:
        processes.process_stat(content)
    except InvalidInput:
        return


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (cpu.stat, "cpu  1 2 3\n"),
        (cpu.loadavg, "0.1 0.2\n"),
        (memory.meminfo, "Free: 1 kB\n"),
        (disks.diskstats, " 8 0 sda 1 2 3\n"),
        (network.net_dev, "a\nb\neth0: 1 2\n"),
        (filesystems.mounts, "proc /proc\n"),
        (units.list_units, "a.service loaded strange running x\n"),
    ],
    ids=["no cpu", "two loads", "no total", "few numbers", "few counters", "no type", "no state"],
)
def test_what_lacks_something_is_refused(parse: Callable[[str], object], text: str) -> None:
    with pytest.raises(InvalidInput, match="not as expected"):
        parse(text)
