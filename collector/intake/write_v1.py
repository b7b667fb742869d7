"""Read a request of Prometheus remote write 1.0 (prompb.WriteRequest).  Pure.

A series comes again and again with the same bytes of labels.  Where a known head is followed by
one sample and nothing else, nothing of it is parsed; that is nearly always.  Where a request goes
along a tape of earlier ones, its series are not even looked at one by one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

import numpy as np

from collector.intake.protobuf import (
    BLOCK,
    DOUBLE,
    VARINT,
    broken,
    fields,
    signed,
    text_at,
    varint,
)
from collector.intake.write_histograms import histogram_at
from collector.intake.write_tapes import (
    EMPTY,
    VALUE_TAIL,
    ZERO_TAIL,
    ByteArray,
    Mark,
    Stretch,
    Tape,
    extended,
    stretch_at,
)
from collector.intake.written import (
    MAX_LABELS,
    MAX_SAMPLES,
    Key,
    Reason,
    Written,
    sound_labels,
    too_many_samples,
)
from watchkeeper.storage.series.histograms import Sample

KINDS = (
    "unknown",
    "counter",
    "gauge",
    "histogram",
    "gaugehistogram",
    "summary",
    "info",
    "stateset",
)
ZERO = bytes(8)

_SERIES_TAG = 0x0A
_TIME_BYTES = 6  # of a varint, between 1971 and 2109


def read_v1(body: bytes, known: Container[Key], tape: Tape = EMPTY) -> Written:
    """Return what a request holds.  Raises InvalidInput, TooLarge.

    Every head on the *tape* is *known*.
    """
    written = Written(body=body)
    array = np.frombuffer(body, np.uint8)
    times: dict[bytes, int] = {}
    at, stop = 0, len(body)
    while at < stop:
        if body[at] != _SERIES_TAG:
            at = _take_other(body, at, stop, written)
            continue
        start, end = _series_at(body, at, stop)
        single = single_at(body, start, end)
        if single is not None and single.head in known:
            stretch = _stretch(tape, body, array, at, single.head)
            if stretch is not None:
                at = written.add_stretch(*stretch)
                continue
            if _take_single(single, written, times):
                at = end
                continue
        written.count_series()
        _take_series(body, start, end, known, written)
        at = end
    return written


def learnt(tape: Tape, body: bytes, known: Container[Key]) -> Tape:
    """Return a tape with all series of a body that have one sample and are known."""
    marks: list[Mark] = []
    at, stop = 0, len(body)
    while at < stop:
        if body[at] != _SERIES_TAG:
            at = next(fields(body, at, stop))[3]
            continue
        start, end = _series_at(body, at, stop)
        single = single_at(body, start, end)
        if single is not None and single.head in known:
            if marks and marks[-1].end != at:
                tape, marks = extended(tape, body, marks), []
            marks.append(Mark(at, end, single.head, single.raw is ZERO))
        at = end
    return extended(tape, body, marks) if marks else tape


def _series_at(body: bytes, at: int, stop: int) -> tuple[int, int]:
    """Return where a series begins and stops."""
    size, start = varint(body, at + 1, stop)
    if start + size > stop:
        raise broken()
    return start, start + size


class Single(NamedTuple):
    """A series with one sample and nothing else."""

    head: bytes
    raw: bytes
    time: bytes  # six bytes


def single_at(body: bytes, start: int, stop: int) -> Single | None:
    """Return what seems to be a series with one sample; its time may yet be none."""
    if stop - start < len(VALUE_TAIL):
        return None
    tail = body[stop - len(VALUE_TAIL) : stop]
    if tail[:3] == VALUE_TAIL[:3] and tail[11] == VALUE_TAIL[11]:
        return Single(body[start : stop - len(VALUE_TAIL)], tail[3:11], tail[12:])
    if tail[9:12] == ZERO_TAIL[:3]:
        return Single(body[start : stop - len(ZERO_TAIL)], ZERO, tail[12:])
    return None


def _stretch(
    tape: Tape, body: bytes, array: ByteArray, at: int, head: bytes
) -> tuple[Stretch, int] | None:
    place = tape.places.get(head)
    if place is None or not tape.promises(body, at, place):
        return None
    return stretch_at(tape, array, at, place)


def _take_single(single: Single, written: Written, times: dict[bytes, int]) -> bool:
    """Take a known series; return whether it was one."""
    time = times.get(single.time)
    if time is None:
        time, end = varint(single.time, 0, _TIME_BYTES)
        if end != _TIME_BYTES:
            return False
        times[single.time] = time
    written.count_series()
    written.singles += 1
    written.add(single.head, time, single.raw)
    return True


def _take_series(
    body: bytes, start: int, stop: int, known: Container[Key], written: Written
) -> None:
    labels: list[tuple[int, int]] = []
    samples: list[tuple[int, int]] = []
    histograms: list[tuple[int, int]] = []
    for number, kind, at, end in fields(body, start, stop):
        if kind != BLOCK:
            continue
        if number == 1 and len(labels) <= MAX_LABELS:
            labels.append((at, end))
        elif number == 2:
            samples.append((at, end))
        elif number == 4:
            written.count_histogram(end - at)
            histograms.append((at, end))
        written.exemplars += number == 3
        if written.count + len(samples) + len(histograms) > MAX_SAMPLES:
            raise too_many_samples()
    found = [sample_at(body, at, end) for at, end in samples]
    key = b"".join(_block(1, body[at:end]) for at, end in labels)
    natives = [histogram_at(body, at, end) for at, end in histograms]
    if key in known or key in written.labels or _learn(body, key, labels, written):
        add_samples(key, found, natives, written)
    else:
        written.refused[Reason.BAD_LABELS] += len(found) + len(natives)


def add_samples(
    key: Key,
    samples: Iterable[tuple[int, bytes]],
    natives: Iterable[tuple[int, Sample | None]],
    written: Written,
) -> None:
    """Add what a series brings; histograms that make no sense are counted."""
    for time, raw in samples:
        written.add(key, time, raw)
    for time, native in natives:
        if native is None:
            written.refused[Reason.HISTOGRAM] += 1
        else:
            written.add_native(key, time, native)


def _learn(body: bytes, key: bytes, places: list[tuple[int, int]], written: Written) -> bool:
    """Read the labels of a series; return whether they make sense."""
    labels = None
    if len(places) <= MAX_LABELS:
        labels = sound_labels(_label(body, at, end) for at, end in places)
    if labels is not None:
        written.labels[key] = labels
    return labels is not None


def _label(body: bytes, start: int, stop: int) -> tuple[str, str]:
    found = {1: "", 2: ""}
    for number, kind, at, end in fields(body, start, stop):
        if kind == BLOCK and number in found:
            found[number] = text_at(body, at, end)
    return found[1], found[2]


def sample_at(body: bytes, start: int, stop: int) -> tuple[int, bytes]:
    """Return time and value of a sample, which 1.0 and 2.0 write alike."""
    time, raw = 0, ZERO
    for number, kind, at, end in fields(body, start, stop):
        if number == 1 and kind == DOUBLE:
            raw = body[at:end]
        elif number == 2 and kind == VARINT:
            time = signed(varint(body, at, end)[0])
    return time, raw


def _take_other(body: bytes, at: int, stop: int, written: Written) -> int:
    """Take a field that is no series, and return where it stops."""
    number, kind, start, end = next(fields(body, at, stop))
    if number == 3 and kind == BLOCK:
        _take_family(body, start, end, written)
    return end


def _take_family(body: bytes, start: int, stop: int, written: Written) -> None:
    kind_number, texts = 0, {2: "", 4: ""}
    for number, kind, at, end in fields(body, start, stop):
        if number == 1 and kind == VARINT:
            kind_number = varint(body, at, end)[0]
        elif number in texts and kind == BLOCK:
            texts[number] = text_at(body, at, end)
    written.add_family(texts[2], kind_of(kind_number), texts[4])


def kind_of(number: int) -> str:
    """Return the name of a metric's kind, which 1.0 and 2.0 number alike."""
    return KINDS[number] if number < len(KINDS) else KINDS[0]


def _block(number: int, content: bytes) -> bytes:
    """Return a field as it stands on the wire."""
    size, length = bytearray(), len(content)
    while length >= 0x80:
        size.append(length & 0x7F | 0x80)
        length >>= 7
    size.append(length)
    return bytes([number << 3 | BLOCK]) + bytes(size) + content
