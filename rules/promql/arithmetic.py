"""What the binary operators do to two numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from rules.promql.nodes import BinaryOperator
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray

ARITHMETIC: Mapping[BinaryOperator, Callable[[FloatArray, FloatArray], FloatArray]] = (
    MappingProxyType(
        {
            BinaryOperator.ADD: np.add,
            BinaryOperator.SUBTRACT: np.subtract,
            BinaryOperator.MULTIPLY: np.multiply,
            BinaryOperator.DIVIDE: np.divide,
            BinaryOperator.MODULO: np.fmod,
            BinaryOperator.POWER: np.power,
            BinaryOperator.ATAN2: np.arctan2,
        }
    )
)

COMPARISONS: Mapping[BinaryOperator, Callable[[FloatArray, FloatArray], BoolArray]] = (
    MappingProxyType(
        {
            BinaryOperator.EQUAL: np.equal,
            BinaryOperator.NOT_EQUAL: np.not_equal,
            BinaryOperator.GREATER: np.greater,
            BinaryOperator.LESS: np.less,
            BinaryOperator.GREATER_OR_EQUAL: np.greater_equal,
            BinaryOperator.LESS_OR_EQUAL: np.less_equal,
        }
    )
)


def on_scalars(operator: BinaryOperator, left: FloatArray, right: FloatArray) -> FloatArray:
    """Return (steps,); a comparison gives 0 and 1."""
    if operator in COMPARISONS:
        return COMPARISONS[operator](left, right).astype(np.float64)
    return ARITHMETIC[operator](left, right)
