"""What a rule's expression is about: the value to draw, and the threshold it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.charts import Threshold
from dashboards.units import Unit
from rules.promql.format import format_expression, number_of, text_from_number
from rules.promql.nodes import (
    Aggregate,
    Binary,
    BinaryOperator,
    Call,
    Expr,
    NumberLiteral,
    Unary,
    UnaryOperator,
    bare,
    selectors_of,
)
from rules.promql.parser import parse
from rules.promql.series import Matcher
from watchkeeper.core.labels import METRIC_NAME


@dataclass(frozen=True, slots=True)
class Subject:
    """An expression without its comparison, and the number it was compared with."""

    expression: str
    thresholds: tuple[Threshold, ...]
    unit: Unit


def subject_of(expression: str) -> Subject:
    """Take the comparison off a rule's expression.  Raises PromqlError for a bad one.

    ``a / b < 0.1 and c == 0`` is about ``a / b`` with the threshold 0.1: of a condition the
    first part is drawn.
    """
    node = _first_condition(bare(parse(expression)))
    thresholds: tuple[Threshold, ...] = ()
    if isinstance(node, Binary) and node.operator.is_comparison:
        number = _number(node.right)
        if number is not None:
            label = f"{node.operator.value} {text_from_number(number)}"
            thresholds = (Threshold(number, label),)
        node = bare(node.left)
    return Subject(format_expression(node), thresholds, unit_of(node))


def _first_condition(node: Expr) -> Expr:
    sets = {BinaryOperator.AND, BinaryOperator.OR, BinaryOperator.UNLESS}
    while isinstance(node, Binary) and node.operator in sets:
        node = bare(node.left)
    return node


def _number(node: Expr) -> float | None:
    """Return the value of a constant, also of one that is computed such as ``5 * 1024 ^ 3``."""
    node = bare(node)
    match node:
        case NumberLiteral(bits=bits):
            return number_of(bits)
        case Unary(operator=operator, operand=operand):
            inner = _number(operand)
            return -inner if inner is not None and operator is UnaryOperator.MINUS else inner
        case Binary(operator=operator, left=left, right=right):
            return _computed(operator, _number(left), _number(right))
        case _:
            return None


def _computed(operator: BinaryOperator, left: float | None, right: float | None) -> float | None:
    if left is None or right is None:
        return None
    try:
        match operator:
            case BinaryOperator.ADD:
                return left + right
            case BinaryOperator.SUBTRACT:
                return left - right
            case BinaryOperator.MULTIPLY:
                return left * right
            case BinaryOperator.DIVIDE:
                return left / right
            case BinaryOperator.POWER:
                return float(left**right)
            case _:
                return None
    except (ArithmeticError, TypeError):
        return None


_SUFFIXES: Mapping[str, Unit] = {
    "_bytes": Unit.BYTES,
    "_ratio": Unit.RATIO,
    "_seconds": Unit.SECONDS,
    "_celsius": Unit.CELSIUS,
    "_success": Unit.STATE,
}
_RATES = frozenset({"rate", "irate"})


def unit_of(node: Expr) -> Unit:
    """Guess the unit from the metric's name, as Prometheus's naming rules allow."""
    node = bare(node)
    if isinstance(node, Binary) and node.operator is BinaryOperator.DIVIDE:
        left, right = unit_of(node.left), unit_of(node.right)
        return Unit.RATIO if left is right and left is not Unit.STATE else Unit.NUMBER
    if isinstance(node, Binary):
        return unit_of(node.right if isinstance(bare(node.left), NumberLiteral) else node.left)
    if isinstance(node, Aggregate):
        return unit_of(node.operand)
    if isinstance(node, Call) and node.arguments:
        inner = unit_of(node.arguments[-1])
        return _rate_of(inner) if node.function in _RATES else inner
    names = [_metric_name(selector.name, selector.matchers) for selector in selectors_of(node)]
    for suffix, unit in _SUFFIXES.items():
        if names and names[0].removesuffix("_total").endswith(suffix):
            return unit
    return Unit.STATE if names and names[0] == "up" else Unit.NUMBER


def _rate_of(unit: Unit) -> Unit:
    rates = {Unit.BYTES: Unit.BYTES_PER_SECOND, Unit.SECONDS: Unit.RATIO}
    return rates.get(unit, Unit.PER_SECOND)


def _metric_name(name: str | None, matchers: tuple[Matcher, ...]) -> str:
    if name is not None:
        return name
    found = [matcher.value for matcher in matchers if matcher.name == METRIC_NAME]
    return found[0] if found else ""
