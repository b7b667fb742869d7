"""/proc/schedstat and /proc/interrupts: what each CPU did and was asked to do."""

from __future__ import annotations

from typing import NamedTuple

from watchkeeper.host.parsing import parser


class CpuSchedule(NamedTuple):
    """One CPU of /proc/schedstat; times in nanoseconds."""

    running: int
    waiting: int
    timeslices: int


class Interrupt(NamedTuple):
    """A line of /proc/interrupts: ``kind`` is 24, NMI, LOC ...; ``counts`` by CPU."""

    kind: str
    info: str
    devices: str
    counts: tuple[int, ...]


@parser("/proc/schedstat")
def schedstat(content: bytes) -> dict[str, CpuSchedule]:
    """Read /proc/schedstat: CPU to its numbers (Documentation/scheduler/sched-stats.rst)."""
    found: dict[str, CpuSchedule] = {}
    for line in content.splitlines():
        if line.startswith(b"cpu"):
            name, *numbers = line.decode("ascii", "replace").split()
            running, waiting, timeslices = map(int, numbers[-3:])
            found[str(int(name[3:]))] = CpuSchedule(running, waiting, timeslices)
    if not found:
        raise ValueError
    return found


@parser("/proc/interrupts")
def interrupts(content: bytes) -> tuple[tuple[str, ...], list[Interrupt]]:
    """Read /proc/interrupts: the CPUs, and its lines.

    A line that has no number for each CPU (ERR, MIS) is left out, as node_exporter does.
    """
    header, *lines = content.decode("utf-8", "replace").splitlines()
    cpus = tuple(str(int(name[3:])) for name in header.split())
    if not cpus:
        raise ValueError
    found = []
    for line in lines:
        kind, _, rest = line.partition(":")
        fields = rest.split(None, len(cpus))
        if len(fields) >= len(cpus):
            counts = tuple(map(int, fields[: len(cpus)]))
            found.append(Interrupt(kind.strip(), *_names(kind, fields[len(cpus) :]), counts))
    return cpus, found


def _names(kind: str, rest: list[str]) -> tuple[str, str]:
    """Return what the interrupt is and who asked for it; only numbered ones have devices."""
    words = rest[0].split() if rest else []
    if not kind.strip().isdigit():
        return " ".join(words), ""
    return (words[0] if words else ""), " ".join(words[1:])
