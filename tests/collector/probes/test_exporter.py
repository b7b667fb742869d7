"""The exporter probe against a real node_exporter, a real Prometheus beside it, and hostile pages."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.once import probe_once
from collector.probes.outcome import ProbeFailed
from collector.probes.scrape_page import scraped, text_from_open_metrics
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.processes import free_ports, running
from tests.collector.probes.prometheus_peer import answer_of_prometheus
from tests.collector.probes.readings import names, value
from tests.components import program
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.relabelling import Action, RelabelRule

TARGET = Target("db-1", "127.0.0.1")
TEXT = "text/plain; version=0.0.4"
OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8"


@asynccontextmanager
async def showing(body: str, kind: str = TEXT, status: int = 200) -> AsyncIterator[int]:
    """A server that shows one page."""

    async def show(request: web.Request) -> web.Response:
        if request.path == "/moved":
            raise web.HTTPFound("http://evil.example/metrics")
        return web.Response(body=body.encode(), status=status, headers={"Content-Type": kind})

    app = web.Application()
    app.add_routes([web.get("/{path:.*}", show)])
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@pytest.fixture(scope="module")
def node_exporter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    (port,) = free_ports(1)
    command = [program("prometheus-node-exporter"), f"--web.listen-address=127.0.0.1:{port}"]
    with running(command, [port], folder=tmp_path_factory.mktemp("node")):
        yield port


async def test_a_real_exporter_is_read(node_exporter: int, tools: Tools, spec: MakeSpec) -> None:
    """node_exporter's page becomes series with instance, job and the labels of the settings."""
    settings = f"{{exporter: {{port: {node_exporter}, job: node, labels: {{env: prod}}}}}}"
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "up", instance="db-1", job="node") == 1
    assert value(report, "node_cpu_seconds_total", cpu="0", mode="idle", env="prod") > 0
    assert value(report, "scrape_samples_scraped") > 500
    assert all(label(series, "job") == "node" for series in report.samples)


