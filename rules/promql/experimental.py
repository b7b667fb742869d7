"""What Prometheus calls experimental: where an expression uses it, and how to switch it on."""

from __future__ import annotations

from dataclasses import dataclass

from rules.promql.errors import Place, PromqlError
from rules.promql.functions.signatures import SIGNATURES, Status
from rules.promql.nodes import (
    Aggregate,
    Aggregator,
    Binary,
    Call,
    Expr,
    MatrixSelector,
    Subquery,
    VectorSelector,
    children,
)
from watchkeeper.core.messages import Text, mark, text

SETTING = "rules.experimental_promql"
"""The key of watchkeeper.yml that switches all of it on."""

DURATIONS = text("a computed duration")
_AGGREGATORS = frozenset({Aggregator.LIMITK, Aggregator.LIMIT_RATIO})


@dataclass(frozen=True, slots=True)
class Use:
    """The first experimental thing in an expression."""

    what: str | Text
    place: Place

    def error(self) -> PromqlError:
        return PromqlError(
            mark("{what}: experimental in PromQL; to switch it on, set {setting}: true"),
            place=self.place,
            what=self.what,
            setting=SETTING,
        )


def first_use(node: Expr) -> Use | None:
    """Return the first experimental thing in a tree; None: all of it is stable."""
    what = _named(node)
    if what is not None:
        return Use(what, node.span.place)
    return next((found for child in children(node) if (found := first_use(child))), None)


def _named(node: Expr) -> str | Text | None:
    match node:
        case Call(function=function) if SIGNATURES[function].status is Status.EXPERIMENTAL:
            return f"{function}()"
        case Aggregate(operator=operator) if operator in _AGGREGATORS:
            return operator.value
        case Binary(operator=operator) if operator.is_trim:
            return operator.value
        case Binary(fill=fill) if fill is not None:
            return "fill"
        case VectorSelector(anchoring=anchoring) if anchoring is not None:
            return anchoring.value
        case VectorSelector(offset_expression=expression) if expression is not None:
            return DURATIONS
        case MatrixSelector(range_expression=expression) if expression is not None:
            return DURATIONS
        case Subquery() if _is_computed(node):
            return DURATIONS
        case _:
            return None


def _is_computed(node: Subquery) -> bool:
    expressions = (node.range_expression, node.step_expression, node.offset_expression)
    return any(expression is not None for expression in expressions)
