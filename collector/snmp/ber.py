"""The part of BER that SNMP uses (RFC 3417 section 8): bytes to values and back; pure.

An object identifier stays the bytes of its encoding where it is compared, because a walk compares
thousands of them; ``oid_from_text`` and ``text_from_oid`` are for people.  Nothing here recurses,
and no length is believed before it is compared with what is there.
"""

from __future__ import annotations

import struct
from enum import Enum
from functools import lru_cache
from typing import Final

from watchkeeper.core.errors import WatchkeeperError

Oid = bytes
"""An object identifier, as the bytes between its length and the next tag."""

INTEGER, OCTETS, NULL, OBJECT_ID, SEQUENCE = 0x02, 0x04, 0x05, 0x06, 0x30
IP_ADDRESS, COUNTER32, GAUGE32, TIME_TICKS, OPAQUE, COUNTER64 = 0x40, 0x41, 0x42, 0x43, 0x44, 0x46
UNSIGNED32: Final = 0x47
NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_VIEW = 0x80, 0x81, 0x82

MOST_BINDINGS = 10_000
MOST_SUB_IDENTIFIERS = 128
_LONGEST_INTEGER = 9  # a Counter64 with its leading zero
_UNSIGNED = frozenset({COUNTER32, GAUGE32, TIME_TICKS, COUNTER64, UNSIGNED32})
_FLOAT, _DOUBLE = b"\x9f\x78\x04", b"\x9f\x79\x08"


class Malformed(WatchkeeperError):
    """These bytes are not what SNMP sends."""

    permanent = False


class Absent(Enum):
    """Why there is no value: SNMP's exceptions."""

    OBJECT = NO_SUCH_OBJECT
    INSTANCE = NO_SUCH_INSTANCE
    END = END_OF_VIEW


class ObjectId(bytes):
    """A value that is an object identifier; tells it from octets."""

    __slots__ = ()


class IpAddress(bytes):
    """A value that is an address; tells it from octets."""

    __slots__ = ()


SnmpValue = int | float | bytes | ObjectId | IpAddress | Absent | None
Binding = tuple[Oid, SnmpValue]


def oid_from_text(text: str) -> Oid:
    """Return the encoding of ``1.3.6.1``; one leading dot is allowed.  Raises Malformed."""
    parts = text.strip().removeprefix(".").split(".")
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise Malformed("{oid!r} is no object identifier", oid=text[:100])
    return oid_of([int(part) for part in parts])


def oid_of(numbers: list[int]) -> Oid:
    """Return the encoding of sub-identifiers.  Raises Malformed."""
    first, second, *rest = numbers
    fits = first < 3 and (second < 40 or first == 2) and len(numbers) <= MOST_SUB_IDENTIFIERS
    if not fits or max(numbers) > 0xFFFFFFFF:
        raise Malformed("{oid} is no object identifier", oid=".".join(map(str, numbers))[:100])
    return b"".join(map(_base128, [first * 40 + second, *rest]))


def index_bytes(numbers: tuple[int, ...]) -> bytes:
    """Return the encoding of what follows a column's identifier."""
    return b"".join(map(_base128, numbers))


@lru_cache(maxsize=4_096)
def _base128(number: int) -> bytes:
    found = [number & 0x7F]
    while number := number >> 7:
        found.append(0x80 | number & 0x7F)
    return bytes(reversed(found))


def sub_identifiers(data: bytes) -> tuple[int, ...]:
    """Return the numbers that stand in base 128, each below 2^32.  Raises Malformed."""
    numbers, number = [], 0
    for byte in data:
        number = number << 7 | byte & 0x7F
        if number > 0xFFFFFFFF:
            raise Malformed("a sub-identifier is larger than 32 bits")
        if byte < 0x80:
            numbers.append(number)
            number = 0
    if data and data[-1] & 0x80:
        raise Malformed("an object identifier ends within a number")
    if len(numbers) > MOST_SUB_IDENTIFIERS:
        raise Malformed(
            "an object identifier has more than {most} parts", most=MOST_SUB_IDENTIFIERS
        )
    return tuple(numbers)


