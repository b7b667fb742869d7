"""Write Prometheus remote write 1.0 (prompb.WriteRequest) from vectors of a layout.  Pure.

The bytes of a series are always the same but for value and time.  They are laid out once for all
columns of a layout that go to one shard; a tick copies them and puts its numbers in.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.words import FloatArray

Mask = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

EARLIEST, LATEST = 1 << 35, (1 << 42) - 1
"""Times in ms that are a varint of six bytes: 1971 to 2109."""

_SAMPLE = b"\x12\x10\x09" + bytes(8) + b"\x10" + bytes(6)  # field 2: a double and a time
_VALUE_FROM_END = 15
_TIME_FROM_END = 6
_EIGHT = np.arange(8, dtype=np.intp)
_SIX = np.arange(6, dtype=np.intp)


def shard_of(labels: Labels, shards: int) -> int:
    """Return the shard of a series: the same for ever, so that its samples stay in order."""
    return zlib.crc32(label_bytes(labels)) % shards


@dataclass(frozen=True, slots=True)
class Template:
    """Some columns of a layout as series with one sample each."""

    columns: npt.NDArray[np.intp]  # (n,) of the layout
    data: Bytes  # (bytes,) of all n series, one after the other
    lengths: npt.NDArray[np.intp]  # (n,)
    ends: npt.NDArray[np.intp]  # (n,) where each ends in ``data``

    def encode(self, values: FloatArray, time: int, wanted: Mask) -> bytes:
        """Return the wanted columns of a tick; *values* and *wanted* are (columns of the layout,).

        *time* lies between EARLIEST and LATEST.
        """
        chosen = wanted[self.columns]
        if not chosen.any():
            return b""
        data = self.data.copy()
        numbers = np.ascontiguousarray(values[self.columns], "<f8").view(np.uint8).reshape(-1, 8)
        data[(self.ends - _VALUE_FROM_END)[:, None] + _EIGHT] = numbers
        data[(self.ends - _TIME_FROM_END)[:, None] + _SIX] = _time_bytes(time)
        return (data if chosen.all() else data[np.repeat(chosen, self.lengths)]).tobytes()


def templates_of(layout: Sequence[Labels], shards: int) -> tuple[Template, ...]:
    """Return a template for each shard."""
    labels = [label_bytes(one) for one in layout]
    places = np.array([zlib.crc32(one) % shards for one in labels], np.intp)
    series = [_series_bytes(one) for one in labels]
    return tuple(_template(series, np.flatnonzero(places == shard)) for shard in range(shards))


def _template(series: Sequence[bytes], columns: npt.NDArray[np.intp]) -> Template:
    own = [series[column] for column in columns.tolist()]
    lengths = np.array([len(one) for one in own], np.intp)
    data = np.frombuffer(b"".join(own), np.uint8)
    return Template(columns, data, lengths, np.cumsum(lengths))


def _series_bytes(labels: bytes) -> bytes:
    return b"\x0a" + varint_bytes(len(labels) + len(_SAMPLE)) + labels + _SAMPLE


def label_bytes(labels: Labels) -> bytes:
    return b"".join(block(b"\x0a", _label(name, value)) for name, value in labels)


def _label(name: str, value: str) -> bytes:
    return block(b"\x0a", _text(name)) + block(b"\x12", _text(value))


def _text(text: str) -> bytes:
    """Return UTF-8; what is none, such as the name of a process may be, is written out."""
    return text.encode("utf-8", "backslashreplace")


def block(tag: bytes, content: bytes) -> bytes:
    return tag + varint_bytes(len(content)) + content


def varint_bytes(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _time_bytes(time: int) -> Bytes:
    return np.frombuffer(varint_bytes(time), np.uint8)
