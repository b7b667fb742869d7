"""Our series of a device against those of snmp_exporter, by the same module, from the same snmpd."""

from __future__ import annotations

import asyncio
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from collector.snmp.profiles import profiles_in_text
from tests.collector.conftest import MakeSpec
from tests.collector.probes.snmp_daemon import COMMUNITY, SnmpDaemon, snmp_daemon
from tests.collector.snmp.simulation import free_udp_port
from tests.components import program
from tests.eventually import eventually
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of, without
from watchkeeper.inventory.model import Target
from watchkeeper.server.clock import SystemClock

pytestmark = pytest.mark.tree  # the module is the benchmark's

MODULE = Path(__file__).parents[3] / "benchmarks" / "network" / "if_mib.yml"
_LINE = re.compile(r"(if\w+)\{([^}]*)\} (\S+)")
_PAIR = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
_NOTHING = 'ifPhysAddress="00:00:00:00:00:00"'
"""What snmp_exporter makes of an empty address; we say nothing of it."""

_COUNTERS = re.compile(r"if(HC)?(In|Out)\w*|sysUpTime|ifLastChange")


@contextmanager
def exporter(folder: Path, port: int) -> Iterator[None]:
    config = folder / "snmp.yml"
    config.write_text(MODULE.read_text().replace("community: public", f"community: {COMMUNITY}"))
    command = [program("prometheus-snmp-exporter"), f"--config.file={config}"]
    with (folder / "exporter.log").open("wb") as log:
        listen = f"--web.listen-address=127.0.0.1:{port}"
        process = subprocess.Popen([*command, listen], stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnmpDaemon]:
    with snmp_daemon(tmp_path_factory.mktemp("snmpd"), free_udp_port()) as running:
        yield running


def scraped(port: int, daemon: SnmpDaemon) -> dict[Labels, float]:
    address = f"http://127.0.0.1:{port}/snmp?module=if_mib&target=127.0.0.1:{daemon.port}"
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            text = answer.read().decode()
    except OSError:
        return {}
    return {
        labels_of([(METRIC_NAME, name), *_PAIR.findall(labels)]): float(value)
        for name, labels, value in _LINE.findall(text)
        if _NOTHING not in labels
    }


async def test_the_same_series_as_snmp_exporter(
    daemon: SnmpDaemon, free_port: int, tmp_path: Path, spec: MakeSpec
) -> None:
    """Same names, labels and values: gauges alike, counters between its readings before and after."""
    own = profiles_in_text(MODULE.read_text(), str(MODULE))
    settings = spec(
        f"{{snmp: {{port: {daemon.port}, community: {COMMUNITY}, profile: if_mib, timeout: 20s}}}}"
    )
    with exporter(tmp_path, free_port):
        before = await eventually(lambda: asyncio.to_thread(scraped, free_port, daemon))
        async with Tools(SystemClock(), snmp_profiles=own) as tools:
            report = await probe_once(Target("sw-1", "127.0.0.1"), settings, tools)
        after = await asyncio.to_thread(scraped, free_port, daemon)
    assert report.problem is None
    ours = {
        without(labels, "instance", "job"): value
        for labels, value in report.samples.items()
        if dict(labels)[METRIC_NAME].startswith("if")
    }
    assert set(ours) == set(before)
    assert len(ours) > 60
    for labels, value in ours.items():
        assert before[labels] <= value <= after[labels] or not _COUNTERS.fullmatch(
            dict(labels)[METRIC_NAME]
        ), labels
        if not _COUNTERS.fullmatch(dict(labels)[METRIC_NAME]):
            assert value == before[labels], labels
