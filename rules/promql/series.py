"""The seam to the store: how an evaluation reads series.  storage fulfils it (ARCHITECTURE.md).

The words that both sides use are declared one storey below, in watchkeeper.storage.series.words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from watchkeeper.core.instants import Instant
from watchkeeper.storage.series.words import (
    NO_TIME,
    Block,
    CodeArray,
    FloatArray,
    Matcher,
    MatchKind,
    ObjectArray,
    Selection,
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
