"""The series store: what it costs beside Prometheus and VictoriaMetrics, and against our goals.

    benchmarks/run storage [PART ...] [--short]

made-up, recorded   the same samples by remote write to us and Debian's Prometheus and
            VictoriaMetrics (--alone: to us only), 2,000 a request in the order of time over kept
            connections; our clock goes with them, so that blocks are flushed on the way.  The
            first are drawn, the second are what our agent read on a machine (--recording FILE).
columns     our agents' pushes of feeds of 1, 15 and 60 s mixed, 1 % churn
memory      of a series and of a sample in the head
sustained   100,000 samples a second into a whole server for --minutes

CPU is user + system of the whole process.  Disk is every file of the store after all was forced
there: we flush and cut the WAL, Prometheus makes a snapshot with its head (only that is counted),
VictoriaMetrics flushes and merges.  Queries go over HTTP, each the median of some.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from benchmarks import ingest
from benchmarks.agents import allow_many_files
from benchmarks.stores import memory, recording, sustained
from benchmarks.stores.asking import (
    Asked,
    Question,
    answers_of,
    difference,
    questions,
    seconds_of,
)
from benchmarks.stores.data import INTERVAL, Host, hosts_of, recorded_hosts
from benchmarks.stores.filling import Taken, fill
from benchmarks.stores.goals import Goal, show
from benchmarks.stores.sides import Side, ours, prometheus, victoria
from watchkeeper.core.instants import HOUR, SECOND
from watchkeeper.storage.series.ticks import is_absent


class Part(Enum):
    """What can be measured."""

    MADE_UP = "made-up"
    RECORDED = "recorded"
    COLUMNS = "columns"
    MEMORY = "memory"
    SUSTAINED = "sustained"


@dataclass(frozen=True)
class Size:
    """How much is measured of everything."""

    series: int
    hours: int
    repeat: int
    requests: int
    ticks: int  # of the head
    minutes: float
    recorded_ticks: int  # where no recording is given, read one a second


WHOLE = Size(20_000, 6, 5, 2_000, 720, 10, 240)
SHORT = Size(2_000, 3, 3, 400, 240, 0.5, 60)
_MADE_UP_SERIES = 100  # of a host


def measure_data(
    name: str, hosts: Sequence[Host], size: Size, one_series: str, *, is_alone: bool
) -> None:
    """Fill every store with the same hosts, then ask each the same."""
    ticks = len(hosts[0].values)
    end = time.time_ns() // 1_000_000 // INTERVAL * INTERVAL - 30 * SECOND
    begin = end - ticks * INTERVAL
    series = sum(len(host.series) for host in hosts)
    print(f"\n{name}: {len(hosts)} hosts, {series:,} series, {size.hours} h of samples")
    with contextlib.ExitStack() as stack:
        sides = [stack.enter_context(ours(begin))]
        if not is_alone:
            sides += [stack.enter_context(prometheus()), stack.enter_context(victoria())]
        line("", [side.name for side in sides])
        taken = [fill(side, hosts, begin, ticks) for side in sides]
        show_taken(taken, series)
        show(*goals_of_taking(taken))
        for asked in questions(end, size.hours, one_series):
            show(*ask(asked, sides, size.repeat))


def ask(asked: Asked, sides: Sequence[Side], repeat: int) -> Iterator[Goal]:
    """Ask all sides, print what they took and whether they agree; return our goals."""
    took = [seconds_of(side, asked, repeat) * 1e3 for side in sides]
    line(asked.question.value + ", ms", [f"{one:.1f}" for one in took])
    mine = answers_of(sides[0], asked)
    unlike = [difference(mine, answers_of(side, asked)) for side in sides[1:]]
    line("  difference", ["", *unlike])
    for side, theirs in zip(sides[1:], took[1:], strict=True):
        share = _SHARES.get((asked.question, side.name))
        if share is not None:
            what = f"{asked.question.value}, of {side.name}'s time"
            yield Goal(what, took[0] / theirs, share, "")


_SHARES = {
    (Question.REPORT, "Prometheus"): 1 / 10,
    (Question.REPORT, "VictoriaMetrics"): 1 / 4,
    (Question.ONE, "Prometheus"): 1.0,
}
"""What part of the others' time we may take."""


def goals_of_taking(taken: Sequence[Taken]) -> Iterator[Goal]:
    mine = taken[0]
    yield Goal("remote write, at first", mine.cpu_a_million, 2.7, "CPU s/M")
    yield Goal("remote write, at last", mine.cpu_a_million, 1.43, "CPU s/M")
    if len(taken) > 1:
        theirs = taken[-1].cpu_a_million
        yield Goal(
            "remote write, as VictoriaMetrics in this run", mine.cpu_a_million, theirs, "CPU s/M"
        )
    yield Goal("disk, all files", mine.bytes_a_sample, 1.6, "B a sample")


