"""Read selectors, their matchers, and what moves them in time: ranges, offset, @."""

from __future__ import annotations

import math
from dataclasses import replace

from rules.promql.duration_reader import DurationReader
from rules.promql.durations import LONGEST_MS
from rules.promql.errors import Place, PromqlError
from rules.promql.lexer import Token, TokenKind
from rules.promql.nodes import (
    Anchoring,
    At,
    AtEdge,
    Expr,
    MatrixSelector,
    Subquery,
    VectorSelector,
)
from rules.promql.series import Matcher, MatchKind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.core.messages import Text, mark, text
from watchkeeper.storage.series.patterns import pattern_of

_MATCH_KINDS = {kind.value: kind for kind in MatchKind}
_ANCHORINGS = {anchoring.value: anchoring for anchoring in Anchoring}


class SelectorReader(DurationReader):
    """Reads a selector and everything that may follow an operand."""

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
        if not is_valid_name(self._token.text):
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
            elif self._is_word(*_ANCHORINGS):
                node = self._anchoring(node, start)
            else:
                return node

    def _range(self, node: Expr, start: int) -> Expr:
        opening = self._advance().start
        length = self._length()
        if self._take_sign(":"):
            step = None if self._is_sign("]") else self._length()
            self._expect_sign("]", text("a subquery"))
            return Subquery(
                node,
                length.duration,
                None if step is None else step.duration,
                range_expression=length.expression,
                step_expression=None if step is None else step.expression,
                span=self._span(start),
            )
        self._expect_sign("]", text("a range"))
        if not isinstance(node, VectorSelector):
            raise self._error(
                mark("a range needs a plain selector before it; for an expression write [5m:1m]"),
                at=opening,
            )
        if _is_moved(node):
            raise self._error(
                mark("write offset and @ behind the range, not before it"), at=opening
            )
        return MatrixSelector(node, length.duration, length.expression, span=self._span(start))

    def _offset(self, node: Expr, start: int) -> Expr:
        word = self._advance()
        offset = self._shift()
        selector = self._movable(node, word)
        if selector.offset or selector.offset_expression is not None:
            raise self._error(mark("'offset' is given twice"), at=word.start)
        moved = replace(selector, offset=offset.duration, offset_expression=offset.expression)
        return self._moved(node, moved, start)

    def _anchoring(self, node: Expr, start: int) -> Expr:
        word = self._advance()
        selector = self._movable(node, word)
        if isinstance(selector, Subquery):
            raise self._error(
                mark("{what} belongs to a selector, not to a subquery"),
                at=word.start,
                what=word.text,
            )
        if selector.anchoring is not None:
            raise self._error(
                mark("{what} is given twice"), at=word.start, what=repr(selector.anchoring.value)
            )
        anchored = replace(selector, anchoring=_ANCHORINGS[word.text.lower()])
        return self._moved(node, anchored, start)

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
        if not math.isfinite(seconds) or abs(seconds) * 1000 > LONGEST_MS:
            raise self._error(mark("the time after @ is out of range"), at=place)
        return Instant(math.floor(seconds * 1000 + 0.5))

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
        if is_word or (token.kind is TokenKind.STRING and is_valid_name(token.text)):
            return self._advance().text
        raise self._error(mark("expected a label name in {within}, found {found}"), within=within)


def _is_moved(node: VectorSelector) -> bool:
    return (
        node.offset != 0
        or node.offset_expression is not None
        or node.at is not None
        or node.anchoring is not None
    )


def is_valid_name(name: str) -> bool:
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
