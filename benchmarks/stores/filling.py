"""Send the same samples to a store by remote write, in the order of time."""

from __future__ import annotations

import http.client
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.stores.data import INTERVAL, Host, Requests, groups_of
from benchmarks.stores.sides import Side, cpu_seconds, memory_bytes
from watchkeeper.core.instants import MINUTE

_SENDERS = 2
_TIMES = 5
_TICKS_A_MINUTE = MINUTE // INTERVAL
_HEADERS = {
    "Content-Encoding": "snappy",
    "Content-Type": "application/x-protobuf",
    "X-Prometheus-Remote-Write-Version": "0.1.0",
}


@dataclass(frozen=True)
class Taken:
    """What a side took of the samples, and what it cost."""

    samples: int
    seconds: float
    cpu_seconds: float
    disk_bytes: int
    memory_bytes: int

    @property
    def cpu_a_million(self) -> float:
        return self.cpu_seconds / self.samples * 1e6

    @property
    def bytes_a_sample(self) -> float:
        return self.disk_bytes / self.samples


class Sender:
    """Keeps one connection and sends the requests of some groups of hosts."""

    def __init__(self, port: int, groups: Sequence[Requests]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self._groups = groups

    def send(self, ticks: range, begin: int) -> int:
        sent = 0
        for tick in ticks:
            for group in self._groups:
                body, samples = group.body(tick, begin + tick * INTERVAL)
                self._write(body)
                sent += samples
        return sent

    def _write(self, body: bytes) -> None:
        """Write a request, again where the answer asks for it, as every sender does."""
        for _ in range(_TIMES):
            self._connection.request("POST", "/api/v1/write", body, _HEADERS)
            answer = self._connection.getresponse()
            text = answer.read()
            if answer.status < http.client.MULTIPLE_CHOICES:
                return
            if answer.status != http.client.SERVICE_UNAVAILABLE:
                break
        raise SystemExit(f"refused: {answer.status} {text[:300]!r}")


def fill(side: Side, hosts: Sequence[Host], begin: int, ticks: int) -> Taken:
    """Send all samples, a minute of all senders after the other."""
    groups = list(groups_of(hosts))
    senders = [Sender(side.endpoint.port, groups[one::_SENDERS]) for one in range(_SENDERS)]
    before, begun, sent = cpu_seconds(side.pid), time.perf_counter(), 0
    with ThreadPoolExecutor(_SENDERS) as threads:
        for first in range(0, ticks, _TICKS_A_MINUTE):
            minute = range(first, min(first + _TICKS_A_MINUTE, ticks))
            side.at(begin + minute.stop * INTERVAL)
            sent += sum(threads.map(lambda sender, part=minute: sender.send(part, begin), senders))
            _show(side.name, minute.stop, ticks)
    seconds, cpu = time.perf_counter() - begun, cpu_seconds(side.pid) - before
    memory = memory_bytes(side.pid)
    return Taken(sent, seconds, cpu, side.settled_bytes(begin + ticks * INTERVAL), memory)


def _show(name: str, done: int, ticks: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{name}: {done * 100 // ticks:3d} %", end="", file=sys.stderr, flush=True)
