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
from watchkeeper.storage.series.words import Block, Matcher, MatchKind, Selection

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
    return _samples(selection, store.window(selection, Instant(start), Instant(end)), start, end)


def _samples(selection: Selection, blocks: Iterable[Block], start: int, end: int) -> Samples:
    found: Samples = {}
    seen: set[int] = set()
    for block in blocks:
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


def check_summary(store: SeriesStore, start: int, end: int, expected: Samples) -> bool:
    """Compare what the store has summed up with all samples; return whether it has anything.

    What it leaves to be looked at is added to it; no sample is in both.
    """
    selection = store.select_since(EVERYTHING, Instant(start))
    summary = store.summary(selection, Instant(start), Instant(end))
    if summary is None:
        return False
    found: dict[Labels, list[list[float]]] = {}
    for one in summary.rest:
        assert start <= one.start < one.end <= end
        for labels, ticks in _samples(selection, one.blocks, one.start, one.end).items():
            found.setdefault(labels, []).append(list(ticks.values()))
    for row in range(len(selection)):
        labels = selection.labels(row)
        samples = list(expected.get(labels, {}).values())
        rest = [value for part in found.get(labels, []) for value in part]
        assert summary.count[row] + len(rest) == len(samples), labels
        if summary.count[row]:
            for extreme, least in ((np.fmin, summary.minimum), (np.fmax, summary.maximum)):
                assert same_number(extreme.reduce([least[row], *rest]), extreme.reduce(samples))
            check_total(float(summary.total[row]), rest, samples)
    return True


def check_total(total: float, rest: list[float], samples: list[float]) -> None:
    """A sum is right to 14 digits of what it is the sum of, unless it says that it is not known."""
    finite = [value for value in samples if math.isfinite(value)]
    if math.isinf(total):
        assert len(finite) < len(samples) or math.fsum(map(abs, finite)) > 1e300
    elif is_nan([total, *rest]):
        assert is_nan(samples)
    elif len(finite) == len(samples):
        size = math.fsum(map(abs, samples))
        assert abs(total + math.fsum(rest) - math.fsum(samples)) <= 1e-14 * size


def same_number(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))


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
