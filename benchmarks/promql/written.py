"""Remote write 1.0 by hand: what a sender would send, made fast."""

from __future__ import annotations

import struct

import numpy as np
import numpy.typing as npt

from watchkeeper.core.labels import Labels

SAMPLE_BYTES = 18


def put_samples(
    into: npt.NDArray[np.uint8], values: npt.NDArray[np.float64], times: npt.NDArray[np.int64]
) -> None:
    """Put encoded Samples *into* (..., SAMPLE_BYTES); *times* (ms) fit the shape of *values*."""
    into[..., 0], into[..., 1] = 0x12, SAMPLE_BYTES - 2  # Sample, its length
    into[..., 2] = 0x09  # value: double
    into[..., 3:11] = np.ascontiguousarray(values).view(np.uint8).reshape((*values.shape, 8))
    into[..., 11] = 0x10  # timestamp: varint of six bytes, until the year 2109
    for byte in range(6):
        more = 0x80 if byte < 5 else 0
        into[..., 12 + byte] = ((times >> (7 * byte)) & 0x7F) | more


def series_message(labels: Labels, samples: bytes) -> bytes:
    """Return a ``timeseries`` of a WriteRequest."""
    return field(1, _labels(labels) + samples)


def _labels(labels: Labels) -> bytes:
    return b"".join(
        field(1, field(1, name.encode()) + field(2, value.encode())) for name, value in labels
    )


def field(number: int, payload: bytes) -> bytes:
    return struct.pack("B", number << 3 | 2) + varint(len(payload)) + payload


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
