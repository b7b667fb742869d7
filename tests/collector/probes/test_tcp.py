"""The TCP probe against real servers: open, closed, silent, talking, TLS."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator

import pytest
import trustme

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.readings import names, value
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.model import Target

TARGET = Target("mail-1", "127.0.0.1")


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Greet, then answer PING with PONG, then wait for the other side to close."""
    writer.write(b"220 mail.example ready\r\n")
    if await reader.read(100) == b"PING\r\n":
        writer.write(b"PONG\r\n")
    await reader.read()
    writer.close()
    await writer.wait_closed()


@pytest.fixture
async def port() -> AsyncIterator[int]:
    server = await asyncio.start_server(_talk, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    "settings",
    ["", ", expect: '220 '", r', send: "PING\r\n", expect: PONG'],
    ids=["accepts", "greets", "answers"],
)
async def test_a_port_that_does_what_it_should(
    settings: str, port: int, tools: Tools, spec: MakeSpec
) -> None:
    """An open port, a greeting and an answer are successes."""
    report = await probe_once(TARGET, spec(f"{{tcp: {{port: {port}{settings}}}}}"), tools)
    assert report.problem is None
    assert value(report, "probe_success", instance="mail-1", job="tcp") == 1
    assert value(report, "probe_ip_protocol") == 4


async def test_another_answer_is_said(port: int, tools: Tools, spec: MakeSpec) -> None:
    """A server that says something else is no success, and its words are quoted."""
    settings = f'{{tcp: {{port: {port}, expect: "+OK", timeout: 500ms}}}}'
    report = await probe_once(TARGET, spec(settings), tools)
    assert "no answer within 0.5 s" in str(report.problem)


async def test_a_server_that_hangs_up_is_quoted(tools: Tools, spec: MakeSpec) -> None:
    """What was said before the connection ended is quoted."""

    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"554 go away\r\n")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        report = await probe_once(TARGET, spec(f"{{tcp: {{port: {port}, expect: '220'}}}}"), tools)
    assert "does not hold '220'; it begins '554 go away" in str(report.problem)


async def test_a_closed_port_is_said(tools: Tools, spec: MakeSpec, free_port: int) -> None:
    """A refused connection is no success; the port is named."""
    report = await probe_once(TARGET, spec(f"{{tcp: {{port: {free_port}}}}}"), tools)
    assert f"cannot connect to 127.0.0.1 port {free_port}" in str(report.problem)
    assert value(report, "probe_success") == 0


async def test_a_name_without_address_is_said(tools: Tools, spec: MakeSpec) -> None:
    """A name that cannot be resolved is no success; the name is told."""
    target = Target("x", "nowhere.invalid")
    report = await probe_once(target, spec("{tcp: {port: 25}}"), tools)
    assert "the name nowhere.invalid has no address" in str(report.problem)


async def test_a_stranger_s_certificate_is_refused_but_read(tools: Tools, spec: MakeSpec) -> None:
    """Over TLS a chain nobody trusts is no success; its end is read."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = await asyncio.start_server(_talk, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        report = await probe_once(TARGET, spec(f"{{tcp: {{port: {port}, tls: true}}}}"), tools)
    assert "not trusted" in str(report.problem)
    assert "probe_ssl_earliest_cert_expiry" in names(report)


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("tcp", r"targets/test.yml:1: the key 'port' is missing"),
        ("{tcp: {port: 99999}}", r"port must be 1 to 65535"),
        ("{tcp: {prot: 1}}", r"'prot'; did you mean 'port'"),
        ("{tpc: {port: 1}}", r"'tpc'; did you mean 'tcp'"),
        ("{http: {url: 'ftp://x'}}", r"'ftp://x' is no http or https address"),
        ("{http: {url: 'http://x', expect: {json: {ok: 1}}}}", r"'ok' is no path"),
        ("{snmp: {port: 161}}", r"name credentials:"),
        ("{icmp: {count: 0}}", r"count must be 1 to 20"),
    ],
    ids=[
        "no port",
        "a port too high",
        "a key misspelt",
        "a kind misspelt",
        "another scheme",
        "no JSON path",
        "no credentials",
        "no packets",
    ],
)
async def test_wrong_settings_are_told_with_their_line(
    yaml: str, said: str, tools: Tools, spec: MakeSpec
) -> None:
    """Settings that make no sense are a configuration error with file and line."""
    with pytest.raises(ConfigError, match=said):
        await probe_once(TARGET, spec(yaml), tools)
