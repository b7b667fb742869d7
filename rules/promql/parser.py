"""Read an expression: a Pratt parser over the tokens, with a place on every node.

Grammar as prometheus promql/parser/generated_parser.y of 3.x.  What belongs to the language but
is not built here (the experimental parts) is named in the error.
"""

from __future__ import annotations

import struct

from rules.promql.errors import PromqlError
from rules.promql.lexer import TokenKind
from rules.promql.nodes import (
    Aggregate,
    Aggregator,
    Binary,
    BinaryOperator,
    Call,
    Cardinality,
    Comparison,
    Expr,
    Fill,
    Grouping,
    GroupKind,
    Matching,
    MatchOn,
    NumberLiteral,
    Paren,
    Span,
    StringLiteral,
    Unary,
    UnaryOperator,
    children,
)
from rules.promql.selector_reader import SelectorReader
from watchkeeper.core.messages import mark, text

MAX_DEPTH = 70
"""Of parentheses, calls and signs: what reads and evaluates a tree calls itself per level."""

MAX_HEIGHT = 128
"""Of the whole tree: a chain of operators such as ``a or b or c`` grows it by one each."""

_PRECEDENCE = {
    BinaryOperator.OR: 1,
    BinaryOperator.AND: 2,
    BinaryOperator.UNLESS: 2,
    BinaryOperator.EQUAL: 3,
    BinaryOperator.NOT_EQUAL: 3,
    BinaryOperator.GREATER: 3,
    BinaryOperator.LESS: 3,
    BinaryOperator.GREATER_OR_EQUAL: 3,
    BinaryOperator.LESS_OR_EQUAL: 3,
    BinaryOperator.TRIM_UPPER: 3,
    BinaryOperator.TRIM_LOWER: 3,
    BinaryOperator.ADD: 4,
    BinaryOperator.SUBTRACT: 4,
    BinaryOperator.MULTIPLY: 5,
    BinaryOperator.DIVIDE: 5,
    BinaryOperator.MODULO: 5,
    BinaryOperator.ATAN2: 5,
    BinaryOperator.POWER: 6,
}
_UNARY_PRECEDENCE = 5
_AGGREGATORS = {aggregator.value: aggregator for aggregator in Aggregator}
_GROUPINGS = {kind.value: kind for kind in GroupKind}
_MATCH_ON = {kind.value: kind for kind in MatchOn}
_CARDINALITIES = {
    "group_left": Cardinality.MANY_TO_ONE,
    "group_right": Cardinality.ONE_TO_MANY,
}
_NO_METRIC = frozenset({"bool", "on", "ignoring", "group_left", "group_right", "atan2"})
_FILLS = ("fill", "fill_left", "fill_right")


def parse(source: str) -> Expr:
    """Return the tree of an expression.  Types are not checked here.  Raises PromqlError."""
    parser = _Parser(source)
    node = parser.expression(0)
    parser.expect_end()
    _bound_height(node)
    return node


def _bound_height(root: Expr) -> None:
    height, level = 0, [root]
    while level:
        height += 1
        if height > MAX_HEIGHT:
            raise PromqlError(
                mark("more than {most} operators in a chain; split the expression"),
                place=level[0].span.place,
                most=MAX_HEIGHT,
            )
        level = [child for node in level for child in children(node)]


