"""Our probes beside a real blackbox_exporter that looks at the same servers: names and values."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import trustme

from collector.probes.once import ProbeReport, probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.nginx_daemon import NginxDaemon, nginx_daemon
from tests.collector.probes.processes import free_ports, running
from tests.components import program
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.inventory.model import Target
from watchkeeper.wire.page_parser import parse

TARGET = Target("web-1", "127.0.0.1")
_OURS_DIFFER = {
    # why a name of blackbox_exporter's is not ours
    "probe_ip_addr_hash": "a hash of the address as a number says nothing to people",
    "probe_dns_lookup_time_seconds": "the phase resolve says it",
    "probe_failed_due_to_regex": "of HTTP: the sentence says why",
    "probe_http_last_modified_timestamp_seconds": "of documents, not of services",
    "probe_icmp_reply_hop_limit": "dgram sockets do not tell it",
}


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory, authority: trustme.CA) -> Iterator[NginxDaemon]:
    with nginx_daemon(tmp_path_factory.mktemp("nginx"), authority) as daemon:
        yield daemon


@pytest.fixture(scope="module")
def blackbox(tmp_path_factory: pytest.TempPathFactory, authority_file: Path) -> Iterator[int]:
    folder, (port,) = tmp_path_factory.mktemp("blackbox"), free_ports(1)
    trust = {"ca_file": str(authority_file)}
    modules = {
        "http": {"prober": "http", "http": {"preferred_ip_protocol": "ip4", "tls_config": trust}},
        "tcp": {"prober": "tcp", "tcp": {"preferred_ip_protocol": "ip4", "tls": True, "tls_config": trust}},
    }  # fmt: skip
    (folder / "blackbox.yml").write_text(json.dumps({"modules": modules}))
    command = [
        program("prometheus-blackbox-exporter"),
        f"--config.file={folder}/blackbox.yml",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with running(command, [port], folder=folder):
        yield port


def theirs(port: int, module: str, target: str) -> dict[str, float]:
    """Return the values that blackbox_exporter shows, by name and phase."""
    query = urlencode({"module": module, "target": target})
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/probe?{query}", timeout=30) as page:
        found = parse(page.read())
    return {_key(one.labels): one.value for one in found.samples}


def ours(report: ProbeReport) -> dict[str, float]:
    return {_key(series): value for series, value in report.samples.items()}


def _key(labels: tuple[tuple[str, str], ...]) -> str:
    name = label(labels, METRIC_NAME)
    kept = {key: label(labels, key) for key in ("phase", "version", "fingerprint_sha256")}
    return name + "".join(f" {key}={value}" for key, value in kept.items() if value)


@pytest.mark.parametrize("kind", ["http", "tcp"])
@pytest.mark.parametrize("server", ["good", "expired", "stranger"])
async def test_the_same_server_is_seen_alike(
    kind: str,
    server: str,
    nginx: NginxDaemon,
    blackbox: int,
    authority_file: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """Every name of blackbox_exporter's is ours, but for those listed; what is no duration is equal."""
    port = getattr(nginx, server)
    address = f"https://127.0.0.1:{port}/" if kind == "http" else f"127.0.0.1:{port}"
    settings = f'url: "{address}"' if kind == "http" else f"port: {port}, tls: true"
    report = await probe_once(
        TARGET, spec(f'{{{kind}: {{{settings}, ca_file: "{authority_file}"}}}}'), tools
    )
    peer, own = await asyncio.to_thread(theirs, blackbox, kind, address), ours(report)
    said = {key for key, value in peer.items() if value or server == "good"}  # 0: nothing came back
    missing = {key.partition(" ")[0] for key in said - set(own)}
    assert missing <= set(_OURS_DIFFER), missing
    assert own["probe_success"] == peer["probe_success"] == float(server == "good")
    compared = [key for key in peer if key in own and "duration" not in key]
    assert {key: own[key] for key in compared} == {key: peer[key] for key in compared}
    assert server != "good" or len(compared) >= 5
    if server == "expired":
        assert "probe_ssl_earliest_cert_expiry" in set(own) - set(peer)
