"""Real senders write to us, and what they wrote is queried here and is equal."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.acceptance.harness import REST, House, build_house, free_port, serving
from tests.components import program
from tests.eventually import eventually
from tests.fakes.native_exporter import native_exporter
from tests.fakes.programs import running

NAMES = '{__name__=~"up|go_goroutines|scrape_.*|prometheus_build_info|vm_app_version|go_threads"}'

Samples = dict[tuple[tuple[str, str], ...], dict[float, str]]


async def token_of(house: House) -> str:
    wish = {"name": "sender", "scopes": "metrics:write,query:read"}
    made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
    return str(made["secret"])


async def asked(url: str, path: str, token: str = "", **parameters: str) -> Any:
    """Return what an engine answers, None where it is not there yet."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession(headers=headers) as session:
        try:
            async with session.get(f"{url}/api/v1/{path}", params=parameters) as answer:
                return (await answer.json())["data"]
        except (aiohttp.ClientError, OSError):
            return None


async def samples(url: str, token: str = "", *, at: str = "", matching: str = NAMES) -> Samples:
    """Return the samples of the last minute, as they are stored."""
    time = {"time": at} if at else {}
    found = await asked(url, "query", token, query=f"{matching}[1m]", **time)
    return {
        tuple(sorted(one["metric"].items())): dict(one["values"])
        for one in (found or {"result": []})["result"]
    }


def configured(
    folder: Path, house: House, token: str, port: int, *, scraped: int | None = None
) -> list[str]:
    """Return the command of a Prometheus that scrapes itself, or a port, and writes to us."""
    folder.mkdir()
    (folder / "prometheus.yml").write_text(
        f"""\
global: {{scrape_interval: 1s}}
remote_write:
- url: {house.url}/api/v1/write
  authorization: {{credentials: {token}}}
  metadata_config: {{send_interval: 1s}}
  send_native_histograms: true
  queue_config: {{retry_on_http_429: true}}
scrape_configs:
- job_name: prometheus
  static_configs: [{{targets: ["127.0.0.1:{scraped or port}"]}}]
"""
    )
    return [
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
        "--enable-feature=native-histograms",
    ]


async def long_enough(read: Callable[[], Awaitable[Samples]]) -> float:
    """Return the time of the newest sample of ``up``, once there are ten."""
    for labels, values in (await read()).items():
        if ("__name__", "up") in labels and len(values) >= 10:
            return max(values)
    return 0.0


@pytest.mark.timeout(120)
async def test_what_prometheus_writes_is_here_as_it_is_there(tmp_path: Path) -> None:
    """Every series and sample of a window is the same in both, metadata comes too."""
    house, port = build_house(tmp_path / "server"), free_port()
    prometheus = f"http://127.0.0.1:{port}"
    with serving(house) as server:
        await server.ready()
        token = await token_of(house)
        async with running(*configured(tmp_path / "sender", house, token, port)):
            end = await eventually(
                lambda: long_enough(lambda: samples(house.url, token)), within_seconds=60
            )
            theirs = await samples(prometheus, at=str(end))
            assert len(theirs) > 5
            await eventually(
                lambda: _are(theirs, lambda: samples(house.url, token, at=str(end))),
                within_seconds=10,
                what="the same samples on both sides",
            )
            told = await eventually(
                lambda: asked(house.url, "metadata", token, metric="go_goroutines"),
                within_seconds=20,
            )
            assert told["go_goroutines"][0]["type"] == "gauge"


@pytest.mark.timeout(120)
async def test_what_vmagent_writes_is_here(tmp_path: Path) -> None:
    """The samples of its own page come, one each second, and none is refused."""
    house, port = build_house(tmp_path / "server"), free_port()
    (tmp_path / "vmagent.yml").write_text(
        "global: {scrape_interval: 1s}\nscrape_configs:\n- job_name: vmagent\n"
        f"  static_configs: [{{targets: ['127.0.0.1:{port}']}}]\n"
    )
    with serving(house) as server:
        await server.ready()
        token = await token_of(house)
        command = [
            program("vmagent"),
            f"-promscrape.config={tmp_path}/vmagent.yml",
            f"-remoteWrite.url={house.url}/api/v1/write",
            f"-remoteWrite.bearerToken={token}",
            f"-remoteWrite.tmpDataPath={tmp_path}/spool",
            f"-httpListenAddr=127.0.0.1:{port}",
        ]
        async with running(*command):
            end = await eventually(
                lambda: long_enough(lambda: samples(house.url, token)), within_seconds=60
            )
            found = await samples(house.url, token, at=str(end))
            ups = [values for labels, values in found.items() if ("__name__", "up") in labels]
            assert [set(values.values()) for values in ups] == [{"1"}]
            (times,) = (sorted(values) for values in ups)
            gaps = [later - before for before, later in itertools.pairwise(times)]
            assert all(0.5 < gap < 1.9 for gap in gaps), gaps


