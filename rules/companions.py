"""Find the series that an alert was computed from, by the labels they share.

A result carries some of the labels of its series (an aggregation drops the rest).  A series is a
companion of a label set if all labels they both have are equal, as rules.promql's ``feeds_of``
has it; this index answers for many label sets at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from watchkeeper.core.labels import METRIC_NAME, Labels

T = TypeVar("T")
_Names = tuple[str, ...]
_Index = Mapping[tuple[str, ...], list[T]]


class Companions(Generic[T]):
    """An index over series, each with something to be found by (its feed, its value)."""

    def __init__(self, series: Iterable[tuple[Labels, T]]) -> None:
        self._by_names: dict[_Names, list[tuple[dict[str, str], T]]] = {}
        self._indexes: dict[tuple[_Names, _Names], _Index[T]] = {}
        for labels, item in series:
            values = {name: value for name, value in labels if name != METRIC_NAME}
            self._by_names.setdefault(tuple(values), []).append((values, item))

    def of(self, labels: Labels) -> Iterator[T]:
        """Yield what belongs to the companions of *labels*."""
        return self._of(labels, least_shared=0)

    def of_relatives(self, labels: Labels) -> Iterator[T]:
        """Yield what belongs to companions that share a label; all, where *labels* is empty."""
        return self._of(labels, least_shared=1 if labels else 0)

    def _of(self, labels: Labels, *, least_shared: int) -> Iterator[T]:
        wanted = {name: value for name, value in labels if name != METRIC_NAME}
        for names in self._by_names:
            shared = tuple(name for name in names if name in wanted)
            if len(shared) < least_shared:
                continue
            key = tuple(wanted[name] for name in shared)
            yield from self._index(names, shared).get(key, ())

    def _index(self, names: _Names, shared: _Names) -> _Index[T]:
        index = self._indexes.get((names, shared))
        if index is None:
            made: dict[tuple[str, ...], list[T]] = {}
            for values, item in self._by_names[names]:
                made.setdefault(tuple(values[name] for name in shared), []).append(item)
            self._indexes[names, shared] = index = made
        return index
