"""Compare what an evaluation gave with what a case of a script expects."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Sequence

import numpy as np

from rules.promql import (
    Annotations,
    Matrix,
    PromqlError,
    Result,
    Scalar,
    Series,
    Severity,
    StringValue,
    Vector,
)
from rules.promql.histogram.notation import text_of_histogram
from tests.conformance.script import Case, Item, Written
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import STALE_BITS, bits_of
from watchkeeper.storage.series.histograms import Buckets, Histogram

Sample = float | Histogram
Found = dict[Labels, list[Sample | None]]

_CLOSE = 1e-6


def difference(case: Case, result: Result) -> str | None:
    """Return what differs, None where nothing does."""
    match result:
        case Scalar(value=value):
            if case.scalar is None or not are_close(case.scalar, value):
                return f"expected {_expected(case)}, got scalar {value!r}"
            return None
        case StringValue(value=text):
            return None if text == case.text else f"expected {case.text!r}, got {text!r}"
        case Vector():
            return _vector_difference(case, result)
        case Matrix():
            return _matrix_difference(case, result)


def failure_difference(case: Case, error: PromqlError) -> str | None:
    if not case.fails:
        return f"expected {_expected(case)}, got the error {error.summary()}"
    said = error.summary().partition(": ")[2] if error.place else error.summary()
    if case.fail_message and case.fail_message not in said:
        return f"expected the error {case.fail_message!r}, got {said!r}"
    if case.fail_pattern and not re.search(case.fail_pattern, said):
        return f"expected an error like {case.fail_pattern!r}, got {said!r}"
    return None


def annotation_difference(case: Case, annotations: Annotations) -> str | None:
    """Return which annotation is missing or too much, None where nothing is wrong."""
    for severity in Severity:
        found = [one.text() for one in annotations if one.severity is severity]
        wanted = [one for one in case.said if one.severity is severity]
        if severity in case.silent and found:
            return f"expected no {severity.value}, got {found}"
        missing = [one for one in wanted if not any(map(one.matches, found))]
        extra = [text for text in found if not any(one.matches(text) for one in wanted)]
        if missing or (wanted and extra):
            return f"expected {wanted}, got {found}"
    return None


def _vector_difference(case: Case, vector: Vector) -> str | None:
    found: list[tuple[Labels, list[Sample | None]]] = []
    for row, (labels, value) in enumerate(vector):
        histogram = vector.histogram(row)
        found.append((labels, [value if histogram is None else histogram]))
    if case.is_ordered and [labels for labels, _ in found] != [one.labels for one in case.series]:
        return f"expected in order {_expected(case)}, got {found}"
    return _series_difference(case, dict(found), len(found))


def _matrix_difference(case: Case, matrix: Matrix) -> str | None:
    if case.samples is not None:
        span = case.samples
        steps = list(range(span.start, span.end + 1, span.step))
    else:
        steps = list(range(case.start, case.end + 1, case.step))
    found: Found = {}
    for one in matrix:
        samples = samples_of(one)
        found[one.labels] = [samples.get(step) for step in steps]
    return _series_difference(case, found, len(matrix))


def samples_of(series: Series) -> dict[int, Sample]:
    """Return the samples by their times, floats and histograms."""
    floats = zip(series.times.tolist(), series.values.tolist(), strict=True)
    return dict(floats) | dict(series.histograms)


def _series_difference(case: Case, found: Found, count: int) -> str | None:
    wanted = {one.labels: one.items for one in case.series}
    if case.scalar is not None:
        wanted = {(): (case.scalar,)}
    if count != len(found) or set(found) != set(wanted):
        return f"expected {_expected(case)}, got {_shown(found)}"
    for labels, items in wanted.items():
        got = found[labels]
        padded = [*items, *[None] * (len(got) - len(items))]
        if len(padded) != len(got) or not all(map(is_same, padded, got)):
            return f"{labels}: expected {_texts(padded)}, got {_texts(got)}"
    return None


def _shown(found: Found) -> str:
    return str({labels: _texts(samples) for labels, samples in found.items()})


def _texts(items: Sequence[Item | Sample]) -> str:
    return "[" + ", ".join(_text(one) for one in items) + "]"


def _text(item: Item | Sample) -> str:
    if isinstance(item, Written):
        item = item.histogram
    return text_of_histogram(item) if isinstance(item, Histogram) else repr(item)


def is_same(wanted: Item, got: Sample | None) -> bool:
    if wanted is None or got is None:
        return wanted is got
    if isinstance(wanted, Written):
        return isinstance(got, Histogram) and _is_same_histogram(wanted, got)
    return isinstance(got, float) and are_close(wanted, got)


def _is_same_histogram(wanted: Written, got: Histogram) -> bool:
    expected = wanted.histogram
    return (
        (not wanted.has_hint or expected.reset is got.reset)
        and expected.schema == got.schema
        and expected.bounds == got.bounds
        and expected.zero_threshold == got.zero_threshold
        and are_close(expected.count, got.count)
        and are_close(expected.sum, got.sum)
        and are_close(expected.zero_count, got.zero_count)
        and _are_same_buckets(expected.positive, got.positive)
        and _are_same_buckets(expected.negative, got.negative)
    )


def _are_same_buckets(wanted: Buckets, got: Buckets) -> bool:
    return np.array_equal(wanted.indices, got.indices) and all(
        map(are_close, wanted.counts.tolist(), got.counts.tolist())
    )


def are_close(wanted: float, got: float) -> bool:
    """Compare as prometheus util/almost does, with a relative distance of 1e-6."""
    if STALE_BITS in {bits_of(wanted), bits_of(got)}:
        return bits_of(wanted) == bits_of(got)
    if math.isnan(wanted) or math.isnan(got):
        return math.isnan(wanted) and math.isnan(got)
    if wanted == got:
        return True
    distance, size = abs(wanted - got), abs(wanted) + abs(got)
    if wanted == 0 or got == 0 or size < sys.float_info.min:
        return distance < _CLOSE * sys.float_info.min
    return distance / min(size, sys.float_info.max) < _CLOSE


def _expected(case: Case) -> str:
    if case.fails:
        return "an error"
    if case.scalar is not None:
        return repr(case.scalar)
    return str({one.labels: _texts(one.items) for one in case.series})
