"""Durations that are computed: ``[5m + step()]``, ``offset (2 * 5m)``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import assert_never

from rules.promql.errors import Place, PromqlError
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.messages import mark

LONGEST_MS = 2**53


@dataclass(frozen=True, slots=True)
class QuerySpan:
    """First and last instant of the whole query and its step; an instant query has no step."""

    start: Instant
    end: Instant
    step: Duration = Duration(0)

    @property
    def range(self) -> Duration:
        return Duration(self.end - self.start)


class DurationOperator(Enum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    MODULO = "%"
    POWER = "^"


class DurationFunction(Enum):
    STEP = "step"
    RANGE = "range"
    MIN_OF = "min_of"
    MAX_OF = "max_of"

    @property
    def arguments(self) -> int:
        return 2 if self in {DurationFunction.MIN_OF, DurationFunction.MAX_OF} else 0


@dataclass(frozen=True, slots=True)
class DurationNumber:
    seconds: float
    written: str


@dataclass(frozen=True, slots=True)
class DurationNegation:
    operand: DurationExpr


@dataclass(frozen=True, slots=True)
class DurationParen:
    inner: DurationExpr


@dataclass(frozen=True, slots=True)
class DurationOperation:
    operator: DurationOperator
    left: DurationExpr
    right: DurationExpr


@dataclass(frozen=True, slots=True)
class DurationCall:
    function: DurationFunction
    arguments: tuple[DurationExpr, ...] = ()


DurationExpr = DurationNumber | DurationNegation | DurationParen | DurationOperation | DurationCall


def is_constant(expression: DurationExpr) -> bool:
    """Return whether it is the same in every query."""
    match expression:
        case DurationNumber():
            return True
        case DurationNegation(operand=inner) | DurationParen(inner=inner):
            return is_constant(inner)
        case DurationOperation(left=left, right=right):
            return is_constant(left) and is_constant(right)
        case DurationCall(function=function, arguments=arguments):
            is_of_query = function in {DurationFunction.STEP, DurationFunction.RANGE}
            return not is_of_query and all(map(is_constant, arguments))
        case _:
            assert_never(expression)


def duration_in(expression: DurationExpr, span: QuerySpan, place: Place) -> Duration:
    """Return the duration in a query.  Raises PromqlError where it is none."""
    try:
        milliseconds = _seconds(expression, span) * 1000
    except ZeroDivisionError as error:
        raise PromqlError(mark("division by zero in a duration"), place=place) from error
    except (OverflowError, ValueError) as error:
        raise PromqlError(mark("this duration is out of range"), place=place) from error
    if not abs(milliseconds) <= LONGEST_MS:
        raise PromqlError(mark("this duration is out of range"), place=place)
    return Duration(round(milliseconds))


def _remainder(left: float, right: float) -> float:
    if right == 0:
        raise ZeroDivisionError
    return math.fmod(left, right)


_OPERATIONS: Mapping[DurationOperator, Callable[[float, float], float]] = MappingProxyType(
    {
        DurationOperator.ADD: lambda left, right: left + right,
        DurationOperator.SUBTRACT: lambda left, right: left - right,
        DurationOperator.MULTIPLY: lambda left, right: left * right,
        DurationOperator.DIVIDE: lambda left, right: left / right,
        DurationOperator.MODULO: _remainder,
        DurationOperator.POWER: math.pow,
    }
)


def _seconds(expression: DurationExpr, span: QuerySpan) -> float:
    match expression:
        case DurationNumber(seconds=seconds):
            return seconds
        case DurationNegation(operand=operand):
            return -_seconds(operand, span)
        case DurationParen(inner=inner):
            return _seconds(inner, span)
        case DurationOperation(operator=operator, left=left, right=right):
            return _OPERATIONS[operator](_seconds(left, span), _seconds(right, span))
        case DurationCall(function=DurationFunction.STEP):
            return span.step / 1000
        case DurationCall(function=DurationFunction.RANGE):
            return span.range / 1000
        case DurationCall(function=DurationFunction.MIN_OF, arguments=arguments):
            return min(_seconds(one, span) for one in arguments)
        case DurationCall(arguments=arguments):
            return max(_seconds(one, span) for one in arguments)
        case _:
            assert_never(expression)


def text_of(expression: DurationExpr) -> str:
    match expression:
        case DurationNumber(written=written):
            return written
        case DurationNegation(operand=operand):
            return f"-{text_of(operand)}"
        case DurationParen(inner=inner):
            return f"({text_of(inner)})"
        case DurationOperation(operator=operator, left=left, right=right):
            return f"{text_of(left)} {operator.value} {text_of(right)}"
        case DurationCall(function=function, arguments=arguments):
            return f"{function.value}({', '.join(map(text_of, arguments))})"
        case _:
            assert_never(expression)
