"""Cut an expression into tokens, as prometheus promql/parser/lex.go does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from rules.promql.errors import Place, PromqlError
from watchkeeper.core.messages import mark

MAX_CHARACTERS = 64 * 1024
MAX_TOKENS = 20_000


class TokenKind(Enum):
    WORD = "word"
    NUMBER = "number"
    DURATION = "duration"
    STRING = "string"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is as written, but for strings: there it is the value they stand for."""

    kind: TokenKind
    text: str
    start: int
    end: int


_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_DURATION = re.compile(r"(?:\d+(?:ms|[smhdwy]))+(?![A-Za-z0-9_.])")
_NUMBER = re.compile(
    r"0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*(?![A-Za-z0-9_.])"
    r"|(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)"
    r"(?:[eE][+-]?\d+(?:_\d+)*)?(?![A-Za-z0-9_.])"
)
_WORD = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*")
_WORD_IN_BRACKETS = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SIGN = re.compile(r"==|!=|=~|!~|<=|>=|</|>/|[-+*/%^=<>(){}\[\],:@]")
_SIMPLE_ESCAPES = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
    "'": "'",
}
_CODED_ESCAPE = re.compile(r"x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}")


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of *text*, an END token last.  Raises PromqlError."""
    if len(text) > MAX_CHARACTERS:
        raise PromqlError(
            mark("the expression is longer than {most} characters; split it"), most=MAX_CHARACTERS
        )
    tokens: list[Token] = []
    position, brackets = 0, 0
    while True:
        blank = _BLANK.match(text, position)
        position = blank.end() if blank else position
        if position >= len(text):
            tokens.append(Token(TokenKind.END, "", position, position))
            return tokens
        token = _next_token(text, position, in_brackets=brackets > 0)
        brackets += _bracket_change(token)
        tokens.append(token)
        position = token.end
        if len(tokens) > MAX_TOKENS:
            raise PromqlError(
                mark("the expression has more than {most} parts; split it"),
                place=Place(text, position),
                most=MAX_TOKENS,
            )


def _bracket_change(token: Token) -> int:
    if token.kind is not TokenKind.SIGN:
        return 0
    return {"[": 1, "]": -1}.get(token.text, 0)


def _next_token(text: str, position: int, *, in_brackets: bool) -> Token:
    first = text[position]
    if first in "\"'`":
        return _string(text, position)
    if first.isdecimal() or (first == "." and text[position + 1 : position + 2].isdecimal()):
        return _number(text, position)
    word = (_WORD_IN_BRACKETS if in_brackets else _WORD).match(text, position)
    if word and word.group() != ":":
        return Token(TokenKind.WORD, word.group(), position, word.end())
    sign = _SIGN.match(text, position)
    if sign:
        return Token(TokenKind.SIGN, sign.group(), position, sign.end())
    raise PromqlError(
        mark("{character!r} has no meaning here"), place=Place(text, position), character=first
    )


def _number(text: str, position: int) -> Token:
    for kind, pattern in ((TokenKind.DURATION, _DURATION), (TokenKind.NUMBER, _NUMBER)):
        match = pattern.match(text, position)
        if match:
            return Token(kind, match.group(), position, match.end())
    raise PromqlError(
        mark("this is neither a number nor a duration such as 5m or 1h30m"),
        place=Place(text, position),
    )


def _string(text: str, position: int) -> Token:
    quote = text[position]
    if quote == "`":
        end = text.find("`", position + 1)
        if end < 0:
            raise _unterminated(text, position)
        return Token(TokenKind.STRING, text[position + 1 : end], position, end + 1)
    value, end = _quoted(text, position, quote)
    return Token(TokenKind.STRING, value, position, end)


def _quoted(text: str, position: int, quote: str) -> tuple[str, int]:
    parts: list[bytes] = []
    here = position + 1
    while here < len(text) and text[here] not in {quote, "\n"}:
        if text[here] == "\\":
            part, here = _escape(text, here, quote)
        else:
            part, here = text[here].encode("utf-8", "surrogatepass"), here + 1
        parts.append(part)
    if here >= len(text) or text[here] == "\n":
        raise _unterminated(text, position)
    return b"".join(parts).decode("utf-8", "surrogateescape"), here + 1


def _escape(text: str, here: int, quote: str) -> tuple[bytes, int]:
    follower = text[here + 1 : here + 2]
    if follower in _SIMPLE_ESCAPES and not (follower in "\"'" and follower != quote):
        return _SIMPLE_ESCAPES[follower].encode(), here + 2
    coded = _CODED_ESCAPE.match(text, here + 1)
    if coded:
        number = _code(coded.group())
        if coded.group()[0] not in "uU" and number <= 0xFF:
            return bytes([number]), coded.end()
        if coded.group()[0] in "uU" and number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF:
            return chr(number).encode(), coded.end()
    raise PromqlError(
        mark("unknown escape in a string; a backslash itself is written \\\\"),
        place=Place(text, here),
    )


def _code(digits: str) -> int:
    return int(digits[1:], 16) if digits[0] in "xuU" else int(digits, 8)


def _unterminated(text: str, position: int) -> PromqlError:
    return PromqlError(mark("this string has no end"), place=Place(text, position))
