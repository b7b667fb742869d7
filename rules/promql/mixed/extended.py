"""anchored and smoothed on histograms: windows that look at the samples around their edges.

Rules as in prometheus promql/functions.go, extendedHistogramRate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rules.promql.histogram.comparing import was_reset
from rules.promql.histogram.rates import Kind, Remark, unfit
from rules.promql.histogram.scaling import divided, multiplied
from rules.promql.histogram.sums import Combined, weighted
from rules.promql.mixed.ranges import Fate, Note, Outcome, is_change, is_reset
from rules.promql.mixed.reading import Samples
from rules.promql.nodes import Anchoring
from watchkeeper.storage.series.histograms import CounterReset, Histogram

_COUNTS = {"changes": is_change, "resets": is_reset}
_MIXED_KINDS = Outcome(Fate.DROPPED, notes=(Note.MIXED,))
_MIXED_BOUNDS = Outcome(Fate.DROPPED, notes=(Remark.MIXED_BOUNDS,))
_NOTHING = Outcome(Fate.DROPPED)


@dataclass(frozen=True, slots=True)
class Extended:
    """A function over windows that were read wider than they were asked for, in ms."""

    function: str
    anchoring: Anchoring
    before: int
    after: int

    def outcome(self, samples: Samples) -> Outcome:
        start, end = samples.start + self.before, samples.end - self.after
        if self.function in _COUNTS:
            return self._counted(samples, start)
        histograms = samples.histograms
        if len(histograms) < len(samples.values):
            return _MIXED_KINDS
        return self._risen(_Window(samples.times, histograms, start, end))

    def _counted(self, samples: Samples, start: int) -> Outcome:
        if samples.times[-1] <= start:
            return _NOTHING
        first = _last_until(samples.times, start)
        differ = _COUNTS[self.function]
        count = sum(differ(one, other) for one, other in pairwise(samples.values[first:]))
        return Outcome(Fate.REPLACED, float(count))

    def _risen(self, window: _Window) -> Outcome:
        first, last = _last_until(window.times, window.start), len(window.times) - 1
        kind = Kind.GAUGE if self.function == "delta" else Kind.COUNTER
        is_smoothed = self.anchoring is Anchoring.SMOOTHED
        if is_smoothed:
            last = next((i for i, at in enumerate(window.times) if at >= window.end), last)
        if window.times[last] <= window.start or window.times[first] > window.end:
            return _NOTHING
        used = window.histograms[first : last + 1]
        if len({one.has_custom_bounds for one in used}) > 1:
            return _MIXED_BOUNDS
        left, right = used[0], used[-1]
        spans_reset = False
        if is_smoothed and window.times[first] < window.start:
            left = window.between(first, window.start, kind)
            spans_reset = kind is Kind.COUNTER and was_reset(used[1], used[0])
        if is_smoothed and window.times[last] > window.end and last > 0:
            right = window.between(last - 1, window.end, kind)
        lost = _lost(used, left, right, spans_reset=spans_reset) if kind is Kind.COUNTER else []
        found = weighted([right, left, *lost], [1.0, -1.0, *[1.0] * len(lost)])
        assert found is not None
        return self._outcome(found, unfit(used, kind), (window.end - window.start) / 1000)

    def _outcome(self, found: Combined, remarks: tuple[Remark, ...], seconds: float) -> Outcome:
        if found.did_reconcile:
            remarks = (*remarks, Remark.RECONCILED)
        result = found.histogram.hinted(CounterReset.GAUGE)
        if self.function == "rate":
            result = divided(result, seconds)
        return Outcome(Fate.REPLACED, result, remarks)


def _last_until(times: Sequence[int], start: int) -> int:
    """Return the place of the last sample at or before *start*, else of the first one."""
    return max(0, sum(at <= start for at in times) - 1)


@dataclass(frozen=True, slots=True)
class _Window:
    times: Sequence[int]
    histograms: Sequence[Histogram]
    start: int
    end: int

    def between(self, place: int, at: int, kind: Kind) -> Histogram:
        """Return the histogram at *at* on the line from one sample to the next."""
        before, after = self.histograms[place : place + 2]
        share = (at - self.times[place]) / (self.times[place + 1] - self.times[place])
        found = line_between(before, after, share, kind)
        assert found is not None, "the kinds of bounds were compared before"
        return found


def line_between(before: Histogram, after: Histogram, share: float, kind: Kind) -> Histogram | None:
    """Return what lies between two samples; a counter that was reset counts from zero.

    None where their kinds of bounds differ.
    """
    if before.has_custom_bounds != after.has_custom_bounds:
        return None
    if kind is Kind.COUNTER and was_reset(after, before):
        return multiplied(after, share)
    found = weighted((before, after), (1 - share, share))
    return None if found is None else found.histogram.hinted(after.reset)


def _lost(
    used: Sequence[Histogram], left: Histogram, right: Histogram, *, spans_reset: bool
) -> list[Histogram]:
    """Return what a counter had at each reset between both ends.

    A reset that the line to the left end crosses is in its value already.
    """
    inner = [left, *used[1:-1], right]
    if spans_reset:
        if len(used) <= 2:
            return []
        inner = [*used[1:-1], right]
    return [before for before, after in pairwise(inner) if was_reset(after, before)]


@dataclass(frozen=True, slots=True)
class Smoothed:
    """The value now, on the line between the samples before and after it."""

    after: int

    def outcome(self, samples: Samples) -> Outcome:
        histograms = samples.histograms
        if len(histograms) < len(samples.values):
            return _MIXED_KINDS
        at = samples.end - self.after
        until = sum(time <= at for time in samples.times)
        if not until:
            return _NOTHING
        before = histograms[until - 1]
        if until == len(histograms) or samples.times[until - 1] == at:
            return Outcome(Fate.REPLACED, before)
        after = histograms[until]
        is_gauge = CounterReset.GAUGE in {before.reset, after.reset}
        first, second = samples.times[until - 1 : until + 1]
        share = (at - first) / (second - first)
        found = line_between(before, after, share, Kind.GAUGE if is_gauge else Kind.COUNTER)
        return _MIXED_BOUNDS if found is None else Outcome(Fate.REPLACED, found)