async def test_what_prometheus_keeps_is_kept(
    node_exporter: int, tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """By the same relabelling a real Prometheus and this probe keep the same series."""
    rules: list[dict[str, object]] = [
        {"source_labels": ["__name__"], "regex": "node_(cpu|load|memory).*", "action": "keep"},
        {"source_labels": ["mode"], "regex": "(.)(.*)", "target_label": "short", "replacement": "$1-${2}x"},
        {"source_labels": ["mode", "cpu"], "separator": "/", "target_label": "both"},
        {"source_labels": ["both"], "modulus": 7, "target_label": "part", "action": "hashmod"},
        {"source_labels": ["mode"], "target_label": "loud", "action": "uppercase"},
        {"regex": "mod(.*)", "action": "labelmap", "replacement": "place_$1"},
        {"regex": "loudx|cpu", "action": "labeldrop"},
        {"source_labels": ["__name__"], "regex": "node_load(.*)", "target_label": "__name__", "replacement": "load_$1"},
        {"source_labels": ["short"], "regex": "i-dlex", "action": "drop"},
    ]  # fmt: skip
    settings = {"exporter": {"port": node_exporter, "job": "node", "metric_relabel_configs": rules}}
    report = await probe_once(TARGET, spec(json.dumps(settings)), tools)
    assert report.problem is None
    ours = {
        tuple(pair for pair in series if pair[0] != "instance")
        for series in report.samples
        if label(series, METRIC_NAME).startswith(("node_", "load_"))
    }
    theirs = await asyncio.to_thread(series_of_prometheus, node_exporter, rules, tmp_path)
    assert len(ours) > 50
    assert ours == theirs


def series_of_prometheus(
    exporter: int, rules: list[dict[str, object]], folder: Path
) -> set[tuple[tuple[str, str], ...]]:
    """Let a real Prometheus scrape once and return what it keeps, without instance."""
    job = {
        "job_name": "node",
        "scrape_interval": "4s",
        "scrape_timeout": "4s",
        "static_configs": [{"targets": [f"127.0.0.1:{exporter}"]}],
        "metric_relabel_configs": rules,
    }
    config = folder / "prometheus.yml"
    config.write_text(json.dumps({"scrape_configs": [job]}))
    query = quote('{__name__=~"node_.+|load_.+"}')
    found = answer_of_prometheus(
        config, folder, f"/api/v1/query?query={query}", lambda data: bool(data["result"])
    )["result"]
    return {
        tuple(sorted((name, text) for name, text in one["metric"].items() if name != "instance"))
        for one in found
    }


async def test_an_exporter_cannot_speak_for_another_target(tools: Tools, spec: MakeSpec) -> None:
    """Labels of the page that are the server's get another name, even where rules would put them back."""
    page = 'up{instance="web-1"} 0\nx{instance="web-1",job="icmp",probe="p",env="dev"} 1\n'
    rule = "{source_labels: [exported_instance], target_label: instance}"
    async with showing(page) as port:
        settings = f"{{exporter: {{port: {port}, labels: {{env: prod}}, metric_relabel_configs: [{rule}]}}}}"
        report = await probe_once(TARGET, spec(settings), tools)
    assert {label(series, "instance") for series in report.samples} == {"db-1"}
    assert {label(series, "job") for series in report.samples} == {"exporter"}
    found = {
        "exported_instance": "web-1",
        "exported_job": "icmp",
        "exported_probe": "p",
        "exported_env": "dev",
        "env": "prod",
    }
    assert value(report, "x", **found) == 1
    assert value(report, "up", exported_instance="web-1") == 0


async def test_labels_that_are_honored_do_not_say_whose_a_series_is(
    tools: Tools, spec: MakeSpec
) -> None:
    """With honor_labels a page's own labels win, but never instance, job and probe."""
    page = 'x{instance="web-1",job="icmp",probe="p",env="dev"} 1\n'
    rules = "[{action: labelmap, regex: exported_(.*), replacement: $1}]"
    async with showing(page) as port:
        settings = (
            f"{{exporter: {{port: {port}, labels: {{env: prod}}, honor_labels: true, "
            f"metric_relabel_configs: {rules}}}}}"
        )
        report = await probe_once(TARGET, spec(settings), tools)
    own = {"exported_instance": "web-1", "exported_job": "icmp", "exported_probe": "p"}
    assert value(report, "x", env="dev", instance="db-1", job="exporter", **own) == 1
    assert not any(label(series, "probe") for series in report.samples)


async def test_what_a_blackbox_exporter_says_of_its_target_stays(
    tools: Tools, spec: MakeSpec
) -> None:
    """A page that says probe_success 0 is not overruled because the page itself could be read."""
    async with showing("probe_success 0\nprobe_duration_seconds 3\n") as port:
        report = await probe_once(TARGET, spec(f"{{exporter: {{port: {port}, job: b}}}}"), tools)
    assert value(report, "probe_success") == 0
    assert value(report, "probe_duration_seconds") == 3
    assert value(report, "up") == 1


async def test_open_metrics_is_read(tools: Tools, spec: MakeSpec) -> None:
    """Exemplars, times and units of OpenMetrics are read over; values stay."""
    page = (
        "# TYPE request_seconds histogram\n# UNIT request_seconds seconds\n"
        'request_seconds_bucket{le="0.1"} 3 # {trace_id="a}b"} 0.05 1700000000.123\n'
        "request_seconds_sum 0.5 1700000000.5\nrequest_seconds_count 3\n# EOF\n"
    )
    async with showing(page, OPEN) as port:
        report = await probe_once(TARGET, spec(f"{{exporter: {{port: {port}}}}}"), tools)
    assert report.problem is None
    assert value(report, "request_seconds_bucket", le="0.1") == 3
    assert value(report, "request_seconds_sum") == 0.5


@pytest.mark.parametrize(
    ("page", "kind", "settings", "said"),
    [
        ("a 1\nb 2\nc 3\n", TEXT, ", sample_limit: 2", "the page has 3 samples; sample_limit is 2"),
        ("a 1\n" * 100, TEXT, ", max_body_bytes: 100", "the body is longer than 100 bytes"),
        ("<html>", TEXT, "", "line 1 of the page: "),
        ("a 1\n", OPEN, "", "the page is cut short: OpenMetrics ends with # EOF"),
        ("a 1\n", TEXT, ", path: /moved", "redirected to http://evil.example/metrics, which"),
    ],
    ids=["too many samples", "too many bytes", "no metrics", "a page cut short", "a redirect away"],
)
async def test_a_page_that_cannot_be_taken_is_refused_whole(
    page: str, kind: str, settings: str, said: str, tools: Tools, spec: MakeSpec
) -> None:
    """up is 0, and the sentence says what is wrong with the page."""
    async with showing(page, kind) as port:
        report = await probe_once(TARGET, spec(f"{{exporter: {{port: {port}{settings}}}}}"), tools)
    assert said in str(report.problem)
    assert value(report, "up") == 0
    assert names(report) == {"up", "probe_success", "probe_duration_seconds"}


@given(st.text(max_size=400), st.sampled_from([TEXT, OPEN]))
def test_any_page_is_read_or_refused(page: str, kind: str) -> None:
    """Whatever an exporter shows, it becomes finite many samples or a sentence."""
    try:
        found = scraped(page.encode("utf-8", "replace"), kind, labels={}, rules=(), limit=10)
    except (InvalidInput, TooLarge, ProbeFailed):
        return
    assert len(found.samples) <= found.read <= 10


@given(
    st.from_regex(r"[a-z_]{1,10}", fullmatch=True),
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}", fullmatch=True),
        st.text(st.characters(exclude_characters='"\\\n\r', exclude_categories=["Cs"]), min_size=1),
        max_size=4,
    ),
    st.floats(allow_nan=False),
)
def test_both_formats_give_the_same(name: str, labels: dict[str, str], number: float) -> None:
    """A sample of OpenMetrics with an exemplar is the sample of the plain text."""
    inner = ",".join(f'{key}="{text}"' for key, text in labels.items())
    line = f"{name}{{{inner}}} {number!r}"
    plain = scraped(f"{line}\n".encode(), TEXT, labels={}, rules=(), limit=10)
    more = scraped(
        f'{line} 1.5 # {{t="x"}} 1\n# EOF\n'.encode(), OPEN, labels={}, rules=(), limit=10
    )
    assert plain == more
    assert all(math.isfinite(one) or math.isinf(one) for one in plain.samples.values())


def test_a_rule_may_drop_all() -> None:
    """Samples that every rule drops are counted and gone."""
    drop = RelabelRule(source_labels=("__name__",), regex="go_.*", action=Action.DROP)
    found = scraped(b"go_x 1\nother 2\n", TEXT, labels={}, rules=(drop,), limit=10)
    assert found.read == 2
    assert [label(series, METRIC_NAME) for series in found.samples] == ["other"]


def test_open_metrics_without_lines_is_an_empty_page() -> None:
    """A page of nothing but its end has no samples."""
    assert text_from_open_metrics(b"# EOF\n") == b""
