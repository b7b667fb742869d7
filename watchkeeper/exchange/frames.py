"""A batch of ticks between the command and the server: a line of JSON, then bare numbers.

After the line, which is padded to eight bytes: the times as int64, then the values as float64,
tick by tick, all little endian.  ABSENT says nothing of a series at a tick, STALE that it ended.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.storage.series.importing import MOST_IMPORTED
from watchkeeper.storage.series.words import FloatArray, TimeArray

FRAME_TYPE = "application/x-watchkeeper-ticks"
MOST_FRAME_BYTES = 32 << 20
_MOST_HEAD_BYTES = 8 << 20
_MOST_NAME = 200


@dataclass(frozen=True, slots=True, eq=False)
class Ticks:
    """Ticks of one feed: times (ticks,) in any order, values (ticks, series)."""

    feed: str
    interval: Duration
    labels: tuple[Labels, ...]
    times: TimeArray
    values: FloatArray


def frame_from_ticks(ticks: Ticks) -> bytes:
    head = {
        "feed": ticks.feed,
        "interval_ms": ticks.interval,
        "series": [dict(labels) for labels in ticks.labels],
        "ticks": len(ticks.times),
    }
    line = json.dumps(head, separators=(",", ":")).encode()
    line += b" " * (-(len(line) + 1) % 8) + b"\n"
    return b"".join((line, _bytes(ticks.times, "<i8"), _bytes(ticks.values, "<f8")))


def ticks_from_frame(frame: bytes) -> Ticks:
    """Read a frame.  Raises InvalidInput."""
    end = frame.find(b"\n", 0, _MOST_HEAD_BYTES) + 1
    try:
        head = json.loads(frame[:end])
        ticks, labels = int(head["ticks"]), tuple(_labels(one) for one in head["series"])
        feed, interval = _feed(head["feed"]), Duration(int(head["interval_ms"]))
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        raise InvalidInput("the batch has no sound head: {reason}", reason=error) from None
    width, cells = len(labels), ticks * len(labels)
    if not 0 <= cells <= MOST_IMPORTED or ticks < 0 or ticks > MOST_IMPORTED:
        raise InvalidInput("a batch has at most {most} values", most=MOST_IMPORTED)
    if end % 8 or len(frame) != end + 8 * (ticks + cells):
        raise InvalidInput("the batch is not as long as its head says")
    times = np.frombuffer(frame, "<i8", ticks, end)
    values = np.frombuffer(frame, "<f8", cells, end + 8 * ticks)
    return Ticks(feed, interval, labels, times, values.reshape(ticks, width))


def _bytes(array: TimeArray | FloatArray, kind: str) -> bytes:
    return np.ascontiguousarray(array, kind).tobytes()


def _feed(name: Any) -> str:
    if not isinstance(name, str) or not 0 < len(name) <= _MOST_NAME or not name.isprintable():
        raise ValueError("the feed has no sound name")
    return name


def _labels(given: Any) -> Labels:
    labels = labels_of(given.items())
    if not all(isinstance(value, str) for _, value in labels):
        raise ValueError("a label is no text")
    return labels
