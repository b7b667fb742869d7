"""Warnings and infos that an evaluation gives beside its result, in Prometheus's words.

Sentences as in prometheus util/annotations/annotations.go of 3.x: clients look for them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from rules.promql.errors import Place
from rules.promql.format import quoted
from watchkeeper.core.errors import Translate
from watchkeeper.core.messages import Text, mark, text

MOST_SHOWN = 10
"""Of each severity, as Prometheus shows to its clients; a last line counts the others."""

MOST_KEPT = 1_000
"""Distinct annotations of one evaluation; those beyond are not even counted."""


class Severity(Enum):
    WARNING = "warning"
    INFO = "info"


class HistogramOperation(Enum):
    ADDITION = "addition"
    SUBTRACTION = "subtraction"
    AGGREGATION = "aggregation"


@dataclass(frozen=True, slots=True)
class Annotation:
    """``place`` is that of the node that it is about."""

    severity: Severity
    sentence: Text
    place: Place | None

    def text(self, translate: Translate = str) -> str:
        """Return ``PromQL warning: ... (line:column)``."""
        at = f" ({self.place.line}:{self.place.column})" if self.place else ""
        return f"PromQL {self.severity.value}: {self.sentence.render(translate)}{at}"

    @property
    def told(self) -> Text:
        """Return the sentence with its place, without Prometheus's heading."""
        if self.place is None:
            return self.sentence
        at = f"{self.place.line}:{self.place.column}"
        return text("{what} ({at})", what=self.sentence, at=at)


class Annotations:
    """Collects what one or several evaluations say; each annotation once, in order."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[str, Annotation] = {}

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._found.values())

    def add(self, annotation: Annotation) -> None:
        if len(self._found) < MOST_KEPT:
            self._found.setdefault(annotation.text(), annotation)

    def merge(self, other: Annotations) -> None:
        for annotation in other:
            self.add(annotation)

    def warnings(self, translate: Translate = str) -> list[str]:
        """Return the warnings to show, as texts with their places."""
        omitted = mark("{count} more warning annotations omitted")
        return self._shown(Severity.WARNING, translate, omitted)

    def infos(self, translate: Translate = str) -> list[str]:
        """Return the infos to show, as texts with their places."""
        omitted = mark("{count} more info annotations omitted")
        return self._shown(Severity.INFO, translate, omitted)

    def told(self, severity: Severity) -> tuple[Text, ...]:
        """Return what to show of a severity for readers of any language."""
        found = [one.told for one in self if one.severity is severity]
        if len(found) <= MOST_SHOWN:
            return tuple(found)
        more = text("{count} more", count=len(found) - MOST_SHOWN)
        return (*found[:MOST_SHOWN], more)

    def _shown(self, severity: Severity, translate: Translate, omitted: str) -> list[str]:
        found = [one.text(translate) for one in self if one.severity is severity]
        if len(found) <= MOST_SHOWN:
            return found
        more = Text(omitted, {"count": len(found) - MOST_SHOWN})
        return [*found[:MOST_SHOWN], more.render(translate)]


def number_in_go(value: float) -> str:
    """Write a number as Go's ``%g``, which goes over to an exponent at a million."""
    if math.isnan(value) or math.isinf(value):
        return {math.inf: "+Inf", -math.inf: "-Inf"}.get(value, "NaN")
    shortest = next(
        digits for places in range(18) if float(digits := f"{value:.{places}e}") == value
    )
    power = int(shortest.partition("e")[2])
    return shortest if power < -4 or power >= 6 else repr(value).removesuffix(".0")


def _warning(sentence: Text, place: Place | None) -> Annotation:
    return Annotation(Severity.WARNING, sentence, place)


def _info(sentence: Text, place: Place | None) -> Annotation:
    return Annotation(Severity.INFO, sentence, place)


def _of_metric(sentence: Text, metric: str) -> Text:
    """Add the metric's name where there is one."""
    if not metric:
        return sentence
    return text("{what} for metric name {metric}", what=sentence, metric=quoted(metric))


def invalid_quantile(quantile: float, place: Place) -> Annotation:
    given = number_in_go(quantile)
    return _warning(
        text("quantile value should be between 0 and 1, got {given}", given=given), place
    )


def invalid_ratio(ratio: float, capped: float, place: Place) -> Annotation:
    return _warning(
        text(
            "ratio value should be between -1 and 1, got {given}, capping to {capped}",
            given=number_in_go(ratio),
            capped=number_in_go(capped),
        ),
        place,
    )


def bad_bucket_label(metric: str, value: str, place: Place) -> Annotation:
    sentence = text(
        'bucket label "le" is missing or has a malformed value of {value}', value=quoted(value)
    )
    return _warning(_of_metric(sentence, metric), place)


