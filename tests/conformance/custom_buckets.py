"""What load_with_nhcb adds: classic histograms of a batch as native ones with custom buckets."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from rules.promql.functions.histograms import bound_from_text
from tests.conformance.script import SeriesLine
from watchkeeper.core.labels import METRIC_NAME, Labels, label, labels_of
from watchkeeper.storage.series.histograms import CUSTOM_SCHEMA, Histogram, buckets_of

_SUFFIXES = ("_bucket", "_count", "_sum")


@dataclass(slots=True)
class _Classic:
    counts: dict[float, float] = field(default_factory=dict)  # by upper bound
    count: float | None = None
    sum: float = 0.0


def custom_histograms(
    lines: tuple[SeriesLine, ...],
) -> Iterator[tuple[Labels, list[tuple[int, Histogram]]]]:
    """Yield each native histogram with the number of the sample and its value."""
    found: dict[Labels, dict[int, _Classic]] = {}
    for line in lines:
        suffix = _suffix(line.labels)
        if suffix is None:
            continue
        samples = found.setdefault(_base(line.labels, suffix), {})
        for number, item in enumerate(line.items):
            if isinstance(item, float) and not math.isnan(item):
                _put(samples.setdefault(number, _Classic()), line.labels, suffix, item)
    for labels, samples in found.items():
        yield labels, [(number, _native(one)) for number, one in sorted(samples.items())]


def _suffix(labels: Labels) -> str | None:
    name = label(labels, METRIC_NAME)
    suffix = next((one for one in _SUFFIXES if name.endswith(one)), None)
    is_bucket = suffix == "_bucket"
    return None if is_bucket and math.isnan(bound_from_text(label(labels, "le"))) else suffix


def _base(labels: Labels, suffix: str) -> Labels:
    name = label(labels, METRIC_NAME).removesuffix(suffix)
    dropped = {"le": ""} if suffix == "_bucket" else {}
    return labels_of({**dict(labels), METRIC_NAME: name, **dropped})


def _put(classic: _Classic, labels: Labels, suffix: str, value: float) -> None:
    match suffix:
        case "_bucket":
            classic.counts.setdefault(bound_from_text(label(labels, "le")), value)
        case "_count":
            classic.count = value
        case _:
            classic.sum = value


def _native(classic: _Classic) -> Histogram:
    bounds = sorted(classic.counts)
    total = classic.count
    if total is None:
        total = classic.counts[bounds[-1]] if bounds else 0.0
    finite = tuple(bound for bound in bounds if bound != math.inf)
    cumulated = [classic.counts[bound] for bound in finite]
    counts = np.diff([0.0, *cumulated, classic.counts.get(math.inf, total)])
    return Histogram(
        schema=CUSTOM_SCHEMA,
        count=total,
        sum=classic.sum,
        positive=buckets_of(np.arange(len(counts)), counts),
        bounds=finite,
    )
