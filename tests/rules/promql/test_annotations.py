"""Warnings and infos: their texts, and how they are collected."""

from __future__ import annotations

import math

import pytest

from rules.promql import Annotations
from rules.promql.annotations import (
    MOST_KEPT,
    MOST_SHOWN,
    Annotation,
    bad_bucket_label,
    invalid_quantile,
    number_in_go,
    possible_non_counter,
)
from rules.promql.errors import Place

_PLACE = Place("sum(\n  rate(x[5m]))", 12)

_TEXTS = {
    "a number": (
        invalid_quantile(1.5, _PLACE),
        "PromQL warning: quantile value should be between 0 and 1, got 1.5 (2:8)",
    ),
    "a name with a quote": (
        possible_non_counter('a"b', _PLACE),
        "PromQL info: metric might not be a counter, name does not end in "
        '_total/_sum/_count/_bucket: "a\\"b" (2:8)',
    ),
    "with the metric": (
        bad_bucket_label("h", "x", _PLACE),
        'PromQL warning: bucket label "le" is missing or has a malformed value of "x" '
        'for metric name "h" (2:8)',
    ),
    "without a metric": (
        bad_bucket_label("", "", _PLACE),
        'PromQL warning: bucket label "le" is missing or has a malformed value of "" (2:8)',
    ),
}


@pytest.mark.parametrize(("annotation", "said"), _TEXTS.values(), ids=list(_TEXTS))
def test_texts(annotation: Annotation, said: str) -> None:
    """An annotation reads as in Prometheus, line and column behind it."""
    assert annotation.text() == said


def test_collecting() -> None:
    """The same is said once; ten are shown, a last line counts the others; more are bounded."""
    collected = Annotations()
    for _ in range(2):
        for number in range(MOST_KEPT + 5):
            collected.add(invalid_quantile(number + 0.5, _PLACE))
    assert len(collected) == MOST_KEPT
    shown = collected.warnings()
    assert shown[0].endswith("got 0.5 (2:8)")
    assert shown[MOST_SHOWN:] == [f"{MOST_KEPT - MOST_SHOWN} more warning annotations omitted"]
    assert collected.infos() == []


def test_merging() -> None:
    """What several evaluations say comes together."""
    one, other = Annotations(), Annotations()
    one.add(invalid_quantile(2, _PLACE))
    other.add(possible_non_counter("m", _PLACE))
    one.merge(other)
    assert (len(one.warnings()), len(one.infos())) == (1, 1)


_NUMBERS = [
    (0.0, "0"),
    (-0.0, "-0"),
    (-1.1, "-1.1"),
    (999999.0, "999999"),
    (1e6, "1e+06"),
    (1234567.5, "1.2345675e+06"),
    (0.0001, "0.0001"),
    (0.00001, "1e-05"),
    (1e300, "1e+300"),
    (math.inf, "+Inf"),
    (-math.inf, "-Inf"),
    (math.nan, "NaN"),
]


@pytest.mark.parametrize(("value", "written"), _NUMBERS, ids=[text for _, text in _NUMBERS])
def test_numbers_as_go_writes_them(value: float, written: str) -> None:
    """Numbers are written as by %g."""
    assert number_in_go(value) == written
