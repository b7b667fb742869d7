"""Sequence numbers that were received: a few ranges, however many ticks."""

from __future__ import annotations

from bisect import bisect_right


class Ranges:
    """A set of whole numbers, kept as ranges that neither touch nor overlap."""

    __slots__ = ("_firsts", "_lasts")

    def __init__(self) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._firsts, number) - 1
        return at >= 0 and number <= self._lasts[at]

    def pairs(self) -> list[tuple[int, int]]:
        return list(zip(self._firsts, self._lasts, strict=True))

    def overlaps(self, first: int, last: int) -> bool:
        at = bisect_right(self._firsts, last) - 1
        return at >= 0 and self._lasts[at] >= first

    def add(self, first: int, last: int) -> None:
        """Add first .. last; ranges that touch become one."""
        if self._lasts and first == self._lasts[-1] + 1:  # the next in turn, as nearly always
            self._lasts[-1] = last
            return
        low = bisect_right(self._firsts, first) - 1
        if low < 0 or self._lasts[low] < first - 1:
            low += 1
        high = bisect_right(self._firsts, last + 1)
        if low < high:
            first = min(first, self._firsts[low])
            last = max(last, self._lasts[high - 1])
        self._firsts[low:high] = [first]
        self._lasts[low:high] = [last]

    def remove(self, first: int, last: int) -> None:
        """Take out first .. last, whether or not they were in."""
        kept = [
            piece
            for one_first, one_last in self.pairs()
            for piece in (
                (one_first, min(one_last, first - 1)),
                (max(one_first, last + 1), one_last),
            )
            if piece[0] <= piece[1]
        ]
        self._firsts = [piece[0] for piece in kept]
        self._lasts = [piece[1] for piece in kept]
