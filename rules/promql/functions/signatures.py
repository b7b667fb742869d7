"""What each function takes and gives, after prometheus promql/parser/functions.go of 3.x."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from rules.promql.nodes import Anchoring, ValueType

SCALAR, VECTOR = ValueType.SCALAR, ValueType.VECTOR
MATRIX, STRING = ValueType.MATRIX, ValueType.STRING
UNLIMITED = -1


class Status(Enum):
    """Whether a function can be used: always, where a setting allows it, or not at all."""

    STABLE = "stable"
    EXPERIMENTAL = "experimental"
    NOT_BUILT = "not built"


@dataclass(frozen=True, slots=True)
class Signature:
    """``optional``: so many of the last arguments may be left out; UNLIMITED: the last repeats."""

    arguments: tuple[ValueType, ...]
    returns: ValueType
    optional: int = 0
    status: Status = Status.STABLE

    @property
    def least(self) -> int:
        if self.optional == UNLIMITED:
            return len(self.arguments) - 1
        return len(self.arguments) - self.optional

    @property
    def most(self) -> int | None:
        return None if self.optional == UNLIMITED else len(self.arguments)

    def argument(self, position: int) -> ValueType:
        return self.arguments[min(position, len(self.arguments) - 1)]


def _of(*arguments: ValueType, returns: ValueType = VECTOR, optional: int = 0) -> Signature:
    return Signature(arguments, returns, optional)


def _trial(*arguments: ValueType, returns: ValueType = VECTOR, optional: int = 0) -> Signature:
    return Signature(arguments, returns, optional, Status.EXPERIMENTAL)


_ELEMENTWISE = [
    "abs",
    "ceil",
    "floor",
    "exp",
    "sqrt",
    "ln",
    "log2",
    "log10",
    "sgn",
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "cos",
    "cosh",
    "deg",
    "rad",
    "sin",
    "sinh",
    "tan",
    "tanh",
    "timestamp",
    "sort",
    "sort_desc",
    "absent",
]
_OVER_RANGE = [
    "rate",
    "irate",
    "increase",
    "delta",
    "idelta",
    "deriv",
    "changes",
    "resets",
    "avg_over_time",
    "min_over_time",
    "max_over_time",
    "sum_over_time",
    "count_over_time",
    "last_over_time",
    "first_over_time",
    "present_over_time",
    "stddev_over_time",
    "stdvar_over_time",
    "absent_over_time",
]
_CALENDAR = [
    "day_of_month",
    "day_of_week",
    "day_of_year",
    "days_in_month",
    "hour",
    "minute",
    "month",
    "year",
]
_OF_HISTOGRAM = "histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar"
_EXPERIMENTAL = {
    "double_exponential_smoothing": _trial(MATRIX, SCALAR, SCALAR),
    "histogram_quantiles": _trial(VECTOR, STRING, SCALAR, SCALAR, optional=UNLIMITED),
    "info": _trial(VECTOR, VECTOR, optional=1),
    "mad_over_time": _trial(MATRIX),
    "max_of": _trial(SCALAR, SCALAR, returns=SCALAR),
    "min_of": _trial(SCALAR, SCALAR, returns=SCALAR),
    "range": _trial(returns=SCALAR),
    "step": _trial(returns=SCALAR),
    "start": _trial(returns=SCALAR),
    "end": _trial(returns=SCALAR),
    "sort_by_label": _trial(VECTOR, STRING, optional=UNLIMITED),
    "sort_by_label_desc": _trial(VECTOR, STRING, optional=UNLIMITED),
    "ts_of_first_over_time": _trial(MATRIX),
    "ts_of_last_over_time": _trial(MATRIX),
    "ts_of_max_over_time": _trial(MATRIX),
    "ts_of_min_over_time": _trial(MATRIX),
}
_NOT_BUILT = ("start_timestamp",)

ANCHORABLE: Mapping[Anchoring, tuple[str, ...]] = MappingProxyType(
    {
        Anchoring.ANCHORED: ("changes", "delta", "increase", "rate", "resets"),
        Anchoring.SMOOTHED: ("delta", "increase", "rate"),
    }
)

_OURS = {
    "band_score_over_time": _of(MATRIX, SCALAR, SCALAR, optional=2),
    "zscore_over_time": _of(MATRIX),
    "robust_zscore_over_time": _of(MATRIX),
    "seasonal_score": _of(VECTOR, SCALAR, SCALAR, SCALAR, optional=3),
    "time_to_threshold": _of(MATRIX, SCALAR),
    "flap_ratio": _of(MATRIX),
}
OURS = frozenset(_OURS)  # Prometheus has no such functions; rules.anomaly.expansion writes them out

SIGNATURES: Mapping[str, Signature] = MappingProxyType(
    {
        **{name: _of(VECTOR) for name in _ELEMENTWISE},
        **{name: _of(MATRIX) for name in _OVER_RANGE},
        **{name: _of(VECTOR, optional=1) for name in _CALENDAR},
        **{name: _of(VECTOR) for name in _OF_HISTOGRAM.split()},
        **_EXPERIMENTAL,
        **{name: Signature((VECTOR,), VECTOR, status=Status.NOT_BUILT) for name in _NOT_BUILT},
        **_OURS,
        "clamp": _of(VECTOR, SCALAR, SCALAR),
        "clamp_max": _of(VECTOR, SCALAR),
        "clamp_min": _of(VECTOR, SCALAR),
        "histogram_fraction": _of(SCALAR, SCALAR, VECTOR),
        "histogram_quantile": _of(SCALAR, VECTOR),
        "label_join": _of(VECTOR, STRING, STRING, STRING, optional=UNLIMITED),
        "label_replace": _of(VECTOR, STRING, STRING, STRING, STRING),
        "pi": _of(returns=SCALAR),
        "predict_linear": _of(MATRIX, SCALAR),
        "quantile_over_time": _of(SCALAR, MATRIX),
        "round": _of(VECTOR, SCALAR, optional=1),
        "scalar": _of(VECTOR, returns=SCALAR),
        "time": _of(returns=SCALAR),
        "vector": _of(SCALAR),
    }
)
