"""Clients of Prometheus over series of our own agent: dashboards, rules, vmalert, a Prometheus."""

from __future__ import annotations

import asyncio
import json
import math
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboards.grafana.boards import HOST
from rules.promql import compile_plan, format_expression
from tests.acceptance.harness import free_port
from tests.acceptance.measured_house import MeasuredHouse, asked, measured_house
from tests.cli.watch import typed
from tests.components import program
from tests.eventually import eventually
from tests.fakes.programs import running
from tests.shared_data import shared_data
from watchkeeper.server.clock import SystemClock

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("measured house")]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MeasuredHouse]:
    with measured_house(tmp_path_factory.mktemp("measured")) as house:
        yield house


def expressions_of_the_dashboard() -> list[str]:
    """Return the expressions of dashboard 1860 as Grafana sends them for our agent's host."""
    text = shared_data("grafana", "node-exporter-full.json").read_text(encoding="utf-8")
    found = list(_expressions(json.loads(text)["panels"]))
    variables = {"$node": "web-1", "$job": "node", "$__rate_interval": "1m"}
    for name, value in variables.items():
        found = [expression.replace(name, value) for expression in found]
    assert not any("$" in expression for expression in found)
    return found


def _expressions(panels: list[dict[str, Any]]) -> Iterator[str]:
    for panel in panels:
        yield from (target["expr"] for target in panel.get("targets", []) if target.get("expr"))
        yield from _expressions(panel.get("panels", []))


def test_the_node_dashboard_is_answered(measured: MeasuredHouse) -> None:
    """All 286 expressions evaluate, and nine of ten return data.

    The others ask for what a machine may lack: systemd, statistics of the scheduler, pressure by
    interrupts, corrupted memory, guests.
    """
    expressions = expressions_of_the_dashboard()
    assert len(expressions) == 286
    end = SystemClock().now() / 1000
    empty, answered = [], 0
    for expression in expressions:
        has_data = _has_data(measured, expression, end)
        answered += has_data
        unfiltered = expression.removesuffix(" > 0")  # which a host without guests leaves empty
        if not has_data and _all_there(measured, expression):
            empty += [] if _has_data(measured, unfiltered, end) else [expression]
    assert empty == []
    assert answered >= 0.9 * len(expressions)


def _has_data(measured: MeasuredHouse, expression: str, end: float) -> bool:
    ranged = measured.ask("query_range", query=expression, start=end - 60, end=end, step=5)
    assert ranged.status == 200, (expression, ranged.body)
    return bool(ranged.result)


def _all_there(measured: MeasuredHouse, expression: str) -> bool:
    """Tell whether each selector of an expression has samples in the last half minute."""
    return all(
        measured.ask("query", query=f"count({format_expression(selector)})").result
        for selector in compile_plan(expression).selectors
    )


def test_its_variables_are_filled(measured: MeasuredHouse) -> None:
    """The lists of jobs, hosts and instances come as Grafana's label_values() asks for them."""
    end = SystemClock().now() / 1000
    for label, value in [("job", "node"), ("instance", "web-1")]:
        path = f"/api/v1/label/{label}/values?match[]=node_uname_info&start={end - 60:.3f}&end={end:.3f}"
        assert measured.get(path).body["data"] == [value]


def test_our_own_board_of_a_host_has_data(measured: MeasuredHouse) -> None:
    """Every panel of the host board shows something for a host with our agent."""
    end = SystemClock().now() / 1000
    for query in (query for panel in HOST.panels for query in panel.queries):
        expression = query.expression.replace("$instance", "web-1")
        filled = expression.replace("$__rate_interval", "1m")
        assert _has_data(measured, filled, end), expression


