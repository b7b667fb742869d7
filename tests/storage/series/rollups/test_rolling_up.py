"""Roll-ups say of each period what going through its samples one by one says."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.instants import Duration
from watchkeeper.core.samples import ABSENT, ABSENT_BITS, STALE, STALE_BITS, bits_of
from watchkeeper.storage.series.blocks.block import Ticks, between
from watchkeeper.storage.series.rollups.packing import PackedRecords, Packing
from watchkeeper.storage.series.rollups.records import (
    Field,
    Records,
    last_before,
    no_records,
    replaced,
)
from watchkeeper.storage.series.rollups.rolling_up import no_samples, roll_up, roll_up_further

PERIOD = Duration(10)
values = st.one_of(st.integers(0, 50).map(float), st.just(ABSENT), st.just(STALE))
columns = st.dictionaries(st.integers(1, 60), values, min_size=1, max_size=20)


def ticks_of(column: dict[int, float]) -> Ticks:
    times = np.array(sorted(column), np.int64)
    return Ticks(times, np.array([1], np.int64), np.array([[column[int(t)]] for t in times]))


def one_by_one(column: dict[int, float]) -> dict[int, tuple[float, ...]]:
    """Return minimum, maximum, total, count, last, increase by the end of the period."""
    found: dict[int, list[float]] = {}
    rises: dict[int, float] = {}
    before: float | None = None
    for time in sorted(column):
        value = column[time]
        if math.isnan(value):
            continue
        end = math.ceil(time / PERIOD) * PERIOD
        found.setdefault(end, []).append(value)
        step = 0.0 if before is None else value if value < before else value - before
        rises[end] = rises.get(end, 0.0) + step
        before = value
    return {
        end: (min(all_), max(all_), sum(all_), float(len(all_)), all_[-1], rises[end])
        for end, all_ in found.items()
    }


def told(records: Records) -> dict[int, tuple[float, ...]]:
    fields = (
        Field.MINIMUM,
        Field.MAXIMUM,
        Field.TOTAL,
        Field.COUNT,
        Field.LAST,
        Field.INCREASE,
    )
    return {
        int(time): tuple(float(records.of(field)[at, 0]) for field in fields)
        for at, time in enumerate(records.times)
        if records.there[at, 0]
    }


@given(columns)
def test_a_period_says_what_its_samples_say(column: dict[int, float]) -> None:
    """Marks are no samples; a fall of a counter is a reset; a period is open on its left."""
    assert told(roll_up(ticks_of(column), PERIOD, no_samples(1))) == one_by_one(column)


@given(columns, st.integers(0, 6))
def test_rolling_up_goes_on_where_it_was_cut(column: dict[int, float], cut: int) -> None:
    """Cut at the end of a period, the halves say together what the whole says."""
    whole, edge = ticks_of(column), cut * PERIOD + 1
    found: dict[int, tuple[float, ...]] = {}
    before = no_samples(1)
    for half in (between(whole, 0, edge), between(whole, edge, 100)):
        if len(half.times):
            records = roll_up(half, PERIOD, before)
            found |= told(records)
            before = last_before(records, 100, before)
    assert found == one_by_one(column)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf], ids=str)
def test_an_odd_sample_is_counted(odd: float) -> None:
    """NaN is a sample that has no extreme; infinities are samples as others."""
    rolled = roll_up(ticks_of({1: 2.0, 2: odd, 3: 3.0}), PERIOD, no_samples(1))
    known = [2.0, 3.0] if math.isnan(odd) else [2.0, odd, 3.0]
    count, minimum, maximum, last = (
        rolled.of(field)[0, 0] for field in (Field.COUNT, Field.MINIMUM, Field.MAXIMUM, Field.LAST)
    )
    assert (count, minimum, maximum, last) == (3, min(known), max(known), 3.0)


@given(columns)
def test_longer_periods_say_what_their_samples_say(column: dict[int, float]) -> None:
    """Rolled up in two steps, samples give what they give in one."""
    ticks = ticks_of(column)
    shorter = roll_up(ticks, PERIOD, no_samples(1))
    assert told(roll_up_further(shorter, Duration(3 * PERIOD))) == told(
        roll_up(ticks, Duration(3 * PERIOD), no_samples(1))
    )


odd_values = st.floats(width=64).filter(
    lambda value: bits_of(value) not in {ABSENT_BITS, STALE_BITS}
)
steady = st.integers(0, 3).map(float)


@given(
    st.lists(
        st.lists(st.one_of(values, odd_values, steady), min_size=40, max_size=40),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_packed_comes_back_bit_for_bit(rows: list[list[float]]) -> None:
    """Whatever is left out because it can be told from the rest is told right."""
    whole = np.array(rows).T
    names = np.arange(len(rows), dtype=np.int64) * 3 + 1
    ticks = Ticks(np.arange(1, 41, dtype=np.int64), names, whole)
    records = roll_up(ticks, Duration(4), no_samples(len(rows)))
    packing = Packing(records.times)
    packing.add(records)
    packed = packing.packed()
    if packed is None:
        assert not records.there.any()
        return
    again = PackedRecords(packed.head, lambda first, stop: packed.data[first:stop])
    found, damages = again.records(names)
    assert not damages
    assert np.array_equal(found.there, records.there)
    there = records.there
    for field in Field:
        assert np.array_equal(
            found.of(field)[there].view(np.uint64), records.of(field)[there].view(np.uint64)
        )


def test_what_is_made_anew_takes_the_place_of_what_was() -> None:
    """A period that lost its samples is gone; those outside of what was made anew stay."""
    stored = roll_up(ticks_of({5: 1.0, 15: 2.0, 25: 3.0}), PERIOD, no_samples(1))
    fresh = roll_up(ticks_of({15: 7.0}), PERIOD, no_samples(1))
    found = told(replaced(stored, fresh, 20, 30))
    assert {time: record[4] for time, record in found.items()} == {10: 1.0, 20: 7.0}
    kept = told(replaced(stored, no_records(fresh.series), 40, 30))
    assert kept == told(stored)
