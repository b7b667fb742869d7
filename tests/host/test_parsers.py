"""Parsers of what a host says about itself, on recorded text."""

import os
import re
import struct
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
    packets,
    parsing,
    processes,
    protocols,
    raid,
    scheduler,
    sensors,
    sockets,
    system,
    timex,
    udev,
    units,
)

FIXTURES = Path(__file__).parents[1] / "fixtures"
PROC = FIXTURES / "proc"


def raw(name: str) -> bytes:
    return (PROC / name).read_bytes()


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
    assert read == processes.ProcessStat(b"a (b) c", 1, 3, 2, 1, 1100, 100, b"S")


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


def test_protocol_counters() -> None:
    """Numbers stand below the names of their protocol."""
    read = {table.protocol: table for table in protocols.tables(raw("net/snmp"))}
    tcp = dict(zip(read["Tcp"].names, read["Tcp"].numbers, strict=True))
    assert tcp["MaxConn"] == b"-1"
    assert int(tcp["CurrEstab"]) > 0
    assert protocols.snmp6(raw("net/snmp6"))["Ip6InOctets"] == b"22"


def test_names_of_ipv6_are_written_as_the_others() -> None:
    assert protocols.name_of_six("Ip6InOctets") == "Ip6_InOctets"
    assert protocols.name_of_six("UdpLite6InErrors") == "UdpLite6_InErrors"


def test_sockstat() -> None:
    read = protocols.sockstat(raw("net/sockstat"))
    assert (read["sockets_used"], read["TCP_mem"], read["FRAG_memory"]) == (290, 3, 0)


def test_softnet_names_the_cpu_and_old_kernels_count_rows() -> None:
    """The CPU is a column since Linux 5.10; before it a row is a CPU."""
    read = packets.softnet(raw("net/softnet_stat"))
    assert read["2"]["processed"] == 0x00E12348
    assert read["0"]["received_rps"] == 7
    assert set(packets.softnet(b"1 2 3\n4 5 6\n")) == {"0", "1"}


def test_conntrack_adds_up_the_cpus() -> None:
    read = packets.conntrack(raw("net/stat/nf_conntrack"))
    assert (read["found"], read["invalid"], read["search_restart"]) == (9, 0x2A, 12)


def test_neighbours_by_interface() -> None:
    assert packets.neighbours(raw("net/arp")) == {"eth0": 2, "bond0": 1}


def test_udp_queues_are_added_up() -> None:
    assert sockets.udp_queues(raw("net/udp")) == sockets.Queues(send=0x10, receive=0xA00)


def test_schedstat() -> None:
    read = scheduler.schedstat(raw("schedstat"))
    assert read["1"] == scheduler.CpuSchedule(1904686152592, 364107263788, 5145567945)


def test_interrupts_by_kind() -> None:
    """A numbered one names its devices, the others say what they are."""
    cpus, lines = scheduler.interrupts(raw("interrupts"))
    assert cpus == ("0", "1")
    assert lines[0] == scheduler.Interrupt("0", "IO-APIC", "2-edge timer", (38, 0))
    assert lines[4].info == "Local timer interrupts"
    assert "ERR" not in {line.kind for line in lines}


def test_mdstat_of_arrays_whole_and_broken() -> None:
    """Whole, recovering with a failed and a spare disk, not started, and without redundancy."""
    whole, recovering, inactive, striped = raid.mdstat(proc("mdstat"))
    assert whole == raid.Array("md0", "active", 2, 2, 0, 0, 1046528, 1046528)
    assert recovering == raid.Array("md1", "recovering", 3, 2, 1, 1, 7813772288, 492317440)
    assert (inactive.state, inactive.active, inactive.spare) == ("inactive", 0, 1)
    assert (striped.required, striped.active) == (2, 2)


def test_mdstat_without_arrays() -> None:
    assert raid.mdstat("Personalities : \nunused devices: <none>\n") == ()


SENSORS = {
    "temp1_input": ("temp1", "temp_celsius", 1_000),
    "temp1_crit_alarm": ("temp1", "temp_crit_alarm_celsius", 1_000),
    "temp7_type": ("temp7", "temp_type", 1),
    "fan2_min": ("fan2", "fan_min_rpm", 1),
    "fan2_alarm": ("fan2", "fan_alarm", 1),
    "in0_input": ("in0", "in_volts", 1_000),
    "intrusion0_alarm": ("intrusion0", "intrusion_alarm", 1),
    "power1_average": ("power1", "power_average_watt", 1_000_000),
    "power1_accuracy": ("power1", "power_accuracy", 1_000_000),
    "energy1_input": ("energy1", "energy_joule_total", 1_000_000),
    "fan1_beep": ("fan1", "fan_beep_enabled", 1),
    "update_interval": ("update_interval0", "update_interval_seconds", 1_000),
}