class _Parser(SelectorReader):
    """Each method reads one construct and leaves the position behind it."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._depth = 0

    def expression(self, least: int) -> Expr:
        """Read operands and operators that bind at least as tightly as *least*."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(mark("nested deeper than {most} levels; simplify it"), most=MAX_DEPTH)
        start = self._token.start
        left = self._operand()
        while (operator := self._operator()) and _PRECEDENCE[operator] >= least:
            left = self._binary(left, operator, start)
        self._depth -= 1
        return left

    def _binary(self, left: Expr, operator: BinaryOperator, start: int) -> Expr:
        sign = self._advance()
        comparison = self._comparison(operator)
        matching = self._matching()
        fill = self._fill()
        precedence = _PRECEDENCE[operator]
        right = self.expression(precedence if operator is BinaryOperator.POWER else precedence + 1)
        return Binary(
            operator,
            left,
            right,
            comparison,
            matching,
            fill,
            span=self._span(start),
            operator_span=Span(self._text, sign.start, sign.end),
        )

    def _comparison(self, operator: BinaryOperator) -> Comparison:
        if not self._is_word("bool"):
            return Comparison.FILTER
        if not operator.is_comparison:
            raise self._error(
                mark("'bool' belongs to a comparison such as > or ==, not to {operator}"),
                operator=operator.value,
            )
        self._advance()
        return Comparison.BOOL

    def _matching(self) -> Matching | None:
        if not self._is_word(*_MATCH_ON):
            if self._is_word(*_CARDINALITIES):
                raise self._error(
                    mark("{found} needs on(...) or ignoring(...) before it"),
                )
            return None
        on = _MATCH_ON[self._advance().text.lower()]
        labels = self._label_list(on.value)
        cardinality = Cardinality.ONE_TO_ONE
        include: tuple[str, ...] = ()
        if self._is_word(*_CARDINALITIES):
            word = self._advance().text.lower()
            cardinality = _CARDINALITIES[word]
            include = self._label_list(word) if self._is_sign("(") else ()
        return Matching(on, labels, cardinality, include)

    def _fill(self) -> Fill | None:
        fill = Fill()
        while self._is_word(*_FILLS) and self._follows_sign("("):
            word = self._advance()
            self._expect_sign("(", word.text)
            bits = bits_of_number(self._signed_number())
            self._expect_sign(")", word.text)
            side = word.text.lower()
            left = None if side == "fill_right" else bits
            right = None if side == "fill_left" else bits
            is_double = (left is not None and fill.left_bits is not None) or (
                right is not None and fill.right_bits is not None
            )
            if is_double:
                raise self._error(
                    mark("{what} is given twice"), at=word.start, what=repr(word.text)
                )
            fill = Fill(
                fill.left_bits if left is None else left,
                fill.right_bits if right is None else right,
            )
        return None if fill == Fill() else fill

    def _operand(self) -> Expr:
        start = self._token.start
        if self._is_sign("-") or self._is_sign("+"):
            operator = UnaryOperator(self._advance().text)
            # binds as * does: -2^2 is -(2^2), -a * b is (-a) * b
            operand = self.expression(_UNARY_PRECEDENCE + 1)
            return Unary(operator, operand, span=self._span(start))
        node = self._primary()
        return self._postfix(node, start)

    def _primary(self) -> Expr:
        token = self._token
        if token.kind is TokenKind.NUMBER or token.kind is TokenKind.DURATION:
            self._advance()
            return NumberLiteral(
                bits_of_number(self._number_of(token)), span=self._span(token.start)
            )
        if token.kind is TokenKind.STRING:
            self._advance()
            return StringLiteral(token.text, span=self._span(token.start))
        if self._take_sign("("):
            inner = self.expression(0)
            self._expect_sign(")", text("parentheses"))
            return Paren(inner, span=self._span(token.start))
        if self._is_sign("{"):
            return self._selector(None, token.start)
        if token.kind is TokenKind.WORD:
            return self._word()
        raise self._error(mark("expected a metric, a number or a function, found {found}"))

    def _word(self) -> Expr:
        token = self._token
        word = token.text.lower()
        if word in _AGGREGATORS and (self._follows_sign("(") or self._follows_word(*_GROUPINGS)):
            return self._aggregate(_AGGREGATORS[word])
        if self._follows_sign("("):
            return self._call()
        if word in {"inf", "nan"} and not self._follows_sign("{"):
            self._advance()
            return NumberLiteral(bits_of_number(float(word)), span=self._span(token.start))
        if word in _NO_METRIC:
            raise self._error(mark("expected a metric, a number or a function, found {found}"))
        self._advance()
        return self._selector(token.text, token.start)

    def _call(self) -> Expr:
        name = self._advance()
        arguments = self._arguments(name.text)
        return Call(name.text, arguments, span=self._span(name.start))

    def _arguments(self, within: str) -> tuple[Expr, ...]:
        self._expect_sign("(", within)
        found: list[Expr] = []
        while not self._is_sign(")"):
            found.append(self.expression(0))
            if not self._take_sign(","):
                break
        self._expect_sign(")", within)
        return tuple(found)

    def _aggregate(self, operator: Aggregator) -> Expr:
        start = self._advance().start
        grouping = self._grouping()
        opening = self._token.start
        arguments = self._arguments(operator.value)
        if grouping is None:
            grouping = self._grouping()
        wanted = 2 if operator.takes_parameter else 1
        if len(arguments) != wanted:
            raise self._error(
                mark("{name} takes {wanted} argument(s), here are {given}"),
                at=opening,
                name=operator.value,
                wanted=wanted,
                given=len(arguments),
            )
        return Aggregate(
            operator,
            arguments[-1],
            arguments[0] if wanted == 2 else None,
            grouping,
            span=self._span(start),
        )

    def _grouping(self) -> Grouping | None:
        if not self._is_word(*_GROUPINGS):
            return None
        kind = _GROUPINGS[self._advance().text.lower()]
        return Grouping(kind, self._label_list(kind.value))


def bits_of_number(value: float) -> int:
    """Return the IEEE 754 bits of *value*, in the form in which a NumberLiteral holds them."""
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    return bits
