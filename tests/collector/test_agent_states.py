"""``up`` of agents: 1 while they report, 0 when they are silent, nothing while that is unknown."""

from __future__ import annotations

from pathlib import Path

from collector.agent_states import AgentStateWorker
from tests.storage.series.conftest import SetClock
from watchkeeper.core.instants import MINUTE, SECOND, Duration
from watchkeeper.core.labels import METRIC_NAME, labels_of
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import inventory_of
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind


async def test_up_follows_the_agents_feed(tmp_path: Path) -> None:
    """Unknown after the start, 1 with the first tick, 0 a little after the last one."""
    clock = SetClock()
    store = await SeriesStore.open(tmp_path, clock=clock)
    targets = [Target(name="web-1", agent=True), Target(name="switch")]
    inventory = inventory_of(targets, [])
    worker = AgentStateWorker(lambda: inventory, store, store, clock)

    async def up() -> dict[str, float]:
        await worker.run_due()
        return {
            dict(one.labels)["instance"]: one.value
            for one in store.latest((Matcher(METRIC_NAME, MatchKind.EQUAL, "up"),))
        }

    assert await up() == {}
    node = labels_of({METRIC_NAME: "node_load1"})
    await store.write(
        "agent:web-1", interval=Duration(15 * SECOND), at=clock.go(15_000), samples={node: 1.0}
    )
    assert await up() == {"web-1": 1.0}
    clock.go(60_000)
    assert await up() == {}
    clock.go(2 * MINUTE)
    assert await up() == {"web-1": 0.0}
    assert await worker.next_due() == clock.now() - clock.now() % 15_000 + 15_000
    await store.close()
