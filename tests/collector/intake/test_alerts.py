from __future__ import annotations

import asyncio
import gzip
import io
import json
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from tests.amtool import amtool
from tests.components import program
from tests.eventually import eventually
from tests.fakes.memory_inbox import MemoryInbox
from tests.fakes.programs import free_port, running
from watchkeeper.access import bodies

Client = TestClient[web.Request, web.Application]
FIRING = {"labels": {"alertname": "A", "severity": "critical"}, "annotations": {"summary": "down"}}


async def test_alerts_are_stored_before_the_answer(
    alertmanager: Client, inbox: MemoryInbox
) -> None:
    """200 is answered when the inbox has the alerts; the body is empty."""
    response = await alertmanager.post("/api/v2/alerts", json=[FIRING])
    assert response.status == 200
    assert await response.read() == b""
    assert [alert.annotations["summary"] for alert in inbox.named("A")] == ["down"]


async def test_an_alert_carries_the_name_of_its_sender(
    alertmanager: Client, inbox: MemoryInbox
) -> None:
    """Who posted it comes from the token, whatever the alert says of itself."""
    await alertmanager.post("/api/v2/alerts", json=[{**FIRING, "source": "somebody else"}])
    headers = {"X-Test-Reader": "yes"}
    await alertmanager.post("/api/v2/alerts", json=[FIRING], headers=headers)
    assert [alert.source for alert in inbox.named("A")] == ["watchkeeper", "acme's reader"]


async def test_valid_alerts_are_stored_although_400_is_answered(
    alertmanager: Client, inbox: MemoryInbox, registry: CollectorRegistry
) -> None:
    """Of a mixed batch the valid alerts are in the inbox when 400 says what was wrong."""
    response = await alertmanager.post("/api/v2/alerts", json=[{"labels": {}}, FIRING])
    assert response.status == 400
    assert await response.json() == "alert 1: an alert needs at least one label with a value"
    assert len(inbox.named("A")) == 1
    assert registry.get_sample_value("watchkeeper_alerts_invalid_total") == 1
    status = {"status": "firing"}
    assert registry.get_sample_value("watchkeeper_alerts_received_total", status) == 1


async def test_an_inbox_that_is_down_is_answered_with_503(
    alertmanager: Client, inbox: MemoryInbox, registry: CollectorRegistry
) -> None:
    """Nothing is acknowledged that was not stored; the sender is told when to come again."""
    inbox.is_down = True
    response = await alertmanager.post("/api/v2/alerts", json=[FIRING])
    assert response.status == 503
    assert response.headers["Retry-After"] == "5"
    status = {"status": "firing"}
    assert registry.get_sample_value("watchkeeper_alerts_received_total", status) == 0
    inbox.is_down = False
    assert (await alertmanager.post("/api/v2/alerts", json=[FIRING])).status == 200


async def test_an_empty_batch_is_fine(alertmanager: Client, inbox: MemoryInbox) -> None:
    """An empty array is 200 and reaches nobody."""
    assert (await alertmanager.post("/api/v2/alerts", json=[])).status == 200
    assert inbox.batches == []


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "status"),
    [
        (b"[]", "text/plain", None, 415),
        (b"{", "application/json", None, 400),
        (b"[" + b" " * (9 * 1024 * 1024) + b"]", "application/json", None, 413),
        (gzip.compress(b" " * (64 * 1024 * 1024)), "application/json", "gzip", 413),
        (b"no gzip at all", "application/json", "gzip", 400),
    ],
    ids=["another type", "cut JSON", "too large", "a small body that inflates", "broken gzip"],
)
async def test_bodies_out_of_bounds_are_refused(
    alertmanager: Client, body: bytes, content_type: str, encoding: str | None, status: int
) -> None:
    """Type, size and inflated size of a body are checked."""
    headers = {"Content-Type": content_type}
    if encoding:
        headers["Content-Encoding"] = encoding
    response = await alertmanager.post("/api/v2/alerts", data=io.BytesIO(body), headers=headers)
    assert response.status == status


