"""Stores: we, Debian's Prometheus and VictoriaMetrics take the same samples by remote write.

Samples come in the order of time, 2,000 a request as a scraping Prometheus sends them, over kept
connections; our clock goes with them, so that blocks are flushed on the way as they are in life.
CPU is user + system of the whole process.  Disk is every file of the store after all was forced
there: we flush and cut the WAL, Prometheus makes a snapshot with its head (only that is counted),
VictoriaMetrics flushes and merges.  Queries go over HTTP, each the median of some.

    benchmarks/run storage [--hosts 200] [--series 100] [--hours 6] [--repeat 5]
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.promql.peer import Endpoint, Peer, prometheus_process, victoria_metrics
from benchmarks.stores.data import INTERVAL, Host, Requests, groups_of, hosts_of
from watchkeeper.core.instants import HOUR, MINUTE, SECOND

ROOT = Path(__file__).parents[1]
_SENDERS = 2
_HEADERS = {
    "Content-Encoding": "snappy",
    "Content-Type": "application/x-protobuf",
    "X-Prometheus-Remote-Write-Version": "0.1.0",
}
_TICKS_A_MINUTE = MINUTE // INTERVAL


@dataclass(frozen=True)
class Side:
    """A store that is measured."""

    name: str
    pid: int
    endpoint: Endpoint
    at: Callable[[int], None]  # contract time has come to this instant (ms)
    settled_bytes: Callable[[int], int]  # force all to the disk, then count


@dataclass(frozen=True)
class Taken:
    """What a side took of the samples, and what it cost."""

    samples: int
    seconds: float
    cpu_seconds: float
    disk_bytes: int
    memory_bytes: int


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
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def memory_bytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


class Sender:
    """Keeps one connection and sends the requests of some groups of hosts."""

    def __init__(self, port: int, groups: Sequence[Requests]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self._groups = groups

    def send(self, ticks: range, begin: int) -> int:
        sent = 0
        for tick in ticks:
            for group in self._groups:
                body = group.body(tick, begin + tick * INTERVAL)
                self._connection.request("POST", "/api/v1/write", body, _HEADERS)
                answer = self._connection.getresponse()
                text = answer.read()
                if answer.status >= http.client.MULTIPLE_CHOICES:
                    raise SystemExit(f"refused: {answer.status} {text[:300]!r}")
                sent += group.samples
        return sent


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


@dataclass(frozen=True)
class Asked:
    """Queries that are asked one after the other and counted together."""

    name: str
    path: str
    queries: Sequence[str]
    parameters: dict[str, str]


def questions(end: int, hours: int) -> Iterator[Asked]:
    every = '{__name__=~"node_.+"}'
    at = {"time": f"{end / 1000}"}
    over = [f"{function}_over_time({every}[{hours}h])" for function in ("min", "avg", "max")]
    yield Asked("daily report: min, avg, max of all series", "query", over, at)
    one = 'node_load1{instance="host-3",device=~"d5."}'
    span = {"start": f"{(end - hours * HOUR) / 1000}", "end": f"{end / 1000}", "step": "15"}
    yield Asked("one series, all samples", "query_range", [one], span)
    rate = ["sum(rate(node_cpu_seconds_total[5m]))"]
    yield Asked("rate of all CPU counters, now", "query", rate, at)


def seconds_of(side: Side, asked: Asked, repeat: int) -> float:
    def once() -> float:
        return sum(
            side.endpoint.seconds(asked.path, query=query, **asked.parameters)
            for query in asked.queries
        )

    once()
    return statistics.median(once() for _ in range(repeat))


def answers_of(side: Side, asked: Asked) -> dict[str, list[tuple[float, float]]]:
    """Return every series of the answers with its samples."""
    found: dict[str, list[tuple[float, float]]] = {}
    for number, query in enumerate(asked.queries):
        data = side.endpoint.ask(asked.path, query=query, **asked.parameters)
        for one in data["result"]:
            one["metric"].pop("__name__", None)  # VictoriaMetrics keeps it over time
            key = f"{number} {sorted(one['metric'].items())}"
            samples = one.get("values") or [one["value"]]
            found[key] = [(float(at), float(value)) for at, value in samples]
    return found


def difference(
    mine: dict[str, list[tuple[float, float]]], theirs: dict[str, list[tuple[float, float]]]
) -> str:
    """Return the largest relative difference of two answers, or what is not alike."""
    if mine.keys() != theirs.keys():
        return f"{len(mine)} against {len(theirs)} series"
    largest = 0.0
    for key, samples in mine.items():
        if [at for at, _ in samples] != [at for at, _ in theirs[key]]:
            return f"other times in {key}"
        for (_, one), (_, other) in zip(samples, theirs[key], strict=True):
            largest = max(largest, abs(one - other) / max(abs(other), 1e-9))
    return f"{largest:.1e}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--series", type=int, default=100, help="of each host")
    parser.add_argument("--hours", type=int, default=6)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    ticks = asked.hours * HOUR // INTERVAL
    hosts = hosts_of(asked.hosts, asked.series, ticks)
    end = time.time_ns() // 1_000_000 // INTERVAL * INTERVAL - 30 * SECOND
    begin = end - ticks * INTERVAL
    print(f"{asked.hosts} hosts, {asked.series} series each, {asked.hours} h of samples")
    print(f"{'':<44} {'ours':>12} {'Prometheus':>12} {'Victoria':>12}")
    with ours(begin) as us, prometheus() as them, victoria() as others:
        sides = (us, them, others)
        taken = [fill(side, hosts, begin, ticks) for side in sides]
        show_taken(taken, asked.hosts * asked.series)
        for question in questions(end, asked.hours):
            took = [seconds_of(side, question, asked.repeat) * 1e3 for side in sides]
            line(question.name + ", ms", [f"{one:.1f}" for one in took])
            mine = answers_of(us, question)
            unlike = [difference(mine, answers_of(side, question)) for side in sides[1:]]
            line("  difference", ["", *unlike])


def show_taken(taken: Sequence[Taken], series: int) -> None:
    line("samples a second", [f"{one.samples / one.seconds:,.0f}" for one in taken])
    line("CPU s per million", [f"{one.cpu_seconds / one.samples * 1e6:.2f}" for one in taken])
    line("bytes a sample on disk", [f"{one.disk_bytes / one.samples:.2f}" for one in taken])
    line("memory, MiB", [f"{one.memory_bytes / 2**20:.0f}" for one in taken])
    line("memory a series, bytes", [f"{one.memory_bytes / series:,.0f}" for one in taken])


def line(name: str, cells: Sequence[str]) -> None:
    print(f"{name:<44} " + " ".join(f"{cell:>12}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