@pytest.mark.parametrize("name", SENSORS)
def test_sensors_have_node_exporters_names_and_units(name: str) -> None:
    file = sensors.sensor_file(name)
    assert file is not None
    assert (file.sensor, *sensors.meaning(file, has_plain=False)) == SENSORS[name]


def test_what_is_no_sensor_is_left_out() -> None:
    assert sensors.sensor_file("uevent") is None
    assert sensors.sensor_file("input") is None


def test_chips_are_named_by_their_device() -> None:
    """Numbers of hwmon change from boot to boot; the device stays."""
    path = "/sys/devices/pci0000:00/0000:00:18.3"
    assert sensors.chip_label(path, "k10temp") == "pci0000:00_0000:00:18_3"
    assert sensors.chip_label("", "Core Temp\n") == "core_temp"


def test_udev_properties() -> None:
    read = udev.properties((FIXTURES / "udev/b8:0").read_text())
    assert read["ID_ATA_ROTATION_RATE_RPM"] == "5400"
    assert "S" not in read


def test_cpuinfo_and_file_handles() -> None:
    assert [one["core id"] for one in cpu.cpuinfo(proc("cpuinfo"))] == ["0", "1"]
    assert system.file_handles(raw("sys/fs/file-nr")).allocated == 3040


def timex_bytes(*, status: int) -> bytes:
    fields = (0, 250_000, 819_200, 20_000, 400, status, 7, 1, 0, 0, 0, 10_000, 65_536, 5, 4)
    return struct.pack("@I4li3l2l3li5li", *fields, 0, 1, 2, 3, 4, 37)


def test_timex_in_nanoseconds_and_microseconds() -> None:
    """The unit of offset and jitter depends on a bit of the status."""
    fine = timex.timex(timex_bytes(status=0x2001), 0)
    assert fine.offset_seconds == pytest.approx(0.00025)
    assert fine.frequency_ratio == pytest.approx(1.0000125)
    assert (fine.tai_offset_seconds, fine.pps_stability_exceeded) == (37, 4)
    coarse = timex.timex(timex_bytes(status=0x41), 5)
    assert coarse.offset_seconds == pytest.approx(0.25)
    assert (fine.is_synchronised, coarse.is_synchronised) == (True, False)


def test_too_short_a_timex_is_refused() -> None:
    with pytest.raises(InvalidInput):
        timex.timex(bytes(20), 0)


def answer(*messages: tuple[int, bytes]) -> bytes:
    """Write netlink messages as the kernel does."""
    parts = [struct.pack("=IHHII", 16 + len(body), kind, 2, 0, 0) + body for kind, body in messages]
    return b"".join(part + bytes(-len(part) % 4) for part in parts)


def diag_message(*, state: int, port: int, receiving: int) -> bytes:
    body = struct.pack("=BBBB", 2, state, 0, 0) + struct.pack(">H", port) + bytes(46)
    return body + struct.pack("=IIIIII", 0, receiving, 3, 0, 0, 0)[:20]


def test_sockets_of_an_answer_of_the_kernel() -> None:
    content = answer((20, diag_message(state=10, port=443, receiving=9)), (3, bytes(4)))
    (found,) = sockets.sockets(content)
    assert (found.state, found.port, found.receive_queue, found.send_queue) == (10, 443, 9, 3)
    assert sockets.is_last(content)
    assert not sockets.is_last(answer((20, bytes(72))))


@given(st.binary(max_size=200))
def test_any_answer_of_the_kernel_ends(content: bytes) -> None:
    """A message that says it has no length, or more than there is, ends the list."""
    assert len(list(sockets.sockets(content))) <= len(content) // 16
    sockets.is_last(content)


BYTES_PARSERS: dict[str, Callable[[bytes], object]] = {
    "snmp": protocols.tables,
    "snmp6": protocols.snmp6,
    "sockstat": protocols.sockstat,
    "softnet": packets.softnet,
    "conntrack": packets.conntrack,
    "arp": packets.neighbours,
    "udp": sockets.udp_queues,
    "schedstat": scheduler.schedstat,
    "interrupts": scheduler.interrupts,
    "file-nr": system.file_handles,
    "a number": parsing.integer,
}


@pytest.mark.parametrize("parse", BYTES_PARSERS.values(), ids=BYTES_PARSERS.keys())
@given(content=st.text(alphabet="cpu0 1:CPUTcp\n=-x\u00e9", max_size=80).map(str.encode))
def test_any_bytes_raise_only_invalid_input(
    parse: Callable[[bytes], object], content: bytes
) -> None:
    try:
        parse(content)
    except InvalidInput:
        return


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
    "mdstat": raid.mdstat,
    "udev": udev.properties,
    "cpuinfo": cpu.cpuinfo,
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
