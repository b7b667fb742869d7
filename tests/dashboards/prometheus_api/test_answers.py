"""What the API tells beside values: rules, alerts, targets, status, trees, pages to federate."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any

import numpy as np
import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry

from dashboards.prometheus_api.encoding import (
    PART_BYTES,
    Answer,
    QueryData,
    answer_of,
    json_of,
    parts_of,
)
from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from dashboards.prometheus_api.known import Known
from dashboards.prometheus_api.numbers import text_of, texts_of
from rules.lanes import Lanes
from rules.promql import Matrix, Series, Vector
from tests.dashboards.prometheus_api.conftest import Client
from tests.dashboards.prometheus_api.test_api import get
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.access.asking import is_open_to_all
from watchkeeper.access.model import Scope
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.core.samples import STALE
from watchkeeper.server.gatekeeper import Entry, rule_of


async def test_stats_have_prometheus_names(client: Client) -> None:
    """With ``stats`` the timings and counts of samples come under Prometheus's names."""
    _, body = await get(client, "query", query="sum_over_time(up[1m])", stats="all")
    stats = body["data"]["stats"]
    assert set(stats["timings"]) == {
        "evalTotalTime",
        "resultSortTime",
        "queryPreparationTime",
        "innerEvalTime",
        "execQueueTime",
        "execTotalTime",
    }
    assert all(seconds >= 0 for seconds in stats["timings"].values())
    assert stats["timings"]["execTotalTime"] >= stats["timings"]["evalTotalTime"] > 0
    assert stats["samples"]["totalQueryableSamples"] >= 8
    _, body = await get(client, "query", query="up")
    assert "stats" not in body["data"]


def test_warnings_and_infos_come_along() -> None:
    """What is said of the data stands beside it; that it was cut comes first."""
    one = Vector(Instant(0), np.zeros(2), lambda _: ())
    said = answer_of(
        QueryData(one, 1), ("PromQL warning: odd (1:1)",), ("PromQL info: look (1:2)",)
    )
    body = orjson.loads(b"".join(parts_of(said)))
    assert body["warnings"] == ["results truncated due to limit", "PromQL warning: odd (1:1)"]
    assert body["infos"] == ["PromQL info: look (1:2)"]
    assert orjson.loads(b"".join(parts_of(Answer(1)))) == {"status": "success", "data": 1}


async def test_a_defect_is_told_without_its_inside(known: Known, threads: Lanes) -> None:
    """What nobody foresaw is logged, and answered as an internal error."""

    def fails() -> Any:
        raise RuntimeError("secret inside")

    async with _client(dataclasses.replace(known, groups=fails), threads) as client:
        status, body = await get(client, "rules")
    assert (status, body["errorType"]) == (500, "internal")
    assert "secret" not in body["error"]


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        ("0", "600", ["odd", "requests_total", "up"]),
        ("1", "600", ["requests_total", "up"]),
        ("601", "700", []),
        ("0", "0", ["odd", "requests_total", "up"]),
    ],
    ids=["all of it", "after the only sample of one", "after all samples", "their first instant"],
)
async def test_labels_are_those_of_the_time_asked_for(
    client: Client, start: str, end: str, names: list[str]
) -> None:
    """``start`` and ``end`` narrow names to series that had a sample between them."""
    _, body = await get(client, "label/__name__/values", start=start, end=end)
    assert body["data"] == names


async def test_rules_as_prometheus_shows_them(client: Client) -> None:
    """A group has its rules with state, health, times and active alerts."""
    _, body = await get(client, "rules")
    services, broken, _records = body["data"]["groups"]
    assert (services["name"], services["file"], services["interval"]) == ("services", "own.yml", 15)
    assert services["lastEvaluation"] == "1970-01-01T00:10:00.000Z"
    record, down, busy = services["rules"]
    assert record == {
        "name": "job:up:sum",
        "query": "sum by (job) (up)",
        "labels": {},
        "health": "ok",
        "evaluationTime": pytest.approx(0, abs=1),
        "lastEvaluation": "1970-01-01T00:10:00.000Z",
        "type": "recording",
    }
    assert (down["state"], down["type"], down["duration"]) == ("firing", "alerting", 0)
    assert down["labels"] == {"severity": "critical", "team": "{{ $labels.job }}"}
    assert down["alerts"] == [
        {
            "labels": {
                "alertname": "Down",
                "instance": "b",
                "job": "node",
                "severity": "critical",
                "team": "node",
            },
            "annotations": {"summary": "b is down"},
            "state": "firing",
            "activeAt": "1970-01-01T00:10:00.000Z",
            "value": "0e+00",
        }
    ]
    assert (busy["state"], busy["duration"], busy["keepFiringFor"]) == ("inactive", 300, 60)
    assert broken["rules"][0]["health"] == "err"
    assert "many-to-many" in broken["rules"][0]["lastError"]


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"type": "alert"}, ["Down", "Busy", "Odd"]),
        ({"type": "record"}, ["job:up:sum", "instance:up:max"]),
        ({"rule_name[]": "Busy"}, ["Busy"]),
        ({"rule_group[]": "records"}, ["instance:up:max"]),
        ({"file[]": "other.yml"}, []),
        ({"match[]": '{severity="warning"}'}, ["Busy", "Odd"]),
        ({"match[]": '{team=~".+"}', "type": "alert"}, ["Down"]),
        ({"group_limit": "1", "type": "record"}, ["job:up:sum"]),
    ],
    ids=str,
)
async def test_rules_are_filtered(
    client: Client, parameters: dict[str, str], names: list[str]
) -> None:
    """Type, name, group, file and labels choose rules; groups without any are left out."""
    _, body = await get(client, "rules", **parameters)
    found = [rule["name"] for group in body["data"]["groups"] for rule in group["rules"]]
    assert found == names


