"""/proc/stat, /proc/loadavg, /proc/uptime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from watchkeeper.host.parsing import parser

MODES = ("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal")
TICKS_PER_SECOND = 100
"""USER_HZ, in which the kernel reports times to programs; 100 on every architecture of today."""


class Stat(NamedTuple):
    """/proc/stat.  ``cpus`` holds clock ticks: ``MODES``, then guest and guest_nice if there."""

    cpus: Mapping[str, tuple[int, ...]]  # "0", "1" ...
    context_switches: int
    boot_time: int  # seconds since 1970
    forks: int
    interrupts: int
    running: int
    blocked: int


class Load(NamedTuple):
    """Mean number of tasks that ran or waited for a disk, over 1, 5 and 15 minutes."""

    one: float
    five: float
    fifteen: float


_NUMBERS = {
    "ctxt": "context_switches",
    "btime": "boot_time",
    "processes": "forks",
    "intr": "interrupts",
    "procs_running": "running",
    "procs_blocked": "blocked",
}


@parser("/proc/stat")
def stat(text: str) -> Stat:
    """Read /proc/stat."""
    cpus: dict[str, tuple[int, ...]] = {}
    numbers = dict.fromkeys(_NUMBERS.values(), 0)
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word in _NUMBERS:
            numbers[_NUMBERS[word]] = int(rest.partition(" ")[0])
        elif word.startswith("cpu") and word != "cpu":
            cpus[str(int(word[3:]))] = tuple(map(int, rest.split()))
    if not cpus or any(len(times) < 4 for times in cpus.values()):
        raise ValueError
    return Stat(cpus=cpus, **numbers)


@parser("/proc/loadavg")
def loadavg(text: str) -> Load:
    """Read /proc/loadavg."""
    one, five, fifteen = text.split(None, 3)[:3]
    return Load(float(one), float(five), float(fifteen))


@parser("/proc/uptime")
def uptime_seconds(text: str) -> float:
    """Read /proc/uptime: seconds since boot."""
    return float(text.split(None, 1)[0])


@parser("/proc/cpuinfo")
def cpuinfo(text: str) -> list[dict[str, str]]:
    """Read /proc/cpuinfo: one mapping for each CPU; architectures name the lines differently."""
    found: list[dict[str, str]] = []
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if name.strip() == "processor" and value.strip().isdecimal():
            found.append({})
        if colon and found:
            found[-1][name.strip()] = value.strip()
    return found
