"""A sink that keeps what is written, as a test's stand-in for reading the store back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, label


@dataclass
class Tick:
    feed: str
    interval: Duration
    at: Instant
    samples: Mapping[Labels, float]


@dataclass
class KeptSamples:
    """Fulfils ``SampleSink``; refuses while ``is_full``."""

    ticks: list[Tick] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    is_full: bool = False
    written: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(
        self, feed: str, *, interval: Duration, at: Instant, samples: Mapping[Labels, float]
    ) -> None:
        if self.is_full:
            raise Unavailable("the disk is full")
        self.ticks.append(Tick(feed, interval, at, samples))
        self.written.set()

    async def end_feed(self, feed: str, /) -> None:
        self.ended.append(feed)

    def feed(self, name: str) -> list[Tick]:
        return [tick for tick in self.ticks if tick.feed == name]


def value(samples: Mapping[Labels, float], name: str, /, **labels: str) -> float | None:
    """Return the one sample of that name and labels, None where there is none."""
    found = [
        sample
        for series, sample in samples.items()
        if label(series, METRIC_NAME) == name
        and all(label(series, key) == wanted for key, wanted in labels.items())
    ]
    assert len(found) <= 1, (name, labels)
    return found[0] if found else None
