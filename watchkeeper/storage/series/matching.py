"""Matchers on label columns: each is judged once per distinct value, then gathered."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

import numpy as np
import numpy.typing as npt

from watchkeeper.storage.series.columns import LabelColumn, LabelColumns
from watchkeeper.storage.series.patterns import pattern_of
from watchkeeper.storage.series.words import Matcher, MatchKind

Numbers = npt.NDArray[np.intp]  # series numbers


def predicate(matcher: Matcher) -> Callable[[str], bool]:
    """Return the test that a label's value must pass.  Raises InvalidInput for a bad pattern."""
    wanted = matcher.value
    match matcher.kind:
        case MatchKind.EQUAL:
            return lambda value: value == wanted
        case MatchKind.NOT_EQUAL:
            return lambda value: value != wanted
        case MatchKind.MATCHES:
            return pattern_of(wanted).matches
        case MatchKind.NOT_MATCHES:
            fits = pattern_of(wanted).matches
            return lambda value: not fits(value)
    assert_never(matcher.kind)


class Verdicts:
    """What one matcher says of each value of its column, continued as values are added."""

    __slots__ = ("_column", "_judged", "_known", "_passes")

    def __init__(self, matcher: Matcher) -> None:
        self._passes = predicate(matcher)
        self._column: LabelColumn | None = None
        self._judged = 0
        self._known = np.array([self._passes("")])  # (values + 1,); the last is for no such label

    @property
    def accepts_missing(self) -> bool:
        return bool(self._known[-1])

    def of(self, column: LabelColumn) -> npt.NDArray[np.bool_]:
        """Return the verdicts (values + 1,) by code; code -1 finds the last one."""
        if column is not self._column:
            self._column, self._judged, self._known = column, 0, self._known[-1:]
        values = column.values
        if self._judged < len(values):
            more = [self._passes(value) for value in values[self._judged :]]
            self._known = np.concatenate([self._known[:-1], more, self._known[-1:]])
            self._judged = len(values)
        return self._known


class Filter:
    """All matchers of a selector, cheapest first."""

    def __init__(self, matchers: tuple[Matcher, ...]) -> None:
        order = sorted(matchers, key=lambda matcher: _COST[matcher.kind])
        self._verdicts = [(matcher.name, Verdicts(matcher)) for matcher in order]

    def apply(self, columns: LabelColumns, series: Numbers) -> Numbers:
        """Return those of *series* that pass every matcher."""
        for name, verdicts in self._verdicts:
            if not len(series):
                break
            if name in columns.by_name:
                codes = columns.codes(name, series)
                series = series[verdicts.of(columns.by_name[name])[codes]]
            elif not verdicts.accepts_missing:
                return series[:0]
        return series


_COST = {
    MatchKind.EQUAL: 0,
    MatchKind.MATCHES: 1,
    MatchKind.NOT_EQUAL: 2,
    MatchKind.NOT_MATCHES: 3,
}
