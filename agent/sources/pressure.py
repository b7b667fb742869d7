"""Pressure stall information: seconds in which tasks waited for CPU, disk or memory."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.host.pressure import stalled_microseconds
from watchkeeper.wire.exposition import Family, Kind, Reading

_WAITING, _STALLED = "some", "full"
_FAMILIES = {
    ("cpu", _WAITING): Family(
        "node_pressure_cpu_waiting_seconds_total",
        Kind.COUNTER,
        "Seconds in which a task waited for a CPU.",
    ),
    ("io", _WAITING): Family(
        "node_pressure_io_waiting_seconds_total",
        Kind.COUNTER,
        "Seconds in which a task waited for a disk.",
    ),
    ("io", _STALLED): Family(
        "node_pressure_io_stalled_seconds_total",
        Kind.COUNTER,
        "Seconds in which all tasks waited for a disk.",
    ),
    ("memory", _WAITING): Family(
        "node_pressure_memory_waiting_seconds_total",
        Kind.COUNTER,
        "Seconds in which a task waited for memory.",
    ),
    ("memory", _STALLED): Family(
        "node_pressure_memory_stalled_seconds_total",
        Kind.COUNTER,
        "Seconds in which all tasks waited for memory.",
    ),
    ("irq", _STALLED): Family(
        "node_pressure_irq_stalled_seconds_total",
        Kind.COUNTER,
        "Seconds in which interrupts kept all tasks waiting (Linux 6.1 and later).",
    ),
}
_NAMES = ("cpu", "io", "memory", "irq")


class PressureSource(CycleSource):
    """node_exporter's collector pressure; kernels before 4.20 have none."""

    name = "pressure"

    def __init__(self, proc: Path) -> None:
        self._folder = proc / "pressure"
        self._files: dict[str, HeldFile] | None = None

    def read(self) -> list[Reading]:
        if self._files is None:
            there = [name for name in _NAMES if (self._folder / name).exists()]
            if not there:
                raise NotHere("this kernel tells no pressure ({path})", path=self._folder)
            self._files = {name: HeldFile(self._folder / name) for name in there}
        totals = {
            (name, kind): total
            for name, file in self._files.items()
            for kind, total in stalled_microseconds(file.read()).items()
        }
        return [
            (family, (), totals[key] / 1_000_000)
            for key, family in _FAMILIES.items()
            if key in totals
        ]

    def close(self) -> None:
        for file in (self._files or {}).values():
            file.close()
