"""The same case in other words: with ``@`` on every selector, or as part of a range query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.promql.nodes import (
    Aggregate,
    AtEdge,
    Binary,
    Call,
    Expr,
    MatrixSelector,
    Paren,
    Subquery,
    Unary,
    VectorSelector,
    children,
)
from rules.promql.plan import Plan
from tests.conformance.script import Case
from watchkeeper.core.instants import Instant

_DEPENDS_ON_TIME = frozenset(
    [
        "days_in_month",
        "day_of_month",
        "day_of_week",
        "day_of_year",
        "hour",
        "minute",
        "month",
        "year",
        "predict_linear",
        "time",
        "timestamp",
        "start",
        "end",
    ]
)


_OF_SPAN = ("start", "end", "step", "range")


def at_variants(tree: Expr, at: Instant) -> Iterator[tuple[Expr, Instant]]:
    """Yield the tree with ``@ at`` where none is, and instants at which it gives the same."""
    if _depends_on_time(tree):
        return
    fixed = with_at(tree, at)
    for other in (-10 * at, 0, at // 5, at, 10 * at):
        yield fixed, Instant(other)


def _depends_on_time(node: Expr) -> bool:
    if isinstance(node, Call) and node.function in _DEPENDS_ON_TIME:
        return True
    if isinstance(node, VectorSelector | Subquery) and isinstance(node.at, AtEdge):
        return True
    return any(_depends_on_time(child) for child in children(node))


def with_at(node: Expr, at: Instant) -> Expr:
    match node:
        case VectorSelector():
            return replace(node, at=at) if node.at is None else node
        case Subquery():
            return replace(node, at=at) if node.at is None else node
        case MatrixSelector(selector=selector):
            moved = with_at(selector, at)
            assert isinstance(moved, VectorSelector)
            return replace(node, selector=moved)
        case Paren(inner=inner):
            return replace(node, inner=with_at(inner, at))
        case Unary(operand=operand):
            return replace(node, operand=with_at(operand, at))
        case Binary(left=left, right=right):
            return replace(node, left=with_at(left, at), right=with_at(right, at))
        case Aggregate(operand=operand, parameter=parameter):
            moved_parameter = None if parameter is None else with_at(parameter, at)
            return replace(node, operand=with_at(operand, at), parameter=moved_parameter)
        case Call(arguments=arguments):
            return replace(node, arguments=tuple(with_at(one, at) for one in arguments))
        case _:
            return node


def may_run_as_range(case: Case, plan: Plan) -> bool:
    has_edge = any(f"{edge}()" in case.expression for edge in _OF_SPAN)
    is_plain = case.text is None and case.samples is None and not case.is_ordered
    return is_plain and not has_edge and plan.type.value in {"scalar", "vector"}
