"""Processes that the configuration names: how many, what they use, since when, how often anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.config import WatchedProcesses
from agent.files import beginning
from agent.paths import Path
from watchkeeper.host.cpu import TICKS_PER_SECOND
from watchkeeper.host.processes import ProcessStat
from watchkeeper.wire.exposition import Family, Kind, Reading

MOST_COMMAND_BYTES = 4_096
"""Of a longer command line only the beginning is looked at."""

_WATCH = ("process",)
_COUNT = Family("watchkeeper_process_count", Kind.GAUGE, "Processes that fit.", _WATCH)
_LEAST = Family("watchkeeper_process_least", Kind.GAUGE, "Fewer that fit are too few.", _WATCH)
_MOST = Family("watchkeeper_process_most", Kind.GAUGE, "More that fit are too many.", _WATCH)
_CPU = Family(
    "watchkeeper_process_cpu_seconds_total",
    Kind.COUNTER,
    "CPU seconds of all that fitted, those that ended too.",
    _WATCH,
)
_MEMORY = Family(
    "watchkeeper_process_resident_bytes", Kind.GAUGE, "Resident memory of those that fit.", _WATCH
)
_SINCE = Family(
    "watchkeeper_process_start_time_seconds",
    Kind.GAUGE,
    "When the oldest of those that fit started, since 1970.",
    _WATCH,
)
_RESTARTS = Family(
    "watchkeeper_process_restarts_total",
    Kind.COUNTER,
    "How often all that fitted were gone and others had come.",
    _WATCH,
)
Key = tuple[str, int]
"""A process and not its number alone: numbers come again."""


class Watch:
    """One pattern and the processes that fit it."""

    def __init__(self, watched: WatchedProcesses) -> None:
        self.watched = watched
        self.now: set[Key] = set()
        self.before: set[Key] = set()
        self.ticks = 0
        self.resident_pages = 0
        self.oldest_ticks = 0
        self.restarts = 0

    def begin(self) -> None:
        if self.now:
            self.before = self.now
        self.now = set()
        self.resident_pages = self.oldest_ticks = 0

    def add(self, key: Key, stat: ProcessStat, new_ticks: int) -> None:
        self.now.add(key)
        self.ticks += new_ticks
        self.resident_pages += stat.resident_pages
        if not self.oldest_ticks or stat.start_ticks < self.oldest_ticks:
            self.oldest_ticks = stat.start_ticks

    def end(self) -> None:
        """Count a restart: some fit now, and none of them is of those that fitted last."""
        if self.now and self.before and not self.now & self.before:
            self.restarts += 1


class Watches:
    """All patterns.  Which of them a process fits is asked when it is new and after an exec."""

    def __init__(self, watched: Sequence[WatchedProcesses], proc: Path, page_bytes: int) -> None:
        self._watches = tuple(Watch(each) for each in watched)
        self._proc = proc
        self._page_bytes = page_bytes
        self._boot_seconds = 0

    def begin(self) -> None:
        for watch in self._watches:
            watch.begin()

    def of(self, pid: str, stat: ProcessStat) -> tuple[Watch, ...]:
        """Return those that a process fits, by its command line; a kernel thread's is its name."""
        if not self._watches:
            return ()
        try:
            line = beginning(f"{self._proc}/{pid}/cmdline", MOST_COMMAND_BYTES)
        except OSError:
            line = b""
        said = line.rstrip(b"\0").replace(b"\0", b" ") or stat.name
        return tuple(each for each in self._watches if each.watched.match.search(said))

    def readings(self) -> Iterable[Reading]:
        for watch in self._watches:
            watch.end()
            labels = (watch.watched.name,)
            yield _COUNT, labels, len(watch.now)
            yield _LEAST, labels, watch.watched.least
            if watch.watched.most is not None:
                yield _MOST, labels, watch.watched.most
            yield _CPU, labels, watch.ticks / TICKS_PER_SECOND
            yield _MEMORY, labels, watch.resident_pages * self._page_bytes
            yield _RESTARTS, labels, watch.restarts
            if watch.now:
                yield _SINCE, labels, self._booted_at() + watch.oldest_ticks / TICKS_PER_SECOND

    def _booted_at(self) -> int:
        if not self._boot_seconds:
            stat = (self._proc / "stat").read_bytes()
            _, _, rest = stat.partition(b"\nbtime ")
            self._boot_seconds = int(rest.split(None, 1)[0])
        return self._boot_seconds
