"""The hash by which Prometheus draws series for limit_ratio: XXH64 of its packed labels.

So the same series are drawn.  Layout as in prometheus model/labels/labels_stringlabels.go.
"""

from __future__ import annotations

import struct

from watchkeeper.core.labels import Labels

_MASK = 2**64 - 1
_PRIME_1, _PRIME_2 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F
_PRIME_3, _PRIME_4, _PRIME_5 = 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
_LONG = 255  # a length from here on is this byte and three more


def hash_of_labels(labels: Labels) -> int:
    """Return 64 bits."""
    return xxh64(b"".join(_packed(text) for pair in labels for text in pair))


def _packed(text: str) -> bytes:
    encoded = text.encode("utf-8", "surrogateescape")
    size = len(encoded)
    if size < _LONG:
        return bytes((size,)) + encoded
    return bytes((_LONG,)) + size.to_bytes(3, "little") + encoded


def xxh64(data: bytes) -> int:
    """Return the XXH64 of *data* with seed 0 (xxHash specification 0.1.1)."""
    stripes = len(data) // 32
    found = _of_stripes(data, stripes) if stripes else _PRIME_5
    found = (found + len(data)) & _MASK
    rest = data[stripes * 32 :]
    while len(rest) >= 8:
        (lane,) = struct.unpack_from("<Q", rest)
        found = (_rotated(found ^ _round(0, lane), 27) * _PRIME_1 + _PRIME_4) & _MASK
        rest = rest[8:]
    if len(rest) >= 4:
        (lane,) = struct.unpack_from("<I", rest)
        found ^= (lane * _PRIME_1) & _MASK
        found = (_rotated(found, 23) * _PRIME_2 + _PRIME_3) & _MASK
        rest = rest[4:]
    for byte in rest:
        found = (_rotated(found ^ (byte * _PRIME_5) & _MASK, 11) * _PRIME_1) & _MASK
    return _avalanche(found)


def _of_stripes(data: bytes, stripes: int) -> int:
    sums = [(_PRIME_1 + _PRIME_2) & _MASK, _PRIME_2, 0, -_PRIME_1 & _MASK]
    for stripe in range(stripes):
        lanes = struct.unpack_from("<4Q", data, stripe * 32)
        sums = [_round(one, lane) for one, lane in zip(sums, lanes, strict=True)]
    found = sum(_rotated(one, by) for one, by in zip(sums, (1, 7, 12, 18), strict=True)) & _MASK
    for one in sums:
        found = ((found ^ _round(0, one)) * _PRIME_1 + _PRIME_4) & _MASK
    return found


def _round(total: int, lane: int) -> int:
    return (_rotated((total + lane * _PRIME_2) & _MASK, 31) * _PRIME_1) & _MASK


def _rotated(value: int, by: int) -> int:
    return ((value << by) | (value >> (64 - by))) & _MASK


def _avalanche(found: int) -> int:
    found = ((found ^ (found >> 33)) * _PRIME_2) & _MASK
    found = ((found ^ (found >> 29)) * _PRIME_3) & _MASK
    return found ^ (found >> 32)
