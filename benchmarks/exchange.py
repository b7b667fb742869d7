"""Import and export of samples: how fast, how much memory, against Prometheus's own tool.

A dump as ``promtool tsdb dump`` writes it, of hosts in the shape of an agent's series (counters,
percentages, loads, memory, constants), is imported through a whole server of ours, exported, and
made into a data directory by ``promtool tsdb create-blocks-from openmetrics``.  CPU is user and
system of all processes of the step; the server's is counted with the command's.
Our goal: 300,000 samples a second of one core.  docs/en/benchmarks/exchange.md

    benchmarks/run exchange [--hosts 20] [--hours 6] [--days-ago 1]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from benchmarks.blocks import KINDS
from benchmarks.fleet.server import serving, write_configuration
from benchmarks.fleet.shapes import target_of
from watchkeeper.core.instants import DAY, HOUR, SECOND
from watchkeeper.storage.series.words import FloatArray

ROOT = Path(__file__).parents[1]
GOAL = 300_000
STEP = 15 * SECOND


@dataclass(frozen=True)
class Cost:
    """What a step took."""

    seconds: float
    cpu_seconds: float
    server_cpu_seconds: float  # of those
    peak_bytes: int  # of the command

    def said(self, samples: int) -> str:
        rate = samples / self.cpu_seconds / 1_000
        return (
            f"{self.seconds:6.1f} s, {self.cpu_seconds:6.1f} s of CPU "
            f"({self.server_cpu_seconds:.1f} s the server's), "
            f"{rate:6.0f}k samples/s a core, {self.peak_bytes >> 20} MiB"
        )


def values_of(kind: str, count: int, random: np.random.Generator) -> FloatArray:
    """Return a series as hosts have them."""
    if kind.endswith("_total"):
        return np.asarray(np.round(np.cumsum(random.random(count) * 100), 2), np.float64)
    if kind == "node_memory_bytes":
        return np.asarray(random.integers(10**5, 10**6, count) * 4096.0, np.float64)
    if kind == "node_constant":
        return np.full(count, 1.0)
    return np.asarray(np.round(random.random(count) * 100, 1), np.float64)


def write_dump(path: Path, hosts: int, hours: int, end: int) -> int:
    """Write a dump, a metric after the other; return the number of its samples."""
    random, samples = np.random.default_rng(1), 0
    with path.open("w") as file:
        for kind, count in KINDS:
            for part in range(count):
                for host in range(hosts):
                    times = range(end - hours * HOUR + host * 100, end, STEP)
                    head = (
                        f'{{__name__="{kind}", instance="h{host}:9100", job="node", part="{part}"}}'
                    )
                    values = values_of(kind, len(times), random).tolist()
                    file.writelines(
                        f"{head} {v!r} {t}\n" for v, t in zip(values, times, strict=True)
                    )
                    samples += len(times)
    return samples


def measured(command: Sequence[str], server: psutil.Process | None = None) -> Cost:
    """Run a command to its end, and count what it and the server used."""
    before = _cpu(server)
    begun = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    served = _cpu(server) - before
    cpu = used.ru_utime + used.ru_stime + served
    return Cost(seconds, cpu, served, used.ru_maxrss << 10)


def _cpu(process: psutil.Process | None) -> float:
    if process is None:
        return 0.0
    times = process.cpu_times()
    return float(times.user + times.system)


def main(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump, text = folder / "dump", folder / "export.om"
        end = int(time.time() * 1_000) - int(arguments.days_ago * DAY)
        samples = write_dump(dump, arguments.hosts, arguments.hours, end)
        say(f"{samples:,} samples, {dump.stat().st_size >> 20} MiB of text")
        config = write_configuration(folder, [target_of(0)], arguments.port)
        with serving(config, arguments.port) as server:
            ours = [sys.executable, "-m", "watchkeeper"]
            place = ["--socket", str(folder / "sock")]
            first = measured([*ours, "import", str(dump), *place], server)
            say(f"import        {first.said(samples)}")
            say(
                f"the same again {measured([*ours, 'import', str(dump), *place], server).said(samples)}"
            )
            out = ["--match", '{job="node"}', "--out", str(text)]
            say(f"export        {measured([*ours, 'export', *out, *place], server).said(samples)}")
        used = sum(one.stat().st_size for one in (folder / "data").glob("series.db*"))
        say(f"series.db: {used / samples:.2f} bytes a sample")
        if shutil.which("promtool"):
            peer = ["promtool", "tsdb", "create-blocks-from", "openmetrics", str(text)]
            cost = measured([*peer, str(folder / "prometheus")])
            say(f"promtool takes our export {cost.said(samples)}")
    is_met = samples / first.cpu_seconds >= GOAL
    say(f"goal of {GOAL:,} samples/s a core: {'met' if is_met else 'MISSED'}")
    return 0 if is_met else 1


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--hours", type=int, default=6)
    parser.add_argument("--days-ago", type=float, default=1)
    parser.add_argument("--port", type=int, default=18_471)
    raise SystemExit(main(parser.parse_args()))
