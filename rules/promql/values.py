"""What an evaluation gives: scalar, vector, matrix or string; labels are built when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rules.promql.series import FloatArray, ObjectArray, TimeArray
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.histograms import Histogram


@dataclass(frozen=True, slots=True)
class Scalar:
    at: Instant
    value: float


@dataclass(frozen=True, slots=True)
class StringValue:
    at: Instant
    value: str


class Vector:
    """One value per row at one instant; rows in no special order unless the query sorts."""

    __slots__ = ("_histograms", "_labels", "at", "values")

    def __init__(
        self,
        at: Instant,
        values: FloatArray,
        labels: Callable[[int], Labels],
        histograms: ObjectArray | None = None,  # (rows,) Histogram or None; None: all are floats
    ) -> None:
        self.at = at
        self.values = values  # (rows,) NaN where the value is a histogram
        self._labels = labels
        self._histograms = histograms

    def __len__(self) -> int:
        return len(self.values)

    def labels(self, row: int) -> Labels:
        return self._labels(row)

    def histogram(self, row: int) -> Histogram | None:
        """Return the value of a row where it is a histogram, None where it is a float."""
        found: Histogram | None = None if self._histograms is None else self._histograms[row]
        return found

    @property
    def has_histograms(self) -> bool:
        return self._histograms is not None

    def __iter__(self) -> Iterator[tuple[Labels, float]]:
        """Yield the labels and the value of each row; the value of a histogram is NaN."""
        for row, value in enumerate(self.values.tolist()):
            yield self._labels(row), value


@dataclass(frozen=True, slots=True)
class Series:
    """The samples of one row of a matrix, oldest first, floats and histograms apart."""

    labels: Labels
    times: TimeArray  # (samples,)
    values: FloatArray  # (samples,)
    histograms: tuple[tuple[Instant, Histogram], ...] = ()


class Matrix:
    """Series with their samples, sorted by labels; every series has at least one sample."""

    __slots__ = ("_series",)

    def __init__(self, series: list[Series]) -> None:
        self._series = sorted(series, key=lambda one: one.labels)

    def __len__(self) -> int:
        return len(self._series)

    def labels(self, row: int) -> Labels:
        return self._series[row].labels

    def times(self, row: int) -> TimeArray:
        return self._series[row].times

    def values(self, row: int) -> FloatArray:
        return self._series[row].values

    def __iter__(self) -> Iterator[Series]:
        return iter(self._series)


Result = Scalar | StringValue | Vector | Matrix


def points_of(result: Result) -> int:
    """Return how many values a result has."""
    match result:
        case Vector():
            return len(result)
        case Matrix():
            return sum(len(one.times) + len(one.histograms) for one in result)
        case _:
            return 1
