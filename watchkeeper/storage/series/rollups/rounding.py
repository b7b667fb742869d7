"""Sums and steps of decimal numbers without the noise of floats.  Pure: arrays in, arrays out.

Twenty samples of hundredths add up to a number that is nearly one of hundredths.  Where it is as
near as the error of such a sum, that number is kept: it is no less right, and takes a third of the
bytes.
"""

from __future__ import annotations

import numpy as np

from watchkeeper.storage.series.blocks.decimals import powers_of
from watchkeeper.storage.series.words import FloatArray

_EPSILON = float(np.finfo(np.float64).eps)
_SURE = 0.1  # of the last decimal: an error below it leaves one number only


def rounded(values: FloatArray, error: FloatArray, powers: FloatArray) -> FloatArray:
    """Return values (periods, series) as the decimals that they are but for an *error*."""
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        scaled, slack = values * powers, error * powers
        nearest = np.rint(scaled)
        is_decimal = (np.abs(scaled - nearest) <= slack) & (slack < _SURE) & (powers > 0)
        return np.where(is_decimal, nearest / powers, values)


def error_of(count: FloatArray, largest: FloatArray) -> FloatArray:
    """Return how far sums of *count* numbers, at most *largest*, may be off."""
    with np.errstate(invalid="ignore", over="ignore"):
        return _EPSILON * count * count * largest


def decimal_steps(last: FloatArray) -> FloatArray:
    """Return the steps from each number (periods, series) to the next, decimal where those are."""
    with np.errstate(invalid="ignore", over="ignore"):
        steps = np.diff(last, axis=0, prepend=last[:1])
        largest = np.maximum(np.abs(last), np.abs(last - steps))
    return rounded(steps, 2 * _EPSILON * largest, powers_of(last.T))
