"""Histograms as text: ``{{schema:1 count:3 buckets:[1 2]}}`` of test files, and for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from rules.promql.annotations import number_in_go
from rules.promql.histogram.boundaries import Ends, ShownBucket, shown_buckets
from rules.promql.histogram.sums import added, subtracted
from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.series.histograms import (
    CUSTOM_SCHEMA,
    HIGHEST_SCHEMA,
    LOWEST_SCHEMA,
    Buckets,
    CounterReset,
    Histogram,
    buckets_of,
)

MAX_TEXT = 20_000
_RUN = re.compile(r"(\{\{[^{}]*\}\})(?:([+-])(\{\{[^{}]*\}\}))?(?:x(\d{1,7}))?")
_FIELD = re.compile(r"\s*([a-z_]+):(?:\[([^\]]*)\]|([^\s\]]+))\s*")
_HINTS: Mapping[str, CounterReset] = MappingProxyType({one.value: one for one in CounterReset})
_NAMES = frozenset(
    [
        "schema",
        "count",
        "sum",
        "z_bucket",
        "z_bucket_w",
        "buckets",
        "offset",
        "n_buckets",
        "n_offset",
        "custom_values",
        "counter_reset_hint",
    ]
)


def histogram_from_text(text: str) -> Histogram:
    """Read the notation of Prometheus's test files, braces included.  Raises InvalidInput."""
    fields = _fields(text)
    schema = _integer(fields, "schema")
    if not (LOWEST_SCHEMA <= schema <= HIGHEST_SCHEMA or schema == CUSTOM_SCHEMA):
        raise InvalidInput("a histogram's schema is -4 to 8 or -53, not {schema}", schema=schema)
    hint = fields.pop("counter_reset_hint", "unknown")
    if hint not in _HINTS:
        raise InvalidInput("{hint!r} is no counter reset hint", hint=hint)
    return Histogram(
        schema=schema,
        count=_number(fields, "count"),
        sum=_number(fields, "sum"),
        zero_count=_number(fields, "z_bucket"),
        zero_threshold=_number(fields, "z_bucket_w"),
        positive=_side(fields, "buckets", "offset"),
        negative=_side(fields, "n_buckets", "n_offset"),
        bounds=tuple(_numbers(fields, "custom_values")),
        reset=_HINTS[hint],
    )


def histograms_from_text(text: str) -> Iterator[Histogram]:
    """Read ``{{...}}``, ``{{...}}x3`` and ``{{...}}+{{...}}x3``: each adds to the one before.

    Raises InvalidInput.
    """
    match = _RUN.fullmatch(text)
    if match is None:
        raise _bad(text)
    current = histogram_from_text(match[1])
    step = histogram_from_text(match[3]) if match[3] else None
    yield current
    for _ in range(int(match[4] or 0)):
        if step is not None:
            current = _stepped(current, match[2], step)
        yield current


def _stepped(current: Histogram, sign: str, step: Histogram) -> Histogram:
    found = added(current, step) if sign == "+" else subtracted(current, step)
    if found is None:
        raise InvalidInput("a histogram with custom buckets steps only by one of its kind")
    return found.histogram


def _fields(text: str) -> dict[str, str]:
    inner = text.strip()
    if len(inner) > MAX_TEXT or not (inner.startswith("{{") and inner.endswith("}}")):
        raise _bad(text)
    inner = inner[2:-2]
    fields: dict[str, str] = {}
    position = 0
    while position < len(inner.rstrip()):
        match = _FIELD.match(inner, position)
        if match is None or match[1] not in _NAMES or match[1] in fields:
            raise _bad(text)
        fields[match[1]] = match[2] if match[2] is not None else match[3]
        position = match.end()
    return fields


def _bad(text: str) -> InvalidInput:
    return InvalidInput(
        "{text!r} is no histogram; write for example {example}",
        text=text[:80],
        example="{{schema:1 count:3 sum:5 buckets:[1 2]}}",
    )


def _number(fields: Mapping[str, str], name: str) -> float:
    return _float(fields.get(name, "0"))


def _integer(fields: Mapping[str, str], name: str) -> int:
    text = fields.get(name, "0")
    if not re.fullmatch(r"[+-]?\d{1,9}", text):
        raise InvalidInput("{text!r} is no whole number", text=text[:40])
    return int(text)


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InvalidInput("{text!r} is no number", text=text[:40]) from None


def _numbers(fields: Mapping[str, str], name: str) -> Sequence[float]:
    return [_float(part) for part in fields.get(name, "").split()]


def _side(fields: Mapping[str, str], counts_name: str, offset_name: str) -> Buckets:
    counts = _numbers(fields, counts_name)
    first = _integer(fields, offset_name)
    return buckets_of(np.arange(first, first + len(counts)), np.array(counts))


def text_of_histogram(histogram: Histogram) -> str:
    """Write the notation of Prometheus's test files; what is 0 is left out."""
    parts = [
        _named("schema", histogram.schema),
        _named("count", histogram.count),
        _named("sum", histogram.sum),
        _named("z_bucket", histogram.zero_count),
        _named("z_bucket_w", histogram.zero_threshold),
    ]
    if histogram.has_custom_bounds:
        parts.append(f"custom_values:{_list(histogram.bounds)}")
    if histogram.reset is not CounterReset.UNKNOWN:
        parts.append(f"counter_reset_hint:{histogram.reset.value}")
    parts += _side_texts("buckets", "offset", histogram.positive)
    parts += _side_texts("n_buckets", "n_offset", histogram.negative)
    return "{{" + " ".join(filter(None, parts)) + "}}"


def _named(name: str, value: float) -> str:
    return f"{name}:{number_in_go(value)}" if value != 0 else ""


def _list(values: Sequence[float]) -> str:
    return "[" + " ".join(map(number_in_go, values)) + "]"


def _side_texts(counts_name: str, offset_name: str, buckets: Buckets) -> list[str]:
    if not len(buckets):
        return []
    first = int(buckets.indices[0])
    counts = np.zeros(int(buckets.indices[-1]) - first + 1)
    counts[buckets.indices - first] = buckets.counts
    return [_named(offset_name, first), f"{counts_name}:{_list(counts.tolist())}"]


def description_of(histogram: Histogram) -> str:
    """Describe a histogram as the label that count_values makes of it."""
    head = f"count:{number_in_go(histogram.count)}, sum:{number_in_go(histogram.sum)}"
    return "{" + ", ".join([head, *map(_shown, shown_buckets(histogram))]) + "}"


def _shown(bucket: ShownBucket) -> str:
    opening = "[" if bucket.ends in {Ends.LOWER, Ends.BOTH} else "("
    closing = "]" if bucket.ends in {Ends.UPPER, Ends.BOTH} else ")"
    lower, upper, count = map(number_in_go, (bucket.lower, bucket.upper, bucket.count))
    return f"{opening}{lower},{upper}{closing}:{count}"
