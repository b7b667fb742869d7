"""Put what was found about histograms into the words of annotations."""

from __future__ import annotations

from typing import assert_never

from rules.promql import annotations
from rules.promql.annotations import Annotation, HistogramOperation
from rules.promql.errors import Place
from rules.promql.histogram.quantiles import NaNs
from rules.promql.histogram.rates import Remark
from rules.promql.mixed.ranges import Note


def annotation_of(note: Note | Remark, metric: str, place: Place) -> Annotation:
    match note:
        case Note.MIXED:
            return annotations.mixed_floats_histograms(metric, place)
        case Note.IGNORED:
            return annotations.histogram_ignored_in_range(metric, place)
        case Note.CONFLICT:
            return annotations.conflicting_counter_resets(HistogramOperation.AGGREGATION, place)
        case Note.RECONCILED:
            return annotations.mismatched_custom_buckets(HistogramOperation.AGGREGATION, place)
        case Remark.NOT_COUNTER:
            return annotations.histogram_not_counter(metric, place)
        case Remark.NOT_GAUGE:
            return annotations.histogram_not_gauge(metric, place)
        case Remark.MIXED_BOUNDS:
            return annotations.mixed_exponential_custom(metric, place)
        case Remark.RECONCILED:
            return annotations.mismatched_custom_buckets(HistogramOperation.SUBTRACTION, place)
        case _:
            assert_never(note)


def annotation_of_nans(nans: NaNs, metric: str, place: Place) -> Annotation | None:
    match nans:
        case NaNs.NONE:
            return None
        case NaNs.IS_NAN:
            return annotations.quantile_of_nan(metric, place)
        case NaNs.SKEWED:
            return annotations.quantile_skewed_by_nan(metric, place)
        case NaNs.EXCLUDED:
            return annotations.fraction_without_nan(metric, place)
        case _:
            assert_never(nans)
