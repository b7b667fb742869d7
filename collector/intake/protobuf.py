"""Protobuf's wire format, as much as remote write needs of it.  Pure.

A library would make an object of every label of every sample; here only what is new is looked at.
Source: protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

from collections.abc import Iterator

from watchkeeper.core.errors import InvalidInput

VARINT, DOUBLE, BLOCK, FIXED32 = 0, 1, 2, 5
_VARINT_BYTES = 10
_WORD = 1 << 64

Field = tuple[int, int, int, int]
"""Number, wire type, where the content begins and where it stops."""


def varint(body: bytes, at: int, stop: int) -> tuple[int, int]:
    """Return the number at *at* and where it stops.  Raises InvalidInput."""
    value = 0
    for place in range(at, min(at + _VARINT_BYTES, stop)):
        byte = body[place]
        value |= (byte & 0x7F) << 7 * (place - at)
        if byte < 0x80:
            return value % _WORD, place + 1
    raise broken()


def signed(value: int) -> int:
    """Return the int64 that a varint stands for."""
    return value - _WORD if value >= _WORD // 2 else value


def fields(body: bytes, at: int, stop: int) -> Iterator[Field]:
    """Give the fields of a message that lies between *at* and *stop*.  Raises InvalidInput."""
    while at < stop:
        key, at = varint(body, at, stop)
        end = _end_of(body, key & 7, at, stop)
        if end > stop or key >> 3 == 0:
            raise broken()
        start = varint(body, at, stop)[1] if key & 7 == BLOCK else at
        yield key >> 3, key & 7, start, end
        at = end


def _end_of(body: bytes, kind: int, at: int, stop: int) -> int:
    match kind:
        case 0:
            return varint(body, at, stop)[1]
        case 1:
            return at + 8
        case 2:
            size, start = varint(body, at, stop)
            return start + size
        case 5:
            return at + 4
        case _:
            raise broken()


def text_at(body: bytes, at: int, stop: int) -> str:
    """Return a string field.  Raises InvalidInput where it is no UTF-8."""
    try:
        return body[at:stop].decode()
    except UnicodeDecodeError:
        raise InvalidInput("a text of the request is no UTF-8") from None


def broken() -> InvalidInput:
    return InvalidInput("the body is no protobuf message of remote write")