async def test_a_large_batch_is_taken_whole(alertmanager: Client, inbox: MemoryInbox) -> None:
    """5,000 alerts in one compressed request arrive."""
    batch = [{"labels": {"alertname": "A", "instance": f"host-{n}"}} for n in range(5_000)]
    response = await alertmanager.post(
        "/api/v2/alerts",
        data=gzip.compress(json.dumps(batch).encode()),
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )
    assert response.status == 200
    assert len(inbox.by_labels) == 5_000


async def test_a_body_that_does_not_arrive_ends_in_time(
    alertmanager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sender that stops in the middle of its body is answered and holds nothing for ever."""
    monkeypatch.setattr(bodies, "READ_SECONDS", 0.1)
    reader, writer = await asyncio.open_connection(alertmanager.host, alertmanager.port)
    writer.write(
        b"POST /api/v2/alerts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Content-Length: 100\r\n\r\n["
    )
    async with asyncio.timeout(10):
        assert b" 408 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_readers_get_what_they_expect(alertmanager: Client) -> None:
    """Status, receivers and groups have the shapes of Alertmanager's API v2."""
    await alertmanager.post("/api/v2/alerts", json=[FIRING])
    status = await (await alertmanager.get("/api/v2/status")).json()
    assert status["cluster"]["status"] == "disabled"
    assert "receiver: watchkeeper" in status["config"]["original"]
    receivers = await (await alertmanager.get("/api/v2/receivers")).json()
    assert receivers == [{"name": "watchkeeper"}]
    groups = await (await alertmanager.get("/api/v2/alerts/groups")).json()
    assert groups[0]["alerts"][0]["labels"] == FIRING["labels"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A", "B"]),
        ("?filter=alertname%3D%22A%22", ["A"]),
        ("?filter=alertname%3D~%22.%22&filter=team%3D%22%22", ["A"]),
        ("?active=false", []),
        ("?receiver=nobody", []),
    ],
    ids=["all", "one filter", "a missing label", "none but suppressed", "another receiver"],
)
async def test_alerts_are_listed_by_filter(
    alertmanager: Client, query: str, found: list[str]
) -> None:
    """The list holds what fires now and matches every filter."""
    resolved = {"labels": {"alertname": "C"}, "endsAt": "2020-01-01T00:00:00Z"}
    other = {"labels": {"alertname": "B", "team": "net"}}
    await alertmanager.post("/api/v2/alerts", json=[FIRING, other, resolved])
    listed = await (await alertmanager.get(f"/api/v2/alerts{query}")).json()
    assert [alert["labels"]["alertname"] for alert in listed] == found


async def test_a_reader_sees_the_alerts_of_their_customers_only(alertmanager: Client) -> None:
    """An alert of another customer, or of the house, is not shown to a customer's reader."""
    labels = [{"alertname": "A", "customer": "acme"}, {"alertname": "B", "customer": "other"}]
    await alertmanager.post("/api/v2/alerts", json=[{"labels": one} for one in labels] + [FIRING])
    for path in ("/api/v2/alerts", "/api/v2/alerts/groups"):
        response = await alertmanager.get(path, headers={"X-Test-Reader": "yes"})
        found = await response.text()
        assert '"acme"' in found
        assert "other" not in found
        assert "critical" not in found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?silenced=false&unprocessed=false&inhibited=false&muted=false", ["A", "B"]),
        ("?active=true&receiver=watch.*", ["A", "B"]),
        ("?filter=team%21%3D%22net%22&filter=alertname%21~%22B%7CC%22", ["A"]),
    ],
    ids=["what nothing here is", "our receiver by a pattern", "conditions that deny"],
)
async def test_groups_take_the_same_questions(
    alertmanager: Client, query: str, found: list[str]
) -> None:
    """Groups are by name, as status says, and are asked for as alerts are."""
    other = {"labels": {"alertname": "B", "team": "net"}}
    await alertmanager.post("/api/v2/alerts", json=[other, FIRING, {"labels": {"alertname": "A"}}])
    for path in ("/api/v2/alerts", "/api/v2/alerts/groups"):
        response = await alertmanager.get(f"{path}{query}")
        assert response.status == 200
    groups = await response.json()
    assert [group["labels"]["alertname"] for group in groups] == found
    assert len(groups[0]["alerts"]) == 2
    assert {group["receiver"]["name"] for group in groups} == {"watchkeeper"}
    status = await (await alertmanager.get("/api/v2/status")).json()
    assert "group_by: [alertname]" in status["config"]["original"]


