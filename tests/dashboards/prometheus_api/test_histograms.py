"""Native histograms in the answers of the Prometheus API."""

from __future__ import annotations

import pytest

from rules.promql.histogram.notation import histogram_from_text
from tests.dashboards.prometheus_api.conftest import Client
from tests.dashboards.prometheus_api.test_api import get, post
from tests.rules.promql.memory_source import MemorySource

EXPONENTIAL = histogram_from_text(
    "{{schema:1 count:12 sum:-3.5 z_bucket:2 z_bucket_w:0.001 buckets:[3 0 1] n_buckets:[6]}}"
)
CUSTOM = histogram_from_text("{{schema:-53 count:6 sum:Inf custom_values:[5 10] buckets:[1 2 3]}}")

EXPONENTIAL_SHAPE = {
    "count": "12",
    "sum": "-3.5",
    "buckets": [
        [1, "-1", "-0.7071067811865475", "6"],
        [3, "-0.001", "0.001", "2"],
        [0, "0.7071067811865475", "1", "3"],
        [0, "1.414213562373095", "2", "1"],
    ],
}
CUSTOM_SHAPE = {
    "count": "6",
    "sum": "+Inf",
    "buckets": [[3, "-Inf", "5", "1"], [0, "5", "10", "2"], [0, "10", "+Inf", "3"]],
}


@pytest.fixture(autouse=True)
def durations(source: MemorySource) -> None:
    source.add({"__name__": "seconds", "kind": "exponential"}, [(570_000, EXPONENTIAL)])
    source.add({"__name__": "seconds", "kind": "custom"}, [(585_000, 4.0), (600_000, CUSTOM)])


async def test_instant_query(client: Client) -> None:
    """A histogram stands under its own key, its buckets from the lowest on, with their ends."""
    _, body = await get(client, "query", query="seconds")
    found = {one["metric"]["kind"]: one for one in body["data"]["result"]}
    assert found["exponential"]["histogram"] == [600, EXPONENTIAL_SHAPE]
    assert found["custom"]["histogram"] == [600, CUSTOM_SHAPE]
    assert "value" not in found["custom"]


async def test_mixed_vector(client: Client) -> None:
    """Floats of a vector that holds histograms, too, are written as ever."""
    _, body = await get(client, "query", query='seconds{kind="custom"} or up{instance="a"}')
    found = {one["metric"]["__name__"]: one for one in body["data"]["result"]}
    assert found["up"]["value"] == [600, "1"]
    assert found["seconds"]["histogram"][1]["count"] == "6"


async def test_range_query(client: Client) -> None:
    """Floats and histograms of one series stand apart; a key without samples is left out."""
    fields = [("query", "seconds"), ("start", "585"), ("end", "600"), ("step", "15")]
    _, body = await post(client, "query_range", fields)
    custom, exponential = body["data"]["result"]
    assert custom["values"] == [[585, "4"]]
    assert custom["histograms"] == [[600, CUSTOM_SHAPE]]
    assert "values" not in exponential
    assert exponential["histograms"] == [[585, EXPONENTIAL_SHAPE], [600, EXPONENTIAL_SHAPE]]


async def test_raw_samples(client: Client) -> None:
    """A range selector gives histograms with their own times."""
    _, body = await get(client, "query", query='seconds{kind="custom"}[1m]')
    (series,) = body["data"]["result"]
    assert series["values"] == [[585, "4"]]
    assert series["histograms"] == [[600, CUSTOM_SHAPE]]


async def test_empty_histogram(client: Client, source: MemorySource) -> None:
    """A histogram without observations has no buckets."""
    source.add({"__name__": "idle"}, [(600_000, histogram_from_text("{{}}"))])
    _, body = await get(client, "query", query="idle")
    assert body["data"]["result"][0]["histogram"] == [600, {"count": "0", "sum": "0"}]


async def test_annotations(client: Client) -> None:
    """What is said about histograms is passed on."""
    _, body = await get(client, "query", query='sum(seconds{kind="custom"} or up)')
    assert body["warnings"] == [
        "PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)"
    ]
