"""The samples of the last days of one series in order of value: any quantile at any time.

A sample costs one binary search and one move of memory when it comes and when it goes, a few
microseconds at a week of samples; 24 bytes are kept for each.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, insort
from collections.abc import Sequence

import numpy as np

_FEWEST_DEAD = 1024
_FEWEST_TO_SORT = 16


class RollingSamples:
    """Samples in the order of their times; NaN is left out, for it is neither low nor high."""

    __slots__ = ("_begin", "_ordered", "_times", "_values")

    def __init__(self) -> None:
        self._times = array("q")
        self._values = array("d")
        self._begin = 0  # what lies before has left the window
        self._ordered = array("d")

    def __len__(self) -> int:
        return len(self._ordered)

    def extend(self, times: Sequence[int], values: Sequence[float]) -> None:
        """Add samples, oldest first; one that is not newer than all so far is passed over."""
        newest = self._times[-1] if self._times else None
        fresh = [
            (at, value)
            for at, value in zip(times, values, strict=True)
            if not math.isnan(value) and (newest is None or at > newest)
        ]
        self._times.extend(at for at, _ in fresh)
        self._values.extend(value for _, value in fresh)
        if len(fresh) > max(_FEWEST_TO_SORT, len(self._ordered) // 8):
            merged = np.array([*self._ordered, *(value for _, value in fresh)])
            self._ordered = array("d", np.sort(merged).tobytes())
            return
        for _, value in fresh:
            insort(self._ordered, value)

    def forget_until(self, edge: int) -> None:
        """Let go of the samples at or before *edge*."""
        times, values, ordered = self._times, self._values, self._ordered
        begin = self._begin
        while begin < len(times) and times[begin] <= edge:
            del ordered[bisect_left(ordered, values[begin])]
            begin += 1
        self._begin = begin
        if begin > _FEWEST_DEAD and begin > len(times) // 2:
            del times[:begin], values[:begin]
            self._begin = 0

    def quantile(self, share: float) -> float:
        """Return a quantile of 0..1, interpolated as quantile_over_time; NaN of nothing."""
        ordered = self._ordered
        if not ordered:
            return math.nan
        rank = share * (len(ordered) - 1)
        lower = math.floor(rank)
        upper, weight = min(lower + 1, len(ordered) - 1), rank - lower
        return ordered[lower] * (1 - weight) + ordered[upper] * weight
