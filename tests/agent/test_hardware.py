"""Sources of hardware and of the kernel: hosts that have nothing, and hosts that have too much."""

import os
import socket
from pathlib import Path

import pytest

from agent.files import HeldFile, names_in, number_from_text, read_regular
from agent.if_present import IfPresent
from agent.source import CycleSource, NotHere
from agent.sources import interrupts
from agent.sources.bonding import BondingSource
from agent.sources.conntrack import ConntrackSource
from agent.sources.cpu_info import CpuFrequencySource, ThrottleSource
from agent.sources.hwmon import HwmonSource
from agent.sources.interrupts import InterruptSource
from agent.sources.kernel import HungTaskSource, SelinuxSource
from agent.sources.listening import ListeningSource
from agent.sources.machine import DmiSource, NvmeSource
from agent.sources.netstat import NetstatSource
from agent.sources.power_supply import PowerSupplySource
from agent.sources.raid import RaidSource
from agent.sources.schedstat import SchedstatSource
from agent.sources.tcpstat import TcpStateSource, asked
from agent.sources.thermal import ThermalSource
from agent.sources.timex import TimexSource
from watchkeeper.core.errors import InvalidInput, TooLarge, Unavailable
from watchkeeper.core.spans import SECOND
from watchkeeper.host.sockets import Socket
from watchkeeper.wire.exposition import Family, Kind, Reading

FIXTURES = Path(__file__).parents[1] / "fixtures"
MEASURE = {
    "sensors": HwmonSource,
    "zones": ThermalSource,
    "power": PowerSupplySource,
    "a board": DmiSource,
    "nvme": NvmeSource,
    "bonds": BondingSource,
    "raid": RaidSource,
    "a scheduler's statistics": SchedstatSource,
    "a firewall": ConntrackSource,
    "a count of hanging tasks": HungTaskSource,
}


@pytest.mark.parametrize("make", MEASURE.values(), ids=MEASURE.keys())
def test_a_host_without_it_says_so(make: type[RaidSource], tmp_path: Path) -> None:
    """What a host does not have is no failure of the host."""
    source = make(tmp_path)
    with pytest.raises(NotHere):
        source.read()
    source.close()


@pytest.mark.parametrize("make", [CpuFrequencySource, ThrottleSource])
def test_cpus_without_it_say_so(make: type[ThrottleSource], tmp_path: Path) -> None:
    (tmp_path / "devices/system/cpu/cpu0").mkdir(parents=True)
    with pytest.raises(NotHere):
        make(tmp_path).read()


def test_a_governor_that_is_named_twice_is_one(tmp_path: Path) -> None:
    """A page with the same series twice is none, and the whole tick would be lost."""
    folder = tmp_path / "devices/system/cpu/cpu0/cpufreq"
    folder.mkdir(parents=True)
    (folder / "scaling_governor").write_text("powersave\n")
    (folder / "scaling_available_governors").write_text("performance powersave performance\n")
    found = CpuFrequencySource(tmp_path).read()
    assert [(labels, value) for _, labels, value in found] == [
        (("0", "performance"), 0.0),
        (("0", "powersave"), 1.0),
    ]


class One(CycleSource):
    name = "one"

    def read(self) -> list[Reading]:
        return [(Family("one", Kind.GAUGE, ""), (), 1.0)]


def test_a_source_is_made_when_its_folder_appears(tmp_path: Path) -> None:
    """Until then nothing is made; afterwards the source keeps its own interval."""
    made: list[One] = []

    def make() -> One:
        made.append(One())
        return made[-1]

    source = IfPresent("one", tmp_path / "later", make)
    with pytest.raises(NotHere):
        source.read()
    assert made == []
    (tmp_path / "later").touch()
    assert len(source.read()) == len(source.read()) == len(made) == 1
    assert source.every == One.every
    source.close()


def test_a_machine_of_many_cpus_adds_its_interrupts_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """256 CPUs with 100 interrupts would be 25,600 series."""
    cpus = range(256)
    lines = ["".join(f" CPU{n}" for n in cpus)]
    lines += [f"{i}: " + " ".join("2" for _ in cpus) + " PCI-MSI x" for i in range(100)]
    (tmp_path / "interrupts").write_text("\n".join(lines))
    source = InterruptSource(tmp_path)
    found = source.read()
    source.close()
    assert len(found) == 100
    assert {(values[0], number) for _, values, number in found} == {("all", 512)}
    monkeypatch.setattr(interrupts, "MOST_SERIES", 50)
    source = InterruptSource(tmp_path)
    with pytest.raises(Unavailable):
        source.read()
    source.close()


