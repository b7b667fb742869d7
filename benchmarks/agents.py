"""A fleet of agents against one real server process: what one machine carries.

The server is ``watchkeeper serve`` with all shipped rules, its SQLite and its WAL on the disk.  The
agents share one thread of this process and know what to send beforehand, so that little of the
machine is theirs; what they take is printed.  Their series are those that an agent reads on this
host, cut or repeated to ``--series``.  Without TLS.

What is counted begins when all layouts are known and some intervals are over.  Latency is from the
first byte of a request to its answer, as an agent sees it.  "Waited for a core" is the share of the
time in which the server's event loop could have run and was not let (/proc/PID/schedstat).  CPU is
of the server process alone, rules and blocks included.

    benchmarks/run agents [--agents 10000] [--series 95] [--interval 15] [--seconds 120]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from benchmarks.fleet.agents import SimulatedFleet, Tally
from benchmarks.fleet.server import (
    Spent,
    bytes_in,
    enrol_all,
    serving,
    spent,
    write_configuration,
)
from benchmarks.fleet.shapes import Cohort, numbers_of, target_of

GOAL_MILLISECONDS = 0.6  # of CPU for a push of 95 series: 10,000 agents every 15 s on one core
_SETTLING_ROUNDS = 2
_SETTLING_SECONDS = 5
_STEP_SECONDS = 5.0


@dataclass(frozen=True)
class Measured:
    """What is printed of a run."""

    cohorts: Sequence[Cohort]
    used: Spent
    wall_seconds: float
    agents_cpu_seconds: float
    rss_bytes: int
    disk_bytes: int
    load: float
    tally: Tally

    @property
    def milliseconds_a_push(self) -> float:
        return 1e3 * self.used.cpu / max(len(self.tally.latencies), 1)

    def lines(self) -> Iterator[str]:
        tally, wall = self.tally, self.wall_seconds
        for one in self.cohorts:
            yield f"{one.agents} agents, {one.series} series each, every {one.interval_seconds} s"
        wanted = sum(one.samples_per_second for one in self.cohorts)
        yield f"wanted        {wanted:10,.0f} samples/s"
        yield f"taken         {tally.samples / wall:10,.0f} samples/s"
        yield f"pushes        {len(tally.latencies) / wall:10,.0f} /s"
        yield f"failures      {tally.failures:10,d} {tally.refusals or ''}"
        yield f"late rounds   {tally.late:10,d}"
        yield from _percentiles("push", tally.latencies, (50, 90, 99, 99.9, 100))
        yield from _percentiles("  begun late", tally.behind, (50, 99))
        yield f"server CPU    {100 * self.used.cpu / wall:10,.1f} % of one core"
        yield f"  event loop  {100 * self.used.main / wall:10,.1f} % of one core"
        yield f"  waited      {100 * self.used.waited / wall:10,.1f} % of the time for a core"
        yield f"CPU a push    {self.milliseconds_a_push:10,.2f} ms"
        yield f"CPU           {1e6 * self.used.cpu / max(tally.samples, 1):10,.2f} s per million samples"
        yield f"agents' CPU   {100 * self.agents_cpu_seconds / wall:10,.1f} % of one core"
        yield f"server RSS    {self.rss_bytes / 2**20:10,.0f} MiB"
        yield f"data          {self.disk_bytes / 2**20:10,.0f} MiB on disk"
        written = self.used.written_bytes / max(tally.samples, 1)
        yield f"  written     {written:10,.1f} bytes a sample"
        yield f"load          {self.load:10,.1f} (1 minute), {os.cpu_count()} cores, agents on them too"


def _percentiles(name: str, seconds: Sequence[float], parts: Sequence[float]) -> Iterator[str]:
    for part in parts:
        if seconds:
            yield f"{name} p{part:<{12 - len(name)}} {np.percentile(seconds, part) * 1e3:10,.1f} ms"


def run_agents(
    cohorts: Sequence[Cohort],
    folder: Path,
    port: int,
    server: psutil.Process,
    seconds: float,
    *,
    rest: Callable[[], float] = lambda: 0.0,
) -> Measured:
    """Let the layouts come, push for as long as *rest* says then, and count for so long."""
    fleet = SimulatedFleet(cohorts, port)
    try:
        settle(fleet, cohorts)
        fleet.run(rest())
        before, begun, cpu = spent(server), time.perf_counter(), time.process_time()
        tally = fleet.run(seconds)
        used, wall = spent(server).since(before), time.perf_counter() - begun
        agents_cpu = time.process_time() - cpu
        rss = server.memory_info().rss
    finally:
        fleet.close()
    size = bytes_in(folder / "data")
    return Measured(cohorts, used, wall, agents_cpu, rss, size, os.getloadavg()[0], tally)


def settle(fleet: SimulatedFleet, cohorts: Sequence[Cohort]) -> None:
    """Push until the server knows nearly all agents and the rounds run evenly."""
    longest = max(one.interval_seconds for one in cohorts)
    fleet.run(_SETTLING_ROUNDS * longest + _SETTLING_SECONDS)
    wanted = sum(one.agents for one in cohorts)
    for _ in range(_SETTLING_ROUNDS * longest):
        if fleet.known >= 0.99 * wanted:
            return
        fleet.run(_STEP_SECONDS)
    print(f"only {fleet.known} of {wanted} layouts came", file=sys.stderr)


@contextmanager
def fleet_server(cohorts: Sequence[Cohort], folder: Path, port: int) -> Iterator[psutil.Process]:
    """Run a server in *folder* that knows the agents."""
    targets = [target_of(number) for number in numbers_of(cohorts)]
    config = write_configuration(folder, targets, port)
    asyncio.run(enrol_all(f"sqlite:///{folder / 'data' / 'state.db'}", cohorts))
    with serving(config, port) as server:
        yield server


def allow_many_files() -> None:
    """Raise the limit of open files for this process and the server; 10,000 agents need as many."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--agents", type=int, default=10_000)
    parser.add_argument("--series", type=int, default=95)
    parser.add_argument("--interval", type=int, default=15)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--port", type=int, default=8499)
    parser.add_argument("--directory", help="where data lie; a disk, not memory")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    allow_many_files()
    cohorts = (Cohort(given.agents, given.series, given.interval),)
    with tempfile.TemporaryDirectory(prefix="watchkeeper-fleet-", dir=given.directory) as folder:
        place = Path(folder)
        with fleet_server(cohorts, place, given.port) as server:
            found = run_agents(cohorts, place, given.port, server, given.seconds)
    text = [*found.lines(), *_verdict(found, given.series)]
    sys.stdout.write(json.dumps(text) if given.json else "\n".join(text) + "\n")


def _verdict(found: Measured, series: int) -> Iterator[str]:
    if series <= 95:
        is_met = found.milliseconds_a_push <= GOAL_MILLISECONDS
        yield f"goal: {GOAL_MILLISECONDS} ms of CPU a push: {'met' if is_met else 'not met'}"


if __name__ == "__main__":
    main()
