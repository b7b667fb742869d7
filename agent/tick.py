"""A tick: what one cycle measured, as it is pushed and spooled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchkeeper.core.labels import Labels
from watchkeeper.core.spans import Duration, Instant


class Tick(NamedTuple):
    """One vector.  ``labels`` is the layout's list, which may have grown beyond this tick."""

    boot: bytes
    layout: int
    interval: Duration
    labels: Sequence[Labels]
    sequence: int
    time: Instant
    vector: bytes  # float64 LE

    @property
    def width(self) -> int:
        return len(self.vector) // 8


def runs(ticks: Sequence[Tick], *, most: int, most_bytes: int) -> Iterator[list[Tick]]:
    """Cut *ticks* into lists that fit one request: one layout, sequences in a row."""
    run: list[Tick] = []
    size = 0
    for tick in sorted(ticks, key=lambda each: (each.boot, each.layout, each.sequence)):
        size += len(tick.vector)
        if run and not (_follows(tick, run[-1]) and len(run) < most and size <= most_bytes):
            yield run
            run, size = [], len(tick.vector)
        run.append(tick)
    if run:
        yield run


def _follows(tick: Tick, before: Tick) -> bool:
    return (tick.boot, tick.layout, tick.sequence) == (
        before.boot,
        before.layout,
        before.sequence + 1,
    )
