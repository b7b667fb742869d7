"""Functions of one value: rounding, roots, logarithms, angles, limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from rules.promql.series import FloatArray

Elementwise = Callable[[FloatArray], FloatArray]

ELEMENTWISE: Mapping[str, Elementwise] = MappingProxyType(
    {
        "abs": np.abs,
        "ceil": np.ceil,
        "floor": np.floor,
        "exp": np.exp,
        "sqrt": np.sqrt,
        "ln": np.log,
        "log2": np.log2,
        "log10": np.log10,
        "sgn": np.sign,
        "acos": np.arccos,
        "acosh": np.arccosh,
        "asin": np.arcsin,
        "asinh": np.arcsinh,
        "atan": np.arctan,
        "atanh": np.arctanh,
        "cos": np.cos,
        "cosh": np.cosh,
        "deg": np.degrees,
        "rad": np.radians,
        "sin": np.sin,
        "sinh": np.sinh,
        "tan": np.tan,
        "tanh": np.tanh,
    }
)


def rounded(values: FloatArray, nearest: FloatArray) -> FloatArray:
    """Round half up to a multiple of *nearest* (steps, 1), by its inverse as Prometheus does."""
    inverse = 1.0 / nearest
    return np.asarray(np.floor(values * inverse + 0.5) / inverse)


def lesser_of(values: FloatArray, edge: FloatArray) -> FloatArray:
    """Return the smaller of each pair; an infinity that decides beats NaN, as in Go's math.Min."""
    found = np.minimum(values, edge)
    if np.isfinite(edge).all():
        return found
    return np.where(np.isneginf(values) | np.isneginf(edge), -np.inf, found)


def greater_of(values: FloatArray, edge: FloatArray) -> FloatArray:
    """Return the greater of each pair, as lesser_of returns the smaller (Go's math.Max)."""
    return -lesser_of(-values, -edge)