async def test_rules_without_their_alerts(client: Client) -> None:
    """``exclude_alerts`` leaves the alerts out and the state in."""
    _, body = await get(client, "rules", **{"exclude_alerts": "true", "rule_name[]": "Down"})
    (group,) = body["data"]["groups"]
    assert (group["rules"][0]["state"], group["rules"][0]["alerts"]) == ("firing", [])


async def test_groups_by_pages(client: Client) -> None:
    """A token leads from page to page until there is none."""
    names, token = [], ""
    for _ in range(3):
        more = {"group_next_token": token} if token else {}
        _, body = await get(client, "rules", group_limit="1", **more)
        names += [group["name"] for group in body["data"]["groups"]]
        token = body["data"].get("groupNextToken", "")
    assert (names, token) == (["services", "broken", "records"], "")


@pytest.mark.parametrize(
    "parameters",
    [
        {"type": "both"},
        {"group_next_token": "abc"},
        {"group_limit": "0"},
        {"group_limit": "-1"},
        {"group_limit": "1", "group_next_token": "abc"},
        {"exclude_alerts": "perhaps"},
        {"match[]": "sum(up)"},
    ],
    ids=str,
)
async def test_wrong_parameters_of_rules_are_bad_data(
    client: Client, parameters: dict[str, str]
) -> None:
    """Each is refused with 400 and what is wrong."""
    status, body = await get(client, "rules", **parameters)
    assert (status, body["errorType"]) == (400, "bad_data")
    assert body["error"]


async def test_alerts_of_all_rules(client: Client) -> None:
    """``alerts`` lists what is pending and what fires."""
    _, body = await get(client, "alerts")
    assert [one["labels"]["alertname"] for one in body["data"]["alerts"]] == ["Down"]


async def test_targets_are_agents_and_probes(client: Client, source: MemorySource) -> None:
    """Each feed is an active target with its health; there are no dropped ones."""
    _, body = await get(client, "targets")
    agent, probe = body["data"]["activeTargets"]
    assert agent["labels"] == {"instance": "a", "job": "node", "customer": "acme"}
    assert (agent["health"], agent["scrapePool"], agent["scrapeInterval"]) == ("up", "node", "15s")
    assert (probe["health"], probe["lastScrape"]) == ("unknown", "0001-01-01T00:00:00Z")
    assert body["data"]["droppedTargets"] == []
    _, body = await get(client, "targets", state="dropped")
    assert body["data"]["activeTargets"] == []
    _, body = await get(client, "targets", scrapePool="http")
    assert [one["scrapeUrl"] for one in body["data"]["activeTargets"]] == ["http://a/"]
    assert (await get(client, "targets", state="lost"))[0] == 400


async def test_a_probe_that_fails_is_down(
    known: Known, source: MemorySource, threads: Lanes
) -> None:
    """``probe_success`` 0 makes a target down and says so; its duration is shown."""
    labels = {"instance": "a", "job": "http"}
    feed = "probe:a:http"
    source.add({"__name__": "probe_success", **labels}, [(590_000, 0.0)], feed)
    source.add({"__name__": "probe_duration_seconds", **labels}, [(590_000, 0.5)], feed)
    heard = dataclasses.replace(known.feeds()[1], last_tick=Instant(590_000), reports=True)
    async with _client(dataclasses.replace(known, feeds=lambda: (heard,)), threads) as client:
        _, body = await get(client, "targets")
    (probe,) = body["data"]["activeTargets"]
    assert (probe["health"], probe["lastError"]) == ("down", "the probe failed")
    assert probe["lastScrapeDuration"] == 0.5