def text_from_oid(oid: Oid) -> str:
    """Return ``1.3.6.1.2.1``.  Raises Malformed."""
    numbers = sub_identifiers(oid)
    if not numbers:
        return ""
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def encoded(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def encoded_integer(number: int, tag: int = INTEGER) -> bytes:
    return encoded(tag, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def encoded_value(value: SnmpValue) -> bytes:
    """Return the encoding of what this side may send: numbers, octets, identifiers, nothing."""
    match value:
        case None:
            return b"\x05\x00"
        case Absent():
            return bytes((value.value, 0))
        case ObjectId():
            return encoded(OBJECT_ID, value)
        case IpAddress():
            return encoded(IP_ADDRESS, value)
        case bytes():
            return encoded(OCTETS, value)
        case int():
            return encoded_integer(value)
        case float():
            return encoded(OPAQUE, _DOUBLE + struct.pack(">d", value))


class Reader:
    """Reads one element after the other of a part of a message."""

    __slots__ = ("data", "end", "position")

    def __init__(self, data: bytes, position: int = 0, end: int | None = None) -> None:
        self.data = data
        self.position = position
        self.end = len(data) if end is None else end

    @property
    def is_at_end(self) -> bool:
        return self.position >= self.end

    def element(self) -> tuple[int, int, int]:
        """Return (tag, start, stop) of the next element and step over it.  Raises Malformed."""
        position = self.position
        if position + 2 > self.end:
            raise Malformed("the message is cut short")
        tag, length = self.data[position], self.data[position + 1]
        position += 2
        if length >= 0x80:
            length, position = long_length(self.data, position - 1)
        if position + length > self.end:
            raise Malformed("the message is cut short")
        self.position = position + length
        return tag, position, position + length

    def expect(self, wanted: int) -> tuple[int, int]:
        tag, start, stop = self.element()
        if tag != wanted:
            raise Malformed("a tag is {found}, not {wanted}", found=tag, wanted=wanted)
        return start, stop

    def inside(self, wanted: int) -> Reader:
        start, stop = self.expect(wanted)
        return Reader(self.data, start, stop)

    def octets(self) -> bytes:
        start, stop = self.expect(OCTETS)
        return self.data[start:stop]

    def integer(self) -> int:
        start, stop = self.expect(INTEGER)
        return _integer(self.data[start:stop])


def long_length(data: bytes, position: int) -> tuple[int, int]:
    """Return a length of the long form and where its content begins.  Raises Malformed."""
    count = data[position] & 0x7F
    if not 1 <= count <= 4 or position + 1 + count > len(data):
        raise Malformed("the length of an element cannot be read")
    return int.from_bytes(data[position + 1 : position + 1 + count], "big"), position + 1 + count


def bindings_in(data: bytes, position: int, end: int) -> list[Binding]:
    """Return the variable bindings between two positions.  Raises Malformed.

    Straight on purpose: a walk spends its time here (1.3 us for a binding).
    """
    found: list[Binding] = []
    try:
        while position < end:
            if data[position] != SEQUENCE:
                raise Malformed("a variable binding is no sequence")
            length, position = data[position + 1], position + 2
            if length >= 0x80:
                length, position = long_length(data, position - 1)
            stop = position + length
            if data[position] != OBJECT_ID:
                raise Malformed("a variable binding has no name")
            length, position = data[position + 1], position + 2
            if length >= 0x80:
                length, position = long_length(data, position - 1)
            name = data[position : position + length]
            position += length
            tag, length, position = data[position], data[position + 1], position + 2
            if length >= 0x80:
                length, position = long_length(data, position - 1)
            raw = data[position : position + length]
            position += length
            if position != stop or stop > end:
                raise Malformed("a variable binding does not fit its length")
            if tag == INTEGER:
                value: SnmpValue = _integer(raw)
            elif tag in _UNSIGNED:
                value = _unsigned(raw)
            else:
                value = raw if tag == OCTETS else _other(tag, raw)
            found.append((name, value))
            if len(found) > MOST_BINDINGS:
                raise Malformed("a message has more than {most} values", most=MOST_BINDINGS)
    except IndexError:
        raise Malformed("the message is cut short") from None
    return found


def _integer(raw: bytes) -> int:
    if not 0 < len(raw) <= _LONGEST_INTEGER:
        raise Malformed("a number of {size} bytes", size=len(raw))
    return int.from_bytes(raw, "big", signed=True)


def _unsigned(raw: bytes) -> int:
    if not 0 < len(raw) <= _LONGEST_INTEGER:
        raise Malformed("a number of {size} bytes", size=len(raw))
    return int.from_bytes(raw, "big")


def _other(tag: int, raw: bytes) -> SnmpValue:
    match tag:
        case 0x05:
            return None
        case 0x06:
            return ObjectId(raw)
        case 0x40:
            return IpAddress(raw)
        case 0x44:
            return _opaque(raw)
        case 0x80 | 0x81 | 0x82:
            return Absent(tag)
        case _:
            raise Malformed("a value has the unknown tag {tag}", tag=tag)


def _opaque(raw: bytes) -> SnmpValue:
    """Return the float that net-snmp wraps into Opaque; anything else as octets."""
    if raw.startswith(_FLOAT) and len(raw) == 7:
        return float(struct.unpack(">f", raw[3:])[0])
    if raw.startswith(_DOUBLE) and len(raw) == 11:
        return float(struct.unpack(">d", raw[3:])[0])
    return raw
