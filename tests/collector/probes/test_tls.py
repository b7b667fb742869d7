"""The TLS probe against a real nginx with certificates good and bad, and real mail servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from collector.probes.certificates import Certificate, is_for
from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.nginx_daemon import END, PAST, NginxDaemon, nginx_daemon
from tests.collector.probes.readings import names, value
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.model import Target

TARGET = Target("web-1", "127.0.0.1")


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory, authority: trustme.CA) -> Iterator[NginxDaemon]:
    with nginx_daemon(tmp_path_factory.mktemp("nginx"), authority) as daemon:
        yield daemon


async def test_a_good_certificate_is_told_whole(
    nginx: NginxDaemon, authority_file: Path, tools: Tools, spec: MakeSpec
) -> None:
    """End, issuer, names, TLS version and every phase are series, under blackbox_exporter's names."""
    settings = f"{{tls: {{port: {nginx.good}, ca_file: {authority_file}}}}}"
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "probe_success", job="tls") == 1
    assert value(report, "probe_ssl_earliest_cert_expiry") == END.timestamp()
    assert value(report, "probe_tls_leaf_expiry_timestamp_seconds") == END.timestamp()
    assert value(report, "probe_ssl_last_chain_expiry_timestamp_seconds") == END.timestamp()
    assert value(report, "probe_tls_version_info", version="TLS 1.3") == 1
    assert value(report, "probe_ssl_last_chain_info", subjectalternative="localhost,127.0.0.1") == 1
    assert value(report, "probe_tls_name_match") == value(report, "probe_tls_trusted") == 1
    assert value(report, "probe_tls_duration_seconds", phase="handshake") > 0


@pytest.mark.parametrize(
    ("kind", "said", "matches"),
    [
        ("expired", "the certificate of 127.0.0.1 has expired", 1),
        ("stranger", "the certificate is not trusted: unable to get local issuer certificate", 1),
        ("wrong_name", "the certificate is for shop.example, not for this address", 0),
    ],
    ids=["expired", "of a stranger", "for another name"],
)
async def test_a_bad_certificate_is_refused_and_read(
    kind: str,
    said: str,
    matches: float,
    nginx: NginxDaemon,
    authority_file: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """What is wrong is said in words, and its end and name are series all the same."""
    port = getattr(nginx, kind)
    settings = f"{{tls: {{port: {port}, ca_file: {authority_file}}}}}"
    report = await probe_once(TARGET, spec(settings), tools)
    assert str(report.problem) == said
    assert value(report, "probe_tls_trusted") == 0
    assert value(report, "probe_tls_name_match") == matches
    assert "probe_tls_leaf_expiry_timestamp_seconds" in names(report)
    if kind == "expired":
        assert value(report, "probe_ssl_earliest_cert_expiry") == PAST.timestamp()


async def test_http_reads_the_chain_of_a_real_server(
    nginx: NginxDaemon, authority_file: Path, tools: Tools, spec: MakeSpec
) -> None:
    """The HTTP probe gives the same series of the chain."""
    url = f"https://localhost:{nginx.good}/"
    settings = f'{{http: {{url: "{url}", ca_file: "{authority_file}", addresses: all}}}}'
    report = await probe_once(TARGET, spec(settings), tools)
    assert value(report, "probe_ssl_last_chain_info", subjectalternative="localhost,127.0.0.1") == 1
    assert value(report, "probe_http_address_success", ip="127.0.0.1") == 1


async def test_a_port_without_tls_is_said(tools: Tools, spec: MakeSpec, free_port: int) -> None:
    """A closed port is no success; host and port are named."""
    report = await probe_once(TARGET, spec(f"{{tls: {{port: {free_port}}}}}"), tools)
    assert f"no TLS with 127.0.0.1 port {free_port}" in str(report.problem)


@pytest.mark.parametrize(
    ("pattern", "host", "fits"),
    [
        ("shop.example", "SHOP.example.", True),
        ("*.example.com", "www.example.com", True),
        ("*.example.com", "a.b.example.com", False),
        ("*.example.com", "example.com", False),
        ("*.com", "example.com", False),
        ("10.0.0.1", "10.0.0.1", True),
        ("*", "host", False),
    ],
    ids=[
        "letters of any case",
        "a star for one label",
        "a star is not two labels",
        "a star is not none",
        "a star below a top-level name alone",
        "an address",
        "a star alone",
    ],
)
def test_names_are_matched_as_browsers_do(pattern: str, host: str, fits: bool) -> None:
    """A star stands for exactly one label, never for the last two."""
    certificate = Certificate(Instant(2), Instant(1), "", (pattern,))
    assert is_for(certificate, host) is fits
