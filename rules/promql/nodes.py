"""The tree of an expression.  Nodes are equal when they mean the same, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import assert_never

from rules.promql.durations import DurationExpr
from rules.promql.errors import Place
from rules.promql.series import Matcher
from watchkeeper.core.instants import Duration, Instant


class ValueType(Enum):
    SCALAR = "scalar"
    VECTOR = "vector"
    MATRIX = "matrix"
    STRING = "string"

    def __str__(self) -> str:
        return self.value


class BinaryOperator(Enum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    MODULO = "%"
    POWER = "^"
    ATAN2 = "atan2"
    EQUAL = "=="
    NOT_EQUAL = "!="
    GREATER = ">"
    LESS = "<"
    GREATER_OR_EQUAL = ">="
    LESS_OR_EQUAL = "<="
    AND = "and"
    TRIM_UPPER = "</"  # of histograms: keep what lies below
    TRIM_LOWER = ">/"
    OR = "or"
    UNLESS = "unless"

    @property
    def is_comparison(self) -> bool:
        return self in _COMPARISONS

    @property
    def is_set(self) -> bool:
        return self in _SETS

    @property
    def is_trim(self) -> bool:
        return self in _TRIMS


_COMPARISONS = frozenset(
    {
        BinaryOperator.EQUAL,
        BinaryOperator.NOT_EQUAL,
        BinaryOperator.GREATER,
        BinaryOperator.LESS,
        BinaryOperator.GREATER_OR_EQUAL,
        BinaryOperator.LESS_OR_EQUAL,
    }
)
_TRIMS = frozenset({BinaryOperator.TRIM_UPPER, BinaryOperator.TRIM_LOWER})
_SETS = frozenset({BinaryOperator.AND, BinaryOperator.OR, BinaryOperator.UNLESS})


class UnaryOperator(Enum):
    PLUS = "+"
    MINUS = "-"


class Aggregator(Enum):
    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    COUNT = "count"
    GROUP = "group"
    STDDEV = "stddev"
    STDVAR = "stdvar"
    TOPK = "topk"
    BOTTOMK = "bottomk"
    QUANTILE = "quantile"
    COUNT_VALUES = "count_values"
    LIMITK = "limitk"
    LIMIT_RATIO = "limit_ratio"

    @property
    def takes_parameter(self) -> bool:
        return self in _WITH_PARAMETER


_WITH_PARAMETER = frozenset(
    {
        Aggregator.TOPK,
        Aggregator.BOTTOMK,
        Aggregator.QUANTILE,
        Aggregator.COUNT_VALUES,
        Aggregator.LIMITK,
        Aggregator.LIMIT_RATIO,
    }
)


class GroupKind(Enum):
    BY = "by"
    WITHOUT = "without"


class MatchOn(Enum):
    ON = "on"
    IGNORING = "ignoring"


class Cardinality(Enum):
    ONE_TO_ONE = "one-to-one"
    MANY_TO_ONE = "group_left"
    ONE_TO_MANY = "group_right"
    MANY_TO_MANY = "many-to-many"


class AtEdge(Enum):
    """``@ start()`` and ``@ end()``: the first and the last step of the query."""

    START = "start()"
    END = "end()"


class Comparison(Enum):
    """What a comparison gives: the samples for which it holds, or 0 and 1 for all (``bool``)."""

    FILTER = "filter"
    BOOL = "bool"


class Anchoring(Enum):
    """How a selector looks beyond its window: at the sample before it, or around its edges."""

    ANCHORED = "anchored"
    SMOOTHED = "smoothed"


At = Instant | AtEdge


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands in its expression: characters [start, end)."""

    text: str = field(repr=False)
    start: int
    end: int

    @property
    def place(self) -> Place:
        return Place(self.text, self.start)

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """A number; ``5m`` stands for 300."""

    bits: int  # IEEE 754, so that NaN equals itself and -0 differs from 0
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class StringLiteral:
    value: str
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Paren:
    inner: Expr
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Unary:
    operator: UnaryOperator
    operand: Expr
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Matching:
    """How the samples of two vectors find each other."""

    on: MatchOn
    labels: tuple[str, ...]
    cardinality: Cardinality
    include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in for a side that has no sample, as the bits of a NumberLiteral; None: nothing."""

    left_bits: int | None = None
    right_bits: int | None = None


@dataclass(frozen=True, slots=True)
class Binary:
    operator: BinaryOperator
    left: Expr
    right: Expr
    comparison: Comparison = Comparison.FILTER
    matching: Matching | None = None  # None: nothing was written
    fill: Fill | None = None
    span: Span = field(compare=False, repr=False, kw_only=True)
    operator_span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Grouping:
    kind: GroupKind
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    operator: Aggregator
    operand: Expr
    parameter: Expr | None = None
    grouping: Grouping | None = None  # None: one group of everything
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Expr, ...]
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class VectorSelector:
    """``matchers`` hold the one on the name too, where the name stands before the braces."""

    name: str | None
    matchers: tuple[Matcher, ...]
    offset: Duration = Duration(0)
    at: At | None = None
    offset_expression: DurationExpr | None = None
    anchoring: Anchoring | None = None
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class MatrixSelector:
    selector: VectorSelector
    range: Duration
    range_expression: DurationExpr | None = None
    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Subquery:
    inner: Expr
    range: Duration
    step: Duration | None  # None: the default step of the evaluator
    offset: Duration = Duration(0)
    at: At | None = None
    range_expression: DurationExpr | None = None
    step_expression: DurationExpr | None = None
    offset_expression: DurationExpr | None = None
    span: Span = field(compare=False, repr=False, kw_only=True)


Expr = (
    NumberLiteral
    | StringLiteral
    | Paren
    | Unary
    | Binary
    | Aggregate
    | Call
    | VectorSelector
    | MatrixSelector
    | Subquery
)


def children(node: Expr) -> tuple[Expr, ...]:
    """Return the nodes directly below, in the order in which they are written."""
    match node:
        case NumberLiteral() | StringLiteral() | VectorSelector():
            return ()
        case Paren(inner=inner) | Subquery(inner=inner):
            return (inner,)
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Aggregate(operand=operand, parameter=parameter):
            return (operand,) if parameter is None else (parameter, operand)
        case Call(arguments=arguments):
            return arguments
        case MatrixSelector(selector=selector):
            return (selector,)
        case _:
            assert_never(node)


def with_children(node: Expr, new: tuple[Expr, ...]) -> Expr:
    """Return the node with other nodes directly below, in the order of ``children``."""
    match node:
        case NumberLiteral() | StringLiteral() | VectorSelector():
            return node
        case Paren() | Subquery():
            return replace(node, inner=new[0])
        case Unary():
            return replace(node, operand=new[0])
        case Binary():
            return replace(node, left=new[0], right=new[1])
        case Aggregate():
            parameter = new[0] if len(new) == 2 else None
            return replace(node, operand=new[-1], parameter=parameter)
        case Call():
            return replace(node, arguments=new)
        case MatrixSelector():
            assert isinstance(new[0], VectorSelector)
            return replace(node, selector=new[0])
        case _:
            assert_never(node)


INFO = "info"


def operands(node: Expr) -> tuple[Expr, ...]:
    """Return the children that are evaluated: without the matchers that info() is given."""
    below = children(node)
    return below[:1] if isinstance(node, Call) and node.function == INFO else below


def selectors_of(node: Expr) -> tuple[VectorSelector, ...]:
    """Return all selectors of an expression, in the order in which they are written."""
    if isinstance(node, VectorSelector):
        return (node,)
    return tuple(found for child in operands(node) for found in selectors_of(child))


def bare(node: Expr) -> Expr:
    """Return the node inside any parentheses."""
    while isinstance(node, Paren):
        node = node.inner
    return node
