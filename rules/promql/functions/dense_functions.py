"""Which functions over a range have a way of their own for dense rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rules.promql.dense import DenseFunction
from rules.promql.functions import (
    dense_counters,
    dense_over_time,
    dense_regression,
    dense_variance,
)
from rules.promql.functions.counters import Rise
from rules.promql.series import FloatArray, TimeArray

DENSE: Mapping[str, DenseFunction] = MappingProxyType(
    {
        "rate": dense_counters.extrapolated(Rise.RATE),
        "increase": dense_counters.extrapolated(Rise.INCREASE),
        "delta": dense_counters.extrapolated(Rise.DELTA),
        "irate": dense_counters.irate,
        "idelta": dense_counters.idelta,
        "changes": dense_counters.changes,
        "resets": dense_counters.resets,
        "deriv": dense_regression.deriv,
        "sum_over_time": dense_over_time.sum_over_time,
        "avg_over_time": dense_over_time.avg_over_time,
        "stdvar_over_time": dense_variance.stdvar_over_time,
        "stddev_over_time": dense_variance.stddev_over_time,
        "min_over_time": dense_over_time.min_over_time,
        "max_over_time": dense_over_time.max_over_time,
        "count_over_time": dense_over_time.count_over_time,
        "last_over_time": dense_over_time.last_over_time,
        "first_over_time": dense_over_time.first_over_time,
        "present_over_time": dense_over_time.present_over_time,
    }
)
_WITH_PARAMETER: Mapping[str, Callable[[FloatArray, TimeArray], DenseFunction]] = MappingProxyType(
    {"predict_linear": dense_regression.predict_linear}
)


def dense_with_parameter(name: str, parameters: FloatArray, at: TimeArray) -> DenseFunction | None:
    """Return a function whose parameter and time are those of each step, if it has such a way."""
    make = _WITH_PARAMETER.get(name)
    return None if make is None else make(parameters, at)
