"""Decimal columns: numbers that are whole multiples of 1, 0.1, 0.01 ... as small whole numbers.

Nearly all that is measured is such: bytes, ticks of a hundredth, percentages.  Written are the first
number and the steps from one to the next, or the distances from the first where those are smaller;
pco packs these in a sixth of the time and 0.9 of the bytes that it takes for the floats
(benchmarks/run blocks).  Exact to the bit: what a quotient does not give back is not decimal.
Pure: arrays in, bytes out.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pcodec import ChunkConfig, DeltaSpec, ModeSpec, standalone

from watchkeeper.storage.series.words import FloatArray

Whole = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]

_SCALES = (0, 1, 2, 3, 6, 9)  # powers of ten; roll-ups in files depend on them, so they stay
_MOST = 2.0**53  # above it not every whole number is a float
_LOOK = 8  # numbers of a column that are tried before all are
_PLAIN = ChunkConfig(
    compression_level=4, mode_spec=ModeSpec.classic(), delta_spec=DeltaSpec.no_op()
)
_WIDTHS = (np.dtype(np.int16), np.dtype(np.int32), np.dtype(np.int64))
_KINDS = (8, 3, 4)  # of the widths, in a head of pco
_HEAD = struct.Struct("<BBB")  # scale and how, bytes of the first number, bytes of the step
_IS_STEPS = 0x10
_WIDTH_SHIFT = 6


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is written of columns behind their first numbers."""

    numbers: Whole  # (columns, ticks - 1)
    is_steps: npt.NDArray[np.bool_]  # (columns,) from each to the next; else from the first
    units: Whole  # (columns,) by which the numbers were divided
    widths: npt.NDArray[np.intp]  # (columns,)


def encode_decimals(columns: FloatArray) -> list[bytes | None]:
    """Return columns (columns, ticks) as bytes each; None for one that is not decimal.

    Each has two ticks at least, and not the same number throughout.
    """
    found: list[bytes | None] = [None] * len(columns)
    scales, whole, places = _as_whole(columns)
    if not len(places):
        return found
    rest = _rest_of(whole)
    narrow = [rest.numbers.astype(width) for width in _WIDTHS[: int(rest.widths.max()) + 1]]
    firsts, units, widths = whole[:, 0].tolist(), rest.units.tolist(), rest.widths.tolist()
    for at, place in enumerate(places.tolist()):
        width = widths[at]
        packed = _stripped(standalone.simple_compress(narrow[width][at], _PLAIN), width, whole)
        if packed is None:
            continue
        how = int(scales[at]) | (_IS_STEPS if rest.is_steps[at] else 0) | width << _WIDTH_SHIFT
        first, unit = _bytes_of(firsts[at]), b"" if units[at] == 1 else _bytes_of(units[at])
        found[place] = b"".join((_HEAD.pack(how, len(first), len(unit)), first, unit, packed))
    return found


def decode_decimals(data: memoryview, count: int) -> FloatArray:
    """Return the column (count,) that ``encode_decimals`` wrote.  Raises ValueError."""
    if len(data) < _HEAD.size or count < 2:
        raise ValueError("this is no column of decimals")
    how, first_bytes, unit_bytes = _HEAD.unpack_from(data)
    scale, width = how & 0x0F, how >> _WIDTH_SHIFT
    unit_at = _HEAD.size + first_bytes
    packed_at = unit_at + unit_bytes
    if width >= len(_WIDTHS) or first_bytes > 8 or unit_bytes > 8 or packed_at > len(data):
        raise ValueError("the head of a column of decimals is damaged")
    out = np.empty(count, np.int64)
    out[0] = int.from_bytes(data[_HEAD.size : unit_at], "little", signed=True)
    rest = out[1:]
    rest[:] = _unpacked(data[packed_at:], width, count - 1)
    if unit_bytes:
        rest *= int.from_bytes(data[unit_at:packed_at], "little", signed=True)
    if how & _IS_STEPS:
        out.cumsum(out=out)
    else:
        rest += out[0]
    found: FloatArray = out.astype(np.float64)
    if scale:
        found /= 10.0**scale
    return found


def powers_of(columns: FloatArray) -> FloatArray:
    """Return by which power of ten the numbers of each column (columns, n) are whole; 0: by none."""
    found: FloatArray = np.zeros(len(columns))
    scales, _, places = _as_whole(np.ascontiguousarray(columns))
    found[places] = 10.0**scales
    return found


