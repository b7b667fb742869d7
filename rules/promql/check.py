"""Check an expression before it is compiled: functions, number and types of arguments.

Rules as prometheus promql/parser/parse.go, checkAST.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import assert_never

from rules.promql.errors import PromqlError
from rules.promql.functions.signatures import ANCHORABLE, SIGNATURES, Signature, Status
from rules.promql.matchers import does_match
from rules.promql.nodes import (
    INFO,
    Aggregate,
    Aggregator,
    Anchoring,
    Binary,
    BinaryOperator,
    Call,
    Cardinality,
    Comparison,
    Expr,
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
    bare,
)
from watchkeeper.core.messages import mark, text

_TYPE_NAMES = {
    ValueType.SCALAR: text("scalar"),
    ValueType.VECTOR: text("vector"),
    ValueType.MATRIX: text("matrix"),
    ValueType.STRING: text("string"),
}
_OPERAND_TYPES = frozenset({ValueType.SCALAR, ValueType.VECTOR})


def check(node: Expr) -> ValueType:
    """Return the type of the expression's value.  Raises PromqlError at the node that is wrong."""
    match node:
        case NumberLiteral():
            return ValueType.SCALAR
        case StringLiteral():
            return ValueType.STRING
        case VectorSelector(anchoring=Anchoring.ANCHORED):
            raise PromqlError(
                mark("anchored belongs to a range, as in increase(m[5m] anchored)"),
                place=node.span.place,
            )
        case VectorSelector():
            return _check_selector(node)
        case MatrixSelector(selector=selector):
            _check_selector(selector)
            return ValueType.MATRIX
        case Paren(inner=inner):
            return check(inner)
        case Unary():
            return _check_unary(node)
        case Binary():
            return _check_binary(node)
        case Aggregate():
            return _check_aggregate(node)
        case Call():
            return _check_call(node)
        case Subquery():
            _expect(node.inner, ValueType.VECTOR, within=text("a subquery"))
            return ValueType.MATRIX
        case _:
            assert_never(node)


def _check_selector(node: VectorSelector) -> ValueType:
    if all(does_match(matcher, "") for matcher in node.matchers):
        raise PromqlError(
            mark("a selector needs a name or a matcher that does not match the empty text"),
            place=node.span.place,
        )
    return ValueType.VECTOR


def _expect(node: Expr, wanted: ValueType, *, within: object) -> None:
    given = check(node)
    if given is not wanted:
        raise PromqlError(
            mark("{within} needs a {wanted} here, this is a {given}"),
            place=node.span.place,
            within=within,
            wanted=_TYPE_NAMES[wanted],
            given=_TYPE_NAMES[given],
        )


def _check_unary(node: Unary) -> ValueType:
    given = check(node.operand)
    if given not in _OPERAND_TYPES:
        raise PromqlError(
            mark("a sign stands before a scalar or a vector, this is a {given}"),
            place=node.operand.span.place,
            given=_TYPE_NAMES[given],
        )
    return given


def _check_binary(node: Binary) -> ValueType:
    left, right = (_operand_type(side, node.operator) for side in (node.left, node.right))
    are_vectors = left is right is ValueType.VECTOR
    place = node.operator_span.place
    if node.operator.is_set and not are_vectors:
        raise PromqlError(
            mark("{operator} joins two vectors; a scalar becomes one by vector(...)"),
            place=place,
            operator=node.operator.value,
        )
    are_scalars = left is right is ValueType.SCALAR
    if node.operator.is_comparison and are_scalars and node.comparison is Comparison.FILTER:
        raise PromqlError(
            mark("a comparison of two scalars needs 'bool': 1 {operator} bool 2"),
            place=place,
            operator=node.operator.value,
        )
    if node.operator.is_trim and left is not ValueType.VECTOR:
        raise PromqlError(
            mark("{operator} cuts the histograms of a vector; on its left is a {given}"),
            place=place,
            operator=node.operator.value,
            given=_TYPE_NAMES[left],
        )
    if node.matching is not None:
        _check_matching(node, node.matching, are_vectors=are_vectors)
    if node.fill is not None and (node.operator.is_set or not are_vectors):
        raise PromqlError(
            mark("fill belongs to arithmetic and comparison of two vectors"), place=place
        )
    return ValueType.SCALAR if are_scalars else ValueType.VECTOR


