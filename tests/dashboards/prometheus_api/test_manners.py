"""Methods that a path does not have, and requests from pages of other origins."""

from __future__ import annotations

import pytest

from dashboards.prometheus_api.encoding import PART_BYTES
from tests.dashboards.prometheus_api.conftest import Client
from tests.rules.promql.memory_source import MemorySource

ORIGIN = "https://board.example"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/v1/query", "GET,OPTIONS,POST"),
        ("DELETE", "/api/v1/series", "GET,OPTIONS,POST"),
        ("POST", "/api/v1/rules", "GET,OPTIONS"),
        ("PATCH", "/api/v1/label/job/values", "GET,OPTIONS"),
        ("POST", "/federate", "GET,OPTIONS"),
    ],
)
async def test_a_method_that_a_path_lacks(
    client: Client, method: str, path: str, allowed: str
) -> None:
    """405 says which there are, as Prometheus does."""
    async with client.request(method, path) as answer:
        assert (answer.status, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize("path", ["/api/v1/query_range", "/api/v1/label/job/values", "/federate"])
async def test_a_preflight(client: Client, path: str) -> None:
    """A browser hears which methods and headers it may send; cookies are not among them."""
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    async with client.options(path, headers=asked) as answer:
        assert answer.status == 204
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert answer.headers["Access-Control-Allow-Methods"] == "GET, POST, OPTIONS"
        assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
    async with client.options(path) as answer:
        assert answer.status == 204
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_page_of_another_origin_reads_answers(client: Client, source: MemorySource) -> None:
    """Small, wrong and large answers alike say that it may."""
    for number in range(PART_BYTES // 50):
        source.add({"__name__": "many", "n": f"{number:050}"}, [(600_000, 1.0)])
    for query, status in (("up", 200), ("up{", 400), ("many", 200)):
        headers = {"Origin": ORIGIN}
        parameters = {"query": query}
        async with client.get("/api/v1/query", params=parameters, headers=headers) as answer:
            await answer.read()
            assert answer.status == status
            assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
            assert answer.headers["Vary"] == "Origin"
