"""Records of the WAL: layouts, ticks, ends of feeds.  Pure: values in, bytes out."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

import numpy as np
import orjson

from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.blocks.codec import Codec
from watchkeeper.storage.series.histogram_bytes import decode_histograms, encode_histograms
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import refers_within
from watchkeeper.storage.series.words import FloatArray, Matcher, MatchKind, TimeArray

_LAYOUT, _TICKS, _END, _ERASE = b"L", b"T", b"E", b"D"
_MIXED_TICKS = b"N"  # as ticks, and behind them the histograms to which values refer
_LAYOUT_HEAD = struct.Struct("<cxxxIIII")  # kind, layout, first column, columns, interval
_TICKS_HEAD = struct.Struct("<cBxxIIIQ")  # kind, bytes of boot, layout, ticks, columns, sequence
_END_HEAD = struct.Struct("<cxxxxxxxq")  # kind, instant


@dataclass(frozen=True, slots=True)
class LayoutRecord:
    """Columns of a layout from ``first`` on; from 0 it begins the layout."""

    layout: int
    feed: str
    key: str
    interval: Duration
    first: int
    labels: tuple[Labels, ...]


@dataclass(frozen=True, slots=True)
class TicksRecord:
    """Ticks of a feed; ``boot`` is empty where their sender counts no sequence."""

    layout: int
    boot: str
    first_sequence: int
    times: TimeArray  # (ticks,)
    values: FloatArray  # (ticks, columns) with local references to the histograms
    histograms: Sequence[Histogram] = ()

    @property
    def last_sequence(self) -> int:
        return self.first_sequence + len(self.times) - 1


@dataclass(frozen=True, slots=True)
class EraseRecord:
    """Everything that matches and was written before is gone."""

    matchers: tuple[Matcher, ...]


@dataclass(frozen=True, slots=True)
class EndRecord:
    feed: str
    at: Instant


Record = LayoutRecord | TicksRecord | EndRecord | EraseRecord


def payload_of(record: Record) -> tuple[bytes | memoryview, ...]:
    """Return the parts of a frame's payload."""
    match record:
        case LayoutRecord():
            head = _LAYOUT_HEAD.pack(
                _LAYOUT, record.layout, record.first, len(record.labels), record.interval
            )
            return head, _text_of(record)
        case TicksRecord():
            boot = record.boot.encode()
            ticks, columns = record.values.shape
            kind = _MIXED_TICKS if record.histograms else _TICKS
            head = _TICKS_HEAD.pack(
                kind, len(boot), record.layout, ticks, columns, record.first_sequence
            )
            numbers = _bytes_of(record.times, "<i8"), _bytes_of(record.values, "<f8")
            return head, boot, *numbers, *_histograms_of(record)
        case EndRecord():
            return _END_HEAD.pack(_END, record.at), record.feed.encode()
        case EraseRecord():
            flat = [[one.name, one.kind.value, one.value] for one in record.matchers]
            return _ERASE, json.dumps(flat).encode()
    assert_never(record)


def record_from(payload: memoryview) -> Record:
    """Read what ``payload_of`` wrote.  Raises ValueError for anything else.

    So do wrong texts: errors of JSON and of UTF-8 are ValueErrors.
    """
    try:
        return _READERS[bytes(payload[:1])](payload)
    except (KeyError, IndexError, TypeError, struct.error) as error:
        raise ValueError("this is no record of the WAL") from error


def repeats_layout(payload: memoryview, known: Mapping[int, int]) -> bool:
    """Return whether a payload only says again what is known: columns by layout.

    Each segment defines the layouts it uses; reading them once is most of a fast start.
    """
    if bytes(payload[:1]) != _LAYOUT or len(payload) < _LAYOUT_HEAD.size:
        return False
    _, layout, first, columns, _ = _LAYOUT_HEAD.unpack_from(payload)
    return bool(first + columns <= known.get(layout, -1))


def _histograms_of(record: TicksRecord) -> tuple[bytes, ...]:
    """Return the histograms of a record, plainly: the WAL is written often and soon deleted."""
    if not record.histograms:
        return ()
    return (encode_histograms(record.histograms, Codec.PLAIN),)


def _text_of(record: LayoutRecord) -> bytes:
    flat = [list(chain.from_iterable(labels)) for labels in record.labels]
    content = [record.feed, record.key, flat]
    try:
        return orjson.dumps(content)
    except TypeError:  # a name that is no UTF-8, such as a process may have
        return json.dumps(content).encode()


def _content_of(text: bytes) -> tuple[str, str, list[list[str]]]:
    try:
        feed, key, flat = orjson.loads(text)
    except orjson.JSONDecodeError:
        feed, key, flat = json.loads(text)
    return feed, key, flat


def _bytes_of(array: TimeArray | FloatArray, form: str) -> memoryview:
    return np.ascontiguousarray(array, form).reshape(-1).view(np.uint8).data


def _layout_from(payload: memoryview) -> LayoutRecord:
    _, layout, first, _, interval = _LAYOUT_HEAD.unpack_from(payload)
    feed, key, flat = _content_of(bytes(payload[_LAYOUT_HEAD.size :]))
    labels = tuple(tuple(zip(one[::2], one[1::2], strict=True)) for one in flat)
    return LayoutRecord(layout, feed, key, Duration(interval), first, labels)


def _ticks_from(payload: memoryview) -> TicksRecord:
    kind, boot_bytes, layout, ticks, columns, first = _TICKS_HEAD.unpack_from(payload)
    times_at = _TICKS_HEAD.size + boot_bytes
    values_at = times_at + 8 * ticks
    end = values_at + 8 * ticks * columns
    if end > len(payload) or (kind == _TICKS and end != len(payload)):
        raise ValueError("the record of ticks has another length than it says")
    values = np.frombuffer(payload, "<f8", ticks * columns, values_at).reshape(ticks, columns)
    histograms = () if kind == _TICKS else decode_histograms(payload[end:])
    if kind == _MIXED_TICKS and not refers_within(values, len(histograms)):
        raise ValueError("the record of ticks refers to histograms that are not in it")
    return TicksRecord(
        layout,
        bytes(payload[_TICKS_HEAD.size : times_at]).decode(),
        first,
        np.frombuffer(payload, "<i8", ticks, times_at),
        values,
        histograms,
    )


def _end_from(payload: memoryview) -> EndRecord:
    _, at = _END_HEAD.unpack_from(payload)
    return EndRecord(bytes(payload[_END_HEAD.size :]).decode(), Instant(at))


def _erase_from(payload: memoryview) -> EraseRecord:
    flat = json.loads(bytes(payload[1:]))
    return EraseRecord(tuple(Matcher(name, MatchKind(kind), value) for name, kind, value in flat))


_READERS: dict[bytes, Callable[[memoryview], Record]] = {
    _LAYOUT: _layout_from,
    _TICKS: _ticks_from,
    _MIXED_TICKS: _ticks_from,
    _END: _end_from,
    _ERASE: _erase_from,
}
