"""Debian's Prometheus on loopback: started, filled by remote write, asked over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import cramjam
import numpy as np

from benchmarks.promql.data import FeedData
from watchkeeper.core.labels import Labels

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


@contextlib.contextmanager
def prometheus(rules: Iterable[Path] = (), interval: str = "1m") -> Iterator[Endpoint]:
    """Run Prometheus with an empty store; *rules* are evaluated each *interval*."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "prometheus.yml"
        config.write_text(
            f"global: {{evaluation_interval: {interval}}}\n"
            f"rule_files: {json.dumps([str(path) for path in rules])}\n"
        )
        process = subprocess.Popen(
            [
                "prometheus",
                f"--config.file={config}",
                f"--storage.tsdb.path={folder}/data",
                f"--web.listen-address=127.0.0.1:{port}",
                "--web.enable-remote-write-receiver",
                "--log.level=error",
            ],
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_until_ready(port)
            yield Endpoint(port)
        finally:
            process.terminate()
            process.wait(60)


def _wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/-/ready")
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.1)
    raise SystemExit("prometheus did not become ready")


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
    """Return the ``timeseries`` of a WriteRequest, protocol buffers by hand: all series."""
    samples = np.zeros((len(feed.series), len(feed.times), 18), np.uint8)
    samples[:, :, 0], samples[:, :, 1] = 0x12, 16  # Sample, its length
    samples[:, :, 2] = 0x09  # value: double
    samples[:, :, 3:11] = (
        np.ascontiguousarray(feed.values.T)
        .view(np.uint8)
        .reshape(len(feed.series), len(feed.times), 8)
    )
    samples[:, :, 11] = 0x10  # timestamp: varint of six bytes, until the year 2109
    for byte in range(6):
        more = 0x80 if byte < 5 else 0
        samples[:, :, 12 + byte] = ((feed.times >> (7 * byte)) & 0x7F) | more
    return b"".join(
        _field(1, _labels(labels) + samples[row].tobytes())
        for row, labels in enumerate(feed.series)
    )


def _labels(labels: Labels) -> bytes:
    return b"".join(
        _field(1, _field(1, name.encode()) + _field(2, value.encode())) for name, value in labels
    )


def _field(number: int, payload: bytes) -> bytes:
    return struct.pack("B", number << 3 | 2) + _varint(len(payload)) + payload


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
