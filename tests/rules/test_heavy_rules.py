"""Rules that take long have a lane of their own: groups of short rules are evaluated beside them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from rules.alerting import Surroundings
from rules.evaluation import Health
from rules.files import parse_rule_file
from rules.lanes import Budget, LaneLimits, LaneMetrics, Lanes, checkpoint
from rules.metrics import RuleMetrics
from rules.promql.evaluate import Evaluator
from rules.promql.series import Block, Matcher, Selection
from rules.room import RuleRoom
from rules.schedule import GroupWorker, Seams
from tests.eventually import eventually
from tests.rules.watch import START, Desk, Targets
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, labels_of
from watchkeeper.server.clock import ManualClock, SystemClock
from watchkeeper.storage.series.store import SeriesStore

RULES = """\
groups:
- name: first
  interval: 15s
  rules: [{alert: First, expr: "sum_over_time(up[20000s:1s]) + gate > 0"}]
- name: second
  interval: 15s
  rules:
  - {alert: Second, expr: "sum_over_time(up[20000s:1s]) + gate > 0"}
  - {alert: AlsoSecond, expr: "up == 1"}
- name: third
  interval: 15s
  rules: [{alert: Third, expr: "up == 1"}]
"""


class Gated:
    """A series store; whoever reads ``gate`` from it stands there until it opens."""

    def __init__(self, store: SeriesStore) -> None:
        self._store = store
        self.gate = threading.Event()

    def select(self, matchers: tuple[Matcher, ...]) -> Selection:
        return self._store.select(matchers)

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        is_gate = any("gate" in str(selection.labels(row)) for row in range(len(selection)))
        assert not is_gate or self.gate.wait(30)
        return self._store.window(selection, start, end)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SeriesStore]:
    clock = ManualClock(START)
    store = await SeriesStore.open(tmp_path, clock=clock)
    samples = {labels_of({METRIC_NAME: name, "instance": "a"}): 1.0 for name in ("up", "gate")}
    await store.write("probe:a:http", interval=Duration(15 * SECOND), at=START, samples=samples)
    yield store
    await store.close()


async def test_short_rules_are_evaluated_while_long_ones_run(store: SeriesStore) -> None:
    """With two groups in rules that take long, the third hands over; then they all have."""
    registry, desk, source = CollectorRegistry(), Desk(), Gated(store)
    with Lanes(
        "rules",
        LaneLimits(2, Budget(samples=10_000)),
        monotonic=SystemClock().monotonic,
        metrics=LaneMetrics(registry),
    ) as lanes:
        first, second, third = await _workers(store, source, lanes, desk)
        async with asyncio.TaskGroup() as group:
            group.create_task(first.run_due())
            group.create_task(second.run_due())
            await eventually(lambda: _waiting(registry) == 1)
            await third.run_due()
            assert desk.names() == ["Third"]
            source.gate.set()
    assert desk.names() == ["AlsoSecond", "First", "Second", "Third"]
    assert {rule.health for rule in second.status.rules} == {Health.GOOD}


def _waiting(registry: CollectorRegistry) -> float | None:
    labels = {"work": "rules", "lane": "heavy"}
    return registry.get_sample_value("watchkeeper_lane_waiting", labels)


async def _workers(
    store: SeriesStore, source: Gated, lanes: Lanes, desk: Desk
) -> tuple[GroupWorker, ...]:
    seams = Seams(
        clock=ManualClock(Instant(START + 15 * SECOND)),
        source=source,
        writer=store,
        sink=desk,
        hearing=store,
        executor=lanes,
        metrics=RuleMetrics(CollectorRegistry()),
        started_at=START,
    )
    room = RuleRoom(
        seams, Surroundings(source, Evaluator(source, checkpoint=checkpoint), Targets())
    )
    return await room.load([parse_rule_file(RULES, name="f.yml")])
