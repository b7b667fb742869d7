"""A plain list of samples that answers as the store must, and a look into the store."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS, bits_of
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind

Samples = dict[Labels, dict[int, float]]


def series(name: str, **labels: str) -> Labels:
    return labels_of({METRIC_NAME: name, **labels})


def equal(name: str, value: str) -> Matcher:
    return Matcher(name, MatchKind.EQUAL, value)


EVERYTHING = (Matcher(METRIC_NAME, MatchKind.NOT_EQUAL, ""),)


@dataclass
class PlainStore:
    """Ticks as they were sent: feed -> time -> series -> value."""

    ticks: dict[str, dict[int, dict[Labels, float]]] = field(default_factory=dict)

    def tick(self, feed: str, time: int, samples: Mapping[Labels, float]) -> None:
        """Of two ticks with one time the first value of a series counts."""
        there = self.ticks.setdefault(feed, {}).setdefault(time, {})
        for labels, value in samples.items():
            there.setdefault(labels, value)

    def samples(self, start: int, end: int) -> Samples:
        found: Samples = {}
        for ticks in self.ticks.values():
            for time, values in ticks.items():
                if start < time <= end:
                    for labels, value in values.items():
                        found.setdefault(labels, {}).setdefault(time, value)
        return found

    def latest(self, at: int, lookback: int) -> dict[Labels, float]:
        """Return what each feed's newest tick says."""
        found: dict[Labels, float] = {}
        for ticks in self.ticks.values():
            newest = max((time for time in ticks if at - lookback < time <= at), default=None)
            found |= {} if newest is None else ticks[newest]
        return found


def samples_of(store: SeriesStore, start: int, end: int, matchers: tuple[Matcher, ...]) -> Samples:
    """Return all samples of a window; fails where a row is in two blocks."""
    selection = store.select_since(matchers, Instant(start))
    found: Samples = {}
    seen: set[int] = set()
    for block in store.window(selection, Instant(start), Instant(end)):
        assert block.values.shape == (len(block.times), len(block.rows))
        for column, row in enumerate(block.rows.tolist()):
            assert row not in seen
            seen.add(row)
            times = block.times[:, block.feed[column]].tolist()
            values = np.asarray(block.values)[:, column].tolist()
            live = {
                time: value
                for time, value in zip(times, values, strict=True)
                if start < time <= end and bits_of(value) not in {ABSENT_BITS, STALE_BITS}
            }
            in_order = [time for time in times if time > 0]
            assert in_order == sorted(set(in_order))
            if live:
                found[selection.labels(row)] = live
    return found


def same(found: Samples, expected: Samples) -> bool:
    """Compare bit by bit, so that NaN equals NaN."""
    return _bits(found) == _bits(expected)


def _bits(samples: Samples) -> dict[Labels, dict[int, int]]:
    return {
        labels: {time: bits_of(value) for time, value in ticks.items()}
        for labels, ticks in samples.items()
    }


def is_nan(values: Iterable[float]) -> bool:
    return any(math.isnan(value) for value in values)
