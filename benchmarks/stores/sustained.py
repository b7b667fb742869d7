"""100,000 samples a second into a whole server for some minutes, with all that goes on beside.

``watchkeeper serve`` with all shipped rules; agents of 500 series, most every second, others every
15 s and every minute.  Blocks of feeds of one second are written each quarter of an hour, so the
minutes are chosen to have that in them where they are fewer.
"""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.agents import Measured, fleet_server, run_agents
from benchmarks.fleet.shapes import Cohort
from benchmarks.stores.goals import Goal
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.storage.series.blocks.spans import due_until, span_of

WANTED = 100_000  # samples a second
P99_SECONDS = 0.25
_SERIES = 500
_LEAST_MINUTES = 3  # fewer are begun at once
_QUARTER = span_of(Duration(SECOND))
_SHOWN = (
    "watchkeeper_store_blocks_written_total",
    "watchkeeper_rule_evaluations_total",
    "watchkeeper_rule_group_iterations_total",
    "watchkeeper_rule_group_iterations_missed_total",
    "watchkeeper_store_series",
)


def cohorts() -> tuple[Cohort, ...]:
    """Return agents that bring 100,000 samples a second in all: 470,000 series."""
    kinds = ((160, 1), (540, 15), (240, 60))
    found: list[Cohort] = []
    for agents, interval in kinds:
        first = sum(one.agents for one in found)
        found.append(Cohort(agents, _SERIES, interval, first))
    return tuple(found)


def run_sustained(minutes: float, folder: Path, port: int) -> Measured:
    """Serve and push; say what went on beside."""
    wanted = cohorts()
    with fleet_server(wanted, folder, port) as server:
        found = run_agents(
            wanted, folder, port, server, 60 * minutes, rest=lambda: _rest_for(minutes)
        )
        print("\n".join(found.lines()))
        for name, value in own_metrics(folder / "sock").items():
            print(f"  {name} {value:,.0f}")
    return found


def goals_of(found: Measured) -> Iterator[Goal]:
    wanted = sum(one.samples_per_second for one in found.cohorts)
    missed = 100 * (1 - found.tally.samples / found.wall_seconds / wanted)
    yield Goal(
        f"of {wanted:,.0f} samples/s, for {found.wall_seconds:.0f} s: not taken", missed, 1, "%"
    )
    yield Goal("pushes that failed", found.tally.failures, 0, "")
    p99 = float(np.percentile(found.tally.latencies, 99))
    yield Goal("p99 of pushes", p99 * 1e3, P99_SECONDS * 1e3, "ms")


def _rest_for(minutes: float) -> float:
    """Return for how many seconds to wait so that blocks are written a third into the minutes."""
    now = Instant(time.time_ns() // 1_000_000)
    if minutes < _LEAST_MINUTES or minutes * MINUTE >= _QUARTER:
        return 0.0
    due = next(at for at in range(now, now + 2 * _QUARTER, SECOND) if _is_due(Instant(at)))
    begin = due - int(minutes * MINUTE) // 3
    return (begin - now if begin >= now else begin + _QUARTER - now) / SECOND


def _is_due(now: Instant) -> bool:
    """Return whether blocks of feeds of a second fall due in this second."""
    second = Duration(SECOND)
    return due_until(now, second) > due_until(Instant(now - SECOND), second)


def own_metrics(path: Path) -> dict[str, float]:
    """Return some of the server's own counters, read over its own socket."""
    connection = http.client.HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(str(path))
    connection.request("GET", "/metrics")
    lines = connection.getresponse().read().decode().splitlines()
    connection.close()
    found: dict[str, float] = {}
    for line in lines:
        name, _, value = line.rpartition(" ")
        if name.startswith(_SHOWN):
            plain = name.partition("{")[0]
            found[plain] = found.get(plain, 0.0) + float(value)
    return found
