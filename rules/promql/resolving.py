"""Put the durations of one query in place of the expressions that compute them."""

from __future__ import annotations

from dataclasses import replace

from rules.promql.durations import DurationExpr, QuerySpan, duration_in, is_constant
from rules.promql.errors import PromqlError
from rules.promql.nodes import (
    Expr,
    MatrixSelector,
    Subquery,
    VectorSelector,
    children,
    with_children,
)
from watchkeeper.core.instants import Duration
from watchkeeper.core.messages import mark


def does_vary(node: Expr) -> bool:
    """Return whether a duration in the tree depends on the query: step() or range()."""
    varies = any(
        expression is not None and not is_constant(expression) for expression in _durations(node)
    )
    return varies or any(map(does_vary, children(node)))


def _durations(node: Expr) -> tuple[DurationExpr | None, ...]:
    match node:
        case VectorSelector(offset_expression=offset):
            return (offset,)
        case MatrixSelector(range_expression=length):
            return (length,)
        case Subquery():
            return (node.range_expression, node.step_expression, node.offset_expression)
        case _:
            return ()


def resolved(node: Expr, span: QuerySpan) -> Expr:
    """Return the tree with the durations that it has in a query."""
    node = with_children(node, tuple(resolved(child, span) for child in children(node)))
    match node:
        case VectorSelector(offset_expression=offset) if offset is not None:
            return replace(node, offset=_shift(node, offset, span), offset_expression=None)
        case MatrixSelector(range_expression=length) if length is not None:
            return replace(node, range=_length(node, length, span), range_expression=None)
        case Subquery():
            return _resolved_subquery(node, span)
        case _:
            return node


def _resolved_subquery(node: Subquery, span: QuerySpan) -> Subquery:
    if node.range_expression is not None:
        length = _length(node, node.range_expression, span)
        node = replace(node, range=length, range_expression=None)
    if node.step_expression is not None:
        step = _length(node, node.step_expression, span)
        node = replace(node, step=step, step_expression=None)
    if node.offset_expression is not None:
        offset = _shift(node, node.offset_expression, span)
        node = replace(node, offset=offset, offset_expression=None)
    return node


def _shift(node: Expr, expression: DurationExpr, span: QuerySpan) -> Duration:
    return duration_in(expression, span, node.span.place)


def _length(node: Expr, expression: DurationExpr, span: QuerySpan) -> Duration:
    length = _shift(node, expression, span)
    if length <= 0:
        raise PromqlError(mark("the duration must be greater than zero"), place=node.span.place)
    return length
