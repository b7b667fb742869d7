"""Which ticks go into one request, as which pushes.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agent.tick import Tick, runs
from watchkeeper.core.instants import Instant
from watchkeeper.satellite.columns import CourseTick
from watchkeeper.satellite.spool import Stored
from watchkeeper.wire.encoder import encoded, padded

MOST_PARTS = 3_000
MOST_BYTES = 4 << 20  # of pushes in a request
MOST_RUN_TICKS = 240
MOST_RUN_BYTES = 1 << 20  # of vectors, before compression

Key = tuple[str, bytes, int]
"""A layout: course, boot, number."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One push: ticks of one course that follow one another; ``ids`` are theirs in the spool."""

    course: str
    ticks: Sequence[Tick]
    ids: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        return self.course, self.ticks[0].boot, self.ticks[0].layout

    @property
    def width(self) -> int:
        return max(tick.width for tick in self.ticks)

    def packed(self, base: int, sent_at: Instant) -> bytes:
        """Return the push, of which the server knows the first *base* series."""
        first, width = self.ticks[0], self.width
        widest = max(self.ticks, key=lambda tick: tick.width)
        return encoded(
            agent=self.course,
            boot=first.boot,
            layout=first.layout,
            first_sequence=first.sequence,
            sent_at=sent_at,
            interval=first.interval,
            base=min(base, width),
            additions=tuple(widest.labels[min(base, width) : width]),
            times=tuple(tick.time for tick in self.ticks),
            vectors=b"".join(padded(tick.vector, width) for tick in self.ticks),
        )


def live_parcels(ticks: Iterable[CourseTick]) -> list[Parcel]:
    """Return the pushes of what was just measured."""
    by_course: dict[str, list[Tick]] = {}
    for course, tick in ticks:
        by_course.setdefault(course, []).append(tick)
    return [Parcel(course, run) for course, found in by_course.items() for run in _runs(found)]


def spooled_parcels(stored: Iterable[Stored]) -> list[Parcel]:
    """Return the pushes of what was kept, each with its places in the spool."""
    by_course: dict[tuple[str, int], list[Stored]] = {}
    for one in stored:
        by_course.setdefault((one.course, one.tick.interval), []).append(one)
    parcels = []
    for (course, _), found in by_course.items():
        ids = {(one.tick.boot, one.tick.layout, one.tick.sequence): one.id for one in found}
        for run in _runs([one.tick for one in found]):
            places = tuple(ids[tick.boot, tick.layout, tick.sequence] for tick in run)
            parcels.append(Parcel(course, run, places))
    return parcels


def that_fit(
    parcels: Sequence[Parcel], pack: Callable[[Parcel], bytes], room_bytes: int, room_parts: int
) -> list[tuple[Parcel, bytes]]:
    """Return the first parcels that fit with what is packed of them; the first always does."""
    taken: list[tuple[Parcel, bytes]] = []
    for parcel in parcels[:room_parts]:
        push = pack(parcel)
        room_bytes -= len(push)
        if taken and room_bytes < 0:
            break
        taken.append((parcel, push))
    return taken


def _runs(ticks: Sequence[Tick]) -> Iterable[list[Tick]]:
    return runs(ticks, most=MOST_RUN_TICKS, most_bytes=MOST_RUN_BYTES)
