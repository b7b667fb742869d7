"""Put what was found about histograms into the words of annotations."""

from __future__ import annotations

from typing import assert_never

from rules.promql.annotations import (
    Annotation,
    HistogramOperation,
    conflicting_counter_resets,
    fraction_without_nan,
    histogram_ignored_in_range,
    histogram_not_counter,
    histogram_not_gauge,
    mismatched_custom_buckets,
    mixed_exponential_custom,
    mixed_floats_histograms,
    quantile_of_nan,
    quantile_skewed_by_nan,
)
from rules.promql.errors import Place
from rules.promql.histogram.quantiles import NaNs
from rules.promql.histogram.rates import Remark
from rules.promql.mixed.ranges import Note


def annotation_of(note: Note | Remark, metric: str, place: Place) -> Annotation:
    match note:
        case Note.MIXED:
            return mixed_floats_histograms(metric, place)
        case Note.IGNORED:
            return histogram_ignored_in_range(metric, place)
        case Note.CONFLICT:
            return conflicting_counter_resets(HistogramOperation.AGGREGATION, place)
        case Note.RECONCILED:
            return mismatched_custom_buckets(HistogramOperation.AGGREGATION, place)
        case Remark.NOT_COUNTER:
            return histogram_not_counter(metric, place)
        case Remark.NOT_GAUGE:
            return histogram_not_gauge(metric, place)
        case Remark.MIXED_BOUNDS:
            return mixed_exponential_custom(metric, place)
        case Remark.RECONCILED:
            return mismatched_custom_buckets(HistogramOperation.SUBTRACTION, place)
        case _:
            assert_never(note)


def annotation_of_nans(nans: NaNs, metric: str, place: Place) -> Annotation | None:
    match nans:
        case NaNs.NONE:
            return None
        case NaNs.IS_NAN:
            return quantile_of_nan(metric, place)
        case NaNs.SKEWED:
            return quantile_skewed_by_nan(metric, place)
        case NaNs.EXCLUDED:
            return fraction_without_nan(metric, place)
        case _:
            assert_never(nans)
