"""A probe that fails says what to do about it, by what really went wrong."""

from __future__ import annotations

import errno
import socket

import pytest

from collector.probes.addresses import addresses_of
from collector.probes.once import probe_once
from collector.probes.outcome import ProbeFailed, series
from collector.probes.remedies import remedy_of, remedy_of_certificate
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.test_schedule import BlackHole
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.model import Target

HERE = Target("here", "127.0.0.1")


@pytest.mark.parametrize(
    "kind",
    ["tcp: {{port: {port}}}", 'http: {{url: "http://127.0.0.1:{port}/"}}', "tls: {{port: {port}}}"],
)
async def test_a_refused_connection_asks_after_the_service(
    tools: Tools, spec: MakeSpec, free_port: int, kind: str
) -> None:
    """Whichever probe it is: the host is up, nothing listens."""
    settings = kind.format(port=free_port)
    report = await probe_once(HERE, spec(f"{{{settings}}}"), tools)
    assert report.problem is not None
    assert report.remedy is not None
    assert "nothing listens there" in report.remedy.sentence


@pytest.mark.parametrize(
    "kind",
    [
        "tcp: {{port: {port}, timeout: 200ms}}",
        'http: {{url: "http://127.0.0.1:{port}/", timeout: 200ms}}',
    ],
)
async def test_silence_asks_after_host_firewall_and_route(
    tools: Tools, spec: MakeSpec, kind: str
) -> None:
    """A black hole is told apart from a port that refuses."""
    hole = BlackHole()
    report = await probe_once(HERE, spec(f"{{{kind.format(port=hole.port)}}}"), tools)
    hole.close()
    assert report.remedy is not None
    assert "does a firewall drop" in report.remedy.sentence


async def test_an_unknown_name_asks_after_the_resolver(tools: Tools, spec: MakeSpec) -> None:
    """A name is looked up before anything is sent, and has no address to show."""
    target, probe = Target("gone", "no-such-host.invalid"), spec("{tcp: {port: 1}}")
    report = await probe_once(target, probe, tools)
    assert report.remedy is not None
    assert "resolver" in report.remedy.sentence
    assert await addresses_of(target, probe) == ()


def test_an_untrusted_certificate_asks_for_its_ca() -> None:
    """What was read of the certificate is shown, and who is to be trusted is said."""
    samples = {series("probe_tls_trusted"): 0.0, series("probe_ssl_earliest_cert_expiry"): 2e9}
    found = remedy_of_certificate(samples, Instant(10**12))
    assert found is not None
    assert "`ca_file`" in found.sentence
    expired = remedy_of_certificate(
        {**samples, series("probe_ssl_earliest_cert_expiry"): 1.0}, Instant(10**12)
    )
    assert expired is not None
    assert "renew" in expired.sentence
    assert remedy_of_certificate({}, Instant(0)) is None


@pytest.mark.parametrize(
    ("cause", "word"),
    [
        (OSError(errno.EHOSTUNREACH, "No route to host"), "routes"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "hung up"),
        (PermissionError(errno.EPERM, "not permitted"), "capabilities"),
        (socket.gaierror(-2, "unknown"), "resolver"),
        (TimeoutError(), "firewall"),
        (ValueError("nothing of the network"), None),
    ],
)
def test_the_cause_decides_however_deep_it_lies(cause: Exception, word: str | None) -> None:
    """An error of ours that was raised from another is about that one."""
    error = ProbeFailed("it failed")
    error.__cause__ = cause
    found = remedy_of(error)
    assert (found is None) is (word is None)
    if found is not None and word is not None:
        assert word in found.sentence


@pytest.mark.parametrize(
    ("probe", "addresses"),
    [
        ("icmp", ("127.0.0.1",)),
        ('{http: {url: "http://[::1]:8080/x"}}', ("::1",)),
        ("{tcp: {port: 1, host: 127.0.0.9}}", ("127.0.0.9",)),
    ],
    ids=["the target's", "of a URL", "a host of its own"],
)
async def test_the_addresses_asked_are_told(
    spec: MakeSpec, probe: str, addresses: tuple[str, ...]
) -> None:
    """A person sees where a probe goes, whatever names it."""
    assert await addresses_of(HERE, spec(probe)) == addresses
