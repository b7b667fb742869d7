"""What is read back after a restart, also when the clock was set back or the machine slept."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.remembering import remembered_alerts
from tests.storage.series.conftest import NOW, SetClock
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Instant, later
from watchkeeper.core.labels import labels_of
from watchkeeper.storage.series.store import SeriesStore

FEED = "rules:own.yml;faults"
ALERTS = labels_of({"__name__": "ALERTS", "alertname": "Fault", "alertstate": "firing"})
FOR_STATE = labels_of({"__name__": "ALERTS_FOR_STATE", "alertname": "Fault"})


@pytest.mark.parametrize(
    ("asked_at", "known"),
    [(NOW, 1), (NOW + 2 * HOUR, 0), (NOW - 2 * HOUR, 0), (NOW - 30 * 24 * HOUR, 0)],
    ids=["a minute later", "two hours later", "two hours before", "a month before"],
)
async def test_alerts_are_remembered_for_an_hour(tmp_path: Path, asked_at: int, known: int) -> None:
    """Where none of the hour before is in memory none is remembered, and nothing fails."""
    clock = SetClock(NOW - HOUR)
    store = await SeriesStore.open(tmp_path, clock=clock)
    samples = {ALERTS: 1.0, FOR_STATE: (NOW - HOUR) / 1000}
    while clock.now() < NOW:
        await store.write(FEED, interval=SECOND, at=clock.go(MINUTE), samples=samples)
        await store.flush()
    found = remembered_alerts(store, frozenset({FEED}), Instant(asked_at))
    await store.close()
    assert len(found) == known
    assert all(one.active_at == later(NOW, -HOUR) for one in found)
