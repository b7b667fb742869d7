"""Keeps the agent within its bounds, and tells which sources pay for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from agent.clock import AgentClock
from agent.files import HeldFile
from agent.limits import CpuLimit, MemoryLimit, Step, largest
from agent.log import log
from agent.pages import SpareMemory
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.wire.exposition import Family, Kind, Reading

_USED = Family(
    "watchkeeper_agent_cpu_ratio",
    Kind.GAUGE,
    "Share of a core that the agent used over the last minute, without programs that it ran.",
)
_SLOWED = Family(
    "watchkeeper_agent_slowed_sources", Kind.GAUGE, "Sources that are read less often."
)
_SHED = Family("watchkeeper_agent_shed_sources", Kind.GAUGE, "Sources that are left out.")
_SLOWDOWN = Family(
    "watchkeeper_agent_source_slowdown",
    Kind.GAUGE,
    "By how much longer a source waits, so that the agent stays within its share of a core.",
    ("collector",),
)
_IS_SHED = Family(
    "watchkeeper_agent_source_shed",
    Kind.GAUGE,
    "1 for a source that is left out, so that the agent stays within its memory.",
    ("collector",),
)


class Bounded(Protocol):
    """What is slowed down or left out: a source in the cycle."""

    is_shed: bool

    @property
    def name(self) -> str: ...
    @property
    def series(self) -> int: ...
    def slow_down(self, factor: int) -> None: ...
    def hand_over_costs(self) -> Sequence[Costs]: ...


class Costs(Protocol):
    """CPU seconds of one reading, and the time since the one before, as if not slowed down."""

    @property
    def seconds(self) -> float: ...
    @property
    def programs(self) -> float: ...
    @property
    def period_seconds(self) -> float: ...


class Bounds:
    """Looks at what the agent costs after each cycle, and acts."""

    def __init__(
        self,
        clock: AgentClock,
        *,
        most_cpu_ratio: float,
        most_bytes: int,
        process_seconds: Callable[[], float] = time.process_time,
    ) -> None:
        self._clock = clock
        self._cpu = CpuLimit(most_cpu_ratio)
        self._memory = MemoryLimit(most_bytes)
        self._most_bytes = most_bytes
        self._process_seconds = process_seconds
        self._resident = _Resident()
        self._spare = SpareMemory()
        self._slowed: dict[str, int] = {}

    def give_back(self) -> None:
        """Give back memory that is not needed now."""
        self._spare.give_back()

    def apply(self, sources: Sequence[Bounded]) -> Step:
        """Slow down and leave out what is too dear; return what was done about memory."""
        self._slow_down(sources)
        step = self._memory.step(self._clock.monotonic(), self._resident.bytes())
        if step is Step.SHED:
            self._leave_out(sources)
        elif step is Step.RESTORE:
            self._take_back(sources)
        if step in {Step.GIVE_BACK, Step.SHED}:
            self._spare.give_back()
        return step

    def readings(self) -> list[Reading]:
        return [
            (_USED, (), self._cpu.used_ratio),
            (_SLOWED, (), len(self._slowed)),
            (_SHED, (), len(self._memory.shed)),
            *((_SLOWDOWN, (name,), factor) for name, factor in self._slowed.items()),
            *((_IS_SHED, (name,), 1.0) for name in self._memory.shed),
        ]

    def close(self) -> None:
        self._resident.close()

    def _slow_down(self, sources: Sequence[Bounded]) -> None:
        for source in sources:
            for cost in source.hand_over_costs():
                self._cpu.note(
                    source.name,
                    seconds=cost.seconds,
                    programs=cost.programs,
                    period_seconds=cost.period_seconds,
                )
        factors = self._cpu.factors(self._clock.monotonic(), self._process_seconds())
        for source in sources:
            source.slow_down(factors.get(source.name, 1))
        self._tell(factors)
        self._slowed = dict(factors)

    def _tell(self, factors: Mapping[str, int]) -> None:
        for name, factor in factors.items():
            if factor > self._slowed.get(name, 1):
                log.warning("source is too dear; it is read less often", source=name, times=factor)
        for name in self._slowed.keys() - factors.keys():
            log.info("source is read as often as before", source=name)

    def _leave_out(self, sources: Sequence[Bounded]) -> None:
        name = largest({each.name: each.series for each in sources}, self._memory.shed)
        if name is None:
            return
        log.warning("too much memory; source is left out", source=name, most=self._most_bytes)
        self._memory.shed.append(name)
        self._mark(sources)

    def _take_back(self, sources: Sequence[Bounded]) -> None:
        log.info("memory suffices again; source is read again", source=self._memory.shed.pop())
        self._mark(sources)

    def _mark(self, sources: Sequence[Bounded]) -> None:
        for source in sources:
            source.is_shed = source.name in self._memory.shed


class BoundsSource(CycleSource):
    """Tells what the bounds cost."""

    name = "agent_bounds"

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds

    def read(self) -> list[Reading]:
        return self._bounds.readings()

    def close(self) -> None:
        self._bounds.close()


class _Resident:
    """Resident memory of this process; 0 where the system does not tell."""

    def __init__(self) -> None:
        self._statm = HeldFile(Path("/proc/self/statm"), comes_whole=True)
        self._page_bytes = os.sysconf("SC_PAGE_SIZE")

    def bytes(self) -> int:
        try:
            return int(self._statm.read_bytes().split()[1]) * self._page_bytes
        except OSError:
            return 0

    def close(self) -> None:
        self._statm.close()
