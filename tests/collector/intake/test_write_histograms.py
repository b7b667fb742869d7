"""Native histograms of foreign writers: read as they were meant, stored, and evaluated."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import cramjam
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.write import WRITE_PATH
from collector.intake.write_histograms import histogram_at
from collector.intake.write_v1 import read_v1
from collector.intake.written import MAX_HISTOGRAM_BYTES
from rules.promql.evaluate import Evaluator
from rules.promql.plan import compile_plan
from rules.promql.values import Vector
from tests.collector.intake.prompb import labelled, message
from tests.collector.intake.test_write import V2, Client, client, clock, registry, send, store
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.native import facts, mixed_samples_of
from tests.storage.series.plain import EVERYTHING, samples_of, series
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import MINUTE
from watchkeeper.core.samples import STALE, bits_of
from watchkeeper.storage.series.histograms import (
    CUSTOM_SCHEMA,
    CounterReset,
    Histogram,
    Sample,
    buckets_of,
)
from watchkeeper.storage.series.store import SeriesStore

__all__ = ["client", "clock", "registry", "store"]  # fixtures of the module beside

LATENCY = {"__name__": "latency", "job": "node", "instance": "web-1"}


def read(**fields: Any) -> tuple[int, Sample | None]:
    body = message("Histogram", **fields).SerializeToString()
    return histogram_at(body, 0, len(body))


def spans_of(indices: list[int]) -> list[dict[str, int]]:
    """Return ascending indices as a sender writes them: gaps, and runs."""
    spans: list[dict[str, int]] = []
    at = 0
    for index in indices:
        if spans and index == at:
            spans[-1]["length"] += 1
        else:
            spans.append({"offset": index - at, "length": 1})
        at = index + 1
    return spans


counts = st.dictionaries(st.integers(-500, 500), st.integers(0, 2**40), max_size=8)


@given(
    schema=st.integers(-4, 8),
    sides=st.tuples(counts, counts),
    zeros=st.integers(0, 9),
    total=st.floats(allow_nan=False),
    hint=st.integers(0, 3),
)
def test_whole_counts_are_read(
    schema: int, sides: tuple[dict[int, int], dict[int, int]], zeros: int, total: float, hint: int
) -> None:
    """Spans and deltas become buckets by index; those that are empty are left out."""
    fields: dict[str, Any] = {}
    for name, side in zip(("positive", "negative"), sides, strict=True):
        ordered = [side[index] for index in sorted(side)]
        fields[f"{name}_spans"] = spans_of(sorted(side))
        fields[f"{name}_deltas"] = [after - before for before, after in pairwise([0, *ordered])]
    count = zeros + sum(sum(side.values()) for side in sides)
    time, found = read(
        timestamp=NOW, schema=schema, count_int=count, zero_count_int=zeros, sum=total,
        zero_threshold=0.25, reset_hint=hint, **fields,
    )  # fmt: skip
    positive, negative = (
        buckets_of(sorted(side), [side[index] for index in sorted(side)]) for side in sides
    )
    hints = (CounterReset.UNKNOWN, CounterReset.RESET, CounterReset.UNKNOWN, CounterReset.GAUGE)
    assert time == NOW
    assert isinstance(found, Histogram)
    expected = Histogram(schema, count, total, zeros, 0.25, positive, negative, (), hints[hint])
    assert facts(found) == facts(expected)


def test_counts_that_are_fractions_are_read() -> None:
    """A histogram of floats, as recording rules give them, and one with bounds of its own."""
    _, found = read(
        count_float=2.5, zero_count_float=0.5, sum=3.0, zero_threshold=0.1,
        positive_spans=[{"offset": -2, "length": 2}], positive_counts=[1.5, 0.0],
    )  # fmt: skip
    assert isinstance(found, Histogram)
    assert facts(found) == facts(Histogram(0, 2.5, 3.0, 0.5, 0.1, buckets_of([-2], [1.5])))
    _, found = read(
        schema=CUSTOM_SCHEMA, count_int=3, sum=3.0, custom_values=[0.5, 1.0],
        positive_spans=[{"offset": 1, "length": 2}], positive_deltas=[1, 1],
    )  # fmt: skip
    assert isinstance(found, Histogram)
    custom = Histogram(
        CUSTOM_SCHEMA, 3, 3.0, positive=buckets_of([1, 2], [1, 2]), bounds=(0.5, 1.0)
    )
    assert facts(found) == facts(custom)


def test_the_stale_mark_of_a_histogram_is_one() -> None:
    """A sender puts it into the sum."""
    time, found = read(sum=STALE, timestamp=NOW)
    assert time == NOW
    assert isinstance(found, float)
    assert bits_of(found) == bits_of(STALE)


ONE = {"positive_spans": [{"offset": 0, "length": 1}], "positive_deltas": [1], "count_int": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {**ONE, "count_int": 2},
        {**ONE, "sum": math.nan, "count_int": 0},
        {**ONE, "positive_deltas": [-1]},
        {**ONE, "positive_deltas": [1, 0]},
        {**ONE, "positive_spans": [{"offset": 0, "length": 2**32 - 1}]},
        {**ONE, "positive_spans": [{"offset": 2**31 - 1, "length": 1}]},
        {**ONE, "positive_spans": [{"offset": 0, "length": 1}, {"offset": -1, "length": 0}]},
        {**ONE, "schema": 9},
        {**ONE, "schema": -5},
        {**ONE, "schema": CUSTOM_SCHEMA, "zero_threshold": 1.0},
        {**ONE, "schema": CUSTOM_SCHEMA, "positive_spans": [{"offset": 1, "length": 1}]},
        {**ONE, "schema": CUSTOM_SCHEMA, "custom_values": [2.0, 1.0]},
        {**ONE, "schema": CUSTOM_SCHEMA, "custom_values": [math.inf]},
        {**ONE, "custom_values": [1.0]},
        {**ONE, "zero_threshold": -1.0},
        {**ONE, "zero_threshold": math.nan},
        {"count_float": math.nan},
        {"count_float": 1.0, "positive_spans": ONE["positive_spans"], "positive_counts": [-1.0]},
        {"count_int": 2000, "positive_spans": [{"length": 1500}], "positive_deltas": [1] * 1500},
        {"schema": CUSTOM_SCHEMA, "custom_values": [float(edge) for edge in range(1500)]},
    ],
    ids=[
        "a count that is not the sum",
        "more in buckets than in all",
        "less than nothing",
        "more counts than spans",
        "a span of four thousand millions",
        "a bucket that no float lies in",
        "a span that goes back",
        "too fine",
        "too coarse",
        "custom with a zero bucket",
        "a bucket beyond the bounds",
        "bounds that fall",
        "an infinite bound",
        "exponential with bounds",
        "a negative threshold",
        "no threshold",
        "no count",
        "a negative count",
        "too many buckets",
        "too many bounds",
    ],
)
def test_histograms_that_make_no_sense(fields: dict[str, Any]) -> None:
    """None of them is stored; what Prometheus refuses is refused."""
    assert read(**fields)[1] is None


@given(st.binary(max_size=120))
def test_any_bytes(body: bytes) -> None:
    """They are a histogram, none, or no protobuf."""
    try:
        _, found = histogram_at(body, 0, len(body))
    except InvalidInput:
        return
    assert found is None or isinstance(found, float | Histogram)


def test_the_histograms_of_a_request_are_bounded() -> None:
    """In all their bytes, before they are read."""
    large = {"positive_counts": [0.0] * 30_000, "count_float": 1.0}
    series = [{"labels": labelled(**LATENCY), "histograms": [large] * 40}]
    body = message("WriteRequest", timeseries=series).SerializeToString()
    assert len(body) > MAX_HISTOGRAM_BYTES
    with pytest.raises(TooLarge, match="bytes of histograms"):
        read_v1(body, frozenset())


def growing(minutes: int) -> list[dict[str, Any]]:
    """Return one histogram a minute: each time one observation more below 1, two below 2."""
    return [
        {
            "timestamp": NOW - (minutes - 1 - at) * MINUTE,
            "count_int": 3 * at,
            "sum": 3.5 * at,
            "positive_spans": [{"offset": 0, "length": 2}],
            "positive_deltas": [at, at],
        }
        for at in range(minutes)
    ]


def value_of(store: SeriesStore, expression: str) -> float:
    result = Evaluator(store).instant(compile_plan(expression), NOW)
    assert isinstance(result, Vector)
    ((_, value),) = result
    return value


@pytest.mark.parametrize("form", ["1.0", "2.0"])
async def test_histograms_are_stored_and_evaluated(
    client: Client, store: SeriesStore, form: str
) -> None:
    """What a sender writes is there for PromQL, as from Prometheus's own storage."""
    if form == "1.0":
        answer = await send(client, {"labels": labelled(**LATENCY), "histograms": growing(6)})
    else:
        symbols = ["", *(part for pair in LATENCY.items() for part in pair)]
        series_ = {"labels_refs": [1, 2, 3, 4, 5, 6], "histograms": growing(6)}
        body = message("Request2", symbols=symbols, timeseries=[series_]).SerializeToString()
        packed = bytes(cramjam.snappy.compress_raw(body))
        answer = await client.post(WRITE_PATH, data=packed, headers=V2)
        assert answer.headers["X-Prometheus-Remote-Write-Histograms-Written"] == "6"
        assert answer.headers["X-Prometheus-Remote-Write-Samples-Written"] == "0"
    assert answer.status == 204
    assert value_of(store, "histogram_count(latency)") == 15
    assert value_of(store, "histogram_sum(increase(latency[4m]))") == pytest.approx(3.5 * 4)
    assert value_of(store, "histogram_fraction(0, 1, rate(latency[4m]))") == pytest.approx(1 / 3)
    assert value_of(store, "histogram_quantile(1, sum(rate(latency[4m])))") == pytest.approx(2)


