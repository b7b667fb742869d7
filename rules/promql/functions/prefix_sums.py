"""Sums of any run of samples by two look-ups, exact to the last digits.

A plain running total loses what is small beside all that came before.  Here what each addition
rounds away (two-sum of Knuth) is added up beside the totals, so that a difference of two totals is
as good as a sum of its own; ``lossy`` finds the rows for which even that is not enough.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray

_EPSILON = float(np.finfo(np.float64).eps)
_LARGEST_LOSS = 1e-13


class PrefixSums:
    """Running totals of values (slots, rows)."""

    def __init__(self, values: FloatArray) -> None:
        self._totals = np.zeros((len(values) + 1, values.shape[1]))
        before, after = self._totals[:-1], self._totals[1:]
        np.cumsum(values, axis=0, out=after)
        added = after - before
        lost = (before - (after - added)) + (values - added)
        self._lost: FloatArray | None = None
        if lost.any():
            self._lost = np.zeros_like(self._totals)
            np.cumsum(lost, axis=0, out=self._lost[1:])

    def between(self, first: IndexArray, stop: IndexArray) -> FloatArray:
        """Return the sums over slots first .. stop-1, both (steps, rows)."""
        rows = np.arange(self._totals.shape[1])
        sums: FloatArray = self._totals[stop, rows] - self._totals[first, rows]
        if self._lost is not None:
            sums += self._lost[stop, rows] - self._lost[first, rows]
        return sums

    @cached_property
    def error(self) -> FloatArray:
        """Return how far off a sum may be beyond what adding it up would be: (rows,)."""
        if self._lost is None:
            return np.zeros(self._totals.shape[1])
        return np.asarray(len(self._totals) * _EPSILON * np.abs(self._lost).max(axis=0))

    def is_lossy(self, sums: FloatArray) -> BoolArray:
        """Return for which sums (steps, rows) more digits may be lost than in adding them up."""
        if self._lost is None:
            return np.zeros(sums.shape, np.bool_)
        return np.asarray((self.error > np.abs(sums) * _LARGEST_LOSS) & (sums != 0))
