"""The label sets of blocks, to be selected by matchers: series that ended are found again.

Changed by the flushing thread, asked by any; a lock guards it.  What is new waits until somebody
asks, so that neither a start nor a flush pays for it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np

from watchkeeper.core.labels import Labels
from watchkeeper.storage.series.columns import LabelColumns
from watchkeeper.storage.series.matching import Filter
from watchkeeper.storage.series.words import Matcher

_GONE = -1  # in ``_days``
_REBUILT = 10_000  # numbers that were given back, before columns forget their values


class PastIndex:
    """Label sets by what they say, and the last day on which each may have samples."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Labels, int] = {}  # day by label set
        self._numbers: dict[Labels, int] = {}
        self._labels: list[Labels] = []  # by number
        self._days = np.full(1_024, _GONE, np.int64)  # (numbers,)
        self._free: list[int] = []
        self._given_back = 0
        self._columns = LabelColumns()
        self.version = 0  # grows with every change

    def see(self, found: Iterable[tuple[Labels, int]]) -> None:
        """Take up label sets with the days on which they were seen; the last day counts."""
        with self._lock:
            for labels, day in found:
                self._waiting[labels] = max(day, self._waiting.get(labels, _GONE))
            self.version += 1

    def forget(self, labels: Iterable[Labels]) -> None:
        with self._lock:
            self._take_up()
            for one in labels:
                self._forget(one)
            self.version += 1

    def matching(self, matchers: tuple[Matcher, ...], *, first_day: int) -> list[Labels]:
        """Return the label sets that match and were seen on *first_day* or later, in any order."""
        with self._lock:
            self._take_up()
            alive = np.flatnonzero(self._days[: len(self._labels)] >= max(first_day, 0))
            found = Filter(matchers).apply(self._columns, alive)
            return [self._labels[number] for number in found.tolist()]

    def _take_up(self) -> None:
        for labels, day in self._waiting.items():
            number = self._numbers.get(labels)
            if number is None:
                number = self._add(labels)
            self._days[number] = max(self._days[number], day)
        self._waiting.clear()

    def _add(self, labels: Labels) -> int:
        if self._free:
            number = self._free.pop()
            self._labels[number] = labels
        else:
            number = len(self._labels)
            self._labels.append(labels)
            if number == len(self._days):
                room = np.full(len(self._days) // 2, _GONE, np.int64)
                self._days = np.concatenate([self._days, room])
        self._numbers[labels] = number
        self._columns.put(number, labels)
        return number

    def _forget(self, labels: Labels) -> None:
        number = self._numbers.pop(labels, None)
        if number is None:
            return
        self._columns.clear(number, labels)
        self._days[number] = _GONE
        self._labels[number] = ()
        self._free.append(number)
        self._given_back += 1
        if self._given_back > _REBUILT:
            self._given_back = 0
            self._columns.compact(np.array(list(self._numbers.values()), np.intp))
