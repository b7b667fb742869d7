"""Samples: a float64 at an instant.  Two NaN payloads have a meaning of their own."""

from __future__ import annotations

import struct

STALE_BITS = 0x7FF0000000000002
"""Prometheus's stale marker: the series ended here (prometheus model/value)."""

ABSENT_BITS = 0x7FF4000000000003
"""Ours: this slot holds no sample of this series.  Never leaves the store."""

STALE = struct.unpack("<d", struct.pack("<Q", STALE_BITS))[0]
ABSENT = struct.unpack("<d", struct.pack("<Q", ABSENT_BITS))[0]


def bits_of(value: float) -> int:
    """Return the IEEE 754 bits of a float, by which the two markers are told from other NaNs."""
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    return bits
