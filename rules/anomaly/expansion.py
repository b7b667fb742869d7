"""Write an expression in plain PromQL: the functions of ours by those that every engine has.

The plain forms differ at the edges: a band has no least width there, earlier seasons are read by
subqueries, and robust_zscore_over_time needs mad_over_time, experimental in Prometheus 3.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from rules.anomaly.band import HIGHEST, LOWEST, NORMAL_DEVIATION
from rules.anomaly.season import DEFAULTS, GRAIN
from rules.promql.errors import PromqlError
from rules.promql.format import format_expression, number_of
from rules.promql.functions.signatures import OURS
from rules.promql.nodes import (
    Aggregate,
    Binary,
    Call,
    Expr,
    MatrixSelector,
    NumberLiteral,
    Paren,
    StringLiteral,
    Subquery,
    Unary,
    VectorSelector,
    bare,
    children,
)
from rules.promql.parser import parse
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import Duration
from watchkeeper.core.messages import mark


def plain_expression(text: str) -> str:
    """Return the expression without functions of ours; as it was where it has none.

    Raises PromqlError for a function that has no plain form.
    """
    tree = parse(text)
    return format_expression(_plain(tree)) if _has_ours(tree) else text


def _has_ours(node: Expr) -> bool:
    is_ours = isinstance(node, Call) and node.function in OURS
    return is_ours or any(_has_ours(child) for child in children(node))


def _plain(node: Expr) -> Expr:
    match node:
        case NumberLiteral() | StringLiteral() | VectorSelector() | MatrixSelector():
            return node
        case Paren(inner=inner) | Subquery(inner=inner):
            return dataclasses.replace(node, inner=_plain(inner))
        case Unary(operand=operand):
            return dataclasses.replace(node, operand=_plain(operand))
        case Binary(left=left, right=right):
            return dataclasses.replace(node, left=_plain(left), right=_plain(right))
        case Aggregate(operand=operand):
            return dataclasses.replace(node, operand=_plain(operand))
        case Call():
            arguments = tuple(map(_plain, node.arguments))
            return _plain_call(dataclasses.replace(node, arguments=arguments))
        case _:
            assert_never(node)


def _plain_call(node: Call) -> Expr:
    if node.function not in OURS:
        return node
    form = _FORMS.get(node.function)
    if form is None:
        raise PromqlError(
            mark("{function}() has no plain form; predict_linear is the nearest"),
            place=node.span.place,
            function=node.function,
        )
    return parse(f"({form(node)})")


def newest_and_range(node: Call) -> tuple[str, str]:
    """Return the newest value and the range that a function is given."""
    ranged = bare(node.arguments[0])
    text = format_expression(ranged)
    if isinstance(ranged, MatrixSelector):
        return format_expression(ranged.selector), text
    return f"last_over_time({text})", text


def _zscore(node: Call) -> str:
    newest, ranged = newest_and_range(node)
    return f"({newest} - avg_over_time({ranged})) / stddev_over_time({ranged})"


def _robust_zscore(node: Call) -> str:
    newest, ranged = newest_and_range(node)
    spread = f"{NORMAL_DEVIATION} * mad_over_time({ranged})"
    return f"({newest} - quantile_over_time(0.5, {ranged})) / ({spread})"


def _flap_ratio(node: Call) -> str:
    _, ranged = newest_and_range(node)
    return f"changes({ranged}) / ((count_over_time({ranged}) > 1) - 1)"


def _band_score(node: Call) -> str:
    """Return the side of the band on which the value lies: the other one is negative."""
    newest, ranged = newest_and_range(node)
    low, high = (*map(format_expression, node.arguments[1:]), *(str(LOWEST), str(HIGHEST)))[:2]
    middle = f"quantile_over_time(0.5, {ranged})"
    upper = f"({newest} - {middle}) / (quantile_over_time({high}, {ranged}) - {middle})"
    lower = f"({middle} - {newest}) / ({middle} - quantile_over_time({low}, {ranged}))"
    return f"{upper} >= 0 or {lower}"


def _seasonal_score(node: Call) -> str:
    season = Season.of(node)
    return f"abs({season.value} - {season.mean}) / {season.spread}"


@dataclass(frozen=True, slots=True)
class Season:
    """What seasonal_score compares with, in plain PromQL."""

    value: str
    mean: str
    spread: str
    count: int
    period: Duration

    @classmethod
    def of(cls, node: Call) -> Season:
        value = format_expression(node.arguments[0])
        given = [_literal(one) for one in node.arguments[1:]]
        period, count, half = (*given, *DEFAULTS[len(given) :])
        spans = [
            f"[{_span(2 * half)}:{text_from_duration(GRAIN)}] offset {_span(season * period - half)}"
            for season in range(1, int(count) + 1)
        ]
        mean, square = _mean_of(f"({value})", spans), _mean_of(f"(({value}) ^ 2)", spans)
        spread = f"sqrt({square} - {mean} ^ 2)"
        return cls(f"({value})", mean, spread, int(count), Duration(round(period * 1000)))


def _mean_of(value: str, spans: list[str]) -> str:
    total = " + ".join(f"avg_over_time({value}{span})" for span in spans)
    return f"(({total}) / {len(spans)})"


def _span(seconds: float) -> str:
    return text_from_duration(Duration(round(seconds * 1000)))


def _literal(node: Expr) -> float:
    found = bare(node)
    if not isinstance(found, NumberLiteral):
        raise PromqlError(
            mark("only numbers and durations can be written out here"), place=node.span.place
        )
    return number_of(found.bits)


_FORMS: Mapping[str, Callable[[Call], str]] = MappingProxyType(
    {
        "band_score_over_time": _band_score,
        "zscore_over_time": _zscore,
        "robust_zscore_over_time": _robust_zscore,
        "flap_ratio": _flap_ratio,
        "seasonal_score": _seasonal_score,
    }
)
