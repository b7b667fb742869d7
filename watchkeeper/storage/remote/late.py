"""Ticks older than the head, which do not pass through the WAL: a file for each batch until it is sent.

A batch is on the disk before it is acknowledged; one that comes twice has the same times and values.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.logs import get_log
from watchkeeper.storage.disk import sync_directory
from watchkeeper.storage.series.blocks.late import LateTicks
from watchkeeper.storage.series.feeds import SPARSE
from watchkeeper.storage.series.frames import frame_bytes, scan
from watchkeeper.storage.series.packed_histograms import (
    cells_of,
    floats_of,
    is_reference,
    referring,
)
from watchkeeper.storage.series.records import LayoutRecord, TicksRecord, payload_of, record_from

log = get_log("storage")

_LAYOUT = 1


class LateQueue:
    """Batches in the order in which they came; for two threads: one puts, one takes."""

    def __init__(self, folder: Path, *, most_bytes: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._next = max((int(path.stem) for path in self._paths()), default=0) + 1

    def put(self, late: LateTicks) -> int:
        """Keep a batch; return how many samples of the oldest were given up for it.  Blocks.

        Raises Unavailable where the disk refuses.
        """
        data = b"".join(_frames_of(late))
        try:
            with self._lock:
                lost = self._make_room(len(data))
                path = self._folder / f"{self._next:08d}.late"
                self._next += 1
            newer = path.with_suffix(".new")
            with newer.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            newer.replace(path)
            sync_directory(self._folder)
        except OSError as error:
            raise Unavailable(
                "late samples cannot be kept for the metrics engine: {reason}",
                reason=error.strerror,
            ) from error
        return lost

    def oldest(self) -> tuple[Path, tuple[LayoutRecord | TicksRecord, ...]] | None:
        """Return the batch that is to be sent next; it stays until ``done``."""
        with self._lock:
            paths = self._paths()
            if not paths:
                return None
            data = paths[0].read_bytes()
            _tell_damage(paths[0], data)
            return paths[0], tuple(_records_in(data))

    def done(self, path: Path) -> None:
        with self._lock:
            path.unlink(missing_ok=True)

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.late"))

    def _make_room(self, wanted: int) -> int:
        sizes = {path: path.stat().st_size for path in self._paths()}
        excess, lost = sum(sizes.values()) + wanted - self._most_bytes, 0
        for path, size in sizes.items():
            if excess <= 0:
                break
            lost += sum(
                int((~np.isnan(one.values) | is_reference(one.values)).sum())
                for one in _records_in(path.read_bytes())
                if isinstance(one, TicksRecord)
            )
            path.unlink()
            excess -= size
        return lost


def _tell_damage(path: Path, data: bytes) -> None:
    """Name a batch that is damaged and keep it beside; what is good of it is sent."""
    found = scan(data)
    if found.damaged_bytes or found.torn_bytes:
        aside = path.with_suffix(".damaged")
        aside.unlink(missing_ok=True)
        aside.hardlink_to(path)
        log.warning(
            "late samples on their way to the metrics engine are damaged",
            bytes=found.damaged_bytes + found.torn_bytes,
            set_aside=aside.name,
        )


def _frames_of(late: LateTicks) -> Iterator[bytes]:
    """Yield a layout and its ticks, the oldest first."""
    order = np.argsort(late.times, kind="stable")
    values, cells = late.values[order], cells_of(late.values[order], late.bins)
    histograms = {
        (tick, column): cells[tick, column]
        for tick, column in np.argwhere(is_reference(values)).tolist()
        if cells[tick, column] is not None
    }
    values = referring(floats_of(values), histograms)
    layout = LayoutRecord(_LAYOUT, late.feed, SPARSE, late.interval, 0, tuple(late.labels))
    yield frame_bytes(*payload_of(layout))
    ticks = TicksRecord(_LAYOUT, "", 0, late.times[order], values, tuple(histograms.values()))
    yield frame_bytes(*payload_of(ticks))


def _records_in(data: bytes) -> Iterator[LayoutRecord | TicksRecord]:
    for payload in scan(data).payloads:
        record = record_from(payload)
        if isinstance(record, LayoutRecord | TicksRecord):
            yield record
