"""The usual band of a series, and how far outside of it a value lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

LOWEST, HIGHEST = 0.01, 0.99
NORMAL_DEVIATION = 1.4826  # median distance from the median to standard deviation, of a normal one
LEAST_SCALE = 0.05  # of the middle: a narrower band is a flat line with some dust


@dataclass(frozen=True, slots=True)
class Bands:
    """Between ``low`` and ``high`` most samples of a row lie; ``middle`` is their median."""

    low: FloatArray  # (rows,)
    middle: FloatArray  # (rows,)
    high: FloatArray  # (rows,)


def band_scores(values: FloatArray, bands: Bands) -> FloatArray:
    """Return 1 on the edge of the band, 2 twice as far from the middle; 0 in the middle.

    A band narrower than 5 % of the middle counts as that wide, so that a nearly flat line does
    not make each twitch an outlier.
    """
    distance = values - bands.middle
    width = np.where(distance >= 0, bands.high - bands.middle, bands.middle - bands.low)
    return scaled(distance, width, bands.middle)


def scaled(distance: FloatArray, scale: FloatArray, middle: FloatArray) -> FloatArray:
    """Return how many scales each distance is; one from a scale of nothing is infinite."""
    least = np.maximum(scale, LEAST_SCALE * np.abs(middle))
    with np.errstate(all="ignore"):
        scores = np.abs(distance) / least
    return np.where(distance == 0, 0.0, scores)
