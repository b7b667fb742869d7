"""The latest samples at many steps at once: those of the newest tick of each row's feed."""

from __future__ import annotations

import numpy as np

from rules.promql.dense import Budget, DenseRows
from rules.promql.series import Block, FloatArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.ticks import Ticks
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS

_CHUNK_SAMPLES = 131_072
_FEWEST_ROWS = 256


def latest_at_steps(
    block: Block,
    windows_of: tuple[TimeArray, TimeArray],  # starts and ends of all steps
    into: tuple[FloatArray, BoolArray, TimeArray],  # (steps, rows of the selection)
    budget: Budget,
) -> Block | None:
    """Put each row's last sample in each window and its time *into*; a stale mark ends a row.

    Return the block of the rows that lack a sample at some tick which is the newest of a window:
    for those the samples before have to be looked at.
    """
    if not block.values.size:
        return None
    ticks = Ticks(block.times)
    windows = ticks.windows(*windows_of)
    is_seen = windows.count > 0
    width = max(_FEWEST_ROWS, _CHUNK_SAMPLES // ticks.slots)
    left: list[IndexArray] = []
    for begin in range(0, len(block.rows), width):
        budget.check_time()
        columns = slice(begin, begin + width)
        rows = DenseRows(block.values[:, columns], block.feed[columns], ticks)
        found, seen = rows.at(windows.last), rows.spread(is_seen)
        bits = found.view(np.int64)
        target = block.rows[columns]
        into[0][:, target] = found
        into[1][:, target] = seen & (bits != ABSENT_BITS) & (bits != STALE_BITS)
        into[2][:, target] = rows.spread(windows.last_time)
        left.append(begin + np.flatnonzero((seen & (bits == ABSENT_BITS)).any(axis=0)))
    others = np.concatenate(left)
    if not len(others):
        return None
    budget.hold(len(others) * ticks.slots)
    values = np.asarray(block.values)[:, others]
    return Block(block.rows[others], block.feed[others], block.times, values)
