"""Requests that look like earlier ones, read as arrays.  Pure.

A sender writes its series in the same order again and again, and only values and times change.
So the bytes of series that followed one another are kept as a tape; where a request goes along it,
whole stretches of series are compared at once, and nothing of them is parsed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from watchkeeper.storage.series.words import FloatArray, TimeArray

ByteArray = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.intp]

VALUE_TAIL = b"\x12\x10\x09" + bytes(8) + b"\x10" + bytes(6)
"""A Sample at the end of a series: field 2 of 16 bytes, a double, a time of six bytes."""
ZERO_TAIL = b"\x12\x07\x10" + bytes(6)
"""The same with a value of zero, which is left out."""

MAX_TAPE_BYTES = 32 << 20
_FIXED = {
    len(VALUE_TAIL): np.array([1, 1, 1] + [0] * 8 + [1] + [0] * 6, np.bool_),
    len(ZERO_TAIL): np.array([1, 1, 1] + [0] * 6, np.bool_),
}
_TIME = np.arange(-6, 0)
_VALUE = np.arange(-15, -7)
_SHIFTS = 7 * np.arange(6)
_FEWEST = 16  # series; fewer are read faster one by one
_FIRST_LOOK = 4_096  # bytes that are compared at first; then twice as many each time
_LONGEST_LOOK = 1 << 18


@dataclass(frozen=True, slots=True)
class Tape:
    """Series one after the other as they stood on the wire; never changed."""

    wire: ByteArray
    is_fixed: npt.NDArray[np.bool_]  # (bytes,) not of a value or a time
    ends: Numbers  # (series,)
    is_zero: npt.NDArray[np.bool_]  # (series,) its value was left out
    heads: Sequence[bytes]  # (series,) the labels, as the sender writes them
    places: Mapping[bytes, int]  # where a head stands last

    def start(self, place: int) -> int:
        return int(self.ends[place - 1]) if place else 0

    def promises(self, body: bytes, at: int, place: int) -> bool:
        """Return whether a few series on, a body at *at* still seems to be on the tape."""
        other = place + _FEWEST
        if other >= len(self.heads):
            return False
        tail = len(ZERO_TAIL if self.is_zero[other] else VALUE_TAIL)
        stop = at + int(self.ends[other]) - self.start(place) - tail
        return body.endswith(self.heads[other], 0, stop) if stop <= len(body) else False

    def goes_along(self, body: ByteArray, at: int, place: int) -> int:
        """Return after how many bytes from *at* on a body parts from the tape at *place*."""
        start, done, look = self.start(place), 0, _FIRST_LOOK
        most = min(len(self.wire) - start, len(body) - at)
        while done < most:
            size = min(look, most - done)
            mine = slice(start + done, start + done + size)
            parts = body[at + done : at + done + size] != self.wire[mine]
            parts &= self.is_fixed[mine]
            first = int(parts.argmax())
            if parts[first]:
                return done + first
            done, look = done + size, min(2 * look, _LONGEST_LOOK)
        return done


EMPTY = Tape(
    np.zeros(0, np.uint8),
    np.zeros(0, np.bool_),
    np.zeros(0, np.intp),
    np.zeros(0, np.bool_),
    [],
    {},
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a series with one sample stands in a body."""

    begin: int
    end: int
    head: bytes
    is_zero: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Series of a request that follow one another on a tape, each with one sample."""

    tape: Tape
    first: int
    times: TimeArray  # (series,)
    values: FloatArray  # (series,)

    def __len__(self) -> int:
        return len(self.times)

    @property
    def heads(self) -> Sequence[bytes]:
        """Return the labels of the series, as the sender writes them."""
        return self.tape.heads[self.first : self.first + len(self)]

    def parts(self, most: int) -> Iterator[Stretch]:
        if len(self) <= most:
            yield self
            return
        for begin in range(0, len(self), most):
            part = slice(begin, begin + most)
            yield Stretch(self.tape, self.first + begin, self.times[part], self.values[part])


def stretch_at(tape: Tape, body: ByteArray, at: int, place: int) -> tuple[Stretch, int] | None:
    """Return the series of a body from *at* on that go along a tape, and where they stop."""
    start = tape.start(place)
    last = int(tape.ends.searchsorted(start + tape.goes_along(body, at, place), "right"))
    ends = tape.ends[place:last] - start + at
    times, is_time = _times(body[ends[:, None] + _TIME])
    if not is_time.all():
        ends = ends[: int(is_time.argmin())]
    if not len(ends):
        return None
    is_zero = tape.is_zero[place : place + len(ends)]
    values = body[ends[:, None] + _VALUE].view("<f8")[:, 0]
    found = np.where(is_zero, 0.0, values) if is_zero.any() else values
    return Stretch(tape, place, times[: len(ends)], found), int(ends[-1])


def _times(varints: ByteArray) -> tuple[TimeArray, npt.NDArray[np.bool_]]:
    """Return numbers of six bytes each (n, 6), and whether they are written in six bytes."""
    is_time = (varints[:, :5] >= 0x80).all(axis=1) & (varints[:, 5] < 0x80) & (varints[:, 5] > 0)
    numbers = ((varints & 0x7F).astype(np.int64) << _SHIFTS).sum(axis=1)
    return numbers, is_time


def extended(tape: Tape, body: bytes, marks: Sequence[Mark]) -> Tape:
    """Return a tape that goes on with series of a body, each of which begins where the last ends."""
    begin, end = marks[0].begin, marks[-1].end
    if end - begin > MAX_TAPE_BYTES:
        return tape
    if len(tape.wire) + end - begin > MAX_TAPE_BYTES:
        tape = EMPTY
    is_zero = np.array([mark.is_zero for mark in marks], np.bool_)
    ends = np.array([mark.end for mark in marks], np.intp) - begin
    is_fixed = np.ones(end - begin, np.bool_)
    for tail, mine in ((VALUE_TAIL, ends[~is_zero]), (ZERO_TAIL, ends[is_zero])):
        is_fixed[mine[:, None] + np.arange(-len(tail), 0)] = _FIXED[len(tail)]
    known = len(tape.heads)
    return Tape(
        np.concatenate([tape.wire, np.frombuffer(body, np.uint8)[begin:end]]),
        np.concatenate([tape.is_fixed, is_fixed]),
        np.concatenate([tape.ends, ends + len(tape.wire)]),
        np.concatenate([tape.is_zero, is_zero]),
        [*tape.heads, *(mark.head for mark in marks)],
        {**tape.places, **{mark.head: known + at for at, mark in enumerate(marks)}},
    )
