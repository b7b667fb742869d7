"""Values of times whose samples are gone: the last one of each period."""

from __future__ import annotations

import numpy as np

from rules.promql.run import Run
from rules.promql.series import FloatArray, RollUpBlock, RollUps, Selection, TimeArray
from rules.promql.table import BoolArray, IndexArray
from watchkeeper.core.instants import Instant


def roll_ups_of(run: Run, selection: Selection, ends: TimeArray, length: int) -> RollUps | None:
    """Return what covers windows of these ends; also what is shorter than a period needs one."""
    if run.rolled is None or not len(ends) or not len(selection):
        return None
    start, end = Instant(int(ends.min()) - length), Instant(int(ends.max()))
    rolled = run.rolled.roll_ups(selection, start, end)
    if rolled is not None and rolled.period > length:
        rolled = run.rolled.roll_ups(selection, Instant(int(ends.min()) - rolled.period), end)
    if rolled is not None:
        run.touch(sum(block.count.size for block in rolled.blocks))
    return rolled


def latest_roll_ups(
    run: Run, selection: Selection, ends: TimeArray, into: tuple[FloatArray, BoolArray, TimeArray]
) -> None:
    """Put *into* (steps, rows) the last values of periods, where the samples are gone.

    A value holds for the lookback, and at least for its period.
    """
    if run.rolled is None:
        return
    lookback = run.options.lookback
    old = np.flatnonzero(ends - lookback < run.rolled.raw_since())
    rolled = roll_ups_of(run, selection, ends[old], lookback)
    for block in rolled.blocks if rolled is not None else ():
        assert rolled is not None
        _put_latest(block, ends, old, max(lookback, rolled.period), into)


def _put_latest(
    block: RollUpBlock,
    ends: TimeArray,
    old: IndexArray,
    reach: int,
    into: tuple[FloatArray, BoolArray, TimeArray],
) -> None:
    values, present, times = into
    count, last = np.asarray(block.count), np.asarray(block.last)
    for step in old.tolist():
        end = int(ends[step])
        first, stop = np.searchsorted(block.times, (end - reach, end), side="right").tolist()
        for period in range(first, stop):  # one, or the few of a long lookback
            rows = block.rows[count[period] > 0]
            rows = rows[~present[step, rows] | (times[step, rows] < block.times[period])]
            place = np.searchsorted(block.rows, rows)
            values[step, rows] = last[period, place]
            times[step, rows] = block.times[period]
            present[step, rows] = True
