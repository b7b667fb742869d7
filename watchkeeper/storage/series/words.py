"""Words of the seam between the store and who reads it: matchers, and blocks of samples.

Arrays are named with their shape.  They may be views into the store: read them, never write.
This module imports numpy and core only, so that pure modules may import it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, overload

import numpy as np
import numpy.typing as npt

from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels

FloatArray = npt.NDArray[np.float64]
TimeArray = npt.NDArray[np.int64]
CodeArray = npt.NDArray[np.int32]
ObjectArray = npt.NDArray[np.object_]

NO_TIME = np.iinfo(np.int64).min
"""In ``Block.times``: this feed has no tick in this slot."""


class MatchKind(Enum):
    EQUAL = "="
    NOT_EQUAL = "!="
    MATCHES = "=~"
    NOT_MATCHES = "!~"

    __hash__ = object.__hash__  # there is one of each; matchers are keys of every look-up


@dataclass(frozen=True, slots=True)
class Matcher:
    """One condition on a label; a missing label has the empty value.

    Regular expressions are fully anchored and their dot matches newlines (Prometheus 3).
    """

    name: str
    kind: MatchKind
    value: str


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


@dataclass(frozen=True, slots=True)
class LateWrites:
    """What was written later than everybody waits for, since an earlier ``mark``."""

    mark: int
    since: Mapping[str, Instant] | None  # by feed: no sample before it; None: anything anywhere


class Values(Protocol):
    """Samples (slots, rows) that are gathered only where they are looked at.

    ``values[slot]`` gives one slot, ``values[slots, columns]`` a part by two slices without
    steps, ``numpy.asarray`` everything.  An array is one, too.
    """

    @property
    def shape(self) -> tuple[int, ...]: ...

    @property
    def size(self) -> int: ...

    @overload
    def __getitem__(self, part: int, /) -> FloatArray: ...

    @overload
    def __getitem__(self, part: tuple[slice, slice], /) -> FloatArray: ...

    def __array__(self) -> FloatArray: ...


class Cells(Protocol):
    """Histograms (slots, rows), None where there is none, made only where they are looked at."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    @overload
    def __getitem__(self, part: int, /) -> ObjectArray: ...

    @overload
    def __getitem__(self, part: tuple[slice, slice], /) -> ObjectArray: ...

    def __array__(self) -> ObjectArray: ...


@dataclass(frozen=True, slots=True)
class Block:
    """Samples of some rows over some slots; the caller masks by ``times``.

    Rows of one feed share their timestamps.  ``values`` holds the ABSENT and STALE payloads of
    watchkeeper.core.samples where there is no sample or the series ended; other NaNs are values.
    A sample that is a histogram is ABSENT in ``values`` and stands in ``histograms``: what reads
    floats need not know of it.
    """

    rows: npt.NDArray[np.intp]  # (n,) row numbers in the selection
    feed: CodeArray  # (n,) column of ``times`` that holds the row's timestamps
    times: TimeArray  # (slots, feeds) ms UTC, ascending per feed apart from NO_TIME
    values: Values  # (slots, n)
    histograms: Cells | None = None  # (slots, n) Histogram or None; None: all are floats


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples with start < time <= end, of some rows of a selection."""

    start: int
    end: int
    blocks: Sequence[Block]  # in which every row is once at most; without histograms


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of the samples of a window: some are summed up, the others are in stretches.

    Of the summed ones, (rows,) each: NaN is counted but for the extremes, which are NaN where
    there are no others; a total is NaN where a sample is, infinite where it is not known.
    """

    count: FloatArray
    total: FloatArray
    magnitude: FloatArray  # sum of the sizes of what ``total`` is the sum of
    minimum: FloatArray
    maximum: FloatArray
    rest: Sequence[Stretch]  # one sample is in one of them at most


@dataclass(frozen=True, slots=True)
class RollUpBlock:
    """What is kept of samples that are gone: a record for each period and row.

    Where ``count`` is 0 a row had no sample in a period; the rest is then anything.  Samples that
    were NaN are counted but for the extremes; stale marks are no samples.
    """

    rows: npt.NDArray[np.intp]  # (n,) row numbers in the selection
    times: TimeArray  # (periods,) ms UTC, ascending: each the end of a period (time - period, time]
    minimum: Values  # (periods, n)
    maximum: Values  # (periods, n)
    total: Values  # (periods, n) sum of the samples
    count: Values  # (periods, n) number of the samples
    last: Values  # (periods, n)
    increase: Values  # (periods, n) as of a counter: from the sample before the period on


@dataclass(frozen=True, slots=True)
class RollUps:
    """Roll-ups of one length that cover a window; every row is in one block at most."""

    period: Duration
    until: Instant  # the end of the last period that is complete
    blocks: Sequence[RollUpBlock]
