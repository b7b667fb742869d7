"""The stores that are measured, each a process of its own: ours, Prometheus, VictoriaMetrics."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.promql.peer import Endpoint, Peer, prometheus_process, victoria_metrics
from watchkeeper.core.instants import HOUR, MINUTE

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Side:
    """A store that is measured."""

    name: str
    pid: int
    endpoint: Endpoint
    at: Callable[[int], None]  # contract time has come to this instant (ms)
    settled_bytes: Callable[[int], int]  # force all to the disk, then count


@contextlib.contextmanager
def ours(now: int) -> Iterator[Side]:
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.stores.ours", folder, str(now)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        commands, answers = process.stdin, process.stdout

        def at(instant: int) -> None:
            commands.write(f"{instant}\n")
            commands.flush()
            answers.readline()

        def settled_bytes(end: int) -> int:
            at(end + 4 * HOUR)
            at(end + 4 * HOUR + MINUTE)
            return bytes_in(Path(folder))

        try:
            port = json.loads(answers.readline())["port"]
            yield Side("ours", process.pid, Endpoint(port), at, settled_bytes)
        finally:
            commands.close()
            process.wait(60)


@contextlib.contextmanager
def prometheus() -> Iterator[Side]:
    with prometheus_process() as peer:
        yield Side("Prometheus", peer.process.pid, peer.endpoint, _nothing, _snapshot_bytes(peer))


@contextlib.contextmanager
def victoria() -> Iterator[Side]:
    with victoria_metrics() as peer:
        yield Side("VictoriaMetrics", peer.process.pid, peer.endpoint, _nothing, _merged(peer))


def _nothing(instant: int) -> None:
    del instant


def _snapshot_bytes(peer: Peer) -> Callable[[int], int]:
    def count(end: int) -> int:
        del end
        _request(peer.endpoint.port, "POST", "/api/v1/admin/tsdb/snapshot")
        return bytes_in(peer.folder / "snapshots")

    return count


def _merged(peer: Peer) -> Callable[[int], int]:
    def count(end: int) -> int:
        del end
        for path in ("/internal/force_flush", "/internal/force_merge"):
            _request(peer.endpoint.port, "GET", path)
        time.sleep(5)  # merging goes on behind the answer
        return bytes_in(peer.folder)

    return count


def _request(port: int, method: str, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request(method, path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status >= http.client.MULTIPLE_CHOICES:
        raise SystemExit(f"{path}: {answer.status}")


def bytes_in(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def cpu_seconds(pid: int) -> float:
    """Return user and system time of a process, with what its ended threads used."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def memory_bytes(pid: int) -> int:
    """Return what is resident."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))
