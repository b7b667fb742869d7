"""Windows that reach behind the head: blocks and head as one.  From any thread."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import DAY
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.block import BlockHead, head_from
from watchkeeper.storage.series.blocks.catalogue import Catalogue
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.kept_ended import KeptEnded
from watchkeeper.storage.series.blocks.long_selection import Ended, LongSelection, LongSelections
from watchkeeper.storage.series.blocks.mixed_columns import has_histograms
from watchkeeper.storage.series.blocks.past_values import (
    BlockPiece,
    Column,
    HeadPiece,
    PastValues,
    Piece,
    Shelf,
)
from watchkeeper.storage.series.blocks.sheets import Sheet, Sheets
from watchkeeper.storage.series.blocks.thawed import ThawedParts
from watchkeeper.storage.series.blocks.transactions import FoundBlock, Reading
from watchkeeper.storage.series.grid import Stream
from watchkeeper.storage.series.histogram_cells import FloatsOnly, HistogramsOnly
from watchkeeper.storage.series.packed_histograms import Bins
from watchkeeper.storage.series.selection import Numbers, Part, SeriesSelection, Shared
from watchkeeper.storage.series.windows import part_blocks, shared_blocks, ticks_of
from watchkeeper.storage.series.words import Block, Matcher, TimeArray, Values

log = get_log("storage")


@dataclass(frozen=True, slots=True)
class _InHead:
    """What the head has of rows that the same streams carry, and how far back that reaches."""

    positions: Numbers  # (n,) rows of the selection
    sources: tuple[tuple[TimeArray, Values, Bins], ...]  # times (ticks,), values (ticks, n)
    reach: int  # before this, samples may be in blocks only


@dataclass(frozen=True, slots=True)
class _InBlock:
    head: BlockHead
    ticks: slice
    columns: tuple[Column, ...]


AnySelection = SeriesSelection | LongSelection


@dataclass(frozen=True, slots=True)
class Members:
    """Some of the rows of a selection: those of parts, shared ones and such that ended."""

    parts: tuple[Part, ...] = ()
    shared: tuple[Shared, ...] = ()
    ended: tuple[Ended, ...] = ()


class Past:
    """Reads blocks, and the head with them."""

    def __init__(self, file: BlockFile, catalogue: Catalogue) -> None:
        self._file = file
        self._catalogue = catalogue
        self._thawed = ThawedParts(lambda: file.version + catalogue.version)
        self._ended = KeptEnded(lambda: file.version + catalogue.version)
        self._selections = LongSelections(catalogue)
        self._sheets = Sheets(file, catalogue)

    def sheet(self, selection: AnySelection, start: int, end: int) -> Sheet:
        """Return what the statistics of blocks tell of the samples with start < time <= end."""
        return self._sheets.sheet(selection, start, end)

    def select(
        self, head: SeriesSelection, matchers: tuple[Matcher, ...], since: int
    ) -> AnySelection:
        """Return what the head has with what only blocks have, of the day of *since* or later."""
        return self._selections.select(head, matchers, since // DAY)

    def window(self, selection: AnySelection, start: int, end: int) -> list[Block]:
        """Return blocks that cover the samples with start < time <= end.

        The head is read first, then how far back it reached: what left it meanwhile is in blocks
        by then.  Raises Unavailable where the file cannot be read.
        """
        if isinstance(selection, LongSelection):
            head = selection.head
            return self.window_of(
                head, Members(head.parts, head.shared, selection.ended), start, end
            )
        return self.window_of(selection, Members(selection.parts, selection.shared), start, end)

    def window_of(
        self, selection: SeriesSelection, members: Members, start: int, end: int
    ) -> list[Block]:
        """Return such blocks for some of the rows of a selection."""
        found: list[Block] = []
        behind: list[_InHead] = []
        for part in members.parts:
            if start + 1 >= part.grid.complete_from:
                found += part_blocks(part, start, end)
                continue
            stored = functools.partial(self._stored, selection, part)
            whole = self._thawed.block(part, start, end, stored)
            if whole is not None:
                found.append(whole)
                continue
            for place, stream in enumerate(part.streams):
                mine = np.flatnonzero(part.feed == place)
                homes = ((stream, part.rows[mine]),)
                behind.append(_in_head(part.positions[mine], homes, start, end))
        for shared in members.shared:
            if start + 1 >= max(stream.grid.complete_from for stream, _ in shared.homes):
                found += shared_blocks(shared, start, end)
            else:
                behind.append(_in_head(shared.positions, shared.homes, start, end))
        if behind:
            found += self._with_blocks(selection, behind, (), start, end)
        if members.ended:
            read = functools.partial(self._with_blocks, selection, [], members.ended)
            found += self._ended.blocks(members.ended, start, end, read)
        return found

    def _stored(
        self, selection: SeriesSelection, part: Part, start: int, until: int
    ) -> list[Block]:
        """Return what blocks hold of the streams of a part with start < time < until."""
        alone = [
            _InHead(part.positions[part.feed == place], (), until)
            for place in range(len(part.streams))
        ]
        return self._with_blocks(selection, alone, (), start, until)

    def _with_blocks(
        self,
        selection: SeriesSelection,
        behind: list[_InHead],
        ended: tuple[Ended, ...],
        start: int,
        end: int,
    ) -> list[Block]:
        shelf, found = Shelf(), []
        try:
            with self._file.reading() as reading:
                for number, in_head in enumerate(behind):
                    stop = min(end, in_head.reach - 1)
                    labels = [selection.labels(row) for row in in_head.positions.tolist()]
                    wanted = self._catalogue.by_feed(labels)
                    in_blocks = list(_in_blocks(reading, wanted, start, stop))
                    found += _together(in_head, in_blocks, shelf, number)
                for number, one in enumerate(ended, start=len(behind)):
                    in_blocks = list(_in_blocks(reading, one.wanted, start, end))
                    found += _of_ended(one, in_blocks, shelf, number)
        except sqlite3.Error as error:
            raise Unavailable(
                "the blocks of the series store cannot be read: {reason}", reason=str(error)
            ) from error
        return found


def _in_head(
    positions: Numbers, homes: tuple[tuple[Stream, Numbers], ...], start: int, end: int
) -> _InHead:
    sources = tuple(
        (*ticks_of(stream, rows, start, end), stream.grid.bins.now()) for stream, rows in homes
    )
    reach = max(stream.grid.complete_from for stream, _ in homes)  # after the head was read
    return _InHead(positions, sources, reach)


def _of_ended(ended: Ended, in_blocks: list[_InBlock], shelf: Shelf, number: int) -> list[Block]:
    """Return a block of those rows of which there are samples."""
    there = sorted({column.row for found in in_blocks for column in found.columns})
    if not there:
        return []
    places = {row: place for place, row in enumerate(there)}
    moved = [
        replace(
            found,
            columns=tuple(replace(one, row=places[one.row]) for one in found.columns),
        )
        for found in in_blocks
    ]
    return _together(_InHead(ended.positions[there], (), 0), moved, shelf, number)


def _in_blocks(
    reading: Reading, wanted: dict[int, dict[int, int]], start: int, end: int
) -> Iterator[_InBlock]:
    for feed, rows in wanted.items():
        series = np.array(sorted(rows), np.int64)
        for block in reading.blocks(feed, start, end):
            found = _in_block(reading, block, rows, series, start, end)
            if found is not None:
                yield found


def _in_block(
    reading: Reading,
    block: FoundBlock,
    rows: dict[int, int],
    series: TimeArray,
    start: int,
    end: int,
) -> _InBlock | None:
    try:
        head = head_from(block.head)
    except ValueError as error:
        log.warning("a block is damaged and left out", block=block.id, error=error)
        return None
    first, stop = np.searchsorted(head.times, (start, end), side="right").tolist()
    places = np.flatnonzero(np.isin(head.series, series, assume_unique=True)).tolist()
    if first >= stop or not places:
        return None
    edges = [(int(head.edges[place]), int(head.edges[place + 1])) for place in places]
    data = reading.data(block.id, edges)
    columns = [
        Column(rows[int(head.series[place])], place, one)
        for place, one in zip(places, data, strict=True)
    ]
    columns.sort(key=lambda column: column.row)
    return _InBlock(head, slice(first, stop), tuple(columns))


def _together(
    in_head: _InHead, in_blocks: list[_InBlock], shelf: Shelf, number: int
) -> list[Block]:
    """Return one block of what head and blocks know; the blocks' samples count first."""
    block_times = [found.head.times[found.ticks] for found in in_blocks]
    head_times = [times for times, _, _ in in_head.sources]
    times = np.unique(np.concatenate([np.zeros(0, np.int64), *block_times, *head_times]))
    if not len(times):
        return []
    pieces: list[Piece] = [
        BlockPiece(found.head, found.ticks, np.searchsorted(times, own), found.columns)
        for found, own in zip(in_blocks, block_times, strict=True)
    ]
    for own, values, bins in in_head.sources:
        pieces.append(HeadPiece(np.searchsorted(times, own), values, bins))
    rows = len(in_head.positions)
    values = PastValues(pieces, (len(times), rows), shelf, number)
    feed = np.zeros(rows, np.int32)
    if not _has_histograms(in_head, in_blocks):
        return [Block(in_head.positions, feed, times[:, np.newaxis], values)]
    floats, cells = FloatsOnly(values), HistogramsOnly(values)
    return [Block(in_head.positions, feed, times[:, np.newaxis], floats, cells)]


def _has_histograms(in_head: _InHead, in_blocks: list[_InBlock]) -> bool:
    return any(bins for _, _, bins in in_head.sources) or any(
        has_histograms(column.data) for found in in_blocks for column in found.columns
    )
