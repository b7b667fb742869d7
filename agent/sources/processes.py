"""The groups of processes that use most: by name, as process-exporter groups and names them.

PID/stat alone is read for every process, through files held open (2.4 ms for 307 processes against
3.8 with opening them, 14 to 80 by psutil: notes on collection, 4).  Only the winners cost more.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterable, Sequence

from agent.clock import AgentClock
from agent.config import WatchedProcesses
from agent.files import HeldFile, beginning
from agent.paths import Path
from agent.source import CycleSource
from agent.sources.watched import MOST_COMMAND_BYTES, Watch, Watches
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.spans import Duration
from watchkeeper.host.cpu import TICKS_PER_SECOND
from watchkeeper.host.parsing import integer
from watchkeeper.host.processes import (
    KERNEL_PARENT,
    ProcessStat,
    command_name,
    process_stat,
)
from watchkeeper.wire.exposition import Family, Kind, Reading

_CPU = Family(
    "namedprocess_namegroup_cpu_seconds_total",
    Kind.COUNTER,
    "CPU seconds of the processes of this name.",
    ("groupname", "mode"),
)
_MEMORY = Family(
    "namedprocess_namegroup_memory_bytes",
    Kind.GAUGE,
    "Memory of the processes of this name.",
    ("groupname", "memtype"),
)
_COUNT = Family(
    "namedprocess_namegroup_num_procs", Kind.GAUGE, "Processes of this name.", ("groupname",)
)
_THREADS = Family(
    "namedprocess_namegroup_num_threads",
    Kind.GAUGE,
    "Threads of the processes of this name.",
    ("groupname",),
)
_PIDS = Family("node_processes_pids", Kind.GAUGE, "Processes.")
_ALL_THREADS = Family("node_processes_threads", Kind.GAUGE, "Threads of all processes.")
_STATES = Family("node_processes_state", Kind.GAUGE, "Processes in each state.", ("state",))
_MOST_PIDS = Family("node_processes_max_processes", Kind.GAUGE, "Processes that may be.")
_MOST_THREADS = Family("node_processes_max_threads", Kind.GAUGE, "Threads that may be.")
EVERY_CYCLE = Duration(0)
_CUT_AT = 15
"""The kernel keeps so many bytes of a name."""

_MOST_NAME_BYTES = 200
"""Of a name that the kernel cut; a program may call itself anything."""

_MEMORY_OF_SECONDS = 60.0
"""Over about this time use of CPU is averaged, so that the winners do not change every cycle."""

_MOST_GROUPS = 2_000
_LOOKS = 2
"""A process that was just forked has its parent's command line until it starts its own program."""

_STAT_BYTES = 1_024
_HANDLES_KEPT_FREE = 128


class _Process:
    """What is remembered of a process from one cycle to the next; there are hundreds."""

    __slots__ = ("group", "looks", "system_ticks", "user_ticks", "watches")

    def __init__(self) -> None:
        self.group = b""
        self.looks = 0
        self.watches: tuple[Watch, ...] = ()
        self.user_ticks = 0
        self.system_ticks = 0


class Group:
    """All processes of one name.  CPU time of those that ended stays counted."""

    __slots__ = (
        "example",
        "full_name",
        "processes",
        "recent_ticks",
        "resident_pages",
        "system_ticks",
        "threads",
        "user_ticks",
    )

    def __init__(
        self, *, processes: int = 0, recent_ticks: float = 0.0, resident_pages: int = 0
    ) -> None:
        self.user_ticks = 0
        self.system_ticks = 0
        self.processes = processes
        self.threads = 0
        self.resident_pages = resident_pages
        self.recent_ticks = recent_ticks  # a moving mean by which winners are found
        self.example = ""  # the PID of one of its processes
        self.full_name = ""