async def _are(wanted: Samples, read: Callable[[], Awaitable[Samples]]) -> bool:
    return await read() == wanted


Histograms = dict[float, Any]


async def histograms(url: str, token: str = "", *, at: str = "") -> Histograms:
    """Return the histograms of the last minute, as they are stored."""
    time = {"time": at} if at else {}
    found = await asked(url, "query", token, query="login_seconds[1m]", **time)
    series = (found or {"result": []})["result"]
    return {when: told for one in series for when, told in one.get("histograms", [])}


async def _ten_histograms(url: str, token: str) -> float:
    found = await histograms(url, token)
    return max(found) if len(found) >= 10 else 0.0


@pytest.mark.timeout(120)
async def test_native_histograms_of_prometheus_are_here_as_they_are_there(tmp_path: Path) -> None:
    """Every histogram is the same in both, and so are sums and quantiles of the last one."""
    house, port = build_house(tmp_path / "server"), free_port()
    prometheus = f"http://127.0.0.1:{port}"
    with serving(house) as server:
        await server.ready()
        token = await token_of(house)
        async with native_exporter() as scraped:
            command = configured(tmp_path / "sender", house, token, port, scraped=scraped)
            async with running(*command):
                end = await eventually(lambda: _ten_histograms(house.url, token), within_seconds=60)
                theirs = await histograms(prometheus, at=str(end))
                assert len(theirs) >= 10
                await eventually(
                    lambda: _are_histograms(theirs, house.url, token, end),
                    within_seconds=10,
                    what="the same histograms on both sides",
                )
                for query in ("histogram_sum", "histogram_count"):
                    told = [
                        await asked(
                            url, "query", key, query=f"{query}(login_seconds)", time=str(end)
                        )
                        for url, key in ((prometheus, ""), (house.url, token))
                    ]
                    assert told[0]["result"] == told[1]["result"] != []


async def _are_histograms(wanted: Histograms, url: str, token: str, end: float) -> bool:
    return await histograms(url, token, at=str(end)) == wanted


VMALERT_RULES = """\
groups:
- name: sender
  interval: 1s
  rules:
  - {record: "one:always", expr: "vector(1)", labels: {team: ops}}
  - {alert: Always, expr: "vector(2) > 1", for: 1s, labels: {severity: none}}
"""


@pytest.mark.timeout(120)
async def test_what_vmalert_records_is_here(tmp_path: Path) -> None:
    """Its recording rules and ALERTS come as series, one sample each second."""
    house, port = build_house(tmp_path / "server"), free_port()
    (tmp_path / "rules.yml").write_text(VMALERT_RULES)
    with serving(house) as server:
        await server.ready()
        token = await token_of(house)
        command = [
            program("vmalert"),
            f"-rule={tmp_path}/rules.yml",
            f"-datasource.url={house.url}",
            f"-datasource.bearerToken={token}",
            f"-remoteWrite.url={house.url}",
            f"-remoteWrite.bearerToken={token}",
            "-remoteWrite.flushInterval=1s",
            "-evaluationInterval=1s",
            f"-notifier.url=http://127.0.0.1:{free_port()}",
            f"-httpListenAddr=127.0.0.1:{port}",
        ]
        async with running(*command):
            for matching in (
                '{__name__="one:always",team="ops"}',
                '{__name__="ALERTS",alertname="Always",alertstate="firing",severity="none"}',
                '{__name__="ALERTS_FOR_STATE",alertname="Always"}',
            ):
                await eventually(
                    partial(_comes_each_second, house.url, token, matching),
                    within_seconds=60,
                    what=matching,
                )


async def _comes_each_second(url: str, token: str, matching: str) -> bool:
    found = await samples(url, token, matching=matching)
    return len(found) == 1 and all(len(values) >= 3 for values in found.values())
