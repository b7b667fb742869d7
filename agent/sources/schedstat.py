"""How long tasks ran and waited on each CPU."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.host.scheduler import schedstat
from watchkeeper.wire.exposition import Family, Kind, Reading

_RUNNING = Family(
    "node_schedstat_running_seconds_total", Kind.COUNTER, "Seconds in which tasks ran.", ("cpu",)
)
_WAITING = Family(
    "node_schedstat_waiting_seconds_total",
    Kind.COUNTER,
    "Seconds in which tasks that could run waited for the CPU.",
    ("cpu",),
)
_TIMESLICES = Family("node_schedstat_timeslices_total", Kind.COUNTER, "Turns given.", ("cpu",))
_NANOSECONDS = 1_000_000_000


class SchedstatSource(CycleSource):
    """node_exporter's collector schedstat; kernels without CONFIG_SCHEDSTATS tell nothing."""

    name = "schedstat"

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "schedstat")

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            raise NotHere("this kernel keeps no statistics of its scheduler") from None
        for cpu, spent in schedstat(content).items():
            found.append((_RUNNING, (cpu,), spent.running / _NANOSECONDS))
            found.append((_WAITING, (cpu,), spent.waiting / _NANOSECONDS))
            found.append((_TIMESLICES, (cpu,), spent.timeslices))
        return found

    def close(self) -> None:
        self._file.close()
