"""The seam to the series store: who writes a tick.  storage fulfils it (ARCHITECTURE.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels


class SampleSink(Protocol):
    """Takes ticks of feeds."""

    async def write(
        self, feed: str, *, interval: Duration, at: Instant, samples: Mapping[Labels, float]
    ) -> None:
        """Keep one tick; durable on return.

        A series of the feed that is missing from the tick ends.  Raises Unavailable where samples
        cannot be taken now.
        """
        ...

    async def end_feed(self, feed: str, /) -> None:
        """End all series of a feed: its target or probe is gone."""
        ...