def _client(known: Known, threads: Lanes) -> Client:
    app = web.Application()
    app.add_routes(PrometheusApi(known, threads, QueryMetrics(CollectorRegistry())).routes())
    return TestClient(TestServer(app))


async def test_status_pages(client: Client) -> None:
    """Flags, settings, run time and counts of series, under Prometheus's names."""
    assert (await get(client, "status/flags"))[1]["data"] == {"query.timeout": "120s"}
    assert (await get(client, "status/config"))[1]["data"] == {"yaml": "listen: x\n"}
    runtime = (await get(client, "status/runtimeinfo"))[1]["data"]
    assert runtime["reloadConfigSuccess"] is True
    assert runtime["serverTime"] == "1970-01-01T00:10:00.000Z"
    tsdb = (await get(client, "status/tsdb"))[1]["data"]
    assert tsdb["headStats"] == {
        "numSeries": 4,
        "numLabelPairs": 7,
        "chunkCount": 0,
        "minTime": 0,
        "maxTime": 600_000,
    }
    assert tsdb["seriesCountByMetricName"][0] == {"name": "up", "value": 2}
    assert {"name": "instance=a", "value": 2} in tsdb["seriesCountByLabelValuePair"]
    _, body = await get(client, "status/tsdb", limit="1")
    assert len(body["data"]["seriesCountByMetricName"]) == 1
    (manager,) = (await get(client, "alertmanagers"))[1]["data"]["activeAlertmanagers"]
    assert manager == {"url": "http://w/api/v2/alerts"}


@pytest.mark.parametrize(
    ("expression", "tree"),
    [
        ("1e3", {"type": "numberLiteral", "val": "1000"}),
        (
            "-Inf",
            {"type": "unaryExpr", "op": "-", "expr": {"type": "numberLiteral", "val": "+Inf"}},
        ),
        ("('x')", {"type": "parenExpr", "expr": {"type": "stringLiteral", "val": "x"}}),
        (
            "sum by (job) (up offset 1m)",
            {
                "type": "aggregation",
                "op": "sum",
                "param": None,
                "grouping": ["job"],
                "without": False,
                "expr": {
                    "type": "vectorSelector",
                    "name": "up",
                    "offset": 60_000,
                    "matchers": [{"name": "__name__", "value": "up", "type": "="}],
                    "timestamp": None,
                    "startOrEnd": None,
                    "anchored": False,
                    "smoothed": False,
                },
            },
        ),
    ],
    ids=["number", "infinity", "string", "aggregation"],
)
async def test_trees(client: Client, expression: str, tree: dict[str, Any]) -> None:
    """``parse_query`` gives the tree that Prometheus's interface draws."""
    _, body = await get(client, "parse_query", query=expression)
    assert body["data"] == tree


async def test_trees_of_everything_else(client: Client) -> None:
    """Joins, calls, ranges and subqueries have the fields that the interface reads."""
    _, body = await get(
        client,
        "parse_query",
        query="a * on (x) group_left (y) b unless max_over_time(rate(c[1m])[5m:10s] @ end())",
    )
    unless = body["data"]
    assert (unless["op"], unless["matching"]["card"]) == ("unless", "many-to-many")
    join = unless["lhs"]["matching"]
    assert (join["card"], join["on"]) == ("many-to-one", True)
    assert (join["labels"], join["include"]) == (["x"], ["y"])
    call = unless["rhs"]
    assert call["func"] == {
        "name": "max_over_time",
        "argTypes": ["matrix"],
        "variadic": 0,
        "returnType": "vector",
    }
    subquery = call["args"][0]
    assert (subquery["type"], subquery["range"], subquery["step"]) == ("subquery", 300_000, 10_000)
    assert subquery["startOrEnd"] == "end"
    inner = subquery["expr"]["args"][0]
    assert (inner["type"], inner["range"], inner["name"]) == ("matrixSelector", 60_000, "c")
    _, body = await get(client, "parse_query", query="2 > bool 1")
    assert (body["data"]["matching"], body["data"]["bool"]) == (None, True)


async def _page(client: Client, *match: str, accept: str = "text/plain") -> str:
    async with client.get(
        "/federate", params=[("match[]", one) for one in match], headers={"Accept": accept}
    ) as response:
        assert response.status == 200
        assert response.content_type == "text/plain"
        return await response.text()