class ProcessSource(CycleSource):
    """The winners among the names: half by CPU, the rest by resident memory."""

    name = "processes"

    def __init__(
        self,
        proc: Path,
        *,
        top: int,
        clock: AgentClock,
        every: Duration = EVERY_CYCLE,
        watched: Sequence[WatchedProcesses] = (),
    ) -> None:
        self.every = every
        self._proc = proc
        self._top = top
        self._clock = clock
        self._page_bytes = os.sysconf("SC_PAGE_SIZE")
        self._watches = Watches(watched, proc, self._page_bytes)
        self._handles: dict[str, int] = {}
        self._most_handles = _most_handles()
        self._known: dict[tuple[str, int], _Process] = {}
        self._groups: dict[bytes, Group] = {}
        self._states: dict[bytes, int] = {}
        self._limits = (
            (_MOST_PIDS, HeldFile(proc / "sys/kernel/pid_max", comes_whole=True)),
            (_MOST_THREADS, HeldFile(proc / "sys/kernel/threads-max", comes_whole=True)),
        )
        self._read_at = clock.monotonic()

    def read(self) -> list[Reading]:
        now = self._clock.monotonic()
        weight = min(1.0, (now - self._read_at) / _MEMORY_OF_SECONDS) if self._known else 1.0
        self._read_at = now
        before = {name: _ticks(group) for name, group in self._groups.items()}
        self._count(self._stats())
        for name, group in self._groups.items():
            used = _ticks(group) - before.get(name, 0)
            group.recent_ticks += weight * (used - group.recent_ticks)
        found = self._sums()
        for name in winners(self._groups, self._top):
            found += self._readings(name, self._groups[name])
        return [*found, *self._watches.readings()]

    def close(self) -> None:
        for _, file in self._limits:
            file.close()
        for handle in self._handles.values():
            os.close(handle)
        self._handles.clear()

    def _sums(self) -> list[Reading]:
        """Return what node_exporter's collector processes tells, which is off by default there."""
        groups = self._groups.values()
        found: list[Reading] = [
            (_PIDS, (), sum(group.processes for group in groups)),
            (_ALL_THREADS, (), sum(group.threads for group in groups)),
        ]
        for state, count in self._states.items():
            found.append((_STATES, (state.decode("ascii", "replace"),), count))
        for family, file in self._limits:
            try:
                found.append((family, (), integer(file.read_bytes())))
            except OSError:  # a hardened unit may hide it
                continue
        return found

    def _stats(self) -> Iterable[tuple[str, ProcessStat]]:
        pids = [name for name in os.listdir(self._proc) if name.isdigit()]  # noqa: PTH208 iterdir costs twice as much
        for pid in self._handles.keys() - set(pids):
            os.close(self._handles.pop(pid))
        for pid in pids:
            content = self._content(pid)
            if content:
                try:
                    yield pid, process_stat(content)
                except InvalidInput:  # cut short: the process ended while it was read
                    continue

    def _content(self, pid: str) -> bytes:
        """Return PID/stat; empty where the process is gone or not ours to see."""
        handle = self._handles.get(pid)
        try:
            if handle is not None:
                return os.pread(handle, _STAT_BYTES, 0)
            handle = os.open(f"{self._proc}/{pid}/stat", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self._drop(pid)
            return b""
        if len(self._handles) < self._most_handles:
            self._handles[pid] = handle
            return self._content(pid)
        try:
            return os.read(handle, _STAT_BYTES)
        except OSError:
            return b""
        finally:
            os.close(handle)

    def _drop(self, pid: str) -> None:
        handle = self._handles.pop(pid, None)
        if handle is not None:
            os.close(handle)

    def _count(self, stats: Iterable[tuple[str, ProcessStat]]) -> None:
        for group in self._groups.values():
            group.processes = group.threads = group.resident_pages = 0
        alive: dict[tuple[str, int], _Process] = {}
        self._watches.begin()
        states = self._states = dict.fromkeys(self._states, 0)
        for pid, stat in stats:
            key = (pid, stat.start_ticks)
            process = self._known.get(key)
            if process is None:
                process = _Process()
            name = group_name(stat)  # it changes when a program starts another in place
            if name != process.group or process.looks < _LOOKS:
                process.looks += 1
                process.watches = self._watches.of(pid, stat)
            process.group = name
            self._add(pid, process, stat)
            states[stat.state] = states.get(stat.state, 0) + 1
            alive[key] = process
        self._known = alive
        if len(self._groups) > _MOST_GROUPS:
            self._groups = {name: group for name, group in self._groups.items() if group.processes}

    def _add(self, pid: str, process: _Process, stat: ProcessStat) -> None:
        group = self._groups.get(process.group)
        if group is None:
            group = self._groups[process.group] = Group()
        user_ticks = max(0, stat.user_ticks - process.user_ticks)
        system_ticks = max(0, stat.system_ticks - process.system_ticks)
        group.user_ticks += user_ticks
        group.system_ticks += system_ticks
        for watch in process.watches:
            watch.add((pid, stat.start_ticks), stat, user_ticks + system_ticks)
        process.user_ticks, process.system_ticks = stat.user_ticks, stat.system_ticks
        group.processes += 1
        group.threads += stat.threads
        group.resident_pages += stat.resident_pages
        group.example = pid

    def _readings(self, name: bytes, group: Group) -> list[Reading]:
        if not group.full_name:
            group.full_name = self._full_name(name, group.example)
        shown = group.full_name
        return [
            (_CPU, (shown, "user"), group.user_ticks / TICKS_PER_SECOND),
            (_CPU, (shown, "system"), group.system_ticks / TICKS_PER_SECOND),
            (_MEMORY, (shown, "resident"), group.resident_pages * self._page_bytes),
            (_COUNT, (shown,), group.processes),
            (_THREADS, (shown,), group.threads),
        ]

    def _full_name(self, name: bytes, pid: str) -> str:
        """Return the name; where the kernel cut it, with the rest of it from the command line."""
        if len(name) == _CUT_AT:
            try:
                line = beginning(f"{self._proc}/{pid}/cmdline", MOST_COMMAND_BYTES)
                whole = command_name(line)[:_MOST_NAME_BYTES]
            except OSError:
                whole = b""
            name = whole if whole.startswith(name) else name
        return name.decode("utf-8", "replace")


def group_name(stat: ProcessStat) -> bytes:
    """Return the name to count under; the kernel's workers are one group, not one for each CPU."""
    return stat.name.split(b"/", 1)[0] if stat.parent == KERNEL_PARENT else stat.name


def winners(groups: dict[bytes, Group], top: int) -> list[bytes]:
    """Return up to *top* names with living processes: half by CPU, the rest by memory."""
    alive = [name for name, group in groups.items() if group.processes]
    by_cpu = sorted(alive, key=lambda name: (-groups[name].recent_ticks, name))
    chosen = [name for name in by_cpu[: (top + 1) // 2] if groups[name].recent_ticks > 0]
    by_memory = sorted(alive, key=lambda name: (-groups[name].resident_pages, name))
    return (chosen + [name for name in by_memory if name not in chosen])[:top]


def _ticks(group: Group) -> int:
    return group.user_ticks + group.system_ticks


def _most_handles() -> int:
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(0, min(soft, 4_096) - _HANDLES_KEPT_FREE)
