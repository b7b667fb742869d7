"""Frames: how records lie in a segment of the WAL.  Pure: bytes in, bytes out.

A frame is a mark of four bytes, the length of its payload, the CRC-32 of length and payload, the
payload.  The mark lets a reader find the next good frame behind a damaged one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MARK = b"WKf\x01"
_HEAD = struct.Struct("<4sII")
HEAD_BYTES = _HEAD.size
MAX_PAYLOAD_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class Scan:
    """What is in a segment: good payloads, and the damage between or behind them."""

    payloads: tuple[memoryview, ...]
    good_bytes: int  # length of the unbroken run of good frames from the start
    damaged_bytes: int  # in gaps that good frames follow
    torn_bytes: int  # behind the last good frame


def frame_bytes(*parts: bytes | memoryview) -> bytes:
    """Return a frame whose payload is *parts*, one after the other."""
    length = sum(len(part) for part in parts)
    crc = zlib.crc32(struct.pack("<I", length))
    for part in parts:
        crc = zlib.crc32(part, crc)
    return b"".join((_HEAD.pack(MARK, length, crc), *parts))


def scan(segment: bytes) -> Scan:
    """Read all good frames of a segment, also those behind damage."""
    view = memoryview(segment)
    payloads: list[memoryview] = []
    good = damaged = at = 0
    is_unbroken = True
    while at < len(segment):
        payload = _frame_at(view, at)
        if payload is not None:
            payloads.append(payload)
            at += _HEAD.size + len(payload)
            good = at if is_unbroken else good
            continue
        following = _next_good(segment, view, at + 1)
        if following is None:
            return Scan(tuple(payloads), good, damaged, len(segment) - at)
        damaged += following - at
        at, is_unbroken = following, False
    return Scan(tuple(payloads), good, damaged, 0)


def _frame_at(view: memoryview, at: int) -> memoryview | None:
    if at + _HEAD.size > len(view):
        return None
    mark, length, crc = _HEAD.unpack_from(view, at)
    start = at + _HEAD.size
    if mark != MARK or length > MAX_PAYLOAD_BYTES or start + length > len(view):
        return None
    payload = view[start : start + length]
    return payload if zlib.crc32(payload, zlib.crc32(view[at + 4 : at + 8])) == crc else None


def _next_good(segment: bytes, view: memoryview, at: int) -> int | None:
    for candidate in _marks(segment, at):
        if _frame_at(view, candidate) is not None:
            return candidate
    return None


def _marks(segment: bytes, at: int) -> Iterator[int]:
    while (at := segment.find(MARK, at)) >= 0:
        yield at
        at += 1
