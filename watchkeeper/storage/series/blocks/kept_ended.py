"""Samples of series that ended, decoded and kept: what is in blocks changes with a flush only.

Graphs of a time that is over ask for the same series again and again.  From any thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np

from watchkeeper.core.instants import HOUR
from watchkeeper.storage.series.blocks.long_selection import Ended
from watchkeeper.storage.series.words import Block

_SPAN = 2 * HOUR  # windows are widened to such, so that the answer serves the next ones too
_MOST_BYTES_OF_ONE = 8 << 20
_MOST_BYTES = 32 << 20
_MOST_KEPT = 256

Read = Callable[[int, int], Sequence[Block]]
"""Gives blocks that cover the samples with start < time <= end."""


@dataclass(frozen=True, slots=True)
class _Kept:
    ended: tuple[Ended, ...]
    start: int
    end: int
    version: int
    blocks: tuple[Block, ...] | None  # None: too large, or with histograms

    @property
    def size(self) -> int:
        return 8 * sum(block.values.size for block in self.blocks or ())

    def covers(self, ended: tuple[Ended, ...], start: int, end: int, version: int) -> bool:
        is_same = self.ended is ended and self.version == version
        return is_same and self.start <= start and end <= self.end


class KeptEnded:
    """Keeps what was decoded, the least recently used thrown away."""

    def __init__(self, version: Callable[[], int]) -> None:
        """Let *version* change whenever blocks do."""
        self._version = version
        self._kept: OrderedDict[int, _Kept] = OrderedDict()  # by the identity of ``ended``
        self._lock = Lock()

    def blocks(self, ended: tuple[Ended, ...], start: int, end: int, read: Read) -> list[Block]:
        """Return blocks that cover the samples with start < time <= end."""
        version = self._version()
        with self._lock:
            kept = self._kept.get(id(ended))
            if kept is not None and kept.covers(ended, start, end, version):
                self._kept.move_to_end(id(ended))
            else:
                kept = None
        if kept is None:
            wider = start // _SPAN * _SPAN - 1, -(-end // _SPAN) * _SPAN
            kept = _Kept(ended, *wider, version, _decoded(read(*wider)))
            self._keep(kept)
        if kept.blocks is None:
            return [*read(start, end)]
        return [cut for block in kept.blocks if (cut := _cut(block, start, end)) is not None]

    def _keep(self, made: _Kept) -> None:
        with self._lock:
            self._kept[id(made.ended)] = made
            self._kept.move_to_end(id(made.ended))
            size = sum(one.size for one in self._kept.values())
            while size > _MOST_BYTES or len(self._kept) > _MOST_KEPT:
                size -= self._kept.popitem(last=False)[1].size


def _decoded(blocks: Sequence[Block]) -> tuple[Block, ...] | None:
    if any(block.histograms is not None for block in blocks):
        return None
    if 8 * sum(block.values.size for block in blocks) > _MOST_BYTES_OF_ONE:
        return None
    return tuple(replace(block, values=np.asarray(block.values)) for block in blocks)


def _cut(block: Block, start: int, end: int) -> Block | None:
    """Return what of a block, all of one feed, is in a window."""
    first, stop = np.searchsorted(block.times[:, 0], (start, end), side="right").tolist()
    if first == stop:
        return None
    values = block.values[first:stop, 0 : len(block.rows)]
    return replace(block, times=block.times[first:stop], values=values)