def test_the_server_tells_of_its_feeds_metrics_and_series(measured: MeasuredHouse) -> None:
    """Targets with their health, types of metrics, counts of series, settings, the start."""
    (agent,) = measured.get("/api/v1/targets").body["data"]["activeTargets"]
    assert (agent["labels"]["instance"], agent["health"]) == ("web-1", "up")
    assert (agent["scrapeInterval"], agent["labels"]["customer"]) == ("1s", "acme")
    families = measured.get("/api/v1/metadata").body["data"]
    assert families["node_load1"][0]["type"] == "gauge"
    assert families["node_cpu_seconds_total"][0]["type"] == "counter"
    assert families["watchkeeper_tickets_opened_total"][0]["help"]
    statistics = measured.get("/api/v1/status/tsdb").body["data"]
    assert statistics["headStats"]["numSeries"] > 200
    head = statistics["headStats"]  # of one tick, where the agent has just begun
    assert 0 < head["minTime"] <= head["maxTime"] <= SystemClock().now()
    assert "data:" in measured.get("/api/v1/status/config").body["data"]["yaml"]
    assert measured.get("/api/v1/status/flags").body["data"]["query.lookback-delta"] == "5m"
    runtime = measured.get("/api/v1/status/runtimeinfo").body["data"]
    assert (runtime["reloadConfigSuccess"], runtime["startTime"][:4] > "2000") == (True, True)
    assert measured.get("/api/v1/rules").body["data"] == {"groups": []}


def corpus() -> list[Path]:
    return sorted(shared_data("rules-corpus").rglob("*.y*ml"))


def test_all_rules_of_the_corpus_pass_the_check() -> None:
    """``rules check`` reads every file of the corpus and finds no error in any."""
    found = typed("rules", "check", "--offline", *map(str, corpus()))
    assert found.code == 0, found.out
    assert "error" not in found.out


def test_all_rules_of_the_corpus_evaluate_over_a_real_host(measured: MeasuredHouse) -> None:
    """Each expression is answered by the server with a vector, over the series of a host."""
    count = 0
    for path in corpus():
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in document.get("spec", document).get("groups") or []:
            for rule in group["rules"] or []:
                answer = measured.ask("query", query=rule["expr"])
                assert answer.status == 200, (path.name, rule["expr"], answer.body)
                count += 1
    assert count >= 640


VMALERT_RULES = """\
groups:
- name: clients
  interval: 1s
  rules:
  - alert: UptimeKnown
    expr: node_boot_time_seconds{job="node"} > 0
    labels: {severity: critical}
    annotations: {summary: "{{ $labels.instance }} has been up since {{ $value }}"}
"""


async def test_vmalert_evaluates_on_us_and_opens_a_ticket(
    measured: MeasuredHouse, tmp_path: Path
) -> None:
    """It reads us as its data source and posts its alert to us: a ticket of level II opens."""
    (tmp_path / "rules.yml").write_text(VMALERT_RULES)
    (tmp_path / "token").write_text(measured.token)
    port = free_port()
    command = [
        program("vmalert"),
        f"-rule={tmp_path}/rules.yml",
        f"-datasource.url={measured.url}",
        f"-datasource.bearerTokenFile={tmp_path}/token",
        f"-notifier.url={measured.url}",
        f"-notifier.bearerTokenFile={tmp_path}/token",
        f"-remoteRead.url={measured.url}",
        f"-remoteRead.bearerTokenFile={tmp_path}/token",
        "-evaluationInterval=1s",
        f"-httpListenAddr=127.0.0.1:{port}",
    ]
    async with running(*command):
        ticket = await eventually(
            lambda: asyncio.to_thread(_ticket, measured, "has been up since"),
            within_seconds=60,
            what="a ticket by vmalert",
        )
    assert (ticket["level"], ticket["target"]) == ("II", "web-1")


def _ticket(measured: MeasuredHouse, words: str) -> dict[str, Any] | None:
    return next((one for one in measured.tickets() if words in one["title"]), None)


SAME = (
    "node_load1",
    "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
    'sum by (mode) (rate(node_cpu_seconds_total{job="node"}[5s]))',
    "increase(node_context_switches_total[6s])",
    "avg_over_time(node_load1[5s])",
    # Other tests make loop devices meanwhile.
    'max by (device) (node_filesystem_size_bytes{device!~"/dev/loop.*"})',
    'node_filesystem_avail_bytes{device!~"/dev/loop.*"} * on (instance, device, mountpoint, fstype) group_left node_filesystem_size_bytes',
    "count by (mode) (node_cpu_seconds_total)",
    "predict_linear(node_memory_MemFree_bytes[6s], 60)",
    "delta(node_memory_MemFree_bytes[4s])",
    "topk(3, node_cpu_seconds_total)",
    "quantile(0.5, node_cpu_seconds_total)",
    "changes(node_time_seconds[5s])",
    "node_uname_info",
    "absent(node_nothing)",
    "sum(node_cpu_seconds_total) without (cpu, mode)",
)


