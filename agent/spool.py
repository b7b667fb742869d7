"""Ticks on disk while the server is away: bounded in size and age, the oldest dropped first.

A segment is a file of frames; it belongs to one run of the agent and one layout.  A kill in the
middle of a write costs the last frame.  Ticks are written without fdatasync: they outlive the
process, not a loss of power.  Age is time that went by, not what a clock says that may be
set: only what an earlier run left is judged by the clock, once.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import threading
import zlib
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from agent.clock import AgentClock
from agent.log import log
from agent.paths import Path
from agent.segment import (
    FRAME,
    HEAD,
    IS_HEAD,
    IS_LABELS,
    IS_TICK,
    TICK,
    Segment,
    checksum,
    labels_payload,
    looked_at,
    ticks_of,
)
from agent.tick import Tick
from watchkeeper.core.errors import ConfigError, Conflict
from watchkeeper.core.spans import DAY, SECOND, Duration

SEGMENT_BYTES = 256 << 10
MOST_AGE = Duration(7 * DAY)
_SEGMENT = re.compile(r"[0-9]{12,18}\.ticks")
_TAKES_NO_WRITES = (errno.EROFS, errno.ENOSPC, errno.EDQUOT)


class Loss(Enum):
    """Why ticks were dropped."""

    FULL = "full"  # the spool has its size
    OLD = "old"
    UNWRITABLE = "unwritable"  # the disk refused them


class _Writer:
    """The segment that is being written; ``width``: series of its layout so far."""

    def __init__(self, segment: Segment, file: int, *, boot: bytes, layout: int) -> None:
        self.segment = segment
        self.file = file
        self.boot = boot
        self.layout = layout
        self.width = 0


class StoredTicks(NamedTuple):
    """All ticks of the oldest segment; hand it to ``forget`` when they are delivered."""

    path: Path
    ticks: tuple[Tick, ...]


class Spool:
    """The segments of a folder, oldest first.  Safe to use from two threads."""

    def __init__(
        self, folder: Path, *, most_bytes: int, clock: AgentClock, most_age: Duration = MOST_AGE
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_age_seconds = most_age / SECOND
        self._clock = clock
        self._guard = threading.Lock()
        self._lock_file = _lock(folder)
        self._segments = [looked_at(folder / name, clock) for name in _segment_names(folder)]
        self._writer: _Writer | None = None
        self._next = int(self._segments[-1].path.stem) + 1 if self._segments else 1
        self._is_failing = False
        self._counts = {each.value: 0 for each in Loss}

    @property
    def dropped(self) -> Mapping[str, int]:
        """Ticks that were lost, by the words of ``Loss``."""
        return self._counts

    @property
    def dropped_ticks(self) -> int:
        return sum(self._counts.values())

    @property
    def oldest_seconds(self) -> float:
        """Return for how long the oldest tick waits; 0 where none does."""
        first = next((segment.first_at for segment in self._segments if segment.ticks), None)
        return 0.0 if first is None else max(0.0, self._clock.monotonic() - first)

    @property
    def ticks(self) -> int:
        return sum(segment.ticks for segment in self._segments)

    @property
    def size_bytes(self) -> int:
        return sum(segment.size for segment in self._segments)

    def append(self, tick: Tick) -> None:
        """Write a tick; where the disk refuses it, it is dropped and counted."""
        with self._guard:
            self._drop_aged()
            try:
                self._write(tick)
            except OSError as error:
                self._counts[Loss.UNWRITABLE.value] += 1
                self._give_up_segment()
                if not self._is_failing:
                    log.error("spool cannot be written; ticks are lost", reason=error.strerror)
                self._is_failing = True
            else:
                self._is_failing = False

    def oldest(self) -> StoredTicks | None:
        """Return the ticks of the oldest segment that can be read; None where nothing is spooled."""
        with self._guard:
            self._drop_aged()
            for segment in tuple(self._segments):
                if self._writer is not None and self._writer.segment is segment:
                    self._end_segment()
                ticks = _read(segment)
                if ticks:
                    return StoredTicks(segment.path, ticks)
                if not segment.problem:
                    self._remove(segment)
        return None

    def forget(self, stored: StoredTicks) -> None:
        """Remove a segment whose ticks were delivered."""
        with self._guard:
            for segment in [each for each in self._segments if each.path == stored.path]:
                self._remove(segment)

    def close(self) -> None:
        with self._guard:
            self._end_segment()
            os.close(self._lock_file)

    def _write(self, tick: Tick) -> None:
        writer = self._writer_for(tick)
        if tick.width > writer.width:
            self._put(writer, IS_LABELS, labels_payload(tick.labels[writer.width : tick.width]))
            writer.width = tick.width
        payload = TICK.pack(tick.sequence, tick.time) + zlib.compress(tick.vector, 1)
        self._put(writer, IS_TICK, payload)
        writer.segment.ticks += 1
        writer.segment.last_at = self._clock.monotonic()
        self._keep_bound(writer.segment)

    def _writer_for(self, tick: Tick) -> _Writer:
        if self._writer is not None and _fits(self._writer, tick):
            return self._writer
        self._end_segment()
        path = self._folder / f"{self._next:012d}.ticks"
        self._next += 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        segment = Segment(path, ticks=0, size=0, at=self._clock.monotonic())
        file = os.open(path, flags, 0o600)
        writer = _Writer(segment, file, boot=tick.boot, layout=tick.layout)
        self._writer = writer
        self._segments.append(segment)
        self._put(writer, IS_HEAD, HEAD.pack(tick.boot, tick.layout, tick.interval))
        return writer

    @staticmethod
    def _put(writer: _Writer, kind: int, payload: bytes) -> None:
        frame = FRAME.pack(len(payload), checksum(kind, payload), kind) + payload
        written = os.write(writer.file, frame)
        writer.segment.size += written
        if written != len(frame):
            raise OSError(28, "the disk is full")

    def _keep_bound(self, current: Segment) -> None:
        while self.size_bytes > self._most_bytes and self._segments[0] is not current:
            if not self._counts[Loss.FULL.value]:
                log.warning("spool is full; the oldest ticks are dropped", bytes=self._most_bytes)
            self._drop(self._segments[0], Loss.FULL)

    def _drop_aged(self) -> None:
        """Drop segments of which even the last tick is too old."""
        oldest_at = self._clock.monotonic() - self._most_age_seconds
        while self._segments and self._segments[0].last_at < oldest_at:
            if not self._counts[Loss.OLD.value]:
                days = round(self._most_age_seconds * SECOND / DAY, 2)
                log.warning("ticks are too old to be kept; the oldest are dropped", days=days)
            self._drop(self._segments[0], Loss.OLD)

    def _drop(self, segment: Segment, why: Loss) -> None:
        self._counts[why.value] += segment.ticks
        self._remove(segment)

    def _remove(self, segment: Segment) -> None:
        self._segments.remove(segment)
        if self._writer is not None and self._writer.segment is segment:
            self._end_segment()
        try:
            segment.path.unlink()
        except FileNotFoundError:
            return
        except OSError as error:  # after a restart it is sent again, which the server ignores
            log.warning("spool segment stays", segment=segment.path.name, reason=error.strerror)

    def _give_up_segment(self) -> None:
        """End what cannot be written on; a file without a tick would only take an inode."""
        segment = self._writer.segment if self._writer is not None else None
        self._end_segment()
        if segment is not None and not segment.ticks:
            self._remove(segment)

    def _end_segment(self) -> None:
        if self._writer is not None:
            os.close(self._writer.file)
            self._writer = None


def _fits(writer: _Writer, tick: Tick) -> bool:
    return (writer.boot, writer.layout) == (
        tick.boot,
        tick.layout,
    ) and writer.segment.size < SEGMENT_BYTES


def _read(segment: Segment) -> tuple[Tick, ...]:
    """Return its ticks; one that cannot be read now is left for later, which is said once."""
    try:
        ticks, problem = tuple(ticks_of(segment.path)), ""
    except FileNotFoundError:
        ticks, problem = (), ""
    except OSError as error:
        ticks, problem = (), str(error)
    if problem and not segment.problem:
        log.warning("spool segment cannot be read; it is kept", reason=problem)
    segment.problem = problem
    return ticks


def _segment_names(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if _SEGMENT.fullmatch(entry.name))


def _lock(folder: Path) -> int:
    """Lock the folder for this process; on a disk that takes no writes, too."""
    handle = _lock_file(folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        owner = _owner(handle)
        os.close(handle)
        raise Conflict(
            "another agent (process {owner}) uses {folder}; stop it, or name another state_dir",
            owner=owner or "?",
            folder=folder,
        ) from None
    if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR:
        _sign(handle, folder)
    return handle


def _owner(handle: int) -> str:
    try:
        return os.read(handle, 20).decode("ascii", "replace").strip()
    except IsADirectoryError:
        return ""


def _sign(handle: int, folder: Path) -> None:
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
    except OSError as error:
        _say_unwritable(folder, error)


def _lock_file(folder: Path) -> int:
    """Open what is locked.  A host whose disk is full or read-only is watched all the more."""
    path = folder / "lock"
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno not in _TAKES_NO_WRITES:
            raise ConfigError(
                "cannot be written: {reason}; give it to the agent's user (chown -R), or name "
                "another state_dir",
                at=str(folder),
                reason=error.strerror,
            ) from None
        _say_unwritable(folder, error)
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def _say_unwritable(folder: Path, error: OSError) -> None:
    log.error(
        "the disk takes no writes; ticks are lost while no server takes them",
        folder=folder,
        reason=error.strerror,
    )
