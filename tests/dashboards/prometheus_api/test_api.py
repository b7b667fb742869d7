"""The Prometheus HTTP API, asked over a real connection as its clients ask it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from rules.lanes import Lanes
from tests.components import program
from tests.dashboards.prometheus_api.conftest import Client

Json = Any  # what a JSON document holds


async def get(client: Client, path: str, **parameters: str) -> tuple[int, Json]:
    async with client.get(f"/api/v1/{path}", params=parameters) as response:
        assert response.content_type == "application/json"
        return response.status, await response.json()


async def post(client: Client, path: str, fields: list[tuple[str, str]]) -> tuple[int, Json]:
    async with client.post(f"/api/v1/{path}", data=fields) as response:
        return response.status, await response.json()


async def test_health_check_of_grafana(client: Client) -> None:
    """Grafana's health check is an instant query of 1+1 by POST."""
    status, body = await post(client, "query", [("query", "1+1"), ("time", "4")])
    assert (status, body) == (
        200,
        {"status": "success", "data": {"resultType": "scalar", "result": [4, "2"]}},
    )


async def test_instant_query(client: Client) -> None:
    """A vector has its labels as an object and its value as text; now is the default time."""
    _, body = await get(client, "query", query='up{instance="a"}')
    assert body["data"] == {
        "resultType": "vector",
        "result": [
            {
                "metric": {"__name__": "up", "instance": "a", "job": "node"},
                "value": [600, "1"],
            }
        ],
    }


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1/0", "+Inf"),
        ("-1/0", "-Inf"),
        ("0/0", "NaN"),
        ("1e20", "100000000000000000000"),
        ("1e21", "1e+21"),
        ("1e-5", "0.00001"),
        ("1e-7", "1e-07"),
        ("0.1", "0.1"),
        ("-0", "-0"),
    ],
)
async def test_values_are_written_as_prometheus_does(
    client: Client, expression: str, text: str
) -> None:
    """Numbers are texts with exponents only where they are very small or large."""
    _, body = await get(client, "query", query=expression)
    assert body["data"]["result"][1] == text


async def test_range_query(client: Client) -> None:
    """A matrix has points at its steps; times may be RFC 3339 and steps durations."""
    fields = [("query", "sum(requests_total)"), ("start", "60"), ("step", "30s")]
    _, body = await post(client, "query_range", [*fields, ("end", "1970-01-01T00:02:00.5Z")])
    assert body["data"] == {
        "resultType": "matrix",
        "result": [{"metric": {}, "values": [[60, "60"], [90, "90"], [120, "120"]]}],
    }


async def test_the_longest_range(client: Client) -> None:
    """Eleven thousand steps, the most that Grafana asks for, are answered."""
    parameters = {"query": "1", "start": "0", "end": "11000", "step": "1"}
    _, body = await get(client, "query_range", **parameters)
    assert len(body["data"]["result"][0]["values"]) == 11_001


async def test_samples_and_strings(client: Client) -> None:
    """An instant query may give a matrix of samples or a string."""
    _, body = await get(client, "query", query="requests_total[31s]", time="600.25")
    assert body["data"]["result"][0]["values"] == [[570, "570"], [585, "585"], [600, "600"]]
    _, body = await get(client, "query", query="'值'", time="0.5")
    assert body["data"] == {"resultType": "string", "result": [0.5, "值"]}


@pytest.mark.parametrize(
    ("path", "parameters", "status", "kind", "words"),
    [
        ("query", {}, 400, "bad_data", "'query' is missing"),
        ("query", {"query": "rate(up)"}, 400, "bad_data", "1:6: rate() needs a matrix"),
        ("query", {"query": "up", "time": "yesterday"}, 400, "bad_data", "'time' cannot be read"),
        ("query", {"query": "up", "time": "1e300"}, 400, "bad_data", "'time' cannot be read"),
        ("query", {"query": "up", "limit": "-1"}, 400, "bad_data", "'limit' cannot be read"),
        ("query", {"query": "up", "timeout": "x"}, 400, "bad_data", "'timeout' cannot be read"),
        (
            "query",
            {"query": "up", "lookback_delta": "99999999999999y"},
            400,
            "bad_data",
            "'lookback_delta' cannot be read",
        ),
        ("query", {"query": "up * on () up"}, 422, "execution", "many-to-many"),
        ("query_range", {"query": "up"}, 400, "bad_data", "'start' is missing"),
        (
            "query_range",
            {"query": "up", "start": "0", "end": "10", "step": "0"},
            400,
            "bad_data",
            "greater than zero",
        ),
        (
            "query_range",
            {"query": "up", "start": "10", "end": "0", "step": "1"},
            400,
            "bad_data",
            "before 'start'",
        ),
        (
            "query_range",
            {"query": "up", "start": "0", "end": "11000.5", "step": "1"},
            400,
            "bad_data",
            "more than 11000 steps",
        ),
        ("series", {}, 400, "bad_data", "match[]"),
        ("series", {"match[]": "sum(up)"}, 400, "bad_data", "plain selector"),
        ("query", {"query": "up", "timeout": "0.001ms"}, 400, "bad_data", "cannot be read"),
    ],
)
async def test_errors(
    client: Client, path: str, parameters: dict[str, str], status: int, kind: str, words: str
) -> None:
    """An error has its status, its type and a sentence that says what to do."""
    found, body = await get(client, path, **parameters)
    assert (found, body["status"], body["errorType"]) == (status, "error", kind)
    assert words in body["error"]


