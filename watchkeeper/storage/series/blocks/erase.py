"""Erase series from blocks: first their names, then their columns.  In the flushing thread.

When ``begin`` returns nothing can find them any more, also after a crash; the bytes go block by
block, and what is left of them is remembered in the file until they are all gone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.block import head_from, mixed_column_from, repacked
from watchkeeper.storage.series.blocks.catalogue import Catalogue
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.statistics import decode_statistics, encode_statistics
from watchkeeper.storage.series.blocks.transactions import KnownSeries, StoredBlock, Writing
from watchkeeper.storage.series.rollups.erasing import erase_next_row
from watchkeeper.storage.series.ticks import is_live
from watchkeeper.storage.series.words import Matcher

log = get_log("storage")


@dataclass(slots=True)
class _UnderWay:
    """A feed whose blocks are gone through."""

    feed: int
    series: frozenset[int]
    last: int = 0  # id of the last block that is done
    last_row: int | None = 0  # of the roll-ups, None behind the last


class BlockEraser:
    """Forgets series for good."""

    def __init__(self, file: BlockFile, catalogue: Catalogue) -> None:
        self._file = file
        self._catalogue = catalogue
        self._under_way: _UnderWay | None = None

    def begin(self, matchers: tuple[Matcher, ...]) -> int:
        """Forget the names of all matching series; return how many there were."""
        found = self._catalogue.matching(matchers, first_day=0)
        gone = [
            KnownSeries(one.series, one.feed, one.day, labels)
            for labels in found
            for one in self._catalogue.carried(labels)
        ]
        with self._file.writing() as writing:
            writing.erase_names(gone)
        self._catalogue.forget(gone)
        self._under_way = None  # of its feed there may be more series now
        return len(found)

    def erase_next(self) -> bool:
        """Take what is erased out of one block; return whether there may be more."""
        with self._file.writing() as writing:
            way = self._under_way or _next_way(writing)
            if way is None:
                return False
            self._under_way = way
            block = writing.next_block(way.feed, after=way.last)
            if block is not None:
                _erase(writing, block, way.series)
                way.last = block.id
                return True
            way.last_row = erase_next_row(
                writing.roll_ups, way.feed, way.series, after=way.last_row or 0
            )
            if way.last_row is None:
                writing.forget_erased(way.feed)
        if way.last_row is None:
            self._under_way = None
        return True


def _next_way(writing: Writing) -> _UnderWay | None:
    found = writing.erased()
    return None if found is None else _UnderWay(found[0], frozenset(found[1]))


def _erase(writing: Writing, block: StoredBlock, series: frozenset[int]) -> None:
    try:
        head = head_from(block.head)
    except ValueError as error:
        log.warning("a damaged block cannot be looked through", block=block.id, error=error)
        return
    is_gone = np.isin(head.series, list(series))
    if not is_gone.any():
        return
    if is_gone.all():
        writing.drop_block(block.id)
        return
    columns = [block.data[a:b] for a, b in pairwise(head.edges.tolist())]
    gone, kept = np.flatnonzero(is_gone).tolist(), np.flatnonzero(~is_gone).tolist()
    samples = 0
    for place in gone:
        try:
            found, _ = mixed_column_from(head, place, columns[place])
            samples += int(np.count_nonzero(is_live(found)))
        except ValueError:
            continue  # it is damaged, and it goes
    packed = repacked(head.times, head.series[kept], [columns[place] for place in kept])
    left = replace(
        packed, samples=block.samples - samples, statistics=_kept(block.statistics, kept)
    )
    writing.replace(block.id, left)


def _kept(statistics: bytes, places: list[int]) -> bytes:
    """Return what is said of the series that stay; nothing where that is damaged."""
    try:
        return encode_statistics(decode_statistics(statistics).take(places))
    except (ValueError, IndexError):
        return b""
