"""Interrupts by CPU and kind."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.scheduler import interrupts
from watchkeeper.wire.exposition import Family, Kind, Reading

MOST_SERIES = 500
"""A machine of 128 CPUs has tens of thousands; there the numbers are added up over its CPUs."""

_MOST_BYTES = 256 << 10
_INTERRUPTS = Family(
    "node_interrupts_total",
    Kind.COUNTER,
    "Interrupts served.",
    ("cpu", "type", "info", "devices"),
)
ALL_CPUS = "all"


class InterruptSource(CycleSource):
    """node_exporter's collector interrupts, which is off by default there.

    Interrupts that never came are left out.
    """

    name = "interrupts"
    every = Duration(30 * SECOND)

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "interrupts", most_bytes=_MOST_BYTES)

    def read(self) -> list[Reading]:
        cpus, lines = interrupts(self._file.read_bytes())
        found: list[Reading] = []
        by_cpu = len(cpus) * len(lines) <= MOST_SERIES
        for line in lines:
            names = (line.kind, line.info, line.devices)
            counts = zip(cpus, line.counts) if by_cpu else [(ALL_CPUS, sum(line.counts))]
            found += [(_INTERRUPTS, (cpu, *names), count) for cpu, count in counts if count]
        if len(found) > MOST_SERIES:
            raise Unavailable("there are more than {most} kinds of interrupts", most=MOST_SERIES)
        return found

    def close(self) -> None:
        self._file.close()
