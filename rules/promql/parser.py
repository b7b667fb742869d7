"""Read an expression: a Pratt parser over the tokens, with a place on every node.

Grammar as prometheus promql/parser/generated_parser.y of 3.x.  What belongs to the language but
is not built here (the experimental parts) is named in the error.
"""

from __future__ import annotations

import math
import struct
from dataclasses import replace

from rules.promql.errors import Place, PromqlError
from rules.promql.lexer import Token, TokenKind, tokens_of
from rules.promql.nodes import (
    Aggregate,
    Aggregator,
    At,
    AtEdge,
    Binary,
    BinaryOperator,
    Call,
    Cardinality,
    Comparison,
    Expr,
    Grouping,
    GroupKind,
    Matching,
    MatchOn,
    MatrixSelector,
    NumberLiteral,
    Paren,
    Span,
    StringLiteral,
    Subquery,
    Unary,
    UnaryOperator,
    VectorSelector,
    children,
)
from rules.promql.series import Matcher, MatchKind
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.core.messages import Text, mark, text
from watchkeeper.storage.series.patterns import pattern_of

MAX_DEPTH = 70
"""Of parentheses, calls and signs: what reads and evaluates a tree calls itself per level."""

MAX_HEIGHT = 128
"""Of the whole tree: a chain of operators such as ``a or b or c`` grows it by one each."""
_LONGEST_MS = 2**53

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
    BinaryOperator.ADD: 4,
    BinaryOperator.SUBTRACT: 4,
    BinaryOperator.MULTIPLY: 5,
    BinaryOperator.DIVIDE: 5,
    BinaryOperator.MODULO: 5,
    BinaryOperator.ATAN2: 5,
    BinaryOperator.POWER: 6,
}
_UNARY_PRECEDENCE = 5
_OPERATORS = {operator.value: operator for operator in BinaryOperator}
_AGGREGATORS = {aggregator.value: aggregator for aggregator in Aggregator}
_GROUPINGS = {kind.value: kind for kind in GroupKind}
_MATCH_ON = {kind.value: kind for kind in MatchOn}
_CARDINALITIES = {
    "group_left": Cardinality.MANY_TO_ONE,
    "group_right": Cardinality.ONE_TO_MANY,
}
_MATCH_KINDS = {kind.value: kind for kind in MatchKind}
_NO_METRIC = frozenset({"bool", "on", "ignoring", "group_left", "group_right", "atan2"})
_TRIM = frozenset({"</", ">/"})
_EXPERIMENTAL_MODIFIERS = frozenset({"anchored", "smoothed"})
_FILLS = frozenset({"fill", "fill_left", "fill_right"})


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


def bits_of_number(value: float) -> int:
    """Return the IEEE 754 bits of *value*, in the form in which a NumberLiteral holds them."""
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    return bits


