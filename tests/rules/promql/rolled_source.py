"""A source that keeps samples for a while and roll-ups for ever, made from a plain one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from rules.promql.series import Block, Matcher, RollUpBlock, RollUps, Selection
from tests.rules.promql.memory_source import MemorySelection, MemorySource, StoredSeries
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.samples import STALE_BITS, bits_of

_FIELDS = ("minimum", "maximum", "total", "count", "last", "increase")


class RolledSource:
    """Samples before *since* are gone; of them and of the others there are roll-ups."""

    def __init__(self, whole: MemorySource, *, since: int, period: int, until: int) -> None:
        self._whole = whole
        self._since = Instant(since)
        self._period = Duration(period)
        self._until = Instant(until // period * period)

    def select(self, matchers: tuple[Matcher, ...]) -> MemorySelection:
        return self._whole.select(matchers)

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        return self._whole.window(selection, Instant(max(start, self._since - 1)), end)

    def raw_since(self) -> Instant:
        return self._since

    def roll_ups(self, selection: Selection, start: Instant, end: Instant) -> RollUps | None:
        assert isinstance(selection, MemorySelection)
        first = start // self._period * self._period + self._period
        times = np.arange(first, min(end, self._until) + 1, self._period, dtype=np.int64)
        shape = (len(times), len(selection))
        fields = {name: np.full(shape, math.nan) for name in _FIELDS}
        fields["count"] = np.zeros(shape)
        for column, one in enumerate(selection.rows):
            for period, at in enumerate(times.tolist()):
                for name, value in self._record(one, at).items():
                    fields[name][period, column] = value
        block = RollUpBlock(np.arange(len(selection)), times, **fields)
        return RollUps(self._period, self._until, [block])

    def _record(self, one: StoredSeries, at: int) -> dict[str, float]:
        samples = [
            (time, value)
            for time, value in zip(one.times, one.values, strict=True)
            if isinstance(value, float) and time <= at and bits_of(value) != STALE_BITS
        ]
        here = [value for time, value in samples if time > at - self._period]
        before = [value for time, value in samples if time <= at - self._period]
        if not here:
            return {}
        rises = [b if b < a else b - a for a, b in pairwise([*before[-1:], *here])]
        return {
            "minimum": min(here),
            "maximum": max(here),
            "total": math.fsum(here),
            "count": float(len(here)),
            "last": here[-1],
            "increase": math.fsum(rises),
        }
