"""Reading: selections, windows, and what pages and the Prometheus API ask.  From any thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.blocks.long_selection import LongSelection
from watchkeeper.storage.series.blocks.past import Past
from watchkeeper.storage.series.blocks.summaries import Summaries
from watchkeeper.storage.series.feeds import FeedStatus
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.limits import Refusal
from watchkeeper.storage.series.rollups.reading import RollUpReader
from watchkeeper.storage.series.selection import SeriesSelection
from watchkeeper.storage.series.ticks import is_absent, is_live
from watchkeeper.storage.series.words import (
    Block,
    LateWrites,
    Matcher,
    RollUps,
    Selection,
    Summary,
)

LOOKBACK = Duration(5 * MINUTE)
"""How old a sample may be and still be the value of its series now."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest sample of a series that has not ended, where it is a float."""

    labels: Labels
    at: Instant
    value: float
    feed: str


class SeriesReader:
    """The reading half of the store; fulfils SeriesSource, RollUpSource and SummarySource."""

    def __init__(self, head: Head, past: Past, rolled: RollUpReader, *, clock: Clock) -> None:
        self._head = head
        self._past = past
        self._summaries = Summaries(past)
        self._rolled = rolled
        self._clock = clock

    def select(self, matchers: tuple[Matcher, ...]) -> SeriesSelection:
        """Return the matching series; the same object until one of them comes or goes."""
        return self._head.index.select(matchers)

    def select_since(
        self, matchers: tuple[Matcher, ...], since: Instant
    ) -> SeriesSelection | LongSelection:
        """Return the matching series, those included that ended after *since*.

        The same object until one of them comes or goes.
        """
        selection = self._head.index.select(matchers)
        complete_from = self._head.complete_from
        if complete_from is not None and since + 1 >= complete_from:
            return selection
        return self._past.select(selection, matchers, since)

    def window(self, selection: Selection, start: Instant, end: Instant) -> list[Block]:
        """Return blocks that cover all samples with start < time <= end, from ``raw_since`` on.

        What is left of samples before that is told by roll-ups alone, whoever asks.
        """
        assert isinstance(selection, (SeriesSelection, LongSelection)), "of another store"
        return self._past.window(selection, max(start, Instant(self.raw_since() - 1)), end)

    def summary(self, selection: Selection, start: Instant, end: Instant) -> Summary | None:
        """Return the samples with start < time <= end summed up; None where that is no gain."""
        assert isinstance(selection, (SeriesSelection, LongSelection)), "of another store"
        return self._summaries.summary(selection, start, end)

    def late_writes(self, mark: int) -> LateWrites:
        """Return where samples came late since *mark*; 0 for the start."""
        return self._head.late.after(mark)

    def raw_since(self) -> Instant:
        """Return from when on all samples are kept."""
        return self._rolled.raw_since()

    def roll_ups(self, selection: Selection, start: Instant, end: Instant) -> RollUps | None:
        """Return the finest roll-ups that reach back to *start*, else the longest kept."""
        return self._rolled.roll_ups(selection, start, end)

    def label_names(self, matchers: tuple[Matcher, ...] = ()) -> list[str]:
        return self._head.index.label_names(matchers)

    def label_values(self, name: str, matchers: tuple[Matcher, ...] = ()) -> list[str]:
        return self._head.index.label_values(name, matchers)

    def series(self, matchers: tuple[Matcher, ...], start: Instant, end: Instant) -> list[Labels]:
        """Return the matching series that have a sample with start < time <= end."""
        selection = self.select_since(matchers, start)
        rows = living_rows(self.window(selection, start, end), start, end)
        return [selection.labels(row) for row in sorted(rows)]

    def latest(
        self,
        matchers: tuple[Matcher, ...],
        *,
        at: Instant | None = None,
        lookback: Duration = LOOKBACK,
    ) -> list[Latest]:
        """Return the newest sample of each matching series that has not ended, *at* now."""
        end = self._clock.now() if at is None else at
        start = Instant(end - lookback)
        selection = self.select_since(matchers, start)
        return list(latest_of(selection, self.window(selection, start, end), start, end))

    def feed_names(self) -> list[str]:
        return sorted(self._head.feeds)

    def feed_status(self, name: str) -> FeedStatus | None:
        state = self._head.feeds.get(name)
        return None if state is None else state.status()

    def reports(self, feed: str, now: Instant) -> bool:
        """Return whether a feed still ticks: its last tick is about two intervals old at most."""
        status = self.feed_status(feed)
        return status is not None and status.reports(now)

    @property
    def refused(self) -> Mapping[Refusal, int]:
        """Return how many ticks and series were refused since the start."""
        return dict(self._head.refused)


def latest_of(
    selection: Selection, blocks: Iterable[Block], start: int, end: int
) -> Iterator[Latest]:
    """Give the newest sample of each row in a window; a row that is stale there has none."""
    for block in blocks:
        slots = len(block.times)
        if not slots:
            continue
        samples = np.asarray(block.values)
        there = _inside(block, start, end) & (~is_absent(samples) | _are_histograms(block))
        last = slots - 1 - np.argmax(there[::-1], axis=0)  # (n,) meaningless where none is there
        columns = np.arange(len(block.rows))
        values = samples[last, columns]
        times = block.times[last, block.feed]
        for place in np.flatnonzero(there.any(axis=0) & is_live(values)).tolist():
            row = int(block.rows[place])
            yield Latest(
                selection.labels(row),
                Instant(int(times[place])),
                float(values[place]),
                selection.feed(row),
            )


def living_rows(blocks: Iterable[Block], start: int, end: int) -> set[int]:
    """Return the rows that have a sample in a window."""
    found: set[int] = set()
    for block in blocks:
        samples = is_live(np.asarray(block.values))
        if block.histograms is not None:
            samples |= _are_histograms(block)
        lives = (_inside(block, start, end) & samples).any(axis=0)
        found.update(block.rows[lives].tolist())
    return found


def _are_histograms(block: Block) -> npt.NDArray[np.bool_]:
    """Return for each value (slots, n) whether the sample is a histogram."""
    if block.histograms is None:
        return np.zeros(block.values.shape, np.bool_)
    cells = np.asarray(block.histograms)
    return np.asarray(np.not_equal(cells, np.array(None, np.object_)), np.bool_)


def _inside(block: Block, start: int, end: int) -> npt.NDArray[np.bool_]:
    """Return for each value (slots, n) whether its time is in the window."""
    inside = (block.times > start) & (block.times <= end)
    mask: npt.NDArray[np.bool_] = inside[:, block.feed]
    return mask
