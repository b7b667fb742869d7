"""The seam to the store: how an evaluation reads series.  storage fulfils it (ARCHITECTURE.md).

The words that both sides use are declared one storey below, in watchkeeper.storage.series.words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from watchkeeper.core.instants import Instant
from watchkeeper.storage.series.words import (
    NO_TIME,
    Block,
    CodeArray,
    FloatArray,
    LateWrites,
    Matcher,
    MatchKind,
    ObjectArray,
    RollUpBlock,
    RollUps,
    Selection,
    Stretch,
    Summary,
    TimeArray,
)

__all__ = [
    "Selection",
    "SeriesSource",
    "Block",
    "Matcher",
    "MatchKind",
    "FloatArray",
    "TimeArray",
    "CodeArray",
    "ObjectArray",
    "NO_TIME",
    "RollUpBlock",
    "RollUps",
    "RollUpSource",
    "Stretch",
    "Summary",
    "SummarySource",
    "PastSource",
    "select_since",
    "LateSource",
    "LateWrites",
]


class SeriesSource(Protocol):
    """What an evaluator reads from.  Methods are called off the event loop."""

    def select(self, matchers: tuple[Matcher, ...]) -> Selection:
        """Return the matching series; the same object until a matching series comes or goes."""
        ...

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        """Return blocks that cover all samples with start < time <= end.

        Every row of the selection that has a sample in the window is in exactly one block; edge
        slots may hold samples outside of it.
        """
        ...


@runtime_checkable
class PastSource(Protocol):
    """What a SeriesSource also is that finds series which have ended."""

    def select_since(self, matchers: tuple[Matcher, ...], since: Instant) -> Selection:
        """Return the matching series, those included that ended after *since*.

        It may hold some that ended before.  The same object until a matching series comes or
        goes; ``window`` takes it as it takes what ``select`` gives.
        """
        ...


def select_since(source: SeriesSource, matchers: tuple[Matcher, ...], since: Instant) -> Selection:
    """Return the matching series, those that ended after *since* where the source knows them."""
    if isinstance(source, PastSource):
        return source.select_since(matchers, since)
    return source.select(matchers)


@runtime_checkable
class RollUpSource(Protocol):
    """What a SeriesSource also is that keeps roll-ups longer than samples.

    ``window`` then gives the samples from ``raw_since`` on.  Sums, extremes, means, counts, last
    values, rates and increases over windows that begin before it are computed from roll-ups up to
    ``RollUps.until``, and from samples behind that; rows of no block of the roll-ups had no
    samples before and are computed from samples.
    """

    def raw_since(self) -> Instant:
        """Return from when on all samples are kept."""
        ...

    def roll_ups(self, selection: Selection, start: Instant, end: Instant) -> RollUps | None:
        """Return the finest roll-ups that reach back to *start*, else the longest kept.

        They cover the periods that end in (start, end].
        """
        ...


@runtime_checkable
class SummarySource(Protocol):
    """What a SeriesSource also is that need not look at every sample of a window."""

    def summary(self, selection: Selection, start: Instant, end: Instant) -> Summary | None:
        """Return the samples with start < time <= end summed up; None where that is no gain."""
        ...


@runtime_checkable
class LateSource(Protocol):
    """What a SeriesSource also is that takes samples of any age and remembers where."""

    def late_writes(self, mark: int) -> LateWrites:
        """Return since when samples came late, by feed, since a former answer's *mark*.

        Samples that came within five minutes are not among them.
        """
        ...