async def test_a_query_that_waits_too_long_times_out(client: Client, threads: Lanes) -> None:
    """A query that does not get its turn within its timeout is answered 503, type timeout."""
    import threading

    release = threading.Event()
    try:
        for _ in range(2):
            threads.submit(release.wait, 30)
        found, body = await get(client, "query", query="up", timeout="50ms")
    finally:
        release.set()
    assert (found, body["errorType"]) == (503, "timeout")


async def test_a_query_whose_client_left_gives_its_thread_back(client: Client) -> None:
    """An evaluation of minutes stops when the connection ends; others get their turn."""
    minutes = "sum_over_time(max_over_time(up[200000s:1s])[200000s:1s])"
    asked = [get(client, "query", query=f"{minutes} + {number}") for number in range(2)]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await asyncio.gather(*asked)
    async with asyncio.timeout(15):
        assert (await get(client, "query", query="up"))[0] == 200


async def test_labels_and_series(client: Client) -> None:
    """Names, values and label sets, of all series or of those that match."""
    assert (await get(client, "labels"))[1]["data"] == ["__name__", "instance", "job", "name"]
    match = [("match[]", "odd"), ("match[]", "requests_total")]
    assert (await post(client, "labels", match))[1]["data"] == ["__name__", "instance", "name"]
    _, body = await get(client, "label/__name__/values")
    assert body["data"] == ["odd", "requests_total", "up"]
    _, body = await get(client, "label/instance/values", **{"match[]": 'up{instance!="a"}'})
    assert body["data"] == ["b"]
    _, body = await get(client, "series", **{"match[]": "odd"})
    assert body["data"] == [{"__name__": "odd", "name": '值"守'}]


async def test_limits_cut_and_say_so(client: Client) -> None:
    """``limit`` cuts an answer and warns of it; 0 is no limit."""
    for path, parameters, count in [
        ("query", {"query": "up"}, 1),
        ("label/instance/values", {}, 1),
        ("series", {"match[]": "up"}, 1),
    ]:
        _, body = await get(client, path, limit="1", **parameters)
        data = body["data"]["result"] if path == "query" else body["data"]
        assert len(data) == count
        assert body["warnings"] == ["results truncated due to limit"]
        _, body = await get(client, path, limit="0", **parameters)
        assert "warnings" not in body


async def test_lookback_of_one_query(client: Client) -> None:
    """``lookback_delta`` changes for one query how old a sample may be."""
    for lookback, count in [("1s", 0), ("10m", 2)]:
        _, body = await get(client, "query", query="up", time="605", lookback_delta=lookback)
        assert len(body["data"]["result"]) == count


async def test_what_it_says_of_itself(client: Client) -> None:
    """Build information without a ruler's features; no exemplars; metadata; formatting."""
    _, body = await get(client, "status/buildinfo")
    assert body["data"]["version"].startswith("3.")
    assert "features" not in body["data"]
    assert (await get(client, "query_exemplars", query="up"))[1]["data"] == []
    wanted = {"up": [{"type": "gauge", "help": "Whether it answers.", "unit": ""}]}
    assert (await get(client, "metadata"))[1]["data"] == wanted
    assert (await get(client, "metadata", metric="down"))[1]["data"] == {}
    _, body = await get(client, "format_query", query="sum( up )by(job)")
    assert body["data"] == "sum by (job) (up)"


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["instant", "URL", "sum(up)", "--time=600"], "{} => 1 @[600]"),
        (
            ["range", "URL", "count(up)", "--start=0", "--end=60", "--step=60s"],
            "{} =>\n2 @[0]\n2 @[60]",
        ),
        (["labels", "URL", "instance", "--start=1", "--end=600"], "a\nb"),
        (
            ["series", "URL", "--match=odd", "--start=0", "--end=600"],
            '{__name__="odd", name="值\\"守"}',
        ),
    ],
    ids=["instant", "range", "labels", "series"],
)
async def test_promtool(client: Client, arguments: list[str], wanted: str) -> None:
    """Prometheus's own client gets the answers it expects."""
    tool = program("promtool")
    url = str(client.make_url("/")).rstrip("/")
    filled = [url if argument == "URL" else argument for argument in arguments]
    options = [argument for argument in filled if argument.startswith("--")]
    words = [argument for argument in filled if not argument.startswith("--")]
    process = await asyncio.create_subprocess_exec(
        tool, "query", words[0], *options, *words[1:], stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(30):
        output, _ = await process.communicate()
    assert output.decode().strip() == wanted
