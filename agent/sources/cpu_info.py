"""CPUs: clock frequency, throttling, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.files import names_in, number, read_whole, word
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.core.spans import HOUR, MINUTE
from watchkeeper.host.cpu import cpuinfo
from watchkeeper.wire.exposition import Family, Kind, Reading

_CPU = re.compile(r"cpu(\d{1,5})")
_KILOHERTZ = 1_000
_FREQUENCIES = {
    file: Family(f"node_cpu_{name}", Kind.GAUGE, text, ("cpu",))
    for file, name, text in (
        ("cpuinfo_cur_freq", "frequency_hertz", "Frequency, by the hardware."),
        ("cpuinfo_min_freq", "frequency_min_hertz", "Lowest frequency of the hardware."),
        ("cpuinfo_max_freq", "frequency_max_hertz", "Highest frequency of the hardware."),
        ("scaling_cur_freq", "scaling_frequency_hertz", "Frequency, by the kernel."),
        ("scaling_min_freq", "scaling_frequency_min_hertz", "Lowest frequency allowed."),
        ("scaling_max_freq", "scaling_frequency_max_hertz", "Highest frequency allowed."),
    )
}
_GOVERNOR = Family(
    "node_cpu_scaling_governor",
    Kind.GAUGE,
    "1 for the governor in use.",
    ("cpu", "governor"),
)


class CpuFrequencySource(CycleSource):
    """node_exporter's collector cpufreq; asking may interrupt each CPU, hence once a minute."""

    name = "cpufreq"
    every = MINUTE

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "devices/system/cpu"

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for cpu, folder in cpu_folders(self._folder):
            found += _frequencies(cpu, f"{folder}/cpufreq")
        if not found:
            raise NotHere("this host tells no frequencies ({path})", path=self._folder)
        return found


def _frequencies(cpu: str, folder: str) -> list[Reading]:
    found: list[Reading] = []
    for file, family in _FREQUENCIES.items():
        value = number(f"{folder}/{file}")
        if value is not None:
            found.append((family, (cpu,), value * _KILOHERTZ))
    chosen = word(f"{folder}/scaling_governor")
    there = word(f"{folder}/scaling_available_governors").split() or [chosen]
    for governor in dict.fromkeys(there):
        if governor:
            found.append((_GOVERNOR, (cpu, governor), float(governor == chosen)))
    return found


_CORE_THROTTLES = Family(
    "node_cpu_core_throttles_total",
    Kind.COUNTER,
    "How often a core was slowed down by heat.",
    ("package", "core"),
)
_PACKAGE_THROTTLES = Family(
    "node_cpu_package_throttles_total",
    Kind.COUNTER,
    "How often a package was slowed down by heat.",
    ("package",),
)


class ThrottleSource(CycleSource):
    """The part of node_exporter's collector cpu that tells of heat."""

    name = "throttle"
    every = MINUTE

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "devices/system/cpu"

    def read(self) -> list[Reading]:
        found: dict[tuple[str, ...], Reading] = {}  # CPUs of one core say the same
        for _, folder in cpu_folders(self._folder):
            package = word(f"{folder}/topology/physical_package_id")
            core = word(f"{folder}/topology/core_id")
            for family, file, labels in (
                (_CORE_THROTTLES, "core_throttle_count", (package, core)),
                (_PACKAGE_THROTTLES, "package_throttle_count", (package,)),
            ):
                count = number(f"{folder}/thermal_throttle/{file}")
                if count is not None:
                    found[labels] = (family, labels, count)
        if not found:
            raise NotHere("these CPUs count no throttling")
        return list(found.values())


_INFO_LABELS = (
    "package",
    "core",
    "cpu",
    "vendor",
    "family",
    "model",
    "model_name",
    "microcode",
    "stepping",
    "cachesize",
)
_INFO = Family("node_cpu_info", Kind.GAUGE, "What each CPU is; always 1.", _INFO_LABELS)
_INFO_NAMES = (
    "physical id",
    "core id",
    "processor",
    "vendor_id",
    "cpu family",
    "model",
    "model name",
    "microcode",
    "stepping",
    "cache size",
)
MOST_CPUS_DESCRIBED = 64


class CpuInfoSource(CycleSource):
    """The part of node_exporter's collector cpu that it has with --collector.cpu.info."""

    name = "cpu_info"
    every = HOUR

    def __init__(self, proc: Path) -> None:
        self._path = proc / "cpuinfo"

    def read(self) -> list[Reading]:
        cpus = cpuinfo(read_whole(self._path))
        return [
            (_INFO, tuple(cpu.get(name, "") for name in _INFO_NAMES), 1.0)
            for cpu in cpus[:MOST_CPUS_DESCRIBED]
        ]


def cpu_folders(folder: Path) -> Iterator[tuple[str, str]]:
    """Give number and folder of each CPU, up to a thousand.  Raises OSError."""
    for name in names_in(folder):
        match = _CPU.fullmatch(name)
        if match:
            yield match[1], f"{folder}/{name}"
