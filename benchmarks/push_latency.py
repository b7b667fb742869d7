"""Columnar pushes while heavy queries run: how long a push waits, beside what it takes when idle.

One server process of ours: the series store filled with hosts, the push intake with its token
check, the Prometheus API with its threads.  One client pushes 500 series every 20 ms, at even
pace, and notes how long each push took; another asks meanwhile, over and over: a query over all
series that takes long, then one whose answer has a line for each of them.
Our goal: p99 at most 25 ms above idle.  docs/en/benchmarks/rules.md

    benchmarks/run push_latency [--rows 100000] [--seconds 20] [--switch-seconds 0.005]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from aiohttp import web
from prometheus_client import CollectorRegistry

from benchmarks.ingest import INTERVAL, authenticate, request_bytes, series_of
from benchmarks.promql.data import Span, load_hosts, native_hosts
from benchmarks.promql.ours import fill
from collector.intake.push import PushIntake
from collector.intake.push_metrics import PushMetrics
from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from dashboards.prometheus_api.known import Known
from rules.lanes import LaneMetrics, checkpoint
from rules.promql import Evaluator
from watchkeeper.core.instants import Instant
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.cycles import collect_seldom
from watchkeeper.server.lanes import query_lanes
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.wire.columns import Push, encode

ROOT = Path(__file__).parents[1]
PACE_SECONDS = 0.02
SERIES = 500
GOAL_SECONDS = 0.025


async def serve(directory: Path, rows: int, natives: int, switch_seconds: float) -> None:
    """Serve until standard input ends; say the port on standard output."""
    sys.setswitchinterval(switch_seconds)
    registry, clock = CollectorRegistry(), SystemClock()
    store = await SeriesStore.open(directory, clock=clock)
    span = Span(clock.now() // 2 * 2 + 1, 240)
    await fill(store, load_hosts(rows, span))
    await fill(store, native_hosts(natives, span))
    application = web.Application()
    application.add_routes(PushIntake(store, authenticate, clock, PushMetrics(registry)).routes())
    with query_lanes(clock, LaneMetrics(registry)) as lanes:
        known = Known(Evaluator(store, monotonic=clock.monotonic, checkpoint=checkpoint), clock)
        application.add_routes(PrometheusApi(known, lanes, QueryMetrics(registry)).routes())
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        collect_seldom()  # as the server does
        print(runner.addresses[0][1], flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await runner.cleanup()
    await store.close()


@contextlib.contextmanager
def server(rows: int, natives: int, switch_seconds: float) -> Iterator[int]:
    with (
        tempfile.TemporaryDirectory() as directory,
        subprocess.Popen(
            [
                *(sys.executable, "-m", "benchmarks.push_latency", "--rows", str(rows)),
                *("--natives", str(natives), "--switch-seconds", str(switch_seconds)),
                *("--serve", directory),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process,
    ):
        assert process.stdout is not None
        assert process.stdin is not None
        yield int(process.stdout.readline())
        process.stdin.close()
        process.wait(60)


class Pushes:
    """Bodies of one agent, each a tick later than the one before."""

    def __init__(self) -> None:
        self._sequence = 0
        self._random = np.random.default_rng(1)

    def next(self) -> bytes:
        now = time.time_ns() // 1_000_000
        push = Push(
            agent="a1",
            boot=b"1" * 16,
            layout=1,
            first_sequence=self._sequence,
            sent_at=Instant(now),
            interval=INTERVAL,
            base=SERIES if self._sequence else 0,
            additions=() if self._sequence else series_of(SERIES),
            times=(Instant(now),),
            vectors=self._random.random(SERIES).astype("<f8").tobytes(),
        )
        self._sequence += 1
        return request_bytes(1, encode(push))


async def push_for(seconds: float, port: int, pushes: Pushes) -> list[float]:
    """Push at an even pace; a push that is late for its turn is measured from its turn."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    took, begun = [], time.perf_counter()
    turn = begun
    while turn < begun + seconds:
        await asyncio.sleep(max(0.0, turn - time.perf_counter()))
        writer.write(pushes.next())
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 204"):
            raise SystemExit(f"refused: {answer!r}")
        took.append(time.perf_counter() - turn)
        turn += PACE_SECONDS
    writer.close()
    return took


async def ask_again_and_again(port: int, query: str, answers: list[int]) -> None:
    """Ask until cancelled; note the size of each answer.  curl reads: it costs this process nothing."""
    url = f"http://127.0.0.1:{port}/api/v1/query?query={quote(query)}"
    while True:
        process = await asyncio.create_subprocess_exec(
            "curl", "-sS", "-o", "/dev/null", "-w", "%{size_download} %{http_code}", url,
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            said, _ = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        size, status = said.split()
        if status != b"200":
            raise SystemExit(f"the query was refused: {status!r}")
        answers.append(int(size))


async def measure(port: int, pushes: Pushes, query: str | None, seconds: float) -> dict[str, Any]:
    answers: list[int] = []
    async with asyncio.TaskGroup() as group:
        asking = query and group.create_task(ask_again_and_again(port, query, answers))
        took = await push_for(seconds, port, pushes)
        if asking:
            asking.cancel()
    p50, p99 = np.percentile(took, [50, 99])
    return {"p50": p50, "p99": p99, "worst": max(took), "answers": answers}


def cases_of(rows: int) -> dict[str, str]:
    tag = f"{rows // 1000}k"
    return {
        "quantile over an hour of all series": f"sum(quantile_over_time(0.9, avail_{tag}[1h]))",
        "predict_linear over an hour": f"count(predict_linear(avail_{tag}[1h], 14400) < 0)",
        "an answer with all series": f"avail_{tag}",
        "quantiles of histograms over hours": (
            "max_over_time(histogram_quantile(0.9, sum by (path) (rate(native[10m])))[30m:15s])"
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--natives", type=int, default=2_000, help="native histogram series")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument(
        "--switch-seconds",
        type=float,
        default=sys.getswitchinterval(),
        help="sys.setswitchinterval",
    )
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        asyncio.run(
            serve(arguments.serve, arguments.rows, arguments.natives, arguments.switch_seconds)
        )
        return
    with server(arguments.rows, arguments.natives, arguments.switch_seconds) as port:
        pushes = Pushes()
        asyncio.run(push_for(2.0, port, pushes))
        idle = asyncio.run(measure(port, pushes, None, arguments.seconds))
        print(f"{'ms':<38} {'p50':>7} {'p99':>7} {'worst':>7} {'above idle':>11} {'goal':>5}")
        print(f"{'idle':<38} {idle['p50'] * 1e3:>7.1f} {idle['p99'] * 1e3:>7.1f} ", end="")
        print(f"{idle['worst'] * 1e3:>7.1f}")
        for name, query in cases_of(arguments.rows).items():
            found = asyncio.run(measure(port, pushes, query, arguments.seconds))
            above = found["p99"] - idle["p99"]
            print(
                f"{name:<38} {found['p50'] * 1e3:>7.1f} {found['p99'] * 1e3:>7.1f} "
                f"{found['worst'] * 1e3:>7.1f} {above * 1e3:>11.1f} {GOAL_SECONDS * 1e3:>5.0f} "
                f"{'met' if above <= GOAL_SECONDS else 'MISSED'}; "
                f"{len(found['answers'])} answers of {max(found['answers'], default=0):,} bytes"
            )


if __name__ == "__main__":
    main()
