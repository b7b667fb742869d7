"""The seam to the store: how an evaluation reads series.  storage fulfils it (ARCHITECTURE.md).

The words that both sides use are declared one storey below, in watchkeeper.storage.series.words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.words import (
    NO_TIME,
    Block,
    CodeArray,
    FloatArray,
    Matcher,
    MatchKind,
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
    "NO_TIME",
]


class Selection(Protocol):
    """The series that match some matchers, in a stable order: row 0 .. len-1."""

    @property
    def generation(self) -> int:
        """Changes exactly when the rows change; caches of a plan live until then."""
        ...

    def __len__(self) -> int: ...

    def labels(self, row: int) -> Labels:
        """Return all labels of a row, the metric name included."""
        ...

    def column(self, name: str) -> tuple[CodeArray, Sequence[str]]:
        """Return the dictionary-encoded column of a label.

        codes: (rows,), index into the values, -1 where the row lacks the label.
        """
        ...

    def label_names(self) -> frozenset[str]: ...

    def feed(self, row: int) -> str:
        """Return the id of the feed that carries a row."""
        ...


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
