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

Sample = tuple[int, float]  # time, value


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
        """Add samples, oldest first; those that are known are passed over.

        New ones mostly follow the known, but may lie anywhere between them.
        """
        given = list(zip(times, values, strict=True))
        if any(map(math.isnan, values)):
            given = [one for one in given if not math.isnan(one[1])]
        fresh = self._unknown(given)
        if not fresh:
            return
        if self._times and fresh[0][0] <= self._times[-1]:
            self._put_between(fresh)
        else:
            self._times.extend(at for at, _ in fresh)
            self._values.extend(value for _, value in fresh)
        self._sort_in(fresh)

    def _unknown(self, given: list[Sample]) -> list[Sample]:
        if not given or not self._times or given[0][0] > self._times[-1]:
            return given
        there = self._times[bisect_left(self._times, given[0][0], self._begin) :]
        if there.tolist() == [at for at, _ in given[: len(there)]]:
            return given[len(there) :]
        known = set(there)
        return [one for one in given if one[0] not in known]

    def _put_between(self, fresh: Sequence[Sample]) -> None:
        first = bisect_left(self._times, fresh[0][0], self._begin)
        tail = zip(self._times[first:], self._values[first:], strict=True)
        merged = sorted([*tail, *fresh])
        self._times[first:] = array("q", (at for at, _ in merged))
        self._values[first:] = array("d", (value for _, value in merged))

    def _sort_in(self, fresh: Sequence[Sample]) -> None:
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
