"""A position among the tokens of an expression, and the numbers that stand there."""

from __future__ import annotations

import math

from rules.promql.errors import Place, PromqlError
from rules.promql.lexer import Token, TokenKind, tokens_of
from rules.promql.nodes import BinaryOperator, Span
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, mark, text

_OPERATORS = {operator.value: operator for operator in BinaryOperator}


class Cursor:
    """Looks at tokens and moves behind them; makes errors that say where."""

    def __init__(self, source: str) -> None:
        self._text = source
        self._tokens = tokens_of(source)
        self._position = 0

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

    def _operator(self) -> BinaryOperator | None:
        token = self._token
        if token.kind is TokenKind.SIGN or token.kind is TokenKind.WORD:
            return _OPERATORS.get(token.text.lower())
        return None

    def _span(self, start: int) -> Span:
        end = self._tokens[self._position - 1].end if self._position else start
        return Span(self._text, start, max(start, end))

    def _error(self, sentence: str, at: int | None = None, **facts: object) -> PromqlError:
        place = Place(self._text, self._token.start if at is None else at)
        if "{found}" in sentence:
            facts["found"] = _shown(self._token, self._text)
        return PromqlError(sentence, place=place, **facts)

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


def _shown(token: Token, source: str) -> str | Text:
    if token.kind is TokenKind.END:
        return text("the end")
    return repr(source[token.start : token.end][:40])
