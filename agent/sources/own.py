"""What the agent says of itself: ticks pushed and spooled, what it costs."""

from __future__ import annotations

import os
import resource
from collections.abc import Mapping
from typing import Protocol

from agent.files import HeldFile, read_whole
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper import __version__
from watchkeeper.core.spans import MINUTE, Instant
from watchkeeper.host.parsing import integer
from watchkeeper.wire.exposition import Family, Kind, Reading

_BUILD = Family(
    "watchkeeper_agent_build_info", Kind.GAUGE, "The agent's version; always 1.", ("version",)
)
_PUSHED = Family("watchkeeper_agent_pushed_ticks_total", Kind.COUNTER, "Ticks the server has.")
_REFUSED = Family(
    "watchkeeper_agent_refused_ticks_total",
    Kind.COUNTER,
    "Ticks dropped because the server refused them alone.",
)
_FAILURES = Family("watchkeeper_agent_push_failures_total", Kind.COUNTER, "Pushes that failed.")
_SPOOLED = Family("watchkeeper_agent_spool_ticks", Kind.GAUGE, "Ticks on disk, not yet delivered.")
_SPOOL_BYTES = Family("watchkeeper_agent_spool_bytes", Kind.GAUGE, "Size of the spool on disk.")
_DROPPED = Family(
    "watchkeeper_agent_spool_dropped_ticks_total",
    Kind.COUNTER,
    "Ticks lost because the spool was full, they were too old, or the disk refused them.",
    ("reason",),
)
_OLDEST = Family(
    "watchkeeper_agent_spool_oldest_seconds",
    Kind.GAUGE,
    "For how long the oldest tick on disk waits.",
)
_RENEWALS = Family(
    "watchkeeper_agent_token_renewals_total", Kind.COUNTER, "Tokens the server renewed."
)
_USED = Family(
    "watchkeeper_agent_server_used",
    Kind.GAUGE,
    "1 for the server that took the last ticks, 0 for the others.",
    ("server",),
)
_SKIPPED = Family(
    "watchkeeper_agent_skipped_cycles_total", Kind.COUNTER, "Cycles that began too late to count."
)
_NO_ROOM = Family(
    "watchkeeper_agent_refused_series",
    Kind.GAUGE,
    "Series left out of the last tick: more than allowed, or too long.",
)
_REQUESTS = Family(
    "watchkeeper_agent_requests_total",
    Kind.COUNTER,
    "What the server asked of this host, by what became of it.",
    ("result",),
)
_CPU = Family("process_cpu_seconds_total", Kind.COUNTER, "CPU seconds the agent used.")
_MEMORY = Family("process_resident_memory_bytes", Kind.GAUGE, "Resident memory of the agent.")


class OwnNumbers(Protocol):
    """Where the numbers come from: the agent's loop."""

    @property
    def skipped_cycles(self) -> int: ...
    @property
    def refused_series(self) -> int: ...
    @property
    def pushed_ticks(self) -> int: ...
    @property
    def refused_ticks(self) -> int: ...
    @property
    def push_failures(self) -> int: ...
    @property
    def spool_ticks(self) -> int: ...
    @property
    def spool_bytes(self) -> int: ...
    @property
    def spool_oldest_seconds(self) -> float: ...
    @property
    def dropped_ticks(self) -> Mapping[str, int]: ...
    @property
    def token_renewals(self) -> int: ...
    @property
    def is_used(self) -> Mapping[str, bool]: ...
    @property
    def requests(self) -> Mapping[str, int]: ...


class OwnSource(CycleSource):
    """Reports on the agent."""

    name = "agent"

    def __init__(self, numbers: OwnNumbers) -> None:
        self._numbers = numbers
        self._statm = HeldFile(Path("/proc/self/statm"))
        self._page_bytes = os.sysconf("SC_PAGE_SIZE")

    def read(self) -> list[Reading]:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        numbers = self._numbers
        return [
            (_BUILD, (__version__,), 1.0),
            (_PUSHED, (), numbers.pushed_ticks),
            (_REFUSED, (), numbers.refused_ticks),
            (_FAILURES, (), numbers.push_failures),
            (_SPOOLED, (), numbers.spool_ticks),
            (_SPOOL_BYTES, (), numbers.spool_bytes),
            (_OLDEST, (), numbers.spool_oldest_seconds),
            *((_DROPPED, (reason,), count) for reason, count in numbers.dropped_ticks.items()),
            (_RENEWALS, (), numbers.token_renewals),
            *((_USED, (server,), is_used) for server, is_used in numbers.is_used.items()),
            (_SKIPPED, (), numbers.skipped_cycles),
            (_NO_ROOM, (), numbers.refused_series),
            *((_REQUESTS, (result,), count) for result, count in numbers.requests.items()),
            (_CPU, (), usage.ru_utime + usage.ru_stime),
            *self._memory(),
        ]

    def _memory(self) -> list[Reading]:
        try:
            pages = int(self._statm.read().split()[1])
        except OSError:  # no /proc: another system than Linux
            return []
        return [(_MEMORY, (), pages * self._page_bytes)]

    def close(self) -> None:
        self._statm.close()


_VIRTUAL = Family("process_virtual_memory_bytes", Kind.GAUGE, "Address space of the agent.")
_MOST_VIRTUAL = Family("process_virtual_memory_max_bytes", Kind.GAUGE, "Address space it may have.")
_OPEN = Family("process_open_fds", Kind.GAUGE, "Files the agent has open.")
_MOST_OPEN = Family("process_max_fds", Kind.GAUGE, "Files the agent may have open.")
_STARTED = Family("process_start_time_seconds", Kind.GAUGE, "When it started, since 1970.")
_NO_LIMIT = 2.0**64 - 1
"""What node_exporter writes where there is no limit."""


class OwnLimitSource(CycleSource):
    """What the agent holds besides memory, against its limits; counting files costs, hence seldom."""

    name = "agent_limits"
    every = MINUTE

    def __init__(self, started_at: Instant) -> None:
        self._started_at = started_at
        self._page_bytes = os.sysconf("SC_PAGE_SIZE")

    def read(self) -> list[Reading]:
        if not Path("/proc/self/statm").exists():
            raise NotHere("{path} does not exist", path="/proc/self/statm")
        virtual = integer(read_whole(Path("/proc/self/statm")).split()[0].encode())
        return [
            (_VIRTUAL, (), virtual * self._page_bytes),
            (_MOST_VIRTUAL, (), _limit(resource.RLIMIT_AS)),
            (_OPEN, (), len(os.listdir("/proc/self/fd")) - 1),  # noqa: PTH208 iterdir costs twice as much
            (_MOST_OPEN, (), _limit(resource.RLIMIT_NOFILE)),
            (_STARTED, (), self._started_at / 1000),
        ]


def _limit(kind: int) -> float:
    soft, _hard = resource.getrlimit(kind)
    return _NO_LIMIT if soft == resource.RLIM_INFINITY else soft
