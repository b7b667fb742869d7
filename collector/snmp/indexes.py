"""The index of a row as labels: numbers, texts, addresses in a row of sub-identifiers; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from collector.snmp.ber import sub_identifiers
from collector.snmp.profiles import Index, IndexKind
from collector.snmp.values import address_text, hex_text, plain_text
from watchkeeper.core.errors import InvalidInput

Parts = Mapping[str, tuple[int, ...]]
"""The sub-identifiers of each part of an index, by its label."""


def parts_of(row: bytes, indexes: Sequence[Index]) -> Parts:
    """Return the parts of a row's index.  Raises InvalidInput, Malformed where they do not fit."""
    numbers = sub_identifiers(row)
    found: dict[str, tuple[int, ...]] = {}
    for index in indexes:
        size = _size(index, numbers)
        if size > len(numbers):
            raise InvalidInput("the index of a row is too short")
        found[index.label], numbers = numbers[:size], numbers[size:]
    if numbers:
        raise InvalidInput("the index of a row is too long")
    return found


def _size(index: Index, numbers: tuple[int, ...]) -> int:
    """Return how many sub-identifiers belong to a part, its length included."""
    if index.kind is IndexKind.NUMBER:
        return 1
    if index.kind is IndexKind.IPV4:
        return 4
    if index.size:
        return index.size
    if index.implied:
        return len(numbers)
    place = 1 if index.kind is IndexKind.ADDRESS else 0
    if len(numbers) <= place:
        raise InvalidInput("the index of a row is too short")
    return place + 1 + numbers[place]


def index_text(index: Index, part: tuple[int, ...]) -> str:
    """Return what the label of a part says."""
    if index.kind is IndexKind.NUMBER:
        return index.states.get(part[0], str(part[0]))
    if index.kind is IndexKind.OID:
        own = part if index.size or index.implied else part[1:]
        return ".".join(map(str, own))[:255]
    skipped = 0 if index.size or index.implied or index.kind is IndexKind.IPV4 else 1
    if index.kind is IndexKind.ADDRESS:
        skipped = 2
    octets = bytes(number & 0xFF for number in part[skipped:])
    if index.kind in {IndexKind.ADDRESS, IndexKind.IPV4}:
        return address_text(octets)
    return hex_text(octets) if index.kind is IndexKind.HEX else plain_text(octets)
