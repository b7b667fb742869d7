"""The two syntaxes of Alertmanager's matchers, down to words; what they mean stands in matchers.

The newer one has words: bare text, quoted text with Go's escapes, operators, commas and braces.
The older one cuts at commas outside of quotes and takes whatever follows the operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.errors import InvalidInput


class WordKind(Enum):
    """What a word of the newer syntax is."""

    OPENING = "{"
    CLOSING = "}"
    COMMA = ","
    OPERATOR = "operator"
    BARE = "bare"
    QUOTED = "quoted"

    @property
    def is_text(self) -> bool:
        return self in {WordKind.BARE, WordKind.QUOTED}


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it says, escapes resolved."""

    kind: WordKind
    text: str


_WORD = re.compile(
    r"""\s*(?:
        (?P<sign>[{},])
      | (?P<operator>=~|!~|!=|=)
      | "(?P<quoted>(?:[^"\\]|\\.)*)"
      | (?P<bare>[^\s{}!=~,\\"'`]+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {kind.value: kind for kind in (WordKind.OPENING, WordKind.CLOSING, WordKind.COMMA)}


def words_of(text: str) -> Iterator[Word]:
    """Yield the words.  Raises InvalidInput where there is none."""
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _WORD.match(text, position)
        if found is None:
            raise InvalidInput(
                "column {column} of {text!r} cannot be read", column=position + 1, text=text[:80]
            )
        yield _word(found)
        position = found.end()


def _word(found: re.Match[str]) -> Word:
    sign, operator, quoted, bare = found.group("sign", "operator", "quoted", "bare")
    if sign is not None:
        return Word(_SIGNS[sign], sign)
    if operator is not None:
        return Word(WordKind.OPERATOR, operator)
    if quoted is not None:
        return Word(WordKind.QUOTED, _unescaped(quoted))
    return Word(WordKind.BARE, bare)


_SIMPLE = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
_ESCAPE = re.compile(
    r"\\(?:(?P<simple>[abfnrtv\\\"])|x(?P<byte>[0-9a-fA-F]{2})|(?P<octal>[0-7]{3})"
    r"|u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8}))"
)


def _unescaped(inner: str) -> str:
    """Resolve the escapes of a Go string; bytes must come out as UTF-8.  Raises InvalidInput."""
    if "\n" in inner:
        raise InvalidInput("write a line break in quotes as \\n")
    made, position = bytearray(), 0
    try:
        for found in _ESCAPE.finditer(inner):
            made += _plain(inner[position : found.start()]) + _byte(found)
            position = found.end()
        return (made + _plain(inner[position:])).decode("utf-8")
    except (UnicodeError, ValueError, OverflowError) as error:
        raise InvalidInput("{text!r} is no valid text", text=inner[:80]) from error


def _plain(text: str) -> bytes:
    if "\\" in text:
        raise ValueError("an escape that nobody knows")
    return text.encode("utf-8")


def _byte(found: re.Match[str]) -> bytes:
    simple, byte, octal, short, long = found.group("simple", "byte", "octal", "short", "long")
    if simple is not None:
        return _SIMPLE[simple].encode()
    if byte is not None or octal is not None:
        return bytes([int(byte, 16) if byte is not None else int(octal, 8)])
    return chr(int(short or long, 16)).encode("utf-8")


_OLDER = re.compile(r"\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!~|!=|=)\s*(.*?)\s*", re.DOTALL)


def pieces_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (name, operator, raw value) as the older syntax reads it.  Raises InvalidInput."""
    inner = text.strip()
    if inner.startswith("{") is not inner.endswith("}"):
        raise InvalidInput("{text!r} has one brace where two belong", text=text[:80])
    for piece in _cut(inner.removeprefix("{").removesuffix("}")):
        found = _OLDER.fullmatch(piece)
        if found is None:
            raise InvalidInput('{text!r} is not like job="node"', text=piece[:80])
        name, operator, value = found.groups()
        yield name, operator, value


def _cut(text: str) -> list[str]:
    """Cut at commas outside of quotes; one comma at the end is allowed."""
    pieces, start, is_quoted, is_escaped = [], 0, False, False
    for position, character in enumerate(text):
        if character == "," and not is_quoted:
            pieces.append(text[start:position])
            start = position + 1
        elif character == '"' and not is_escaped:
            is_quoted = not is_quoted
        is_escaped = character == "\\" and not is_escaped
    last = text[start:]
    return [*pieces, last] if last.strip() else pieces


def unescaped_leniently(raw: str) -> str:
    """Return a value of the older syntax: an unknown escape stays as it is.  Raises InvalidInput."""
    value, has_opening = raw.removeprefix('"'), raw.startswith('"')
    made: list[str] = []
    position = 0
    while position < len(value):
        character = value[position]
        if character == "\\":
            escaped = value[position + 1 : position + 2]
            made.append({"n": "\n", '"': '"', "\\": "\\"}.get(escaped, "\\" + escaped))
            position += 2
            continue
        if character == '"':
            if not has_opening or position != len(value) - 1:
                raise InvalidInput('{value!r} has a quote within; write it as \\"', value=raw[:80])
            return "".join(made)
        made.append(character)
        position += 1
    if has_opening:
        raise InvalidInput("{value!r} lacks its closing quote", value=raw[:80])
    return "".join(made)
