"""band_score_over_time as it is evaluated again and again: each sample is sorted in once.

The last five minutes are read anew each time, for samples come after the evaluation that should
have seen them; of what came later than that the source tells, feed by feed.
"""

from __future__ import annotations

import threading
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rules.anomaly.band import Bands, band_scores
from rules.anomaly.rolling import RollingSamples
from rules.promql.frames import Frame, Grid
from rules.promql.nodes import MatrixSelector
from rules.promql.reading import blocks_between, read_latest, select
from rules.promql.run import Run
from rules.promql.series import LateSource, LateWrites, Selection
from rules.promql.windows import SlotIndex, Window, windows
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import Labels

_LATEST = 5 * MINUTE  # how late a sample may come unannounced; the store's WAITED_FOR


_NONE = LateWrites(0, {})


@dataclass(slots=True)
class RollingRows:
    """The samples of the window of every row of a selection, kept between evaluations."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    end: int | None = None
    _selection: Selection | None = None
    _generation: int = -1
    _known: dict[Labels, RollingSamples] = field(default_factory=dict)
    rows: list[RollingSamples] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)  # (rows,)
    mark: int = 0  # up to which late writes were taken up

    def follow(self, selection: Selection) -> bool:
        """Take up the rows of a selection; returns whether there are new ones among them."""
        if selection is self._selection and selection.generation == self._generation:
            return False
        former = self._known
        labels = [selection.labels(row) for row in range(len(selection))]
        self._known = {one: former.get(one) or RollingSamples() for one in labels}
        self._selection, self._generation = selection, selection.generation
        self.rows = [self._known[one] for one in labels]
        self.feeds = [selection.feed(row) for row in range(len(selection))]
        return not self._known.keys() <= former.keys()

    def forget(self) -> None:
        """Let go of all samples: the next evaluation reads whole windows."""
        self._selection, self._known, self.rows, self.end = None, {}, [], None

    def late(self, since: Mapping[str, Instant]) -> dict[int, int]:
        """Return the rows with late samples, and since when; of a feed that none names, all."""
        if not since:
            return {}
        named = frozenset(self.feeds)
        others = min((at for feed, at in since.items() if feed not in named), default=None)
        found = {row: since.get(feed, others) for row, feed in enumerate(self.feeds)}
        return {row: at for row, at in found.items() if at is not None}

    def catch_up(
        self, blocks: Sequence[SlotIndex], late: Mapping[int, int], start: int, end: int
    ) -> None:
        """Take up the samples in (start, end] of rows with late ones."""
        for index in blocks:
            if late.keys().isdisjoint(index.block.rows.tolist()):
                continue
            for places, window in windows(index, start, end, end):
                self._take(places.tolist(), window, late)

    def advance(self, blocks: Sequence[SlotIndex], since: int, start: int, end: int) -> None:
        """Move the windows to (start, end], reading what is newer than *since*."""
        for row in self.rows:
            row.forget_until(start)
        for index in blocks:
            for places, window in windows(index, max(since, start), end, end):
                self._take(places.tolist(), window)
        self.end = end

    def _take(
        self, places: Sequence[int], window: Window, only: Container[int] | None = None
    ) -> None:
        values, times = window.values, window.times
        for column, place in enumerate(places):
            if only is not None and place not in only:
                continue
            here = window.valid[:, column]
            self.rows[place].extend(times[here, column].tolist(), values[here, column].tolist())

    def bands(self, low: float, high: float) -> Bands:
        return Bands(
            *(np.array([row.quantile(share) for row in self.rows]) for share in (low, 0.5, high))
        )


def rolling_band_score(
    run: Run, node: MatrixSelector, grid: Grid, shares: Sequence[tuple[float, float]]
) -> Frame:
    """Score the newest value of each row at each step against its band; (low, high) per step."""
    latest = read_latest(run, node.selector, grid)
    newest = latest.frame
    ends = (grid.times - node.selector.offset).tolist()
    scores = np.zeros(newest.values.shape)
    for step, bands in enumerate(_kept_bands(run, node, ends, shares)):
        scores[step] = band_scores(newest.values[step], bands)
    starts = grid.times[:, None] - node.selector.offset - node.range
    return Frame(newest.table, scores, newest.present & (latest.times > starts))


def _kept_bands(
    run: Run, node: MatrixSelector, ends: Sequence[int], shares: Sequence[tuple[float, float]]
) -> list[Bands]:
    """Return the bands by the windows kept; by others where those are later or in use."""
    kept = run.kept.remember(node, "rolling", (), RollingRows) if run.keeps_windows else None
    if kept is None or not kept.lock.acquire(blocking=False):
        return _bands(run, node, ends, RollingRows(), shares)
    try:
        is_earlier = kept.end is not None and bool(ends) and ends[0] < kept.end
        return _bands(run, node, ends, RollingRows() if is_earlier else kept, shares)
    except BaseException:
        kept.forget()  # some rows may have been read and others not
        raise
    finally:
        kept.lock.release()


def _bands(
    run: Run,
    node: MatrixSelector,
    ends: Sequence[int],
    rolling: RollingRows,
    shares: Sequence[tuple[float, float]],
) -> list[Bands]:
    if not ends:
        return []
    selection = select(run, node.selector).selection
    has_new_rows = rolling.follow(selection)
    writes = _late_writes(run, rolling.mark)
    first = ends[0] - node.range
    if has_new_rows or writes.since is None or rolling.end is None:
        since, late = first, {}
    else:
        since, late = max(first, rolling.end - _LATEST), rolling.late(writes.since)
    late_since = max(first, min(late.values(), default=since) - 1)
    blocks = blocks_between(run, selection, min(since, late_since), ends[-1])
    if late_since < since:
        rolling.catch_up(blocks, late, late_since, since)
    bands = []
    for end, (low, high) in zip(ends, shares, strict=True):
        run.check_time()
        rolling.advance(blocks, since, end - node.range, end)
        bands.append(rolling.bands(low, high))
        since = end
    rolling.mark = writes.mark
    return bands


def _late_writes(run: Run, mark: int) -> LateWrites:
    """Return what came late; asked before the samples are read, so that none is missed."""
    source = run.source
    return source.late_writes(mark) if isinstance(source, LateSource) else _NONE
