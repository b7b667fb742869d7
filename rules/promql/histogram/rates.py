"""What became of a histogram over a range: rate, increase, delta and their instant forms.

Rules as in prometheus promql/functions.go, histogramRate and instantValue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from rules.promql.histogram.comparing import was_reset
from rules.promql.histogram.sums import subtracted, weighted
from watchkeeper.storage.series.histograms import CounterReset, Histogram


class Remark(Enum):
    """What was found on the way and is told to who asked."""

    NOT_COUNTER = "a gauge where a counter was expected"
    NOT_GAUGE = "a counter where a gauge was expected"
    MIXED_BOUNDS = "exponential and custom buckets"
    RECONCILED = "custom bounds that differ"


class Kind(Enum):
    COUNTER = "counter"
    GAUGE = "gauge"


@dataclass(frozen=True, slots=True)
class Rise:
    histogram: Histogram | None  # None: the samples do not go together
    remarks: tuple[Remark, ...] = ()


def rise(samples: Sequence[Histogram], kind: Kind) -> Rise:
    """Return the last sample less the first, of counters with what was lost at resets."""
    first, last = samples[0], samples[-1]
    starts_anew = kind is Kind.COUNTER and was_reset(samples[1], first)
    members = samples[1:] if starts_anew else samples
    relevant = members if kind is Kind.COUNTER else (first, last)
    if len({one.has_custom_bounds for one in relevant}) > 1:
        return Rise(None, (Remark.MIXED_BOUNDS,))
    parts = [last] if starts_anew else [last, first]
    weights = [1.0, -1.0][: len(parts)]
    if kind is Kind.COUNTER:
        lost = [before for before, after in pairwise(members) if was_reset(after, before)]
        parts, weights = [*parts, *lost], [*weights, *[1.0] * len(lost)]
    found = weighted(parts, weights)
    assert found is not None
    remarks = unfit(samples, kind)
    if found.did_reconcile:
        remarks = (*remarks, Remark.RECONCILED)
    return Rise(found.histogram.hinted(CounterReset.GAUGE), remarks)


def unfit(samples: Sequence[Histogram], kind: Kind) -> tuple[Remark, ...]:
    """Return the remark that the samples are of the other kind, if they are."""
    if kind is Kind.COUNTER:
        is_gauge = any(one.reset is CounterReset.GAUGE for one in samples)
        return (Remark.NOT_COUNTER,) if is_gauge else ()
    ends = samples[0].reset, samples[-1].reset
    return () if ends == (CounterReset.GAUGE,) * 2 else (Remark.NOT_GAUGE,)


def last_rise(before: Histogram, after: Histogram, kind: Kind) -> Rise:
    """Return the difference of two neighbours; of a counter that was reset, the later one."""
    remarks = unfit((before, after), kind)
    if kind is Kind.COUNTER and was_reset(after, before):
        return Rise(after.hinted(CounterReset.GAUGE), remarks)
    found = subtracted(after, before)
    if found is None:
        return Rise(None, (*remarks, Remark.MIXED_BOUNDS))
    if found.did_reconcile:
        remarks = (*remarks, Remark.RECONCILED)
    return Rise(found.histogram.hinted(CounterReset.GAUGE), remarks)
