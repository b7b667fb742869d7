"""From the JSON of the Prometheus HTTP API to results.  Pure; every shape is checked."""

from __future__ import annotations

from typing import Any

import numpy as np

from rules.promql.errors import EvaluationError
from rules.promql.nodes import ValueType
from rules.promql.values import Matrix, Result, Scalar, Series, Vector
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.messages import mark


def result_from(data: Any, wanted: ValueType, at: Instant) -> Result:
    """Return the result of an instant query.  Raises Unavailable for what is none."""
    try:
        kind, found = data["resultType"], data["result"]
        match wanted, kind:
            case ValueType.SCALAR, "scalar":
                return Scalar(at, float(found[1]))
            case ValueType.SCALAR, "vector":  # VictoriaMetrics knows no scalars
                return Scalar(at, float(found[0]["value"][1]) if len(found) == 1 else np.nan)
            case ValueType.VECTOR, "scalar":
                return _vector([((), float(found[1]))], at)
            case ValueType.VECTOR, "vector":
                return _vector([(_labels(one), _value(one)) for one in found], at)
            case ValueType.MATRIX, "matrix":
                return matrix_from(data)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable() from error
    raise _unreadable()


def matrix_from(data: Any) -> Matrix:
    """Return the result of a range query.  Raises Unavailable for what is none."""
    try:
        if data["resultType"] != "matrix":
            raise _unreadable()
        return Matrix([_series(one) for one in data["result"]])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable() from error


def _vector(elements: list[tuple[Labels, float]], at: Instant) -> Vector:
    values = np.array([value for _, value in elements], np.float64)
    return Vector(at, values, lambda row: elements[row][0])


def _series(one: Any) -> Series:
    if one.get("histograms"):
        raise _histogram()
    pairs = one["values"]
    times = np.array([round(float(time) * 1000) for time, _ in pairs], np.int64)
    values = np.array([float(value) for _, value in pairs], np.float64)
    return Series(_labels(one), times, values)


def _value(one: Any) -> float:
    if "histogram" in one:
        raise _histogram()
    return float(one["value"][1])


def _labels(one: Any) -> Labels:
    found = one["metric"]
    if not all(isinstance(value, str) for value in found.values()):
        raise ValueError("a label is no text")
    return labels_of(found)


def _histogram() -> EvaluationError:
    return EvaluationError(
        mark(
            "the metrics engine answers with native histograms; ask for numbers of them: "
            "histogram_quantile(), histogram_count(), histogram_sum()"
        )
    )


def _unreadable() -> Unavailable:
    return Unavailable(mark("the metrics engine answers something that is no result"))
