"""The codec of blocks: a column of samples, or of whole numbers, as bytes and back.

Exact to the bit.  A column begins with a byte: the codec, and a flag where some ticks hold no
sample.  Those are kept apart as states, so that marks do not spoil the numbers' compression.
Pure: arrays in, bytes out.
"""

from __future__ import annotations

import struct
from enum import IntEnum

import cramjam
import numpy as np
import numpy.typing as npt
from pcodec import ChunkConfig, standalone

from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.storage.series.blocks.decimals import decode_decimals, encode_decimals
from watchkeeper.storage.series.words import FloatArray, TimeArray

Bits = npt.NDArray[np.uint64]
States = npt.NDArray[np.uint8]

MOST_TICKS = 1 << 20
"""In one column; bounds the memory that damaged bytes can ask for."""

_HAS_STATES = 0x80
_STATES_LENGTH = struct.Struct("<I")
_FEW = 8  # values; a header of pco alone is longer than these
_ZSTD_LEVEL = 3
_LIVE, _ABSENT, _STALE = 0, 1, 2
_PCO = ChunkConfig(compression_level=4)  # 8 takes 1.6 times the time for no byte less


class Codec(IntEnum):
    """How the numbers of a column are written; the values are on disks, so they stay."""

    CONSTANT = 0
    PCO = 1
    ZSTD = 2
    PLAIN = 3
    DECIMAL = 4  # numbers of samples that are decimal; others are as was asked for


_DECIMAL_MARK = bytes([Codec.DECIMAL])


def encode_samples(values: FloatArray, codec: Codec = Codec.PCO) -> bytes:
    """Return a column (ticks,) as bytes; *codec* is for numbers that are neither few nor equal."""
    return encode_columns(np.ascontiguousarray(values, "<f8")[np.newaxis], codec)[0]


def encode_columns(columns: FloatArray, codec: Codec = Codec.PCO) -> list[bytes]:
    """Return columns (columns, ticks) as bytes each.  Together they take half the time."""
    bits = np.ascontiguousarray(columns, "<f8").view(np.uint64)
    is_marked = ((bits == ABSENT_BITS) | (bits == STALE_BITS)).any(axis=1)
    if not is_marked.any():
        return _encode_whole(bits, codec)
    whole = iter(_encode_whole(bits[~is_marked], codec))
    return [
        _encode_marked(column, codec) if marked else next(whole)
        for column, marked in zip(bits, is_marked.tolist(), strict=True)
    ]


def _encode_marked(bits: Bits, codec: Codec) -> bytes:
    """Return a column (ticks,) with its marks apart."""
    states = _states_of(bits)
    packed = _zstd(states.tobytes())
    (numbers,) = _encode_whole(bits[states == _LIVE][np.newaxis], codec)
    head = bytes([numbers[0] | _HAS_STATES])
    return b"".join((head, _STATES_LENGTH.pack(len(packed)), packed, numbers[1:]))


def _encode_whole(bits: Bits, codec: Codec) -> list[bytes]:
    """Return columns (columns, ticks) without marks as bytes each."""
    if codec is not Codec.PCO or bits.shape[1] <= _FEW:
        return [_encode(column, np.float64, codec) for column in bits]
    varied = np.flatnonzero((bits != bits[:, :1]).any(axis=1))
    decimals = dict(
        zip(varied.tolist(), encode_decimals(bits[varied].view(np.float64)), strict=True)
    )
    return [
        _encode(column, np.float64, codec)
        if (found := decimals.get(place)) is None
        else _DECIMAL_MARK + found
        for place, column in enumerate(bits)
    ]


def decode_samples(data: bytes | memoryview, ticks: int) -> FloatArray:
    """Return the column (ticks,) that ``encode_samples`` wrote.  Raises ValueError."""
    view = memoryview(data)
    if not view or not 0 <= ticks <= MOST_TICKS:
        raise ValueError("this is no column of samples")
    if not view[0] & _HAS_STATES:
        return _decode(view[0], view[1:], ticks, np.float64).view(np.float64)
    states, numbers_at = _states_from(view, ticks)
    is_live = states == _LIVE
    out = np.where(states == _ABSENT, np.uint64(ABSENT_BITS), np.uint64(STALE_BITS))
    codec = view[0] & ~_HAS_STATES
    out[is_live] = _decode(codec, view[numbers_at:], int(is_live.sum()), np.float64)
    return out.view(np.float64)


