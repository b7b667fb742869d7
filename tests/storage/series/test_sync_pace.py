"""How often the log is synced."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry

from tests.storage.series.conftest import SetClock
from tests.storage.series.plain import series
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.store import SeriesLimits, SeriesStore
from watchkeeper.storage.series.sync_pace import SyncPace

RATE, BURST = 200, 20


@given(st.lists(st.floats(0, 0.1), min_size=1, max_size=200))
def test_syncs_that_wait_keep_to_the_rate(pauses: list[float]) -> None:
    """No stretch of time has more of them than the burst and what the rate gives."""
    pace, now, begun = SyncPace(syncs_a_second=RATE, burst=BURST), 0.0, list[float]()
    for pause in pauses:
        now += pause
        now += pace.wait(now)
        pace.spend(now)
        begun.append(now)
    for first, start in enumerate(begun):
        within = [at - start for at in begun[first:]]
        assert all(count <= BURST + 1 + at * RATE for count, at in enumerate(within, 1))


@given(st.lists(st.floats(1 / RATE + 1e-9, 10), max_size=50))
def test_what_comes_seldom_never_waits(pauses: list[float]) -> None:
    """Below the rate a sync waits for nothing."""
    pace, now = SyncPace(syncs_a_second=RATE, burst=BURST), 0.0
    for pause in pauses:
        now += pause
        assert pace.wait(now) == 0.0
        pace.spend(now)


async def test_a_fleet_shares_syncs(tmp_path: Path, clock: SetClock) -> None:
    """Forty hosts that write one after another, faster than the pace, need fewer syncs than pushes."""
    registry = CollectorRegistry()
    limits = SeriesLimits(syncs_a_second=2, syncs_at_once=1)
    store = await SeriesStore.open(
        tmp_path, clock=clock, limits=limits, metrics=SeriesMetrics(registry)
    )
    tick, at = Duration(15 * SECOND), clock.now()

    async def push(host: int) -> None:
        await asyncio.sleep(host / 1_000)  # each in a turn of its own
        samples = {series("up", instance=f"h{host}"): 1.0}
        await store.write(f"h{host}", interval=tick, at=at, samples=samples)

    async with asyncio.TaskGroup() as group:
        for host in range(40):
            group.create_task(push(host))
    assert registry.get_sample_value("watchkeeper_store_ticks_total") == 40
    syncs = registry.get_sample_value("watchkeeper_store_syncs_total")
    assert syncs is not None
    assert syncs <= 4  # 40 without a pace
    await store.close()
