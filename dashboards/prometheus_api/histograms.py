"""Write native histograms as Prometheus's API does.

``[at, {"count": "3", "sum": "5", "buckets": [[0, "1", "2", "3"]]}]``: of each bucket which ends
belong to it (0 the upper, 1 the lower, 2 none, 3 both), lower and upper end, and count.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from dashboards.prometheus_api.numbers import seconds, text_of
from rules.promql.histogram.boundaries import shown_buckets
from watchkeeper.core.instants import Instant
from watchkeeper.storage.series.histograms import Histogram


def histogram_point(at: Instant, histogram: Histogram) -> bytes:
    return orjson.dumps([seconds(at), _shape(histogram)])


def histogram_points(timed: Iterable[tuple[Instant, Histogram]]) -> bytes:
    return b",".join(histogram_point(at, histogram) for at, histogram in timed)


def _shape(histogram: Histogram) -> dict[str, object]:
    shape: dict[str, object] = {"count": text_of(histogram.count), "sum": text_of(histogram.sum)}
    buckets = [
        [one.ends.value, text_of(one.lower), text_of(one.upper), text_of(one.count)]
        for one in shown_buckets(histogram)
    ]
    return shape | {"buckets": buckets} if buckets else shape