def _as_whole(columns: FloatArray) -> tuple[Places, Whole, Places]:
    """Return scales, whole numbers (found, ticks) and places of the columns that have some."""
    left = np.arange(len(columns))
    scales: list[Places] = []
    whole: list[Whole] = []
    places: list[Places] = []
    look = slice(None, None, max(columns.shape[1] // _LOOK, 1))
    for scale in _SCALES:
        seeming = left[_scaled(columns[left, look], scale)[1]]
        if not len(seeming):
            continue
        numbers, is_exact = _scaled(columns[seeming], scale)
        taken = seeming[is_exact]
        scales.append(np.full(len(taken), scale))
        whole.append((numbers if is_exact.all() else numbers[is_exact]).astype(np.int64))
        places.append(taken)
        left = np.setdiff1d(left, taken, assume_unique=True)
        if not len(left):
            break
    if not places:
        return left[:0], np.zeros((0, columns.shape[1]), np.int64), left[:0]
    return np.concatenate(scales), np.concatenate(whole), np.concatenate(places)


def _scaled(values: FloatArray, scale: int) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Return numbers that are whole if *values* are decimal, and which columns are."""
    with np.errstate(over="ignore", invalid="ignore"):
        whole = np.rint(values * 10.0**scale if scale else values)
        whole += 0.0  # no whole number is -0.0
        again = whole / 10.0**scale if scale else whole
    is_exact = (again.view(np.uint64) == values.view(np.uint64)).all(axis=1)
    with np.errstate(invalid="ignore"):
        return whole, is_exact & (np.abs(whole) < _MOST).all(axis=1)


def _rest_of(whole: Whole) -> _Rest:
    steps, distances = np.diff(whole, axis=1), whole[:, 1:] - whole[:, :1]
    is_steps = _digits(steps) <= _digits(distances - distances.mean(axis=1, keepdims=True))
    numbers = np.where(is_steps[:, np.newaxis], steps, distances)
    units = _units_of(numbers)
    uneven = np.flatnonzero(units > 1)
    numbers[uneven] //= units[uneven, np.newaxis]
    low, high = numbers.min(axis=1), numbers.max(axis=1)
    widths = sum(
        ((low < np.iinfo(width).min) | (high > np.iinfo(width).max)).astype(np.intp)
        for width in _WIDTHS[:-1]
    )
    return _Rest(numbers, is_steps, units, np.asarray(widths))


def _digits(numbers: npt.NDArray[np.int64 | np.float64]) -> FloatArray:
    """Return about how many binary digits the numbers (columns, n) of each column have."""
    found: FloatArray = np.log2(np.abs(numbers.astype(np.float32)) + 1).mean(axis=1)
    return found


def _units_of(numbers: Whole) -> Whole:
    """Return the largest whole number by which those of each column can be divided."""
    look = slice(None, None, max(numbers.shape[1] // _LOOK, 1))
    units: Whole = np.gcd.reduce(numbers[:, look], axis=1)
    unsure = np.flatnonzero(units != 1)
    units[unsure] = np.gcd.reduce(numbers[unsure], axis=1)
    return np.maximum(units, 1)


def _bytes_of(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "little", signed=True)


def _stripped(packed: bytes, width: int, whole: Whole) -> bytes | None:
    """Return what pco wrote without what can be told; None where it is not as it is known."""
    begin = _pco_head(_KINDS[width], whole.shape[1] - 1)
    if not packed.startswith(begin) or packed[-1]:
        return None
    return packed[len(begin) : -1]


def _unpacked(
    data: memoryview, width: int, count: int
) -> Sequence[int] | npt.NDArray[np.signedinteger]:
    out = np.empty(count, _WIDTHS[width])
    try:
        progress = standalone.simple_decompress_into(
            b"".join((_pco_head(_KINDS[width], count), data, b"\0")), out
        )
    except (RuntimeError, TypeError) as error:
        raise ValueError("the numbers of the column are damaged") from error
    if progress.n_processed != count or not progress.finished:
        raise ValueError("the column has another length than its block says")
    return out


@lru_cache(maxsize=1_024)
def _pco_head(kind: int, count: int) -> bytes:
    """Return how pco begins a file of one chunk (pcodec docs/format.md), format 4.1.

    Magic, version of the file, no common type, the count by its length, format, type, count.
    """
    digits = count.bit_length()
    hint = (count << 6 | digits - 1).to_bytes((6 + digits + 7) // 8, "little")
    return b"pco!\x03\x00" + hint + bytes((4, 1, kind)) + (count - 1).to_bytes(3, "little")