class _Parser:
    """Tokens and a position; each method reads one construct and leaves the position behind it."""

    def __init__(self, source: str) -> None:
        self._text = source
        self._tokens = tokens_of(source)
        self._position = 0
        self._depth = 0

    # -- moving along ------------------------------------------------------------------------

    @property
    def _token(self) -> Token:
        return self._tokens[self._position]

    def _advance(self) -> Token:
        token = self._token
        if token.kind is not TokenKind.END:
            self._position += 1
        return token

    def _is_sign(self, sign: str) -> bool:
        return self._token.kind is TokenKind.SIGN and self._token.text == sign

    def _is_word(self, *words: str) -> bool:
        return self._token.kind is TokenKind.WORD and self._token.text.lower() in words

    def _follows_sign(self, sign: str) -> bool:
        token = self._tokens[min(self._position + 1, len(self._tokens) - 1)]
        return token.kind is TokenKind.SIGN and token.text == sign

    def _follows_word(self, *words: str) -> bool:
        token = self._tokens[min(self._position + 1, len(self._tokens) - 1)]
        return token.kind is TokenKind.WORD and token.text.lower() in words

    def _take_sign(self, sign: str) -> bool:
        if self._is_sign(sign):
            self._advance()
            return True
        return False

    def _expect_sign(self, wanted: str, within: str | Text) -> Token:
        if not self._is_sign(wanted):
            raise self._error(
                mark("expected {wanted!r} in {within}, found {found}"), wanted=wanted, within=within
            )
        return self._advance()

    def expect_end(self) -> None:
        if self._token.kind is TokenKind.END:
            return
        raise self._error(
            mark("the expression should end or go on with an operator before {found}")
        )

    def _span(self, start: int) -> Span:
        end = self._tokens[self._position - 1].end if self._position else start
        return Span(self._text, start, max(start, end))

    def _error(self, sentence: str, at: int | None = None, **facts: object) -> PromqlError:
        place = Place(self._text, self._token.start if at is None else at)
        if "{found}" in sentence:
            facts["found"] = _shown(self._token, self._text)
        return PromqlError(sentence, place=place, **facts)

    def _not_built(self, what: Text) -> PromqlError:
        return self._error(mark("{what} are experimental in PromQL and not built here"), what=what)

    # -- operators ---------------------------------------------------------------------------

    def expression(self, least: int) -> Expr:
        """Read operands and operators that bind at least as tightly as *least*."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(mark("nested deeper than {most} levels; simplify it"), most=MAX_DEPTH)
        start = self._token.start
        left = self._operand()
        while (operator := self._operator()) and _PRECEDENCE[operator] >= least:
            left = self._binary(left, operator, start)
        if self._token.kind is TokenKind.SIGN and self._token.text in _TRIM:
            raise self._not_built(text("the trim operators </ and >/"))
        self._depth -= 1
        return left

    def _operator(self) -> BinaryOperator | None:
        token = self._token
        if token.kind is TokenKind.SIGN or token.kind is TokenKind.WORD:
            return _OPERATORS.get(token.text.lower())
        return None

    def _binary(self, left: Expr, operator: BinaryOperator, start: int) -> Expr:
        sign = self._advance()
        comparison = self._comparison(operator)
        matching = self._matching()
        precedence = _PRECEDENCE[operator]
        right = self.expression(precedence if operator is BinaryOperator.POWER else precedence + 1)
        return Binary(
            operator,
            left,
            right,
            comparison,
            matching,
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
            self._refuse_fill()
            return None
        on = _MATCH_ON[self._advance().text.lower()]
        labels = self._label_list(on.value)
        cardinality = Cardinality.ONE_TO_ONE
        include: tuple[str, ...] = ()
        if self._is_word(*_CARDINALITIES):
            word = self._advance().text.lower()
            cardinality = _CARDINALITIES[word]
            include = self._label_list(word) if self._is_sign("(") else ()
        self._refuse_fill()
        return Matching(on, labels, cardinality, include)

    def _refuse_fill(self) -> None:
        if self._is_word(*_FILLS) and self._follows_sign("("):
            raise self._not_built(text("fill modifiers"))

    # -- operands ----------------------------------------------------------------------------

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

    def _label_list(self, within: str) -> tuple[str, ...]:
        self._expect_sign("(", within)
        names: list[str] = []
        while not self._is_sign(")"):
            names.append(self._label_name(within))
            if not self._take_sign(","):
                break
        self._expect_sign(")", within)
        return tuple(names)

    def _label_name(self, within: str | Text) -> str:
        token = self._token
        is_word = token.kind is TokenKind.WORD and ":" not in token.text
        if is_word or (token.kind is TokenKind.STRING and _is_valid_name(token.text)):
            return self._advance().text
        raise self._error(mark("expected a label name in {within}, found {found}"), within=within)

    # -- selectors ---------------------------------------------------------------------------

    def _selector(self, name: str | None, start: int) -> VectorSelector:
        matchers = [] if name is None else [Matcher(METRIC_NAME, MatchKind.EQUAL, name)]
        if self._take_sign("{"):
            name = self._matchers(name, matchers)
        return VectorSelector(name, tuple(matchers), span=self._span(start))

    def _matchers(self, name: str | None, matchers: list[Matcher]) -> str | None:
        while not self._is_sign("}"):
            is_name = self._token.kind is TokenKind.STRING and (
                self._follows_sign(",") or self._follows_sign("}")
            )
            if is_name:
                name = self._quoted_name(name)
                matchers.insert(0, Matcher(METRIC_NAME, MatchKind.EQUAL, name))
            else:
                matchers.append(self._matcher())
            if not self._take_sign(","):
                break
        self._expect_sign("}", text("a selector"))
        return name

    def _quoted_name(self, name: str | None) -> str:
        if name is not None:
            raise self._error(
                mark("the metric's name is given twice: {name} and {found}"), name=name
            )
        if not _is_valid_name(self._token.text):
            raise self._error(mark("{found} is no metric name"))
        return self._advance().text

    def _matcher(self) -> Matcher:
        label = self._label_name(text("a selector"))
        token = self._token
        kind = _MATCH_KINDS.get(token.text) if token.kind is TokenKind.SIGN else None
        if kind is None:
            raise self._error(mark("expected =, !=, =~ or !~ after the label, found {found}"))
        self._advance()
        if self._token.kind is not TokenKind.STRING:
            raise self._error(mark("expected a quoted value, found {found}"))
        value = self._advance()
        matcher = Matcher(label, kind, value.text)
        _check_pattern(matcher, Place(self._text, value.start))
        return matcher

    def _postfix(self, node: Expr, start: int) -> Expr:
        while True:
            if self._is_sign("["):
                node = self._range(node, start)
            elif self._is_word("offset"):
                node = self._offset(node, start)
            elif self._is_sign("@"):
                node = self._at(node, start)
            elif self._is_word(*_EXPERIMENTAL_MODIFIERS):
                raise self._not_built(text("the modifiers anchored and smoothed"))
            else:
                return node

    def _range(self, node: Expr, start: int) -> Expr:
        opening = self._advance().start
        length = self._positive_duration()
        if self._take_sign(":"):
            step = None if self._is_sign("]") else self._positive_duration()
            self._expect_sign("]", text("a subquery"))
            return Subquery(node, length, step, span=self._span(start))
        self._expect_sign("]", text("a range"))
        if not isinstance(node, VectorSelector):
            raise self._error(
                mark("a range needs a plain selector before it; for an expression write [5m:1m]"),
                at=opening,
            )
        if node.offset or node.at is not None:
            raise self._error(
                mark("write offset and @ behind the range, not before it"), at=opening
            )
        return MatrixSelector(node, length, span=self._span(start))

    def _offset(self, node: Expr, start: int) -> Expr:
        word = self._advance()
        offset = self._signed_duration()
        selector = self._movable(node, word)
        if selector.offset:
            raise self._error(mark("'offset' is given twice"), at=word.start)
        return self._moved(node, replace(selector, offset=offset), start)

    def _at(self, node: Expr, start: int) -> Expr:
        sign = self._advance()
        at = self._at_time()
        selector = self._movable(node, sign)
        if selector.at is not None:
            raise self._error(mark("'@' is given twice"), at=sign.start)
        return self._moved(node, replace(selector, at=at), start)

    def _movable(self, node: Expr, word: Token) -> VectorSelector | Subquery:
        if isinstance(node, MatrixSelector):
            return node.selector
        if isinstance(node, VectorSelector | Subquery):
            return node
        raise self._error(
            mark("{what} moves only a selector or a subquery"), at=word.start, what=word.text
        )

    def _moved(self, node: Expr, moved: VectorSelector | Subquery, start: int) -> Expr:
        if isinstance(node, MatrixSelector) and isinstance(moved, VectorSelector):
            return replace(node, selector=moved, span=self._span(start))
        return replace(moved, span=self._span(start))

    def _at_time(self) -> At:
        for edge in AtEdge:
            if self._is_word(edge.value[:-2]) and self._follows_sign("("):
                self._advance()
                self._advance()
                self._expect_sign(")", edge.value)
                return edge
        place = self._token.start
        seconds = self._signed_number()
        if not math.isfinite(seconds) or abs(seconds) * 1000 > _LONGEST_MS:
            raise self._error(mark("the time after @ is out of range"), at=place)
        return Instant(math.floor(seconds * 1000 + 0.5))

    # -- numbers and durations ---------------------------------------------------------------

    def _signed_number(self) -> float:
        factor = -1.0 if self._is_sign("-") else 1.0
        if self._is_sign("-") or self._is_sign("+"):
            self._advance()
        token = self._token
        if token.kind is TokenKind.WORD and token.text.lower() in {"inf", "nan"}:
            return factor * float(self._advance().text)
        if token.kind is TokenKind.NUMBER or token.kind is TokenKind.DURATION:
            self._advance()
            return factor * self._number_of(token)
        raise self._error(mark("expected a time or a duration, found {found}"))

    def _signed_duration(self) -> Duration:
        place = self._token.start
        behind_sign = self._tokens[self._position + (self._is_sign("-") or self._is_sign("+"))]
        if behind_sign.kind is TokenKind.WORD or behind_sign.text == "(":
            raise self._not_built(text("duration expressions"))
        seconds = self._signed_number()
        if not math.isfinite(seconds) or abs(seconds) * 1000 > _LONGEST_MS:
            raise self._error(mark("this duration is out of range"), at=place)
        return Duration(round(seconds * 1000))

    def _positive_duration(self) -> Duration:
        place = self._token.start
        duration = self._signed_duration()
        if not (self._is_sign("]") or self._is_sign(":")):
            if self._operator() is not None:
                raise self._not_built(text("duration expressions"))
            raise self._error(mark("expected ']' after the duration, found {found}"))
        if duration <= 0:
            raise self._error(mark("the duration must be greater than zero"), at=place)
        return duration

    def _number_of(self, token: Token) -> float:
        if token.kind is TokenKind.DURATION:
            try:
                return duration_from_text(token.text) / 1000
            except InvalidInput as error:
                raise self._error(error.sentence, at=token.start, **error.facts) from error
        return _number_from_text(token.text)


def _number_from_text(written: str) -> float:
    """Read a number as Go does: whole numbers may be hexadecimal or, after a 0, octal."""
    digits = written.replace("_", "")
    if digits[:2].lower() == "0x":
        return _float_of(int(digits, 16))
    if len(digits) > 1 and digits[0] == "0" and set(digits) <= set("01234567"):
        return _float_of(int(digits, 8))
    return float(digits)


def _float_of(whole: int) -> float:
    try:
        return float(whole)
    except OverflowError:
        return math.inf


def _is_valid_name(name: str) -> bool:
    """Return whether a quoted name is one: not empty, valid UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return name != ""


def _check_pattern(matcher: Matcher, place: Place) -> None:
    if matcher.kind in {MatchKind.MATCHES, MatchKind.NOT_MATCHES}:
        try:
            pattern_of(matcher.value)
        except InvalidInput as error:
            raise PromqlError(error.sentence, place=place, **error.facts) from error


def _shown(token: Token, source: str) -> str | Text:
    if token.kind is TokenKind.END:
        return text("the end")
    return repr(source[token.start : token.end][:40])
