"""Ask 1,000 targets by HTTP, each on a connection of its own: our probe and blackbox_exporter.

The targets are addresses of one nginx on this machine, 50 are asked at once; CPU is of the prober
alone.  Ours ends with named samples, blackbox_exporter's with its page.

    benchmarks/run http [--targets 1000] [--at-once 50]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil

from collector.probes.once import run_probe
from collector.probes.outcome import Probe
from collector.probes.registry import probe_of
from collector.probes.tools import Tools
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.server.clock import SystemClock

_NGINX = """\
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder};
  proxy_temp_path {folder};
  fastcgi_temp_path {folder};
  uwsgi_temp_path {folder};
  scgi_temp_path {folder};
  server {{ listen 0.0.0.0:{port}; location / {{ return 200 "all is well"; }} }}
}}
"""
_MODULES = "modules: {ok: {prober: http, http: {fail_if_body_not_matches_regexp: [well]}}}\n"


@dataclass(frozen=True)
class Result:
    who: str
    cpu_seconds: float
    wall_seconds: float
    memory_megabytes: float

    def line(self, targets: int) -> str:
        each = self.cpu_seconds * 1e6 / targets
        return (
            f"{self.who:<28} {each:7.0f} us CPU each  {self.wall_seconds:6.2f} s"
            f"  {self.memory_megabytes:5.0f} MB resident"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--targets", type=int, default=1_000)
    parser.add_argument("--at-once", type=int, default=50)
    arguments = parser.parse_args()
    addresses = [f"127.0.{n // 250}.{n % 250 + 1}" for n in range(arguments.targets)]
    with tempfile.TemporaryDirectory() as folder, nginx(Path(folder)) as port:
        for _ in range(2):
            result = asyncio.run(ours(addresses, port, arguments.at_once))
            print(result.line(len(addresses)), flush=True)
        if shutil.which("prometheus-blackbox-exporter"):
            with blackbox(Path(folder)) as (process, own):
                for _ in range(2):
                    result = theirs(process, own, addresses, port, arguments.at_once)
                    print(result.line(len(addresses)), flush=True)


async def ours(addresses: list[str], port: int, at_once: int) -> Result:
    """Ask once; the probes are made before, as the server makes them once."""
    gate = asyncio.Semaphore(at_once)
    async with Tools(SystemClock()) as tools:
        made = [(Target(one, one), spec_of(one, port)) for one in addresses]
        probes = [(probe_of(target, spec, tools), target, spec) for target, spec in made]

        async def ask(probe: Probe, target: Target, spec: ProbeSpec) -> None:
            async with gate:
                report = await run_probe(probe, target, spec, tools)
            assert report.problem is None, str(report.problem)

        started, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(ask(*one) for one in probes))
        spent, wall = time.process_time() - cpu, time.perf_counter() - started
    return Result("watchkeeper", spent, wall, psutil.Process().memory_info().rss / 1e6)


def spec_of(address: str, port: int) -> ProbeSpec:
    text = f'{{http: {{url: "http://{address}:{port}/", expect: {{body: well}}}}}}'
    return probe_from_node(parse_yaml(text, name="benchmark"))


def theirs(
    process: psutil.Process, own: str, addresses: list[str], port: int, at_once: int
) -> Result:
    def one(address: str) -> None:
        with urlopen(f"{own}/probe?module=ok&target=http://{address}:{port}/") as answer:
            assert b"probe_success 1" in answer.read()

    before, started = sum(process.cpu_times()[:2]), time.perf_counter()
    with ThreadPoolExecutor(at_once) as threads:
        list(threads.map(one, addresses))
    spent, wall = sum(process.cpu_times()[:2]) - before, time.perf_counter() - started
    return Result("blackbox_exporter", spent, wall, process.memory_info().rss / 1e6)


@contextmanager
def nginx(folder: Path) -> Iterator[int]:
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, port=port))
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program is not None, "install nginx-light"
    with running([program, "-c", str(config), "-e", str(folder / "error.log")], port, folder):
        yield port


@contextmanager
def blackbox(folder: Path) -> Iterator[tuple[psutil.Process, str]]:
    port = free_port()
    config = folder / "blackbox.yml"
    config.write_text(_MODULES)
    command = [
        "prometheus-blackbox-exporter",
        f"--config.file={config}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with running(command, port, folder) as process:
        yield psutil.Process(process.pid), f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "output.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_until_open(port)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def wait_until_open(port: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