async def test_a_series_changes_between_floats_and_histograms(
    client: Client, store: SeriesStore
) -> None:
    """Each sample is what it is; a rate over both is none, and the last one counts."""
    labels = {"labels": labelled(**LATENCY)}
    histograms = growing(3)
    before = {"timestamp": NOW - 3 * MINUTE, "value": 7.0}
    assert (await send(client, {**labels, "samples": [before]})).status == 204
    assert (await send(client, {**labels, "histograms": histograms})).status == 204
    found = mixed_samples_of(store, NOW - 5 * MINUTE, NOW, EVERYTHING)[series(**_named(LATENCY))]
    assert [type(found[time]) for time in sorted(found)] == [float, *[Histogram] * 3]
    assert value_of(store, "histogram_count(latency)") == 6
    assert value_of(store, "count_over_time(latency[5m])") == 4
    mixed = Evaluator(store).instant(compile_plan("rate(latency[5m])"), NOW)
    assert isinstance(mixed, Vector)
    assert not len(mixed)


async def test_a_stale_mark_ends_a_series_of_histograms(
    client: Client, store: SeriesStore, clock: SetClock
) -> None:
    """And is stored as it is for floats."""
    labels = {"labels": labelled(**LATENCY)}
    clock.go(MINUTE)
    last = {"timestamp": NOW + MINUTE, "sum": STALE}
    assert (await send(client, {**labels, "histograms": [*growing(2), last]})).status == 204
    assert samples_of(store, NOW, NOW + MINUTE, EVERYTHING) == {}
    result = Evaluator(store).instant(compile_plan("latency"), clock.now())
    assert isinstance(result, Vector)
    assert not len(result)


async def test_what_makes_no_sense_is_a_partial_failure(client: Client, store: SeriesStore) -> None:
    """The other histograms of the request are stored."""
    bad = {"timestamp": NOW, "count_int": 1}
    labels = labelled(**LATENCY)
    answer = await send(client, {"labels": labels, "histograms": [*growing(2)[:1], bad]})
    assert answer.status == 400
    said = "1 samples are stored; refused: 1 native histograms that make no sense\n"
    assert await answer.text() == said


def _named(labels: dict[str, str]) -> dict[str, str]:
    return {("name" if name == "__name__" else name): value for name, value in labels.items()}
