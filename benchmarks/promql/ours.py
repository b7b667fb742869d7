"""Our side, as a process of its own: the series store, the evaluator, the Prometheus API over HTTP.

Standard input takes orders, one JSON object a line; each is answered by one line.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from aiohttp import web
from prometheus_client import CollectorRegistry

from benchmarks.clocks import StoppedClock
from benchmarks.promql.data import (
    INTERVAL,
    FeedData,
    Span,
    histogram_hosts,
    load_hosts,
    native_hosts,
    probe_targets,
    rule_hosts,
)
from benchmarks.promql.peer import Endpoint
from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from dashboards.prometheus_api.known import Known
from rules.alerting import Surroundings
from rules.evaluation import GroupRunner, feed_of_stage
from rules.files import read_rule_file
from rules.lanes import LaneMetrics, checkpoint
from rules.promql import Evaluator, Matrix, Plan, Vector, compile_plan
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Criticality
from watchkeeper.server.cycles import collect_seldom
from watchkeeper.server.lanes import query_lanes
from watchkeeper.storage.series.store import SeriesStore

ROOT = Path(__file__).parents[2]
_APPENDS = 64  # under way at once


@dataclass(frozen=True)
class Query:
    """What is asked: at an instant, or with start and step a range up to it."""

    text: str
    at: int
    start: int | None = None
    step: int = 0

    @property
    def path(self) -> str:
        return "query" if self.start is None else "query_range"

    @property
    def parameters(self) -> dict[str, str]:
        if self.start is None:
            return {"query": self.text, "time": f"{self.at / 1000:.3f}"}
        return {
            "query": self.text,
            "start": f"{self.start / 1000:.3f}",
            "end": f"{self.at / 1000:.3f}",
            "step": f"{self.step / 1000:.3f}",
        }


def feeds_of(what: Mapping[str, Any]) -> Iterator[FeedData]:
    """Give the feeds of a data set: what both sides are filled with."""
    span = Span(what["end"], what["ticks"])
    for rows in what.get("rows", ()):
        yield from load_hosts(rows, span)
    if "buckets" in what:
        yield from histogram_hosts(what["buckets"], span)
    if "natives" in what:
        yield from native_hosts(what["natives"], span)
    if "probes" in what:
        yield from probe_targets(what["probes"], span)
    if "rules" in what:
        yield from rule_hosts([Path(path) for path in what["rules"]], span)


class Ours:
    """The other end of the child process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.endpoint = Endpoint(self._line()["port"])

    @property
    def pid(self) -> int:
        return self._process.pid

    def order(self, order: str, **more: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"order": order, **more}) + "\n")
        self._process.stdin.flush()
        return self._line()

    def time(self, query: Query, repeat: int) -> tuple[float, float]:
        """Return the seconds of the first evaluation and the median of the later ones."""
        took = self.order("time", query=vars(query), repeat=repeat)
        return took["cold"], took["warm"]

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("our process ended")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextlib.contextmanager
def ours(what: Mapping[str, Any]) -> Iterator[Ours]:
    """Run our side, filled with a data set."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.promql.ours", json.dumps({**what, "dir": folder})],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        try:
            yield Ours(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(60)


class _Targets:
    def criticality(self, target: str) -> Criticality:
        del target
        return Criticality.NORMAL


@dataclass
class _Child:
    store: SeriesStore
    evaluator: Evaluator
    clock: StoppedClock

    async def obey(self, order: Mapping[str, Any]) -> Mapping[str, object]:
        match order["order"]:
            case "time":
                query = Query(**order["query"])
                return await asyncio.to_thread(self._time, query, order["repeat"])
            case "groups":
                return {"groups": await self._groups(order["rules"], order["at"])}
            case unknown:
                raise SystemExit(f"unknown order {unknown}")

    def _time(self, query: Query, repeat: int) -> dict[str, float]:
        plan = compile_plan(query.text)
        took = [self._seconds(plan, query) for _ in range(repeat + 1)]
        return {"cold": took[0], "warm": statistics.median(took[1:])}

    def _seconds(self, plan: Plan, query: Query) -> float:
        """Evaluate once and read every label and value of the result."""
        begun = time.perf_counter()
        if query.start is None:
            result = self.evaluator.instant(plan, Instant(query.at))
        else:
            start, step = Instant(query.start), Duration(query.step)
            result = self.evaluator.range(plan, start, Instant(query.at), step)
        assert isinstance(result, Vector | Matrix)
        for _ in result:
            pass
        return time.perf_counter() - begun

    async def _groups(
        self, files: Iterable[str], at: Iterable[int]
    ) -> dict[str, list[tuple[float, float]]]:
        """Evaluate and write whole groups at each instant; return the seconds of both for each."""
        around = Surroundings(self.store, self.evaluator, _Targets())
        groups = [group for path in files for group in read_rule_file(Path(path)).groups]
        runners = [GroupRunner(group, around, self.clock) for group in groups]
        took: dict[str, list[tuple[float, float]]] = {}
        for instant in at:
            for runner in runners:
                took.setdefault(runner.group.name, []).append(
                    await self._evaluate(runner, Instant(instant))
                )
        return took

    async def _evaluate(self, runner: GroupRunner, at: Instant) -> tuple[float, float]:
        evaluated = written = 0.0
        for number, stage in enumerate(runner.stages):
            begun = time.perf_counter()
            samples = runner.evaluate_stage(stage, at)
            evaluated += time.perf_counter() - begun
            begun = time.perf_counter()
            await self.store.write(
                feed_of_stage(runner.group.source, number),
                interval=INTERVAL,
                at=at,
                samples=samples,
            )
            written += time.perf_counter() - begun
        begun = time.perf_counter()
        runner.active_set(at)
        return evaluated + time.perf_counter() - begun, written


async def fill(store: SeriesStore, feeds: Iterable[FeedData]) -> None:
    """Append all samples as the push intake does: a quarter of an hour of a feed at once."""
    slots = asyncio.Semaphore(_APPENDS)

    async def append(feed: FeedData) -> None:
        handle = store.feed(feed.name, interval=INTERVAL)
        handle.extend(feed.series)
        for first in range(0, len(feed.times), 60):
            ticks = slice(first, first + 60)
            cells = {
                (tick - first, column): histogram
                for (tick, column), histogram in feed.histograms.items()
                if first <= tick < first + 60
            }
            values = feed.values[ticks]
            await store.append(handle, feed.times[ticks], values, histograms=cells)
        slots.release()

    async with asyncio.TaskGroup() as group:
        for feed in feeds:
            await slots.acquire()
            group.create_task(append(feed))


async def _serve(what: Mapping[str, Any]) -> None:
    clock = StoppedClock(what["end"])
    store = await SeriesStore.open(Path(what["dir"]), clock=clock)
    await fill(store, feeds_of(what))
    await store.flush()
    evaluator = Evaluator(store, monotonic=clock.monotonic, checkpoint=checkpoint)
    application = web.Application()
    registry = CollectorRegistry()
    with query_lanes(clock, LaneMetrics(registry)) as lanes:
        metrics = QueryMetrics(registry)
        application.add_routes(PrometheusApi(Known(evaluator, clock), lanes, metrics).routes())
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        collect_seldom()  # as the server does
        _say({"port": runner.addresses[0][1]})
        child = _Child(store, evaluator, clock)
        while line := await asyncio.to_thread(sys.stdin.readline):
            _say(await child.obey(json.loads(line)))
        await runner.cleanup()
    await store.close()


def _say(answer: Mapping[str, object]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(cast("dict[str, Any]", json.loads(sys.argv[1]))))
