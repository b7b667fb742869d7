"""Roll up: records from samples, and longer ones from shorter ones.  Pure: arrays in, arrays out.

A period ends at its time: (time - period, time].  Samples are what is neither absent nor stale.
"""

from __future__ import annotations

import numpy as np

from watchkeeper.core.instants import Duration
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.blocks.block import Ticks
from watchkeeper.storage.series.blocks.decimals import powers_of
from watchkeeper.storage.series.rollups.records import Field, Records, no_records, records_from
from watchkeeper.storage.series.rollups.rounding import error_of, rounded
from watchkeeper.storage.series.selection import Numbers
from watchkeeper.storage.series.ticks import Mask, is_live
from watchkeeper.storage.series.words import FloatArray, TimeArray


def roll_up(ticks: Ticks, period: Duration, before: FloatArray) -> Records:
    """Return the periods in which *ticks* lie.

    *before* (columns,) is each series' last sample before, ABSENT where there was none: the
    increase of a period begins at the sample before it.  A fall is a reset, as for ``increase``
    in prometheus promql/functions.go, but nothing is extrapolated.
    """
    if not len(ticks.times):
        return no_records(ticks.series)
    times, begins = _periods(ticks.times, period)
    live = is_live(ticks.values)
    if live.all() and is_live(before).all():
        return _told(times, ticks.series, _of_whole(ticks.values, begins, before))
    samples = np.where(live, ticks.values, np.nan)
    with np.errstate(
        invalid="ignore", over="ignore"
    ):  # infinity less infinity is NaN, as it should be
        rises = _rises(samples, live, before)
        fields = {
            Field.COUNT: np.add.reduceat(live.astype(np.float64), begins, axis=0),
            Field.LAST: _last(samples, live, begins),
            Field.MINIMUM: np.fmin.reduceat(samples, begins, axis=0),
            Field.MAXIMUM: np.fmax.reduceat(samples, begins, axis=0),
            Field.TOTAL: np.add.reduceat(np.where(live, samples, 0.0), begins, axis=0),
            Field.INCREASE: np.add.reduceat(rises, begins, axis=0),
        }
    return _told(times, ticks.series, fields)


def _of_whole(samples: FloatArray, begins: Numbers, before: FloatArray) -> dict[Field, FloatArray]:
    """Return the fields where every series has a sample in every tick, as nearly always."""
    stops = np.append(begins[1:], len(samples))
    count: FloatArray = np.empty((len(begins), samples.shape[1]))
    count[:] = (stops - begins)[:, np.newaxis]
    with np.errstate(invalid="ignore", over="ignore"):
        rises = np.diff(samples, axis=0, prepend=before[np.newaxis])
        fell = samples[1:] < samples[:-1]
        rises[1:][fell] = samples[1:][fell]
        rises[0] = np.where(samples[0] < before, samples[0], rises[0])
        return {
            Field.COUNT: count,
            Field.LAST: samples[stops - 1],
            Field.MINIMUM: np.fmin.reduceat(samples, begins, axis=0),
            Field.MAXIMUM: np.fmax.reduceat(samples, begins, axis=0),
            Field.TOTAL: np.add.reduceat(samples, begins, axis=0),
            Field.INCREASE: np.add.reduceat(rises, begins, axis=0),
        }


def roll_up_further(records: Records, period: Duration) -> Records:
    """Return records of a longer period, of which theirs is a part."""
    if not len(records.times):
        return records
    times, begins = _periods(records.times, period)
    there = records.there
    known = {field: np.where(there, records.of(field), np.nan) for field in Field}
    with np.errstate(invalid="ignore", over="ignore"):
        fields = {
            Field.COUNT: np.add.reduceat(records.of(Field.COUNT), begins, axis=0),
            Field.LAST: _last(known[Field.LAST], there, begins),
            Field.MINIMUM: np.fmin.reduceat(known[Field.MINIMUM], begins, axis=0),
            Field.MAXIMUM: np.fmax.reduceat(known[Field.MAXIMUM], begins, axis=0),
        }
        for field in (Field.TOTAL, Field.INCREASE):
            some = np.where(there, records.of(field), 0.0)
            fields[field] = np.add.reduceat(some, begins, axis=0)
    return _told(times, records.series, fields)


def _told(times: TimeArray, series: TimeArray, fields: dict[Field, FloatArray]) -> Records:
    """Return records whose sums are decimal where the samples are."""
    powers = powers_of(np.where(fields[Field.COUNT] > 0, fields[Field.LAST], 0.0).T)
    largest = np.fmax(np.abs(fields[Field.MINIMUM]), np.abs(fields[Field.MAXIMUM]))
    error = error_of(fields[Field.COUNT], largest)
    for field in (Field.TOTAL, Field.INCREASE):
        fields[field] = rounded(fields[field], error, powers)
    return records_from(times, series, fields)


def no_samples(columns: int) -> FloatArray:
    """Return what ``roll_up`` takes where nothing came before."""
    return np.full(columns, ABSENT)


def _periods(times: TimeArray, period: Duration) -> tuple[TimeArray, Numbers]:
    """Return the ends of the periods of ascending times, and where each begins."""
    ends = -(-times // period) * period
    begins = np.flatnonzero(np.diff(ends, prepend=ends[0] - 1))
    return ends[begins], begins


def _last(samples: FloatArray, live: Mask, begins: Numbers) -> FloatArray:
    at = np.where(live, np.arange(len(live))[:, np.newaxis], 0)
    newest = np.maximum.reduceat(at, begins, axis=0)
    found: FloatArray = np.take_along_axis(samples, newest, axis=0)
    return found


def _rises(samples: FloatArray, live: Mask, before: FloatArray) -> FloatArray:
    """Return by how much each sample is above the one before it in its series, 0 for none."""
    known = np.concatenate([before[np.newaxis], samples])
    is_known = np.concatenate([is_live(before[np.newaxis]), live])
    at = np.where(is_known, np.arange(len(known))[:, np.newaxis], -1)
    previous = np.maximum.accumulate(at, axis=0)[:-1]
    earlier = np.take_along_axis(known, np.maximum(previous, 0), axis=0)
    with np.errstate(over="ignore"):  # it is then infinite
        rise = np.where(samples < earlier, samples, samples - earlier)
    return np.where(live & (previous >= 0), rise, 0.0)
