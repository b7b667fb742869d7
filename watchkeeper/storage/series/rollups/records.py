"""Records: what roll-ups keep of each period and series.  Pure: arrays in, arrays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from watchkeeper.storage.series.ticks import Mask
from watchkeeper.storage.series.words import FloatArray, TimeArray


class Field(IntEnum):
    """A number of a record; the values are in files, so they stay."""

    COUNT = 0
    LAST = 1
    MINIMUM = 2
    MAXIMUM = 3
    TOTAL = 4
    INCREASE = 5


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Records of some series; where the count is 0 there is none and the rest means nothing."""

    times: TimeArray  # (periods,) ascending: each the end of a period (time - period, time]
    series: TimeArray  # (columns,) ascending
    values: FloatArray  # (fields, periods, columns)

    def of(self, field: Field) -> FloatArray:
        """Return one field (periods, columns)."""
        found: FloatArray = self.values[field]
        return found

    @property
    def there(self) -> Mask:
        """Return where there are records (periods, columns)."""
        found: Mask = self.values[Field.COUNT] > 0
        return found


def records_from(
    times: TimeArray, series: TimeArray, fields: Mapping[Field, FloatArray]
) -> Records:
    return Records(times, series, np.stack([fields[field] for field in Field]))


def no_records(series: TimeArray) -> Records:
    return Records(np.zeros(0, np.int64), series, np.zeros((len(Field), 0, len(series))))


def joined(parts: Sequence[Records]) -> Records:
    """Return records of the same series, each part of which is behind the one before."""
    times = np.concatenate([part.times for part in parts])
    values = np.concatenate([part.values for part in parts], axis=1)
    return Records(times, parts[0].series, values)


def replaced(stored: Records, fresh: Records, first: int, last: int) -> Records:
    """Return *stored* with everything that ends in first .. last as *fresh* has it."""
    kept = (stored.times < first) | (stored.times > last)
    rest = Records(stored.times[kept], stored.series, stored.values[:, kept])
    return filled(rest, fresh)


def filled(stored: Records, fresh: Records) -> Records:
    """Return *stored*, with what *fresh* has where that is of as many samples or more.

    So what is left of samples overwrites nothing, and an import in parts ends with all of them.
    """
    times = np.union1d(stored.times, fresh.times)
    series = np.union1d(stored.series, fresh.series)
    out, more = spread(stored, times, series), spread(fresh, times, series)
    is_fuller = (more[Field.COUNT] > 0) & (more[Field.COUNT] >= out[Field.COUNT])
    out[:, is_fuller] = more[:, is_fuller]
    return Records(times, series, out)


def spread(records: Records, times: TimeArray, series: TimeArray) -> FloatArray:
    """Return the values (fields, times, series), all 0 where there is no record."""
    wide: FloatArray = np.zeros((len(Field), len(times), len(series)))
    slots, columns = np.searchsorted(times, records.times), np.searchsorted(series, records.series)
    wide[:, slots[:, np.newaxis], columns] = records.values
    return wide


def last_before(records: Records, end: int, before: FloatArray) -> FloatArray:
    """Return each series' last value (columns,) by *end*, that of *before* where there is none."""
    stop = int(np.searchsorted(records.times, end, side="right"))
    there = records.there[:stop]
    if not there.any():
        return before
    newest = stop - 1 - there[::-1].argmax(axis=0)
    found = records.of(Field.LAST)[newest, np.arange(len(records.series))]
    return np.where(there.any(axis=0), found, before)


def groups_of(series: TimeArray, size: int) -> Iterator[TimeArray]:
    """Cut series into groups, which bound the memory that a feed takes."""
    for first in range(0, len(series), size):
        yield series[first : first + size]