def encode_numbers(numbers: TimeArray, codec: Codec = Codec.PCO) -> bytes:
    """Return whole numbers (n,) as bytes: times, series."""
    return _encode(np.ascontiguousarray(numbers, "<i8").view(np.uint64), np.int64, codec)


def decode_numbers(data: bytes | memoryview, count: int) -> TimeArray:
    """Return the numbers (count,) that ``encode_numbers`` wrote.  Raises ValueError."""
    view = memoryview(data)
    if not view or not 0 <= count <= MOST_TICKS:
        raise ValueError("this is no column of numbers")
    return _decode(view[0], view[1:], count, np.int64).view(np.int64)


def _states_of(bits: Bits) -> States:
    states = np.zeros(len(bits), np.uint8)
    states[bits == ABSENT_BITS] = _ABSENT
    states[bits == STALE_BITS] = _STALE
    return states


def _states_from(view: memoryview, ticks: int) -> tuple[States, int]:
    """Return the states (ticks,) and where the numbers begin."""
    begin = 1 + _STATES_LENGTH.size
    if len(view) < begin:
        raise ValueError("the column ends within its states")
    numbers_at = begin + _STATES_LENGTH.unpack_from(view, 1)[0]
    states = np.frombuffer(_unzstd(view[begin:numbers_at], ticks), np.uint8)
    if numbers_at > len(view) or (states > _STALE).any():
        raise ValueError("the states of the column are damaged")
    return states, numbers_at


def _encode(bits: Bits, kind: type[np.float64 | np.int64], codec: Codec) -> bytes:
    if len(bits) and (bits == bits[0]).all():
        return bytes([Codec.CONSTANT]) + bits[:1].tobytes()
    if len(bits) <= _FEW:
        codec = Codec.PLAIN
    match codec:
        case Codec.PCO:
            packed: bytes = standalone.simple_compress(bits.view(kind), _PCO)
        case Codec.ZSTD:
            packed = _zstd(bits.tobytes())
        case _:
            codec, packed = Codec.PLAIN, bits.tobytes()
    return bytes([codec]) + packed


def _decode(codec: int, payload: memoryview, count: int, kind: type[np.float64 | np.int64]) -> Bits:
    match codec:
        case Codec.CONSTANT if len(payload) == 8:
            return np.full(count, np.frombuffer(payload, np.uint64)[0])
        case Codec.PCO:
            return _decode_pco(payload, count, kind)
        case Codec.DECIMAL if kind is np.float64:
            return decode_decimals(payload, count).view(np.uint64)
        case Codec.ZSTD:
            return np.frombuffer(_unzstd(payload, 8 * count), np.uint64)
        case Codec.PLAIN if len(payload) == 8 * count:
            return np.frombuffer(payload, np.uint64)
    raise ValueError("the codec of the column is not known or does not fit it")


def _decode_pco(payload: memoryview, count: int, kind: type[np.float64 | np.int64]) -> Bits:
    out = np.empty(count, kind)
    try:
        progress = standalone.simple_decompress_into(bytes(payload), out)
    except (RuntimeError, TypeError) as error:
        raise ValueError("the numbers of the column are damaged") from error
    if progress.n_processed != count or not progress.finished:
        raise ValueError("the column has another length than its block says")
    return out.view(np.uint64)


def _zstd(data: bytes) -> bytes:
    return bytes(cramjam.zstd.compress(data, level=_ZSTD_LEVEL))


def _unzstd(packed: memoryview, size: int) -> bytes:
    """Return *size* bytes; never takes more memory than that."""
    out = bytearray(size + 1)
    try:
        written = cramjam.zstd.decompress_into(bytes(packed), out)
    except cramjam.DecompressionError as error:
        raise ValueError("a compressed part of the column is damaged") from error
    if written != size:
        raise ValueError("a compressed part of the column has another length than said")
    return bytes(out[:size])
