"""Records as blobs and back: a block whose columns are the fields of its series.

What can be told from the others is left out: of a value that stands still an extreme, of a
counter the increase.  So a record takes about 8 bytes, not 12 (benchmarks/run replay).  Exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from watchkeeper.storage.series.blocks.block import (
    BlockHead,
    Packed,
    column_from,
    head_from,
    repacked,
)
from watchkeeper.storage.series.blocks.codec import encode_columns
from watchkeeper.storage.series.rollups.records import Field, Records
from watchkeeper.storage.series.rollups.rounding import decimal_steps
from watchkeeper.storage.series.ticks import Mask
from watchkeeper.storage.series.words import FloatArray, TimeArray

ReadBytes = Callable[[int, int], bytes]

_FIELDS = 8  # numbers of columns for each series
_REST = 6  # column: the increase less the steps of the last value
_DECIMAL_REST = 7  # the same of steps that are decimal where the values are
_FEW = 16  # of so many values one may be no step, for a rest to be worth it


class Packing:
    """Takes the records of a row group by group, all with the same times."""

    def __init__(self, times: TimeArray) -> None:
        self._times = times
        self._names: list[int] = []
        self._columns: list[bytes] = []
        self._records = 0

    def add(self, records: Records) -> None:
        """Take up further series, above those that came before."""
        self._records += int(np.count_nonzero(records.there))
        kept = np.asarray(records.there.any(axis=0))
        if not kept.any():
            return
        tidy = _without_gaps(_of_columns(records, kept))
        stored = list(_columns(tidy.values))
        for place, series in enumerate(tidy.series.tolist()):
            for column, at, encoded in stored:
                if at[place] >= 0:
                    self._names.append(series * _FIELDS + column)
                    self._columns.append(encoded[at[place]])

    def packed(self) -> Packed | None:
        """Return the row, None where it has no record."""
        if not self._names:
            return None
        found = repacked(self._times, np.array(self._names, np.int64), self._columns)
        return replace(found, samples=self._records)


class PackedRecords:
    """A row as it is stored, of which columns are read where they are looked at."""

    def __init__(self, head: bytes, read: ReadBytes) -> None:
        """Raise ValueError where the head is damaged; *read* gives bytes [first, stop) of data."""
        self._head: BlockHead = head_from(head)
        self._read = read
        self.times = self._head.times

    @property
    def series(self) -> TimeArray:
        """Return the series that have records, ascending."""
        names = self._head.series
        found: TimeArray = names[names % _FIELDS == Field.COUNT] // _FIELDS
        return found

    def column(self, series: int, field: Field) -> FloatArray:
        """Return a field (periods,) of a series that has records.  Raises ValueError."""
        found = self._column(series, field)
        if found is not None:
            return found
        if field is Field.COUNT or field is Field.LAST:
            raise ValueError("a row of roll-ups lacks a column")
        last = self.column(series, Field.LAST)
        if field is Field.TOTAL:
            return _total(last, self.column(series, Field.COUNT))
        if field is not Field.INCREASE:
            return last
        rest = self._column(series, _REST)
        if rest is not None:
            return _steps(last) + rest
        rest = self._column(series, _DECIMAL_REST)
        return _steps(last) if rest is None else decimal_steps(last[:, np.newaxis])[:, 0] + rest

    def records(
        self, series: TimeArray, fields: Sequence[Field] = tuple(Field)
    ) -> tuple[Records, list[ValueError]]:
        """Return *fields* of some series, the others 0; what is damaged counts as not there."""
        values: FloatArray = np.zeros((len(Field), len(self.times), len(series)))
        known = np.isin(series, self.series, assume_unique=True)
        damages: list[ValueError] = []
        for place in np.flatnonzero(known).tolist():
            try:
                found = [self.column(int(series[place]), field) for field in fields]
            except ValueError as error:
                damages.append(error)
            else:
                values[list(fields), :, place] = found
        return Records(self.times, series, values), damages

    def _column(self, series: int, column: int) -> FloatArray | None:
        head, name = self._head, series * _FIELDS + column
        place = int(np.searchsorted(head.series, name))
        if place == len(head.series) or head.series[place] != name:
            return None
        data = self._read(int(head.edges[place]), int(head.edges[place + 1]))
        return column_from(head, place, data)


_Stored = tuple[int, list[int], list[bytes]]
"""A column's number, where in what is encoded each series' stands (-1: nowhere), and that."""


def _columns(fields: FloatArray) -> Iterator[_Stored]:
    """Give the columns of series (fields, periods, series) that must be stored, ascending."""
    last, count = fields[Field.LAST], fields[Field.COUNT]
    every = np.ones(last.shape[1], np.bool_)
    yield _encoded(Field.COUNT, count, every)
    yield _encoded(Field.LAST, last, every)
    for field in (Field.MINIMUM, Field.MAXIMUM):
        yield _encoded(field, fields[field], ~_same(fields[field], last))
    total = fields[Field.TOTAL]
    yield _encoded(Field.TOTAL, total, ~_same(total, _total(last, count)))
    yield from _increases(fields[Field.INCREASE], last)


def _increases(increase: FloatArray, last: FloatArray) -> Iterator[_Stored]:
    """Give the increase, or what it is beside the steps of the last value where that is little."""
    steps, decimal = _steps(last), decimal_steps(last)
    is_known = _same(increase, steps)
    rest, is_rest = _rest(increase, steps)
    decimal_rest, is_decimal_rest = _rest(increase, decimal)
    is_rest &= ~is_known
    is_decimal_rest &= ~is_known & ~is_rest
    yield _encoded(Field.INCREASE, increase, ~(is_known | is_rest | is_decimal_rest))
    yield _encoded(_REST, rest, is_rest)
    yield _encoded(_DECIMAL_REST, decimal_rest, is_decimal_rest)


def _rest(increase: FloatArray, steps: FloatArray) -> tuple[FloatArray, Mask]:
    """Return the increase less *steps*, and of which series (series,) that is exact and little."""
    with np.errstate(invalid="ignore", over="ignore"):
        rest = increase - steps
        is_exact = _same(steps + rest, increase)
    few = np.count_nonzero(rest, axis=0) <= 1 + len(rest) // _FEW
    return rest, np.asarray(is_exact & few)


def _encoded(column: int, values: FloatArray, kept: Mask) -> _Stored:
    """Return a column of those series (series,) of which it is kept."""
    at = np.where(kept, np.cumsum(kept) - 1, -1).tolist()
    found = np.ascontiguousarray(values.T if kept.all() else values[:, kept].T)
    return column, at, encode_columns(found) if len(found) else []


def _total(last: FloatArray, count: FloatArray) -> FloatArray:
    with np.errstate(invalid="ignore", over="ignore"):
        return last * count


def _steps(last: FloatArray) -> FloatArray:
    with np.errstate(invalid="ignore", over="ignore"):
        return np.diff(last, axis=0, prepend=last[:1])


def _same(one: FloatArray, other: FloatArray) -> Mask:
    """Return which series (series,) have the same numbers (periods, series) bit for bit."""
    same: Mask = (one.view(np.uint64) == other.view(np.uint64)).all(axis=0)
    return same


def _of_columns(records: Records, kept: Mask) -> Records:
    if kept.all():
        return records
    return Records(records.times, records.series[kept], records.values[:, :, kept])


def _without_gaps(records: Records) -> Records:
    """Return records whose gaps hold what costs least: the last value before them, no samples."""
    there = records.there
    if there.all():
        return records
    at = np.where(there, np.arange(len(there))[:, np.newaxis], -1)
    newest = np.maximum.accumulate(at, axis=0)
    found = np.take_along_axis(records.of(Field.LAST), np.maximum(newest, 0), axis=0)
    last = np.where(newest >= 0, found, 0.0)
    values = records.values.copy()
    for field in (Field.LAST, Field.MINIMUM, Field.MAXIMUM):
        values[field] = np.where(there, values[field], last)
    for field in (Field.COUNT, Field.TOTAL, Field.INCREASE):
        values[field] = np.where(there, values[field], 0.0)
    return Records(records.times, records.series, values)
