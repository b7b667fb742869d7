"""An expression as the tree that ``parse_query`` gives to Prometheus's user interface.

Names and shapes as in prometheus web/api/v1/translate_ast.go.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from rules.promql.check import check
from rules.promql.format import number_of
from rules.promql.functions.signatures import SIGNATURES
from rules.promql.nodes import (
    Aggregate,
    At,
    AtEdge,
    Binary,
    Call,
    Cardinality,
    Comparison,
    Expr,
    GroupKind,
    Matching,
    MatchOn,
    MatrixSelector,
    NumberLiteral,
    Paren,
    StringLiteral,
    Subquery,
    Unary,
    ValueType,
    VectorSelector,
)
from rules.promql.series import Matcher

Tree = dict[str, object]

_CARDINALITIES = {
    Cardinality.ONE_TO_ONE: "one-to-one",
    Cardinality.MANY_TO_ONE: "many-to-one",
    Cardinality.ONE_TO_MANY: "one-to-many",
    Cardinality.MANY_TO_MANY: "many-to-many",
}


def tree_of(node: Expr) -> Tree:
    """Return a checked expression as plain JSON."""
    match node:
        case NumberLiteral(bits=bits):
            return {"type": "numberLiteral", "val": _number(number_of(bits))}
        case StringLiteral(value=value):
            return {"type": "stringLiteral", "val": value}
        case Paren(inner=inner):
            return {"type": "parenExpr", "expr": tree_of(inner)}
        case Unary(operator=operator, operand=operand):
            return {"type": "unaryExpr", "op": operator.value, "expr": tree_of(operand)}
        case Binary():
            return _binary(node)
        case Aggregate():
            return _aggregate(node)
        case Call():
            return _call(node)
        case VectorSelector():
            return {"type": "vectorSelector", **_selector(node)}
        case MatrixSelector(selector=selector):
            return {"type": "matrixSelector", "range": node.range, **_selector(selector)}
        case Subquery():
            return _subquery(node)
        case _:
            assert_never(node)


def _number(value: float) -> str:
    """Write a number without an exponent, as Go's format 'f' does."""
    special = {float("inf"): "+Inf", float("-inf"): "-Inf"}.get(value)
    if special is not None:
        return special
    if value != value:  # noqa: PLR0124 NaN alone differs from itself
        return "NaN"
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def _aggregate(node: Aggregate) -> Tree:
    grouping = node.grouping
    return {
        "type": "aggregation",
        "op": node.operator.value,
        "expr": tree_of(node.operand),
        "param": None if node.parameter is None else tree_of(node.parameter),
        "grouping": [] if grouping is None else list(grouping.labels),
        "without": grouping is not None and grouping.kind is GroupKind.WITHOUT,
    }


def _binary(node: Binary) -> Tree:
    return {
        "type": "binaryExpr",
        "op": node.operator.value,
        "lhs": tree_of(node.left),
        "rhs": tree_of(node.right),
        "matching": _matching(node),
        "bool": node.comparison is Comparison.BOOL,
    }


def _matching(node: Binary) -> Tree | None:
    """Return how two vectors match, also where nothing of it was written."""
    if any(check(side) is not ValueType.VECTOR for side in (node.left, node.right)):
        return None
    written = node.matching or Matching(MatchOn.IGNORING, (), Cardinality.ONE_TO_ONE)
    cardinality = Cardinality.MANY_TO_MANY if node.operator.is_set else written.cardinality
    return {
        "card": _CARDINALITIES[cardinality],
        "labels": list(written.labels),
        "on": written.on is MatchOn.ON,
        "include": list(written.include),
        "fillValues": {"lhs": None, "rhs": None},
    }


def _call(node: Call) -> Tree:
    signature = SIGNATURES[node.function]
    return {
        "type": "call",
        "func": {
            "name": node.function,
            "argTypes": [kind.value for kind in signature.arguments],
            "variadic": signature.optional,
            "returnType": signature.returns.value,
        },
        "args": [tree_of(argument) for argument in node.arguments],
    }


def _selector(node: VectorSelector) -> Tree:
    return {
        "name": node.name or "",
        "offset": node.offset,
        "matchers": _matchers(node.matchers),
        **_at(node.at),
        "anchored": False,
        "smoothed": False,
    }


def _subquery(node: Subquery) -> Tree:
    return {
        "type": "subquery",
        "expr": tree_of(node.inner),
        "range": node.range,
        "offset": node.offset,
        "step": node.step or 0,
        **_at(node.at),
    }


def _at(at: At | None) -> Tree:
    if isinstance(at, AtEdge):
        return {"timestamp": None, "startOrEnd": at.value.removesuffix("()")}
    return {"timestamp": at, "startOrEnd": None}


def _matchers(matchers: Sequence[Matcher]) -> list[Tree]:
    return [{"name": one.name, "value": one.value, "type": one.kind.value} for one in matchers]