def ineffective_sort(place: Place) -> Annotation:
    return _warning(
        text("sort is ineffective for range queries since results are always ordered by labels"),
        place,
    )


def possible_non_counter(metric: str, place: Place) -> Annotation:
    return _info(
        text(
            "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
            "{metric}",
            metric=quoted(metric),
        ),
        place,
    )


@dataclass(frozen=True, slots=True)
class FallingBuckets:
    """Where buckets held less than those below them: bounds, how much, how often, when."""

    lowest: float
    highest: float
    difference: float
    samples: int
    first: str  # 2026-11-22T10:00:00Z
    last: str


def forced_monotonicity(metric: str, falling: FallingBuckets, place: Place) -> Annotation:
    sentence = text(
        "input to histogram_quantile needed to be fixed for monotonicity (see "
        "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
    )
    return _info(
        text(
            "{what}, from buckets {lowest} to {highest}, with a max diff of {difference}, "
            "over {samples} samples from {first} to {last}",
            what=_of_metric(sentence, metric),
            lowest=number_in_go(falling.lowest),
            highest=number_in_go(falling.highest),
            difference=f"{falling.difference:.2g}",
            samples=falling.samples,
            first=falling.first,
            last=falling.last,
        ),
        place,
    )


def incompatible_types(left: str, operator: str, right: str, place: Place) -> Annotation:
    """*left* and *right*: "float" or "histogram"."""
    return _info(
        text(
            "incompatible sample types encountered for binary operator {quoted}: "
            "{left} {operator} {right}",
            quoted=quoted(operator),
            left=left,
            operator=operator,
            right=right,
        ),
        place,
    )


def mixed_floats_histograms(metric: str, place: Place) -> Annotation:
    return _warning(
        text(
            "encountered a mix of histograms and floats for metric name {metric}",
            metric=quoted(metric),
        ),
        place,
    )


def mixed_in_aggregation(place: Place) -> Annotation:
    return _warning(text("encountered a mix of histograms and floats for aggregation"), place)


def mixed_classic_native(metric: str, place: Place) -> Annotation:
    sentence = text("vector contains a mix of classic and native histograms")
    return _warning(_of_metric(sentence, metric), place)


def histogram_not_counter(metric: str, place: Place) -> Annotation:
    return _warning(
        text("this native histogram metric is not a counter: {metric}", metric=quoted(metric)),
        place,
    )


def histogram_not_gauge(metric: str, place: Place) -> Annotation:
    return _warning(
        text("this native histogram metric is not a gauge: {metric}", metric=quoted(metric)), place
    )


def mixed_exponential_custom(metric: str, place: Place) -> Annotation:
    return _warning(
        text(
            "vector contains a mix of histograms with exponential and custom buckets schemas "
            "for metric name {metric}",
            metric=quoted(metric),
        ),
        place,
    )


def incompatible_custom_buckets(metric: str, place: Place) -> Annotation:
    return _warning(
        text(
            "vector contains histograms with incompatible custom buckets for metric name {metric}",
            metric=quoted(metric),
        ),
        place,
    )


def incompatible_bucket_layout(operator: str, place: Place) -> Annotation:
    return _warning(
        text(
            "incompatible bucket layout encountered for binary operator {operator}",
            operator=operator,
        ),
        place,
    )


def histogram_ignored_in_aggregation(aggregation: str, place: Place) -> Annotation:
    return _info(
        text("ignored histogram in {aggregation} aggregation", aggregation=aggregation), place
    )


def histogram_ignored_in_range(metric: str, place: Place) -> Annotation:
    return _info(
        text(
            "ignored histograms in a range containing both floats and histograms "
            "for metric name {metric}",
            metric=quoted(metric),
        ),
        place,
    )


def quantile_of_nan(metric: str, place: Place) -> Annotation:
    sentence = text("input to histogram_quantile has NaN observations, result is NaN")
    return _info(_of_metric(sentence, metric), place)


def quantile_skewed_by_nan(metric: str, place: Place) -> Annotation:
    sentence = text("input to histogram_quantile has NaN observations, result is skewed higher")
    return _info(_of_metric(sentence, metric), place)


def fraction_without_nan(metric: str, place: Place) -> Annotation:
    sentence = text(
        "input to histogram_fraction has NaN observations, which are excluded from all fractions"
    )
    return _info(_of_metric(sentence, metric), place)


def conflicting_counter_resets(operation: HistogramOperation, place: Place) -> Annotation:
    return _warning(
        text("conflicting counter resets during histogram {operation}", operation=operation.value),
        place,
    )


def mismatched_custom_buckets(operation: HistogramOperation, place: Place) -> Annotation:
    return _info(
        text(
            "mismatched custom buckets were reconciled during {operation}",
            operation=operation.value,
        ),
        place,
    )