def show_taken(taken: Sequence[Taken], series: int) -> None:
    line("samples a second", [f"{one.samples / one.seconds:,.0f}" for one in taken])
    line("CPU s per million", [f"{one.cpu_a_million:.2f}" for one in taken])
    line("bytes a sample on disk", [f"{one.bytes_a_sample:.2f}" for one in taken])
    line("memory, MiB", [f"{one.memory_bytes / 2**20:.0f}" for one in taken])
    line("memory a series, bytes", [f"{one.memory_bytes / series:,.0f}" for one in taken])


def line(name: str, cells: Sequence[str]) -> None:
    print(f"{name:<44} " + " ".join(f"{cell:>15}" for cell in cells), flush=True)


def measure_made_up(asked: argparse.Namespace, size: Size) -> None:
    hosts = hosts_of(size.series // _MADE_UP_SERIES, _MADE_UP_SERIES, size.hours * HOUR // INTERVAL)
    one = 'node_load1{instance="host-3",device=~"d5."}'
    measure_data("made-up", hosts, size, one, is_alone=asked.alone)


def measure_recorded(asked: argparse.Namespace, size: Size) -> None:
    if asked.recording is None:
        print(f"\nno --recording: the agent is read {size.recorded_ticks} times, each second")
        found = recording.record(size.recorded_ticks, 1.0)
    else:
        found = recording.load(asked.recording)
    absent = is_absent(found.values).mean()
    print(f"{len(found.values)} ticks of {len(found.series)} series, {absent:.1%} absent")
    hosts = recorded_hosts(
        found, max(size.series // len(found.series), 4), size.hours * HOUR // INTERVAL
    )
    measure_data("recorded", hosts, size, 'node_load1{instance="host-3"}', is_alone=asked.alone)


def measure_columns(asked: argparse.Namespace, size: Size) -> None:
    print("\nfeeds of 1, 15 and 60 s, 1 % churn, HTTP to the WAL")
    wanted = argparse.Namespace(
        requests=size.requests, connections=8, directory=asked.directory, profile=None
    )
    ingest.run_cases(ingest.MIXED_CASES, wanted)


def measure_memory(asked: argparse.Namespace, size: Size) -> None:
    del asked
    found = memory.measure_head(size.series, size.ticks)
    print(f"\nhead of {found.series:,} series, {found.samples:,} samples counted")
    show(*found.goals())


def measure_sustained(asked: argparse.Namespace, size: Size) -> None:
    minutes = asked.minutes or size.minutes
    print(f"\n{sustained.WANTED:,} samples/s for {minutes:g} minutes")
    allow_many_files()
    with tempfile.TemporaryDirectory(dir=asked.directory) as folder:
        show(*sustained.goals_of(sustained.run_sustained(minutes, Path(folder), asked.port)))


_MEASURES = {
    Part.MADE_UP: measure_made_up,
    Part.RECORDED: measure_recorded,
    Part.COLUMNS: measure_columns,
    Part.MEMORY: measure_memory,
    Part.SUSTAINED: measure_sustained,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [part.value for part in Part]
    parser.add_argument("part", nargs="*", choices=[*names, []], help="all where none is named")
    parser.add_argument("--short", action="store_true", help="2,000 series, 3 h, half a minute")
    parser.add_argument("--series", type=int)
    parser.add_argument("--hours", type=int)
    parser.add_argument("--repeat", type=int)
    parser.add_argument("--minutes", type=float, help="of sustained; 10")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--recording", type=Path, help="made by benchmarks.stores.recording")
    parser.add_argument("--directory", help="where data lie; a disk, not memory")
    parser.add_argument("--port", type=int, default=8498)
    asked = parser.parse_args()
    size = _size_of(asked)
    for part in Part:
        if not asked.part or part.value in asked.part:
            _MEASURES[part](asked, size)
    sys.stdout.write(f"\nload {os.getloadavg()[0]:.1f} (1 minute), {os.cpu_count()} cores\n")


def _size_of(asked: argparse.Namespace) -> Size:
    given = {name: getattr(asked, name) for name in ("series", "hours", "repeat")}
    wanted = {name: value for name, value in given.items() if value is not None}
    return replace(SHORT if asked.short else WHOLE, **wanted)


if __name__ == "__main__":
    main()