@pytest.mark.parametrize(
    "query",
    [
        "?filter=x",
        "?active=perhaps",
        "?receiver=(a%2B)%2B",
        "?silenced=7",
        "?unprocessed=x",
        "?muted=",
    ],
)
async def test_a_query_that_makes_no_sense_is_400(alertmanager: Client, query: str) -> None:
    """What cannot be understood is said, not ignored."""
    assert (await alertmanager.get(f"/api/v2/alerts{query}")).status == 400


async def test_amtool_adds_and_queries(alertmanager: Client, inbox: MemoryInbox) -> None:
    """Debian's amtool adds an alert, finds it by a filter and reads the configuration."""
    url = f"--alertmanager.url=http://{alertmanager.host}:{alertmanager.port}"
    await amtool("alert", "add", url, "alertname=FromAmtool", "instance=主机 1", "--annotation=a=b")
    assert dict(inbox.named("FromAmtool")[0].labels)["instance"] == "主机 1"
    listed = await amtool("alert", "query", url, "alertname=~From.*", "-o", "json")
    assert json.loads(listed)[0]["labels"]["alertname"] == "FromAmtool"
    assert "FromAmtool" not in await amtool("alert", "query", url, "alertname=Other")
    assert "watchkeeper" in await amtool("config", "show", url)
    assert "watchkeeper" in await amtool("config", "routes", url)


async def test_a_real_prometheus_fires_and_resolves(
    alertmanager: Client, inbox: MemoryInbox, tmp_path: Path
) -> None:
    """Debian's Prometheus posts a firing alert and, when it recovered, its resolve."""
    broken = True

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(text=f"shop_broken {int(broken)}\n")

    exporter = web.Application()
    exporter.add_routes([web.get("/metrics", metrics)])
    async with TestServer(exporter) as server:
        config = _prometheus_files(tmp_path, alertmanager, f"{server.host}:{server.port}")
        command = [
            program("prometheus"),
            f"--config.file={config}",
            f"--storage.tsdb.path={tmp_path / 'data'}",
            f"--web.listen-address=127.0.0.1:{free_port()}",
        ]
        async with running(*command):
            await eventually(lambda: inbox.named("ShopBroken"), within_seconds=30)
            broken = False
            await eventually(lambda: inbox.named("ShopBroken")[-1].is_resolved, within_seconds=30)
    first, last = inbox.named("ShopBroken")[0], inbox.named("ShopBroken")[-1]
    assert not first.is_resolved
    assert not first.has_timeout
    assert first.fingerprint == last.fingerprint
    assert last.starts_at <= last.ends_at <= last.received_at
    assert first.annotations["summary"] == "the shop is broken"
    assert "graph" in first.generator_url


def _prometheus_files(folder: Path, alertmanager: Client, exporter: str) -> Path:
    rule = {
        "alert": "ShopBroken",
        "expr": "shop_broken == 1",
        "labels": {"severity": "critical"},
        "annotations": {"summary": "the shop is broken"},
    }
    rules = folder / "rules.yml"
    rules.write_text(json.dumps({"groups": [{"name": "shop", "rules": [rule]}]}))
    config = folder / "prometheus.yml"
    target = f"{alertmanager.host}:{alertmanager.port}"
    settings = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(rules)],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": [target]}]}]},
        "scrape_configs": [{"job_name": "shop", "static_configs": [{"targets": [exporter]}]}],
    }
    config.write_text(json.dumps(settings))
    return config
