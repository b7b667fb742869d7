"""From the columns of a layout to rows of a grid: which row holds which series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.storage.series.feeds import REFUSED, UNMAPPED, Layout
from watchkeeper.storage.series.grid import Stream
from watchkeeper.storage.series.index import SeriesIndex
from watchkeeper.storage.series.limits import Refusal, SeriesLimits
from watchkeeper.storage.series.ticks import Mask, Rows, bits_of, is_absent, is_live
from watchkeeper.storage.series.words import FloatArray


@dataclass(frozen=True, slots=True)
class Mapped:
    """What to store of some ticks."""

    rows: Rows  # (n,)
    values: FloatArray  # (ticks, n), without ABSENT
    live: Mask | None  # (ticks, n) which are samples; None: all

    @property
    def living_rows(self) -> Rows:
        return self.rows if self.live is None else self.rows[self.live.any(axis=0)]

    @property
    def samples(self) -> int:
        return self.values.size if self.live is None else int(np.count_nonzero(self.live))


class RowMapper:
    """Gives series numbers and rows to columns when they bring their first value."""

    def __init__(self, index: SeriesIndex, limits: SeriesLimits) -> None:
        self._index = index
        self._limits = limits
        self.is_kept: Callable[[Labels], bool] | None = None  # whether blocks have room for it

    def mapped(self, layout: Layout, stream: Stream, values: FloatArray) -> Mapped:
        """Return rows and values of ticks (ticks, columns); what is absent is stale.

        Of a sparse layout comes one tick at a time, and what is absent stays as it is.
        """
        if values.shape[1] < len(layout.labels):
            values = _padded(values, len(layout.labels))
        is_plain = not layout.open and not np.isnan(values).any()
        live = None if is_plain else is_live(values)
        if live is None:
            return Mapped(layout.rows, values, None)
        if layout.open:
            self._map(layout, stream, live)
        rows = layout.rows
        if layout.open:
            kept = np.flatnonzero(rows >= 0)
            rows, values, live = rows[kept], values[:, kept], live[:, kept]
        if layout.is_sparse:
            named = np.flatnonzero(~is_absent(values).all(axis=0))
            return Mapped(rows[named], values[:, named], live[:, named])
        return Mapped(rows, _ended(values), live)

    def _map(self, layout: Layout, stream: Stream, live: Mask) -> None:
        """Give rows to columns that have a value for the first time."""
        wanting = np.flatnonzero(live.any(axis=0) & (layout.rows == UNMAPPED)).tolist()
        fresh: list[int] = []
        for place in wanting:
            series = self._index.find(stream, layout.labels[place])
            if series is None:
                fresh.append(place)
            else:
                layout.rows[place] = self._index.rows[series]
                layout.labels[place] = self._index.kept_labels(series)
        if fresh:
            self._map_new(layout, stream, fresh)
        layout.open = int(np.count_nonzero(layout.rows < 0))

    def _map_new(self, layout: Layout, stream: Stream, places: list[int]) -> None:
        feed, limits = layout.feed, self._limits
        places, too_many = self._with_room_in_blocks(layout, places)
        if too_many:
            self._refuse(layout, Refusal.STORE_FULL, too_many)
        room_in_feed = max(limits.series_per_feed - feed.series, 0)
        room = min(room_in_feed, max(limits.series_in_all - len(self._index), 0))
        taken, refused = places[:room], places[room:]
        labels = [layout.labels[place] for place in taken]
        rows = stream.grid.take_rows([label(one, METRIC_NAME) for one in labels])
        kept = self._index.add(stream, list(zip(labels, rows, strict=True)))
        layout.rows[taken] = rows
        for place, one in zip(taken, kept, strict=True):
            layout.labels[place] = one  # the copy that came in goes: half of what a series costs
        if refused:
            reason = Refusal.FEED_FULL if room == room_in_feed else Refusal.STORE_FULL
            self._refuse(layout, reason, refused)

    def _with_room_in_blocks(
        self, layout: Layout, places: list[int]
    ) -> tuple[list[int], list[int]]:
        """Return columns whose series may be begun, and those for which blocks have no room."""
        if self.is_kept is None:
            return places, []
        kept = [place for place in places if self.is_kept(layout.labels[place])]
        return kept, sorted(set(places) - set(kept))

    def _refuse(self, layout: Layout, reason: Refusal, places: list[int]) -> None:
        layout.feed.refuse_series(reason, [layout.labels[place] for place in places])
        layout.rows[places] = REFUSED


def _padded(values: FloatArray, columns: int) -> FloatArray:
    """Return vectors of a layout that has grown since: its new series have no value in them."""
    wider: npt.NDArray[np.uint64] = np.full((len(values), columns), ABSENT_BITS, np.uint64)
    wider[:, : values.shape[1]] = bits_of(values)
    return wider.view(np.float64)


def _ended(values: FloatArray) -> FloatArray:
    missing = is_absent(values)
    if missing.any():
        values = values.copy()
        bits_of(values)[missing] = STALE_BITS
    return values
