"""Walk ifTable and ifXTable of many devices: us, snmp_exporter, snmpbulkwalk; CPU of each client.

The devices are addresses of one real snmpd.  Where this may be done the whole runs in a network
namespace of its own with 48 pairs of interfaces, so that each device shows 97 of them.  All read the
same columns by the same module (benchmarks/network/if_mib.yml); "as shipped" is our own profile.

    benchmarks/run snmp [--devices 100] [--pairs 48] [--at-once 50]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from collector.probes.once import run_probe
from collector.probes.registry import probe_of
from collector.probes.tools import Tools
from collector.snmp.profiles import profiles_in_text
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.server.clock import SystemClock

MODULE = Path(__file__).parent / "network" / "if_mib.yml"
TABLES = ("1.3.6.1.2.1.2.2", "1.3.6.1.2.1.31.1.1")
_INSIDE = "WATCHKEEPER_BENCHMARK_NAMESPACE"


@dataclass(frozen=True)
class Result:
    who: str
    cpu_seconds: float
    wall_seconds: float
    values: int

    def line(self) -> str:
        per_thousand = self.cpu_seconds * 1e6 / max(1, self.values)
        return (
            f"{self.who:<42} {self.values:>9,} values  {self.cpu_seconds:7.2f} s CPU  "
            f"{self.wall_seconds:6.1f} s  {per_thousand:6.2f} ms for 1,000"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=48)
    parser.add_argument("--at-once", type=int, default=50)
    arguments = parser.parse_args()
    enter_namespace(arguments.pairs)
    with tempfile.TemporaryDirectory() as folder, snmpd(Path(folder)) as port:
        columns, rows = size_of(port)
        print(f"{arguments.devices} devices, {rows} interfaces each, {columns} values each")
        for result in results(arguments, port, columns, Path(folder)):
            print(result.line(), flush=True)


def results(
    arguments: argparse.Namespace, port: int, columns: int, folder: Path
) -> Iterator[Result]:
    many, at_once = arguments.devices, arguments.at_once
    yield from asyncio.run(ours(port, many, at_once, "all columns", "profile: if_mib"))
    yield from asyncio.run(
        ours(port, many, at_once, "as shipped", "profile: [if, host_resources, ucd]")
    )
    if shutil.which("prometheus-snmp-exporter"):
        with exporter(folder) as (process, address):
            yield exporter_result(process, address, port, many, at_once, columns)
    some = max(1, many // 10)
    yield bulkwalk_result(port, some, columns)


async def ours(port: int, devices: int, at_once: int, what: str, profile: str) -> list[Result]:
    """Measure twice: the first round reads names and chooses, those that follow do not."""
    own = profiles_in_text(MODULE.read_text(), str(MODULE))
    text = f"{{snmp: {{port: {port}, community: public, {profile}, timeout: 50s, interval: 1m}}}}"
    spec = probe_from_node(parse_yaml(text, name="benchmark"))
    gate = asyncio.Semaphore(at_once)
    found = []
    async with Tools(SystemClock(), snmp_profiles=own) as tools:
        targets = [Target(f"device-{n}", f"127.0.0.{n % 250 + 1}") for n in range(devices)]
        probes = [probe_of(target, spec, tools) for target in targets]

        async def one(number: int) -> int:
            async with gate:
                report = await run_probe(probes[number], targets[number], spec, tools)
            assert report.problem is None, str(report.problem)
            return len(report.samples)

        for label in ("first round", "next round"):
            started, cpu = time.perf_counter(), time.process_time()
            counts = await asyncio.gather(*(one(number) for number in range(devices)))
            spent = time.process_time() - cpu
            wall = time.perf_counter() - started
            found.append(Result(f"watchkeeper, {what}, {label}", spent, wall, sum(counts)))
        for probe in probes:
            await probe.close()
    return found


def exporter_result(
    process: psutil.Process, address: str, port: int, devices: int, at_once: int, columns: int
) -> Result:
    def scrape(number: int) -> None:
        target = f"127.0.0.{number % 250 + 1}:{port}"
        with urllib.request.urlopen(f"{address}/snmp?module=if_mib&target={target}") as answer:
            assert b"ifHCInOctets{" in answer.read()

    before, started = sum(process.cpu_times()[:2]), time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(scrape, range(devices)))
    spent = sum(process.cpu_times()[:2]) - before
    return Result("snmp_exporter", spent, time.perf_counter() - started, columns * devices)


def bulkwalk_result(port: int, devices: int, columns: int) -> Result:
    before, started = children_cpu(), time.perf_counter()
    for number in range(devices):
        for table in TABLES:
            address = f"127.0.0.{number % 250 + 1}:{port}"
            command = ["snmpbulkwalk", "-v2c", "-c", "public", "-On", "-Cr25", address, table]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={"MIBS": ""})
    spent = children_cpu() - before
    wall = time.perf_counter() - started
    return Result(f"snmpbulkwalk ({devices} devices)", spent, wall, columns * devices)


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size_of(port: int) -> tuple[int, int]:
    """Return how many values both tables have, and how many interfaces there are."""
    values, rows = 0, 0
    for table in TABLES:
        command = ["snmpbulkwalk", "-v2c", "-c", "public", "-On", f"127.0.0.1:{port}", table]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        values += lines.count("\n")
        rows = max(rows, lines.count(".1.3.6.1.2.1.2.2.1.1."))
    return values, rows


@contextmanager
def snmpd(folder: Path) -> Iterator[int]:
    port = free_port(socket.SOCK_DGRAM)
    config = folder / "snmpd.conf"
    config.write_text(f"agentAddress udp:0.0.0.0:{port}\nrocommunity public 127.0.0.0/8\n")
    program = shutil.which("snmpd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program is not None, "install snmpd"
    command = [program, "-f", "-C", "-c", str(config), "-Lf", str(folder / "log"), "-r"]
    environment = {"SNMP_PERSISTENT_DIR": str(folder), "MIBS": ""}
    process = subprocess.Popen(command, env=environment)
    try:
        wait_for(lambda: size_of(port)[0] > 0)
        yield port
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def exporter(folder: Path) -> Iterator[tuple[psutil.Process, str]]:
    port = free_port(socket.SOCK_STREAM)
    program = shutil.which("prometheus-snmp-exporter")
    assert program is not None
    address = f"http://127.0.0.1:{port}"
    command = [program, f"--config.file={MODULE}", f"--web.listen-address=127.0.0.1:{port}"]
    with (folder / "exporter.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_for(lambda: urllib.request.urlopen(f"{address}/metrics").status == 200)
            yield psutil.Process(process.pid), address
        finally:
            process.terminate()
            process.wait(10)


def wait_for(is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            if is_there():
                return
        except (OSError, subprocess.CalledProcessError):
            pass
        if time.monotonic() > deadline:
            raise TimeoutError("it did not start within 20 s")
        time.sleep(0.1)


def free_port(kind: socket.SocketKind) -> int:
    with socket.socket(socket.AF_INET, kind) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def enter_namespace(pairs: int) -> None:
    """Begin again in a network namespace with many interfaces, where that is allowed."""
    if os.environ.get(_INSIDE):
        return
    environment = {**os.environ, _INSIDE: "1"}
    probe = subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True)
    if probe.returncode:
        os.environ[_INSIDE] = "1"
        return
    links = " ".join(f"ip link add a{n} type veth peer name b{n};" for n in range(pairs))
    again = f'ip link set lo up; {links} exec "$0" -m benchmarks.snmp "$@"'
    command = ["unshare", "--net", "sh", "-c", again, sys.executable, *sys.argv[1:]]
    os.execvpe(command[0], command, environment)


if __name__ == "__main__":
    main()
