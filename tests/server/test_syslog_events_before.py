"""Which events syslog takes up again when the server was started."""

from __future__ import annotations

from pathlib import Path

from collector.syslog.book import EVENT_TIME
from watchkeeper.core.instants import DAY, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.syslog import events_before
from watchkeeper.storage.series.store import SeriesStore


def event(job: str) -> Labels:
    return labels_of(
        {METRIC_NAME: EVENT_TIME, "instance": "web-1", "job": job, "pattern": "x"}.items()
    )


async def test_a_host_that_pushes_the_name_of_an_event_makes_none(tmp_path: Path) -> None:
    """Only what syslog wrote itself is taken up; infinity would keep the server from starting."""
    clock = ManualClock(Instant(DAY))
    store = await SeriesStore.open(tmp_path, clock=clock)
    try:
        for feed, job, value in (
            ("syslog:web-1", "syslog", 7.0),
            ("agent:web-1", "node", float("inf")),
            ("probe:web-1:exporter", "syslog ", 1e300),
            ("syslog:web-2", "other", 8.0),
        ):
            samples = {event(job): value}
            await store.write(feed, interval=Duration(15 * SECOND), at=clock.now(), samples=samples)
        assert events_before(store) == [(event("syslog"), 7.0)]
    finally:
        await store.close()
