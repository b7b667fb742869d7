"""CPU seconds by mode, and the counters that stand beside them in /proc/stat."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.host.cpu import MODES, TICKS_PER_SECOND, Stat, stat
from watchkeeper.wire.exposition import Family, Kind, Reading

_CPU = Family(
    "node_cpu_seconds_total",
    Kind.COUNTER,
    "Seconds each CPU spent in each mode.",
    ("cpu", "mode"),
)
_GUEST = Family(
    "node_cpu_guest_seconds_total",
    Kind.COUNTER,
    "Seconds each CPU spent in guests (part of user and nice).",
    ("cpu", "mode"),
)
_BOOT = Family("node_boot_time_seconds", Kind.GAUGE, "When this host started, seconds since 1970.")
_SWITCHES = Family("node_context_switches_total", Kind.COUNTER, "Context switches.")
_FORKS = Family("node_forks_total", Kind.COUNTER, "Processes started.")
_INTERRUPTS = Family("node_intr_total", Kind.COUNTER, "Interrupts served.")
_RUNNING = Family("node_procs_running", Kind.GAUGE, "Tasks that run or could.")
_BLOCKED = Family("node_procs_blocked", Kind.GAUGE, "Tasks that wait for a disk.")


class CpuSource(CycleSource):
    """node_exporter's collectors cpu and stat."""

    name = "cpu"

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "stat")

    def read(self) -> list[Reading]:
        return readings(stat(self._file.read()))

    def close(self) -> None:
        self._file.close()


def readings(now: Stat) -> list[Reading]:
    found: list[Reading] = []
    for cpu, ticks in now.cpus.items():
        for mode, spent in zip(MODES, ticks):
            found.append((_CPU, (cpu, mode), spent / TICKS_PER_SECOND))
        for mode, spent in zip(("user", "nice"), ticks[len(MODES) :]):
            found.append((_GUEST, (cpu, mode), spent / TICKS_PER_SECOND))
    found += [
        (_BOOT, (), now.boot_time),
        (_SWITCHES, (), now.context_switches),
        (_FORKS, (), now.forks),
        (_INTERRUPTS, (), now.interrupts),
        (_RUNNING, (), now.running),
        (_BLOCKED, (), now.blocked),
    ]
    return found