async def test_federate(client: Client, source: MemorySource) -> None:
    """The newest samples with their times; stale and old series are left out; none is double."""
    source.add({"__name__": "gone", "instance": "a"}, [(590_000, 1.0), (595_000, STALE)])
    source.add({"__name__": "old"}, [(100_000, 1.0)])
    source.add({"__name__": "house", "a": 'x"\n\\'}, [(590_500, math.inf)])
    page = await _page(client, "up", 'up{instance="a"}', "gone", "old", "house")
    assert page == (
        "# TYPE house untyped\n"
        'house{instance="",a="x\\"\\n\\\\"} +Inf 590500\n'
        "# TYPE up untyped\n"
        'up{instance="a",job="node"} 1 600000\n'
        'up{instance="b",job="node"} 0 600000\n'
    )
    assert await _page(client) == ""


async def test_federate_names_that_old_readers_do_not_know(
    client: Client, source: MemorySource
) -> None:
    """UTF-8 names are quoted for those who accept them, else written with underscores."""
    source.add({"__name__": "my.metric", "a.b": "c"}, [(600_000, 1.0)])
    selector = '{"my.metric"}'
    assert 'my_metric{instance="",a_b="c"} 1 600000\n' in await _page(client, selector)
    accept = "text/plain;version=1.0.0;escaping=allow-utf-8"
    assert '{"my.metric",instance="","a.b"="c"} 1 600000\n' in await _page(
        client, selector, accept=accept
    )


async def test_federate_refuses_what_is_no_selector(client: Client) -> None:
    """A wrong ``match[]`` is answered 400."""
    async with client.get("/federate", params={"match[]": "sum(up)"}) as response:
        assert response.status == 400


async def test_a_large_answer_is_sent_in_parts(client: Client, source: MemorySource) -> None:
    """An answer larger than a part comes in chunks and is the same JSON."""
    for number in range(6_000):
        source.add({"__name__": "many", "instance": f"host-{number:05}"}, [(600_000, number)])
    async with client.get("/api/v1/query", params={"query": "many"}) as response:
        assert response.headers.get("Transfer-Encoding") == "chunked"
        body = json.loads(await response.read())
    assert body["status"] == "success"
    result = body["data"]["result"]
    assert {int(one["value"][1]) for one in result} == set(range(6_000))
    assert result[0]["metric"].keys() == {"__name__", "instance"}


@given(st.lists(st.floats(), max_size=30))
def test_many_values_are_written_as_each_alone(values: list[float]) -> None:
    """Writing an array gives the texts of its values, whatever they are."""
    assert texts_of(np.array(values)) == [text_of(value).encode() for value in values]


_LABELS = st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5), max_size=3)


@given(st.lists(st.tuples(_LABELS, st.floats()), max_size=5), st.integers(-(10**12), 10**14))
def test_vectors_are_json(rows: list[tuple[dict[str, str], float]], at: int) -> None:
    """The parts put together are the JSON of the vector."""
    labels = [labels_of(one) for one, _ in rows]
    values = np.array([value for _, value in rows])
    data = QueryData(Vector(Instant(at), values, labels.__getitem__))
    body = orjson.loads(b"".join(parts_of(Answer(data))))
    assert body["data"]["result"] == [
        {"metric": dict(one), "value": [at / 1000, text_of(value)]}
        for one, (_, value) in zip(labels, rows, strict=True)
    ]


def test_a_matrix_is_sent_in_parts_that_are_bounded() -> None:
    """Series follow each other in parts of about the size that was set."""
    times = np.arange(0, 10_000 * 15_000, 15_000)
    row = Series((("a", "b"),), times, np.linspace(0.1, 0.2, 10_000))
    parts = list(parts_of(Answer(QueryData(Matrix([row] * 4)))))
    assert len(parts) == 5  # the last one closes the brackets
    assert all(len(part) < 3 * PART_BYTES for part in parts)
    body = orjson.loads(b"".join(parts))
    assert len(body["data"]["result"][3]["values"]) == 10_000


def test_bytes_that_are_no_utf8_are_replaced() -> None:
    """JSON is always UTF-8, as Go writes it."""
    assert json_of({"a": ["\udcff", 1]}) == '{"a":["\N{REPLACEMENT CHARACTER}",1]}'.encode()


def test_every_path_is_shut_to_those_who_see_some_customers_only(
    known: Known, threads: Lanes
) -> None:
    """Series are not told apart by customer, so each path asks for the whole house."""
    routes = PrometheusApi(known, threads, QueryMetrics(CollectorRegistry())).routes()
    assert len(routes) == len({(route.method, route.path) for route in routes}) > 20
    for route in routes:
        if route.method == "OPTIONS":  # a browser asks it without credentials, for nothing else
            assert is_open_to_all(route.handler)
            continue
        assert not is_open_to_all(route.handler)
        rule = rule_of(route.method, route.path)
        assert (rule.entry, rule.scope) == (Entry.WHOLE, Scope.QUERY_READ), route.path
