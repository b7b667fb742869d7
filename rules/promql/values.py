"""What an evaluation gives: scalar, vector, matrix or string; labels are built when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rules.promql.series import FloatArray, TimeArray
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels


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

    __slots__ = ("_labels", "at", "values")

    def __init__(self, at: Instant, values: FloatArray, labels: Callable[[int], Labels]) -> None:
        self.at = at
        self.values = values  # (rows,)
        self._labels = labels

    def __len__(self) -> int:
        return len(self.values)

    def labels(self, row: int) -> Labels:
        return self._labels(row)

    def __iter__(self) -> Iterator[tuple[Labels, float]]:
        """Yield the labels and the value of each row."""
        for row, value in enumerate(self.values.tolist()):
            yield self._labels(row), value


@dataclass(frozen=True, slots=True)
class Series:
    """The samples of one row of a matrix, oldest first."""

    labels: Labels
    times: TimeArray  # (samples,)
    values: FloatArray  # (samples,)


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