def test_a_held_file_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    """A file of 100 MB in /proc costs no more than its bound."""
    with (tmp_path / "file").open("wb") as file:
        file.truncate(100 << 20)
    held = HeldFile(tmp_path / "file", most_bytes=1 << 20)
    with pytest.raises(Unavailable, match="too much to read every cycle"):
        held.read_bytes()
    held.close()


def test_of_a_large_folder_only_so_many_names_are_read(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}").touch()
    assert len(list(names_in(tmp_path, most=10))) == 10


def test_only_a_regular_file_of_bounded_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 10)
    assert read_regular(tmp_path / "file", 10) == b"x" * 10
    with pytest.raises(TooLarge):
        read_regular(tmp_path / "file", 9)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInput):
        read_regular(tmp_path / "pipe", 10)


NUMBERS = {"12": 12, "-3": -3, "0x1003": 0x1003, "": None, "up": None, "0xzz": None, "1.5": None}


@pytest.mark.parametrize("text", NUMBERS, ids=lambda text: text or "nothing")
def test_numbers_of_sys(text: str) -> None:
    assert number_from_text(text) == NUMBERS[text]


def test_selinux_that_is_on_tells_its_modes(tmp_path: Path) -> None:
    (tmp_path / "fs/selinux").mkdir(parents=True)
    (tmp_path / "fs/selinux/enforce").write_text("1")
    (tmp_path / "selinux").mkdir()
    (tmp_path / "selinux/config").write_text("# SELINUX= can be\nSELINUX=permissive\n")
    found = {f.name: number for f, _, number in SelinuxSource(tmp_path, tmp_path).read()}
    assert found == {
        "node_selinux_enabled": 1,
        "node_selinux_config_mode": 0,
        "node_selinux_current_mode": 1,
    }


def test_netstat_of_a_kernel_without_ipv6(tmp_path: Path) -> None:
    (tmp_path / "net").mkdir()
    for name in ("netstat", "snmp"):
        (tmp_path / "net" / name).write_bytes((FIXTURES / "proc/net" / name).read_bytes())
    source = NetstatSource(tmp_path)
    names = {family.name for family, _, _ in source.read()}
    source.close()
    assert "node_netstat_Tcp_CurrEstab" in names
    assert not any("6_" in name for name in names)


def test_this_hosts_listening_socket_is_counted() -> None:
    """The kernel answers; a socket that this test opens is one more that listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        assert port in {values[1] for _, values, _ in ListeningSource().read() if values}
        states = {values[0]: number for _, values, number in TcpStateSource().read()}
        assert states["listen"] >= 1


def test_ports_are_told_with_their_address() -> None:
    """Both families; the same port of two processes is one."""
    four = Socket(socket.AF_INET, 10, 22, bytes(16), 0, 0)
    six = Socket(socket.AF_INET6, 10, 80, bytes(15) + b"\x01", 0, 0)
    found = ListeningSource(lambda: [four, six, four]).read()
    assert [values for _, values, _ in found] == [("0.0.0.0", "22"), ("::1", "80"), ()]
    assert found[-1][2] == 2


@pytest.mark.parametrize(
    ("count", "seconds"), [(0, 30), (1_999, 30), (20_000, 300)], ids=["none", "some", "a proxy"]
)
def test_many_sockets_are_looked_at_less_often(count: int, seconds: int) -> None:
    """The cost of a second stays the same."""
    source = TcpStateSource(lambda: [Socket(2, 1, 1, bytes(16), 0, 0)] * count)
    source.read()
    assert source.every == seconds * SECOND


def test_too_many_sockets_are_not_looked_at() -> None:
    with pytest.raises(Unavailable, match="too many sockets"):
        list(asked(6, 0xFFF, most=0))


def test_this_hosts_clock_is_told() -> None:
    """The kernel's own account; a clock ticks every 10 ms."""
    found = {family.name: number for family, _, number in TimexSource().read()}
    assert found["node_timex_tick_seconds"] == pytest.approx(0.01, rel=0.1)
    assert found["node_timex_sync_status"] in {0, 1}
