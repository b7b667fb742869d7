"""Functions over ranges in which there are histograms: what each makes of them.

Rules as in prometheus promql/functions.go of 3.x.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from rules.promql.histogram.comparing import are_equal, was_reset
from rules.promql.histogram.rates import Kind, Remark, last_rise, rise
from rules.promql.histogram.scaling import divided, multiplied
from rules.promql.histogram.sums import Combined, mean, total
from rules.promql.mixed.reading import Samples
from watchkeeper.storage.series.histograms import Histogram

Sample = float | Histogram
Combine = Callable[[Sequence[Histogram]], Combined | None]

FARTHEST = 1.1
"""Of the mean distance of samples: farther from the edge of a window, the series began there."""


class Fate(Enum):
    """What becomes of the result that the floats of the window gave."""

    KEPT = "kept"
    REPLACED = "replaced"
    DROPPED = "dropped"


class Note(Enum):
    """What is told about a window, beside the remarks on rates."""

    MIXED = "floats and histograms"
    IGNORED = "histograms beside floats were ignored"
    CONFLICT = "resets that contradict each other"
    RECONCILED = "custom bounds that differ, in a sum"


@dataclass(frozen=True, slots=True)
class Outcome:
    fate: Fate
    value: Sample = 0.0
    notes: tuple[Note | Remark, ...] = ()


def _dropped(*notes: Note | Remark) -> Outcome:
    return Outcome(Fate.DROPPED, notes=notes)


def _replaced(value: Sample, *notes: Note | Remark) -> Outcome:
    return Outcome(Fate.REPLACED, value, notes)


Rule = Callable[[Samples], Outcome]
"""Is asked about windows with at least one histogram."""


def _extrapolated(samples: Samples, *, kind: Kind, is_per_second: bool = False) -> Outcome:
    histograms = samples.histograms
    if len(histograms) < len(samples.values):
        return _dropped(Note.MIXED)
    if len(histograms) < 2:
        return _dropped()
    found = rise(histograms, kind)
    if found.histogram is None:
        return _dropped(*found.remarks)
    to_zero = None
    if kind is Kind.COUNTER and found.histogram.count > 0 and histograms[0].count >= 0:
        to_zero = histograms[0].count / found.histogram.count
    factor = _extrapolation(samples, to_zero)
    if is_per_second:
        factor /= (samples.end - samples.start) / 1000
    return _replaced(multiplied(found.histogram, factor), *found.remarks)


def _extrapolation(samples: Samples, to_zero: float | None) -> float:
    """Return by how much longer than its samples a series was: counters.py has it for floats.

    *to_zero*: before so many times the sampled time a counter was zero.
    """
    sampled = samples.times[-1] - samples.times[0]
    mean_distance = sampled / (len(samples.times) - 1)
    to_start = samples.times[0] - samples.start
    to_end = samples.end - samples.times[-1]
    before = mean_distance / 2 if to_start >= mean_distance * FARTHEST else to_start
    after = mean_distance / 2 if to_end >= mean_distance * FARTHEST else to_end
    if to_zero is not None:
        before = min(before, sampled * to_zero)
    return (sampled + before + after) / sampled


def _instant(samples: Samples, *, kind: Kind) -> Outcome:
    """Compare the last two samples, whatever they are."""
    if len(samples.values) < 2:
        return _dropped()
    before, after = samples.values[-2:]
    if not isinstance(before, Histogram) and not isinstance(after, Histogram):
        return Outcome(Fate.KEPT)
    if not isinstance(before, Histogram) or not isinstance(after, Histogram):
        return _dropped(Note.MIXED)
    found = last_rise(before, after, kind)
    if found.histogram is None:
        return _dropped(*found.remarks)
    if kind is Kind.GAUGE:
        return _replaced(found.histogram, *found.remarks)
    seconds = (samples.times[-1] - samples.times[-2]) / 1000
    return _replaced(divided(found.histogram, seconds), *found.remarks)


def _combined(samples: Samples, *, combine: Combine) -> Outcome:
    histograms = samples.histograms
    if len(histograms) < len(samples.values):
        return _dropped(Note.MIXED)
    found = combine(histograms)
    if found is None:
        return _dropped(Remark.MIXED_BOUNDS)
    notes = [Note.CONFLICT] if found.has_conflict else []
    if found.did_reconcile:
        notes.append(Note.RECONCILED)
    return _replaced(found.histogram, *notes)


def _counted(samples: Samples, *, differ: Callable[[Sample, Sample], bool]) -> Outcome:
    return _replaced(float(sum(differ(one, next_) for one, next_ in pairwise(samples.values))))


def is_change(before: Sample, after: Sample) -> bool:
    if isinstance(before, Histogram) and isinstance(after, Histogram):
        return not are_equal(before, after)
    if isinstance(before, Histogram) or isinstance(after, Histogram):
        return True
    return before != after and not (math.isnan(before) and math.isnan(after))


def is_reset(before: Sample, after: Sample) -> bool:
    if isinstance(before, Histogram) and isinstance(after, Histogram):
        return was_reset(after, before)
    if isinstance(before, Histogram) or isinstance(after, Histogram):
        return True
    return after < before


def _of_floats(samples: Samples) -> Outcome:
    """Leave the result of the floats; say so where there are any."""
    return Outcome(Fate.KEPT, notes=(Note.IGNORED,) if samples.floats else ())


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "rate": partial(_extrapolated, kind=Kind.COUNTER, is_per_second=True),
        "increase": partial(_extrapolated, kind=Kind.COUNTER),
        "delta": partial(_extrapolated, kind=Kind.GAUGE),
        "irate": partial(_instant, kind=Kind.COUNTER),
        "idelta": partial(_instant, kind=Kind.GAUGE),
        "changes": partial(_counted, differ=is_change),
        "resets": partial(_counted, differ=is_reset),
        "sum_over_time": partial(_combined, combine=total),
        "avg_over_time": partial(_combined, combine=mean),
        "count_over_time": lambda samples: _replaced(float(len(samples.values))),
        "present_over_time": lambda _: _replaced(1.0),
        "absent_over_time": lambda _: _replaced(1.0),  # asked whether something is present
        "ts_of_first_over_time": lambda samples: _replaced(samples.times[0] / 1000),
        "ts_of_last_over_time": lambda samples: _replaced(samples.times[-1] / 1000),
        "last_over_time": lambda samples: _replaced(samples.values[-1]),
        "first_over_time": lambda samples: _replaced(samples.values[0]),
    }
)


def rule_of(function: str) -> Rule:
    """Return the rule of a function; one that is not named here is about floats alone."""
    return RULES.get(function, _of_floats)
