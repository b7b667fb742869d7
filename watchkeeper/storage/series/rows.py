"""Rows of an interval class: which are free, so that those of one metric lie side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_LINE = 8
"""Rows of a cache line: metrics of a few series lie in pieces of that size at least."""
_SHARE = 16
"""What part of its rows a large metric has in reserve: every slot of the head has them too."""


class RowSpace:
    """Gives out row numbers, in runs per metric that grow with what the metric has.

    A freed row rests until the second ``settle`` after it: a reader may still hold a selection in
    which it belongs to the old series.
    """

    def __init__(self) -> None:
        self.top = 0  # rows below it were given out at some time
        self._free: defaultdict[str, list[int]] = defaultdict(list)  # last is taken first
        self._count: Counter[str] = Counter()
        self._resting: list[tuple[str, int]] = []
        self._rested: list[tuple[str, int]] = []

    def take(self, metrics: Sequence[str]) -> list[int]:
        """Return one row for each metric named."""
        for metric, wanted in Counter(metrics).items():
            self._make_room(metric, wanted)
        return [self._free[metric].pop() for metric in metrics]

    def give_back(self, freed: Iterable[tuple[str, int]]) -> None:
        for metric, row in freed:
            self._count[metric] -= 1
            self._resting.append((metric, row))

    def settle(self) -> None:
        """Let rows that have rested be used again; called once per chunk."""
        for metric, row in self._rested:
            self._free[metric].append(row)
        self._rested, self._resting = self._resting, []

    def _make_room(self, metric: str, wanted: int) -> None:
        free = self._free[metric]
        missing = wanted - len(free)
        if missing > 0:
            count = self._count[metric]
            run = max(missing, min(count // 4, _LINE), count // _SHARE)
            free[:0] = range(self.top + run - 1, self.top - 1, -1)
            self.top += run
        self._count[metric] += wanted