def _operand_type(node: Expr, operator: BinaryOperator) -> ValueType:
    given = check(node)
    if given not in _OPERAND_TYPES:
        raise PromqlError(
            mark("{operator} joins scalars and vectors, this is a {given}"),
            place=node.span.place,
            operator=operator.value,
            given=_TYPE_NAMES[given],
        )
    return given


def _check_matching(node: Binary, matching: Matching, *, are_vectors: bool) -> None:
    place = node.operator_span.place
    if not are_vectors:
        raise PromqlError(
            mark("{on} says how two vectors match; here one side is a scalar"),
            place=place,
            on=matching.on.value,
        )
    is_grouped = matching.cardinality is not Cardinality.ONE_TO_ONE
    if node.operator.is_set and is_grouped:
        raise PromqlError(
            mark("{grouping} has no meaning with {operator}"),
            place=place,
            grouping=matching.cardinality.value,
            operator=node.operator.value,
        )
    both = set(matching.labels) & set(matching.include)
    if matching.on is MatchOn.ON and both:
        raise PromqlError(
            mark("the label {label} stands in on(...) and in {grouping}(...); leave it out of one"),
            place=place,
            label=min(both),
            grouping=matching.cardinality.value,
        )


def _check_aggregate(node: Aggregate) -> ValueType:
    name = node.operator.value
    _expect(node.operand, ValueType.VECTOR, within=name)
    if node.parameter is not None:
        is_text = node.operator is Aggregator.COUNT_VALUES
        wanted = ValueType.STRING if is_text else ValueType.SCALAR
        _expect(node.parameter, wanted, within=name)
    return ValueType.VECTOR


def _check_call(node: Call) -> ValueType:
    signature = SIGNATURES.get(node.function)
    if signature is None:
        raise _unknown_function(node)
    if signature.status is Status.NOT_BUILT:
        raise PromqlError(
            mark("{name} is experimental in PromQL and not built here"),
            place=node.span.place,
            name=node.function,
        )
    _check_count(node, signature)
    _check_anchoring(node)
    arguments = node.arguments
    if node.function == INFO and len(arguments) > 1:
        _check_label_selectors(node, arguments[1])
        arguments = arguments[:1]
    for position, argument in enumerate(arguments):
        _expect(argument, signature.argument(position), within=f"{node.function}()")
    return signature.returns


def _check_label_selectors(node: Call, argument: Expr) -> None:
    selector = bare(argument)
    if not isinstance(selector, VectorSelector) or selector.name is not None:
        raise PromqlError(
            mark('{name}() takes matchers of labels here, as in {{version=~".+"}}'),
            place=argument.span.place,
            name=node.function,
        )


def _unknown_function(node: Call) -> PromqlError:
    near = get_close_matches(node.function, SIGNATURES, n=1)
    if near:
        return PromqlError(
            mark("there is no function {name}; did you mean {near}?"),
            place=node.span.place,
            name=node.function,
            near=near[0],
        )
    return PromqlError(
        mark("there is no function {name}"), place=node.span.place, name=node.function
    )


def _check_anchoring(node: Call) -> None:
    for argument in map(bare, node.arguments):
        if not isinstance(argument, MatrixSelector) or argument.selector.anchoring is None:
            continue
        anchoring = argument.selector.anchoring
        if node.function not in ANCHORABLE[anchoring]:
            raise PromqlError(
                mark("{anchoring} modifier can only be used with: {functions} - not with {name}"),
                place=node.span.place,
                anchoring=anchoring.value,
                functions=", ".join(ANCHORABLE[anchoring]),
                name=node.function,
            )


def _check_count(node: Call, signature: Signature) -> None:
    given, least, most = len(node.arguments), signature.least, signature.most
    if given < least or (most is not None and given > most):
        wanted = str(least) if most == least else f"{least}-{most or '...'}"
        raise PromqlError(
            mark("{name} takes {wanted} argument(s), here are {given}"),
            place=node.span.place,
            name=node.function,
            wanted=wanted,
            given=given,
        )