async def test_a_prometheus_that_federates_us_gives_the_same_values(
    measured: MeasuredHouse, tmp_path: Path
) -> None:
    """Debian's Prometheus scrapes /federate; the same queries on both agree off window edges."""
    port = free_port()
    async with running(*_federating(measured, tmp_path, port)):
        await eventually(
            lambda: asyncio.to_thread(_has_ten_seconds, port),
            within_seconds=90,
            what="ten seconds of federated samples",
        )
        at = await asyncio.to_thread(_off_the_edges, port)
        for query in SAME:
            ours = await asyncio.to_thread(measured.ask, "query", query=query, time=at)
            theirs = await asyncio.to_thread(
                asked, port, "/api/v1/query", {"query": query, "time": at}
            )
            assert theirs.result, query
            assert _rounded(ours.result) == _rounded(theirs.result), query


def _federating(measured: MeasuredHouse, folder: Path, port: int) -> list[str]:
    (folder / "token").write_text(measured.token)
    (folder / "prometheus.yml").write_text(
        f"""\
global: {{scrape_interval: 250ms, scrape_timeout: 250ms}}
scrape_configs:
- job_name: watchkeeper
  honor_labels: true
  metrics_path: /federate
  params: {{"match[]": ['{{__name__=~"node_.*"}}']}}
  authorization: {{credentials_file: {folder}/token}}
  static_configs: [{{targets: ["127.0.0.1:{measured.house.port}"]}}]
"""
    )
    return [
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    ]


def _times(port: int) -> list[float]:
    """Return the times of the federated samples of one series, in the last minute."""
    try:
        found = asked(port, "/api/v1/query", {"query": "node_load1[1m]"}).result
    except (OSError, ValueError):
        return []
    return [at for at, _ in found[0]["values"]] if found else []


def _has_ten_seconds(port: int) -> bool:
    times = _times(port)
    return len(times) >= 10 and _is_dense(times[-9:])


def _is_dense(times: list[float]) -> bool:
    return all(0 < later - earlier < 1.5 for earlier, later in pairwise(times))


def _off_the_edges(port: int) -> str:
    """Return a time half a second after a sample, so that no window of seconds ends on one."""
    times = _times(port)
    assert _is_dense(times[-9:]), times
    return f"{times[-2] + 0.4:.3f}"


def _rounded(result: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        json.dumps(one["metric"], sort_keys=True): pytest.approx(float(one["value"][1]), rel=1e-9)
        if not math.isnan(float(one["value"][1]))
        else "NaN"
        for one in result
    }


def test_promtool_asks_a_whole_server_with_a_token(measured: MeasuredHouse) -> None:
    """Debian's promtool can send a header with range queries; the answer is the agent's."""
    end = SystemClock().now() // 1000
    command = [
        program("promtool"),
        "query",
        "range",
        f"--header=Authorization=Bearer {measured.token}",
        f"--start={end - 4}",
        f"--end={end}",
        "--step=2s",
        measured.url,
        "count by (instance) (node_load1)",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    name, *points = done.stdout.strip().splitlines()
    assert name == '{instance="web-1"} =>'
    assert [point.split(" @")[0] for point in points] == ["1", "1", "1"]


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        pytest.param(["instant", "{url}", "count(node_load1)"], "{} => 1", id="instant"),
        pytest.param(
            ["series", "--match=node_load1", "{url}"], '__name__="node_load1"', id="series"
        ),
        pytest.param(["labels", "{url}", "instance"], "web-1", id="labels"),
    ],
)
def test_promtool_sends_the_token_in_the_address(
    measured: MeasuredHouse, arguments: list[str], wanted: str
) -> None:
    """Where a client knows no bearer, the token is the password of the address."""
    address = measured.url.replace("://", f"://promtool:{measured.token}@")
    command = [program("promtool"), "query", *(one.format(url=address) for one in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert wanted in done.stdout
