"""What the head takes of memory, for each series and for each sample.

A server of its own takes pushes over HTTP; what is private to it (Private_Clean, Private_Dirty) is
read before, when all series have their first sample, after a round of longer pushes, and when the
head is full.  So all is counted that a series or a sample leaves behind: labels, index, matrices,
what was not given back; but not what is used again by every push.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.fleet.shapes import labels_of_a_host
from benchmarks.ingest import INTERVAL, request_bytes, send, server
from benchmarks.stores.goals import Goal
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.limits import HEAD_LENGTH
from watchkeeper.wire.encoder import encoded

_HOST_SERIES = 290  # of a small host
_TICKS_A_PUSH = 15
_MOST_TICKS = HEAD_LENGTH // INTERVAL - 2 * _TICKS_A_PUSH


@dataclass(frozen=True)
class HeadMemory:
    """Private bytes of the server at four moments."""

    series: int
    samples: int  # between the last two
    empty: int
    begun: int
    warm: int
    full: int

    @property
    def of_a_series(self) -> float:
        return (self.begun - self.empty) / self.series

    @property
    def of_a_sample(self) -> float:
        return (self.full - self.warm) / self.samples

    def goals(self) -> Iterator[Goal]:
        yield Goal("memory of a sample in the head", self.of_a_sample, 9, "B")
        yield Goal("memory of a series", self.of_a_series, 1024, "B")


def private_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


class Pushes:
    """Requests of some hosts, alike but for their values."""

    def __init__(self, layout: tuple[Labels, ...], now: int, ticks: int) -> None:
        self._layout = layout
        self._now = now
        self._start = now - ticks * INTERVAL
        self._steps = np.random.default_rng(7).integers(0, 1_000, len(layout)) * 1.0

    def request(self, agent: int, first: int, ticks: int) -> bytes:
        """Return the request with so many ticks; the first brings the layout."""
        numbers = np.arange(first, first + ticks)
        body = encoded(
            agent=f"a{agent}",
            boot=agent.to_bytes(16, "little"),
            layout=1,
            first_sequence=first,
            sent_at=Instant(self._now),
            interval=INTERVAL,
            base=len(self._layout) if first else 0,
            additions=() if first else self._layout,
            times=[Instant(self._start + tick * INTERVAL + agent) for tick in numbers.tolist()],
            vectors=(numbers[:, None] * self._steps).astype("<f8").tobytes(),
        )
        return request_bytes(agent, body)


def measure_head(series: int, ticks: int) -> HeadMemory:
    """Fill the head of a new server with *ticks* of about so many series."""
    layout, now = labels_of_a_host(_HOST_SERIES), time.time_ns() // 1_000_000
    agents, ticks = max(series // len(layout), 1), min(ticks, _MOST_TICKS)
    pushes = Pushes(layout, now, ticks)
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), now, None) as (port, pid):

        def push(numbers: range, first: int, count: int) -> int:
            requests = [pushes.request(agent, first, count) for agent in numbers]
            asyncio.run(send(port, requests, []))
            return private_bytes(pid)

        empty = push(range(agents, agents + 1), 0, 1)  # one host warms it up
        begun = push(range(agents), 0, 1)
        rounds = range(1, ticks - _TICKS_A_PUSH, _TICKS_A_PUSH)
        found = [push(range(agents), first, _TICKS_A_PUSH) for first in rounds]
    kept = agents * len(layout)
    samples = kept * (len(rounds) - 1) * _TICKS_A_PUSH
    return HeadMemory(kept, samples, empty, begun, found[0], found[-1])
