"""SNMP values as numbers and as text for labels: short, printable, whatever a device sends; pure."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from collector.snmp.ber import IpAddress, Malformed, ObjectId, SnmpValue, text_from_oid
from collector.snmp.profiles import Reading

LONGEST_LABEL = 255


def number_of(value: SnmpValue) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def number_in_text(value: SnmpValue) -> float | None:
    """Return the number that stands in octets, as UCD's laLoad has it."""
    if not isinstance(value, bytes):
        return number_of(value)
    try:
        number = float(value.decode("ascii"))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def text_of(value: SnmpValue, reading: Reading, states: Mapping[int, str]) -> str:
    """Return what a label says of a value."""
    if isinstance(value, int) and states:
        return states.get(value, str(value))
    match reading:
        case Reading.HEX:
            return hex_text(value)
        case Reading.ADDRESS:
            return address_text(value)
        case _:
            return plain_text(value)


def plain_text(value: SnmpValue) -> str:
    """Return printable text of at most 255 characters; devices send Latin-1, UTF-8 and worse."""
    match value:
        case ObjectId():
            return _oid_text(value)
        case IpAddress():
            return address_text(value)
        case bytes():
            said = value[: 4 * LONGEST_LABEL].rstrip(b"\0").decode("utf-8", "replace")
        case int() | float():
            return str(value)
        case _:
            return ""
    return "".join(c if c.isprintable() else " " for c in said[:LONGEST_LABEL]).strip()


def hex_text(value: SnmpValue) -> str:
    """Return ``00:1B:21:0A:0B:0C``."""
    return value[:85].hex(":").upper() if isinstance(value, bytes) else plain_text(value)


def address_text(value: SnmpValue) -> str:
    """Return an IPv4 or IPv6 address; other octets as hexadecimal digits."""
    if isinstance(value, bytes) and len(value) in {4, 16}:
        return str(ipaddress.ip_address(bytes(value)))
    return hex_text(value)


def instant_in(value: SnmpValue) -> float | None:
    """Return the seconds since 1970 of DateAndTime (8 or 11 octets)."""
    if not isinstance(value, bytes) or len(value) not in {8, 11}:
        return None
    year, (month, day, hour, minute, second, tenths) = int.from_bytes(value[:2], "big"), value[2:8]
    offset = timedelta()
    if len(value) == 11:
        offset = timedelta(hours=value[9], minutes=value[10]) * (-1 if value[8:9] == b"-" else 1)
    try:
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=timezone(offset))
        return at.astimezone(UTC).timestamp() + tenths / 10
    except (ValueError, OverflowError):
        return None


def bits_in(value: SnmpValue) -> frozenset[int]:
    """Return which bits are set; bit 0 is the highest of the first octet."""
    if not isinstance(value, bytes):
        return frozenset()
    return frozenset(
        place * 8 + bit
        for place, byte in enumerate(value[:32])
        for bit in range(8)
        if byte & 0x80 >> bit
    )


def _oid_text(value: ObjectId) -> str:
    try:
        return text_from_oid(value)[:LONGEST_LABEL]
    except Malformed:
        return ""
