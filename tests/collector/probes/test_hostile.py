"""Every probe over TCP against servers that mean no good: silent, gone, babbling, flooding."""

from __future__ import annotations

import asyncio
import random
import tracemalloc

import pytest

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.behaving import Behave, behaving
from tests.collector.probes.readings import value
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets

TARGET = Target("evil", "127.0.0.1")
SECRET = "never-to-be-seen"
PROBES = {
    "http": '{{http: {{url: "http://127.0.0.1:{port}/", credentials: c, timeout: 700ms}}}}',
    "https": '{{http: {{url: "https://127.0.0.1:{port}/", credentials: c, timeout: 700ms}}}}',
    "exporter": "{{exporter: {{port: {port}, credentials: c, timeout: 700ms}}}}",
    "tcp": "{{tcp: {{port: {port}, steps: [{{expect: hello}}], timeout: 700ms}}}}",
    "tls": "{{tls: {{port: {port}, timeout: 700ms}}}}",
    "tls by LDAP": "{{tls: {{port: {port}, starttls: ldap, timeout: 700ms}}}}",
    "tls by XMPP": "{{tls: {{port: {port}, starttls: xmpp, timeout: 700ms}}}}",
    "tls by MySQL": "{{tls: {{port: {port}, starttls: mysql, timeout: 700ms}}}}",
    "smtp": "{{banner: {{protocol: smtp, port: {port}, timeout: 700ms}}}}",
    "ssh banner": "{{banner: {{protocol: ssh, port: {port}, timeout: 700ms}}}}",
    "dns": "{{dns: {{query: x.example, transport: tcp, port: {port}, timeout: 700ms}}}}",
    "postgresql": "{{postgresql: {{credentials: c, port: {port}, timeout: 700ms}}}}",
    "mysql": "{{mysql: {{credentials: c, port: {port}, timeout: 700ms}}}}",
    "redis": "{{redis: {{credentials: c, port: {port}, timeout: 700ms}}}}",
}
MOST_MEGABYTES = 40


async def _silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    while await reader.read(65_536):
        pass


async def _gone(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    return


async def _babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(random.Random(7).randbytes(20_000))
    await _silent(reader, writer)


async def _flood(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"A" * 65_536)
        await writer.drain()


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send everything back, secrets among it."""
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize(
    "behave", [_silent, _gone, _babble, _flood, _echo], ids=lambda f: f.__name__
)
async def test_a_hostile_server_costs_its_deadline_and_no_more(
    probe: str, behave: Behave, tools: Tools, spec: MakeSpec
) -> None:
    """It is a failure in words, in time, in little memory, without any secret; the probe is whole."""
    tools.secrets = Secrets({"c": Credential(user="watch", password=SECRET)})
    tracemalloc.start()
    loop = asyncio.get_running_loop()
    async with behaving(behave) as port:
        started = loop.time()
        report = await probe_once(TARGET, spec(PROBES[probe].format(port=port)), tools)
        seconds = loop.time() - started
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert report.problem is not None
    assert "the probe itself broke" not in str(report.problem)
    assert SECRET not in f"{report!r}{report.problem}"
    assert value(report, "probe_success") == 0
    assert seconds < 8
    assert megabytes < MOST_MEGABYTES
