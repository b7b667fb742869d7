"""How full filesystems are.  A mount that hangs (a dead NFS server) is left behind, not waited for."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Callable

from agent.clock import AgentClock
from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from agent.worker import Worker
from watchkeeper.core.errors import Unavailable
from watchkeeper.host.filesystems import (
    Mount,
    StatvfsResult,
    Usage,
    mounts,
    usage_from_statvfs,
    wanted,
)
from watchkeeper.wire.exposition import Family, Kind, Reading

PATIENCE_SECONDS = 0.5
"""How long one mount may take, and all hanging mounts of one cycle together four times as long."""

_LABELS = ("device", "fstype", "mountpoint")
_SIZE = Family("node_filesystem_size_bytes", Kind.GAUGE, "Size in bytes.", _LABELS)
_FREE = Family("node_filesystem_free_bytes", Kind.GAUGE, "Free bytes, root's reserve too.", _LABELS)
_AVAILABLE = Family("node_filesystem_avail_bytes", Kind.GAUGE, "Bytes free to all users.", _LABELS)
_FILES = Family("node_filesystem_files", Kind.GAUGE, "Inodes in all.", _LABELS)
_FILES_FREE = Family("node_filesystem_files_free", Kind.GAUGE, "Inodes free.", _LABELS)
_READONLY = Family("node_filesystem_readonly", Kind.GAUGE, "1 if mounted read-only.", _LABELS)
_ERROR = Family(
    "node_filesystem_device_error",
    Kind.GAUGE,
    "1 if the filesystem hangs or does not tell its size.",
    _LABELS,
)

Statvfs = Callable[[str], StatvfsResult]


class FilesystemSource(CycleSource):
    """node_exporter's collector filesystem."""

    name = "filesystem"

    def __init__(
        self,
        proc: Path,
        *,
        excluded_mount_points: re.Pattern[str],
        excluded_types: re.Pattern[str],
        clock: AgentClock,
        statvfs: Statvfs = os.statvfs,
    ) -> None:
        self._clock = clock
        self._file = HeldFile(mounts_path(proc))
        self._excluded_mount_points = excluded_mount_points
        self._excluded_types = excluded_types
        self._statvfs = statvfs
        self._worker = Worker("filesystem")
        self._hanging: dict[str, Worker] = {}
        self._text = ""
        self._mounts: tuple[Mount, ...] = ()

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        usages = self._usages(self._wanted_mounts())
        for mount in self._mounts:
            found += readings(mount, usages.get(mount.mount_point))
        return found

    def close(self) -> None:
        self._file.close()
        self._worker.end()

    def _wanted_mounts(self) -> tuple[Mount, ...]:
        text = self._file.read()
        if text != self._text:
            self._mounts = wanted(mounts(text), self._excluded_mount_points, self._excluded_types)
            self._text = text
        return self._mounts

    def _usages(self, wanted_mounts: Sequence[Mount]) -> dict[str, Usage]:
        """Return what is known within the time; a mount without an entry hangs or fails."""
        self._hanging = {point: one for point, one in self._hanging.items() if one.is_busy}
        waiting = [each.mount_point for each in wanted_mounts]
        waiting = [point for point in waiting if point not in self._hanging]
        deadline = self._clock.monotonic() + 4 * PATIENCE_SECONDS
        usages: dict[str, Usage] = {}
        while waiting:
            done = self._measure(waiting, deadline)
            usages.update((point, usage) for point, usage in done if usage is not None)
            if len(done) == len(waiting):
                break
            self._hanging[waiting[len(done)]] = self._worker
            self._leave_behind()
            waiting = waiting[len(done) + 1 :]
            if self._clock.monotonic() > deadline:
                break
        return usages

    def _measure(self, points: Sequence[str], deadline: float) -> list[tuple[str, Usage | None]]:
        """Return the usages of *points* in their order, up to the one that hangs."""
        done: list[tuple[str, Usage | None]] = []
        if self._worker.is_busy:
            self._leave_behind()
        if not self._worker.start(lambda: _measure_each(points, self._statvfs, done)):
            raise Unavailable("the host has no thread left to ask its file systems")
        known = -1
        while len(done) > known and self._clock.monotonic() < deadline:
            known = len(done)
            if self._worker.wait(PATIENCE_SECONDS):
                break
        return list(done)

    def _leave_behind(self) -> None:
        self._worker.end()
        self._worker = Worker("filesystem")


def mounts_path(proc: Path) -> Path:
    """Return the mounts of process 1 where they can be read.

    In a hardened unit our own mounts are read-only copies, which is not what the host has.
    """
    path = proc / "1/mounts"
    return path if os.access(path, os.R_OK) else proc / "mounts"


def _measure_each(
    points: Sequence[str], statvfs: Statvfs, done: list[tuple[str, Usage | None]]
) -> None:
    for point in points:
        try:
            done.append((point, usage_from_statvfs(statvfs(point))))
        except OSError:
            done.append((point, None))


def readings(mount: Mount, usage: Usage | None) -> list[Reading]:
    labels = (mount.device, mount.kind, mount.mount_point)
    found: list[Reading] = [
        (_READONLY, labels, 1.0 if mount.is_readonly else 0.0),
        (_ERROR, labels, 1.0 if usage is None else 0.0),
    ]
    if usage is not None:
        found += [
            (_SIZE, labels, usage.size_bytes),
            (_FREE, labels, usage.free_bytes),
            (_AVAILABLE, labels, usage.available_bytes),
            (_FILES, labels, usage.files),
            (_FILES_FREE, labels, usage.files_free),
        ]
    return found
