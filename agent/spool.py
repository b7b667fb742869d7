"""Ticks on disk while the server is away: bounded, the oldest dropped first and counted.

A segment is a file of frames (length, CRC-32, kind, payload): its head, the layout, then ticks.
It belongs to one run of the agent and one layout.  A kill in the middle of a write costs the last
frame.  Ticks are written without fdatasync: they outlive the process, not a loss of power.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import struct
import threading
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.log import log
from agent.paths import Path
from agent.tick import Tick
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.labels import Labels
from watchkeeper.core.spans import Duration, Instant
from watchkeeper.wire.label_sets import bytes_from_labels, labels_from_bytes

SEGMENT_BYTES = 256 << 10
MOST_FRAME_BYTES = 8 << 20
_FRAME = struct.Struct("<IIB")
_HEAD = struct.Struct("<16sII")  # boot, layout, interval
_COUNT = struct.Struct("<I")
_TICK = struct.Struct("<Qq")  # sequence, time
_IS_HEAD, _IS_LABELS, _IS_TICK = 1, 2, 3


class _Segment:
    """A file of the spool; ``ticks`` and ``size`` are what is in it."""

    def __init__(self, path: Path, *, ticks: int, size: int) -> None:
        self.path = path
        self.ticks = ticks
        self.size = size


class _Writer:
    """The segment that is being written; ``width``: series of its layout so far."""

    def __init__(self, segment: _Segment, file: int, *, boot: bytes, layout: int) -> None:
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

    def __init__(self, folder: Path, *, most_bytes: int) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._most_bytes = most_bytes
        self._guard = threading.Lock()
        self._lock_file = _lock(folder)
        self._segments = [_looked_at(folder / name) for name in _segment_names(folder)]
        self._writer: _Writer | None = None
        self._next = int(self._segments[-1].path.stem) + 1 if self._segments else 1
        self._is_failing = False
        self.dropped_ticks = 0

    @property
    def ticks(self) -> int:
        return sum(segment.ticks for segment in self._segments)

    @property
    def size_bytes(self) -> int:
        return sum(segment.size for segment in self._segments)

    def append(self, tick: Tick) -> None:
        """Write a tick; where the disk refuses it, it is dropped and counted."""
        with self._guard:
            try:
                self._write(tick)
            except OSError as error:
                self.dropped_ticks += 1
                self._end_segment()
                if not self._is_failing:
                    log.error("spool cannot be written; ticks are lost", reason=error.strerror)
                self._is_failing = True
            else:
                self._is_failing = False

    def oldest(self) -> StoredTicks | None:
        """Return the ticks of the oldest segment; None where nothing is spooled."""
        with self._guard:
            while self._segments:
                segment = self._segments[0]
                if self._writer is not None and self._writer.segment is segment:
                    self._end_segment()
                ticks = tuple(_read(segment.path))
                if ticks:
                    return StoredTicks(segment.path, ticks)
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
            self._put(writer, _IS_LABELS, _labels_payload(tick.labels[writer.width : tick.width]))
            writer.width = tick.width
        payload = _TICK.pack(tick.sequence, tick.time) + zlib.compress(tick.vector, 1)
        self._put(writer, _IS_TICK, payload)
        writer.segment.ticks += 1
        self._keep_bound(writer.segment)

    def _writer_for(self, tick: Tick) -> _Writer:
        if self._writer is not None and _fits(self._writer, tick):
            return self._writer
        self._end_segment()
        path = self._folder / f"{self._next:012d}.ticks"
        self._next += 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        segment = _Segment(path, ticks=0, size=0)
        file = os.open(path, flags, 0o600)
        writer = _Writer(segment, file, boot=tick.boot, layout=tick.layout)
        self._writer = writer
        self._segments.append(segment)
        self._put(writer, _IS_HEAD, _HEAD.pack(tick.boot, tick.layout, tick.interval))
        return writer

    @staticmethod
    def _put(writer: _Writer, kind: int, payload: bytes) -> None:
        frame = _FRAME.pack(len(payload), _checksum(kind, payload), kind) + payload
        written = os.write(writer.file, frame)
        writer.segment.size += written
        if written != len(frame):
            raise OSError(28, "the disk is full")

    def _keep_bound(self, current: _Segment) -> None:
        while self.size_bytes > self._most_bytes and self._segments[0] is not current:
            oldest = self._segments[0]
            if not self.dropped_ticks:
                log.warning("spool is full; the oldest ticks are dropped", bytes=self._most_bytes)
            self.dropped_ticks += oldest.ticks
            self._remove(oldest)

    def _remove(self, segment: _Segment) -> None:
        self._segments.remove(segment)
        if self._writer is not None and self._writer.segment is segment:
            self._end_segment()
        with contextlib.suppress(FileNotFoundError):
            segment.path.unlink()

    def _end_segment(self) -> None:
        if self._writer is not None:
            os.close(self._writer.file)
            self._writer = None


def _fits(writer: _Writer, tick: Tick) -> bool:
    return (writer.boot, writer.layout) == (
        tick.boot,
        tick.layout,
    ) and writer.segment.size < SEGMENT_BYTES


def _segment_names(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if entry.name.endswith(".ticks"))


def _lock(folder: Path) -> int:
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        owner = os.read(handle, 20).decode("ascii", "replace").strip()
        os.close(handle)
        raise Conflict(
            "another agent (process {owner}) uses {folder}; stop it, or name another state_dir",
            owner=owner or "?",
            folder=folder,
        ) from None
    os.ftruncate(handle, 0)
    os.write(handle, f"{os.getpid()}\n".encode())
    return handle


def _checksum(kind: int, payload: bytes) -> int:
    return zlib.crc32(payload, kind)


def _labels_payload(labels: Sequence[Labels]) -> bytes:
    block = b"".join(map(bytes_from_labels, labels))
    return _COUNT.pack(len(labels)) + zlib.compress(block, 1)


def _frames(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give the frames of a segment up to the first that is broken, which is said."""
    content = path.read_bytes()
    at = 0
    while at < len(content):
        if at + _FRAME.size > len(content):
            break
        length, checksum, kind = _FRAME.unpack_from(content, at)
        payload = content[at + _FRAME.size : at + _FRAME.size + length]
        if (
            length > MOST_FRAME_BYTES
            or len(payload) < length
            or _checksum(kind, payload) != checksum
        ):
            break
        yield kind, payload
        at += _FRAME.size + length
    if at < len(content):
        log.warning("spool segment is broken", segment=path.name, lost_bytes=len(content) - at)


def _read(path: Path) -> Iterator[Tick]:
    head: tuple[bytes, int, int] | None = None
    labels: list[Labels] = []
    try:
        for kind, payload in _frames(path):
            if kind == _IS_HEAD:
                head = _HEAD.unpack(payload)
            elif kind == _IS_LABELS:
                (count,) = _COUNT.unpack_from(payload)
                labels += labels_from_bytes(zlib.decompress(payload[_COUNT.size :]), count)
            elif kind == _IS_TICK and head is not None:
                sequence, time = _TICK.unpack_from(payload)
                vector = zlib.decompress(payload[_TICK.size :])
                boot, layout, interval = head
                yield Tick(
                    boot, layout, Duration(interval), labels, sequence, Instant(time), vector
                )
    except (OSError, InvalidInput, struct.error, zlib.error) as error:
        log.warning("spool segment cannot be read", segment=path.name, reason=error)


def _looked_at(path: Path) -> _Segment:
    """Count the ticks of a segment that an earlier run left."""
    return _Segment(
        path,
        ticks=sum(kind == _IS_TICK for kind, _ in _frames(path)),
        size=path.stat().st_size,
    )
