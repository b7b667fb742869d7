"""Debian's Prometheus and VictoriaMetrics on loopback: started, filled, asked over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import cramjam
import numpy as np

from benchmarks.promql.data import FeedData
from benchmarks.promql.natives import native_series
from benchmarks.promql.written import SAMPLE_BYTES, put_samples, series_message

_LOADERS = 2  # requests under way
_FEEDS_A_REQUEST = 8


class Endpoint:
    """A Prometheus API; one connection that is kept open."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def ask(self, path: str, **parameters: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.body(path, **parameters))
        if answer["status"] != "success":
            raise SystemExit(f"port {self.port} refused {parameters}: {answer}")
        found: dict[str, Any] = answer["data"]
        return found

    def body(self, path: str, **parameters: str) -> bytes:
        self._connection.request("GET", f"/api/v1/{path}?{urlencode(parameters)}")
        return self._connection.getresponse().read()

    def seconds(self, path: str, **parameters: str) -> float:
        begun = time.perf_counter()
        self.body(path, **parameters)
        return time.perf_counter() - begun


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@dataclass(frozen=True)
class Peer:
    """A process of another product, and where it keeps its files."""

    process: subprocess.Popen[bytes]
    folder: Path
    endpoint: Endpoint


@contextlib.contextmanager
def prometheus(rules: Iterable[Path] = (), interval: str = "1m") -> Iterator[Endpoint]:
    """Run Prometheus with an empty store; *rules* are evaluated each *interval*."""
    with prometheus_process(rules, interval) as found:
        yield found.endpoint


@contextlib.contextmanager
def prometheus_process(rules: Iterable[Path] = (), interval: str = "1m") -> Iterator[Peer]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "prometheus.yml"
        config.write_text(
            f"global: {{evaluation_interval: {interval}}}\n"
            f"rule_files: {json.dumps([str(path) for path in rules])}\n"
        )
        command = [
            "prometheus",
            f"--config.file={config}",
            f"--storage.tsdb.path={folder}/data",
            f"--web.listen-address=127.0.0.1:{port}",
            "--web.enable-remote-write-receiver",
            "--web.enable-admin-api",
            "--enable-feature=native-histograms",
            "--log.level=error",
        ]
        with running(command, port, "/-/ready") as process:
            yield Peer(process, Path(folder) / "data", Endpoint(port))


@contextlib.contextmanager
def victoria_metrics() -> Iterator[Peer]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "victoria-metrics",
            f"-storageDataPath={folder}",
            f"-httpListenAddr=127.0.0.1:{port}",
            "-retentionPeriod=1y",
            "-search.maxUniqueTimeseries=10000000",
            "-search.latencyOffset=1ms",
            "-loggerLevel=ERROR",
        ]
        with running(command, port, "/health") as process:
            yield Peer(process, Path(folder), Endpoint(port))


@contextlib.contextmanager
def running(command: Sequence[str], port: int, ready: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the context ends, from when its path *ready* answers."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_until_ready(port, ready)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _wait_until_ready(port: int, path: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.1)
    raise SystemExit(f"port {port} did not become ready")


def load(endpoint: Endpoint, feeds: Iterable[FeedData]) -> int:
    """Send all samples by remote write and return how many there were."""
    with ThreadPoolExecutor(_LOADERS) as threads:
        return sum(threads.map(lambda batch: _send(endpoint.port, batch), _batches(feeds)))


def _batches(feeds: Iterable[FeedData]) -> Iterator[list[FeedData]]:
    source = iter(feeds)
    while batch := list(islice(source, _FEEDS_A_REQUEST)):
        yield batch


def _send(port: int, feeds: list[FeedData]) -> int:
    body = bytes(cramjam.snappy.compress_raw(b"".join(map(_series_of, feeds))))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    headers = {
        "Content-Encoding": "snappy",
        "Content-Type": "application/x-protobuf",
        "X-Prometheus-Remote-Write-Version": "0.1.0",
    }
    connection.request("POST", "/api/v1/write", body, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    if answer.status >= http.client.MULTIPLE_CHOICES:
        raise SystemExit(f"remote write was refused: {answer.status} {text!r}")
    return sum(feed.samples for feed in feeds)


def _series_of(feed: FeedData) -> bytes:
    """Return the ``timeseries`` of a WriteRequest: all series with all their samples."""
    if feed.histograms:
        return native_series(feed)
    samples = np.zeros((len(feed.series), len(feed.times), SAMPLE_BYTES), np.uint8)
    put_samples(samples, np.ascontiguousarray(feed.values.T), feed.times)
    return b"".join(
        series_message(labels, samples[row].tobytes()) for row, labels in enumerate(feed.series)
    )
