"""Our side as a process of its own: series store, remote write, Prometheus API.

    python -m benchmarks.stores.ours DIRECTORY NOW

Each line of standard input is an instant (ms): the clock is put there, what is due is flushed, and
``{}`` is answered; the first line that is answered says the port.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from prometheus_client import CollectorRegistry

from benchmarks.clocks import StoppedClock
from collector.intake.write import WriteIntake
from collector.intake.write_metrics import WriteMetrics
from dashboards.prometheus_api.handlers import PrometheusApi, QueryMetrics
from dashboards.prometheus_api.known import Known
from rules.lanes import LaneMetrics, checkpoint
from rules.promql import Evaluator
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.model import SYSTEM
from watchkeeper.core.instants import Instant
from watchkeeper.server.lanes import query_lanes
from watchkeeper.storage.series.store import SeriesStore


@web.middleware
async def _asked_by_the_house(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    request[PRINCIPAL] = SYSTEM
    return await handler(request)


async def serve(directory: Path, now: int) -> None:
    clock, registry = StoppedClock(now), CollectorRegistry()
    store = await SeriesStore.open(directory, clock=clock)
    application = web.Application(middlewares=[_asked_by_the_house])
    application.add_routes(WriteIntake(store, clock, WriteMetrics(registry)).routes())
    with query_lanes(clock, LaneMetrics(registry)) as lanes:
        evaluator = Evaluator(store, monotonic=clock.monotonic, checkpoint=checkpoint)
        api = PrometheusApi(Known(evaluator, clock), lanes, QueryMetrics(registry))
        application.add_routes(api.routes())
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            clock.instant = Instant(int(line))
            await store.flush()
            print("{}", flush=True)
        await runner.cleanup()
    await store.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
