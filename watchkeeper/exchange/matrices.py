"""From samples of a feed to ticks: a value for each series at each time, within bounds.  Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from watchkeeper.core.instants import DAY, Duration
from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.core.samples import ABSENT
from watchkeeper.exchange.frames import Ticks
from watchkeeper.exchange.lines import Samples
from watchkeeper.storage.series.importing import MOST_IMPORTED
from watchkeeper.storage.series.words import FloatArray

MOST_COLUMNS = 10_000
_MOST_CELLS = MOST_IMPORTED // 2
_MOST_DAYS = 30
_DENSE = 2  # cells for a sample, above which series are looked at for times that they share
_LONGEST_NAME = 120
_ROUNDS = 20


def feed_name(labels: Labels) -> str:
    """Return which series are likely to share their times: those of one scrape, of one rule group."""
    job, instance = label(labels, "job") or "-", label(labels, "instance") or "-"
    kind = "rules/" if ":" in label(labels, METRIC_NAME) else ""
    name = f"{kind}{job}/{instance}"
    if len(name) <= _LONGEST_NAME and name.isprintable():
        return name
    return f"{kind}{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:32]}"


def ticks_of(
    feed: str, interval: Duration, samples: Samples, labels: Sequence[Labels]
) -> Iterator[Ticks]:
    """Yield all *samples* of a feed; series whose times never meet come as feeds of their own."""
    for part in _narrow(samples):
        cells = len(np.unique(part.series)) * len(np.unique(part.times))
        groups = [part] if cells <= _DENSE * len(part) else _sharing_times(part)
        for number, group in enumerate(groups):
            name = feed if number == 0 else f"{feed}#{number}"
            for some in _short(group):
                yield _matrix(name, interval, some, labels)


def _narrow(samples: Samples) -> Iterator[Samples]:
    """Yield samples of some series at a time where there are very many."""
    series = np.unique(samples.series)
    for first in range(0, len(series), MOST_COLUMNS):
        some = series[first : first + MOST_COLUMNS]
        yield (
            samples
            if len(series) <= MOST_COLUMNS
            else _part(samples, np.isin(samples.series, some))
        )


def _short(samples: Samples) -> Iterator[Samples]:
    """Yield samples that make a matrix within bounds, earlier ones first.

    Each two hours of a feed are a transaction of the server: so the time is bounded, too.
    """
    width = len(np.unique(samples.series))
    times = np.unique(samples.times)
    rows, first = max(_MOST_CELLS // max(width, 1), 1), 0
    while first < len(times):
        days = int(np.searchsorted(times, (times[first] // DAY + _MOST_DAYS) * DAY))
        stop = min(first + rows, days)
        found = (samples.times >= times[first]) & (samples.times <= times[stop - 1])
        yield samples if stop - first == len(times) else _part(samples, found)
        first = stop


def _matrix(feed: str, interval: Duration, samples: Samples, labels: Sequence[Labels]) -> Ticks:
    times, row = np.unique(samples.times, return_inverse=True)
    series, column = np.unique(samples.series, return_inverse=True)
    values: FloatArray = np.full((len(times), len(series)), ABSENT)
    cells = row * len(series) + column
    first = _first_of_each(cells, values.size)
    values.flat[cells[first]] = samples.values[first]
    return Ticks(feed, interval, tuple(labels[one] for one in series.tolist()), times, values)


def _first_of_each(cells: npt.NDArray[np.intp], size: int) -> npt.NDArray[np.intp] | slice:
    """Return the places of the first sample of each cell."""
    if np.bincount(cells, minlength=size).max() <= 1:
        return slice(None)
    return np.unique(cells, return_index=True)[1]


def _sharing_times(samples: Samples) -> list[Samples]:
    """Return series in groups: in each, one shares a time with another, from one to the next."""
    row = np.unique(samples.times, return_inverse=True)[1]
    series, column = np.unique(samples.series, return_inverse=True)
    group = np.arange(len(series))
    for _ in range(_ROUNDS):
        of_time = np.full(int(row.max()) + 1, len(series))
        np.minimum.at(of_time, row, group[column])
        found = group.copy()
        np.minimum.at(found, column, of_time[row])
        if np.array_equal(found, group):
            break
        group = found
    return [_part(samples, group[column] == one) for one in np.unique(group).tolist()]


def _part(samples: Samples, which: npt.NDArray[np.bool_]) -> Samples:
    return Samples(samples.series[which], samples.times[which], samples.values[which])
