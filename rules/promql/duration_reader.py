"""Read ranges, steps and offsets: a number, a duration, or an expression of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rules.promql.cursor import Cursor
from rules.promql.durations import (
    DurationCall,
    DurationExpr,
    DurationFunction,
    DurationNegation,
    DurationNumber,
    DurationOperation,
    DurationOperator,
    DurationParen,
    QuerySpan,
    duration_in,
    is_constant,
)
from rules.promql.errors import Place
from rules.promql.lexer import TokenKind
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.messages import mark, text

_MAX_DEPTH = 50
_MOST_OPERATIONS = 100  # in a whole expression
_PRECEDENCE: Mapping[DurationOperator, int] = MappingProxyType(
    {
        DurationOperator.ADD: 1,
        DurationOperator.SUBTRACT: 1,
        DurationOperator.MULTIPLY: 2,
        DurationOperator.DIVIDE: 2,
        DurationOperator.MODULO: 2,
        DurationOperator.POWER: 3,
    }
)
_UNARY_PRECEDENCE = 2
_OPERATORS = {operator.value: operator for operator in DurationOperator}
_FUNCTIONS = {function.value: function for function in DurationFunction}
_ANY_SPAN = QuerySpan(Instant(0), Instant(0))


@dataclass(frozen=True, slots=True)
class Length:
    """A duration; ``expression`` where it is computed, and then it holds if that is constant."""

    duration: Duration
    expression: DurationExpr | None = None


class DurationReader(Cursor):
    """Reads durations; a plain one has no expression."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._duration_depth = 0
        self._duration_operations = 0

    def _length(self) -> Length:
        """Read what stands in brackets, up to ``]`` or ``:``; it must be greater than zero."""
        place = Place(self._text, self._token.start)
        expression = self._duration_expression(0)
        if not (self._is_sign("]") or self._is_sign(":")):
            raise self._error(mark("expected ']' after the duration, found {found}"))
        length = _length_of(expression, place)
        if length.duration <= 0 and is_constant(expression):
            raise self._error(mark("the duration must be greater than zero"), at=place.offset)
        return length

    def _shift(self) -> Length:
        """Read what stands behind ``offset``: a number, a call, or an expression in parentheses."""
        place = Place(self._text, self._token.start)
        if self._is_sign("-"):
            self._advance()
            expression: DurationExpr = DurationNegation(self._duration_operand())
        else:
            self._take_sign("+")
            expression = self._duration_operand()
        return _length_of(expression, place)

    def _duration_expression(self, least: int) -> DurationExpr:
        self._duration_depth += 1
        if self._duration_depth > _MAX_DEPTH:
            raise self._error(
                mark("nested deeper than {most} levels; simplify it"), most=_MAX_DEPTH
            )
        left = self._signed_operand()
        while (operator := self._duration_operator()) and _PRECEDENCE[operator] >= least:
            self._advance()
            self._duration_operations += 1
            if self._duration_operations > _MOST_OPERATIONS:
                raise self._error(
                    mark("more than {most} operations on durations"), most=_MOST_OPERATIONS
                )
            is_power = operator is DurationOperator.POWER
            right = self._duration_expression(_PRECEDENCE[operator] + (not is_power))
            left = DurationOperation(operator, left, right)
        self._duration_depth -= 1
        return left

    def _duration_operator(self) -> DurationOperator | None:
        token = self._token
        return _OPERATORS.get(token.text) if token.kind is TokenKind.SIGN else None

    def _signed_operand(self) -> DurationExpr:
        if self._take_sign("+"):
            return self._duration_expression(_UNARY_PRECEDENCE + 1)
        if self._take_sign("-"):
            return DurationNegation(self._duration_expression(_UNARY_PRECEDENCE + 1))
        return self._duration_operand()

    def _duration_operand(self) -> DurationExpr:
        token = self._token
        if token.kind is TokenKind.NUMBER or token.kind is TokenKind.DURATION:
            self._advance()
            return DurationNumber(self._number_of(token), token.text)
        if self._take_sign("("):
            inner = self._duration_expression(0)
            self._expect_sign(")", text("parentheses"))
            return DurationParen(inner)
        function = _FUNCTIONS.get(token.text.lower()) if self._follows_sign("(") else None
        if token.kind is TokenKind.WORD and function is not None:
            return self._duration_call(function)
        raise self._error(mark("expected a time or a duration, found {found}"))

    def _duration_call(self, function: DurationFunction) -> DurationExpr:
        self._advance()
        self._expect_sign("(", function.value)
        arguments: list[DurationExpr] = []
        for position in range(function.arguments):
            if position:
                self._expect_sign(",", function.value)
            arguments.append(self._duration_expression(0))
        self._expect_sign(")", function.value)
        return DurationCall(function, tuple(arguments))


def _length_of(expression: DurationExpr, place: Place) -> Length:
    bare = expression.operand if isinstance(expression, DurationNegation) else expression
    kept = None if isinstance(bare, DurationNumber) else expression
    if not is_constant(expression):
        return Length(Duration(0), kept)
    return Length(duration_in(expression, _ANY_SPAN, place), kept)
