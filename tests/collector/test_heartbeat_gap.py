"""Signs of life that may have gone to another server while a backup was restored."""

from __future__ import annotations

import pytest

from collector.heartbeat_state import (
    Heartbeat,
    HeartbeatPlan,
    HeartbeatStatus,
    status_after_gap,
    status_of,
)
from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant

NIGHT = Instant(1_795_000_000_000)
PLAN = HeartbeatPlan("sync", "web-1", period=Duration(HOUR), grace=Duration(10 * MINUTE))
HEARD = Heartbeat("h", PLAN, made_at=NIGHT, succeeded_at=NIGHT)


def after(minutes: int) -> Instant:
    return Instant(NIGHT + minutes * MINUTE)


@pytest.mark.parametrize(
    ("heartbeat", "minutes", "status"),
    [
        (HEARD, 301, HeartbeatStatus.UP),
        (HEARD, 369, HeartbeatStatus.UP),
        (HEARD, 371, HeartbeatStatus.LATE),
        (Heartbeat("h", PLAN, made_at=NIGHT), 301, HeartbeatStatus.NEW),
        (Heartbeat("h", PLAN, made_at=NIGHT, succeeded_at=NIGHT, started_at=NIGHT), 301, HeartbeatStatus.UP),
        (Heartbeat("h", PLAN, made_at=NIGHT, failed_at=after(1)), 301, HeartbeatStatus.FAILED),
        (Heartbeat("h", PLAN, made_at=NIGHT, succeeded_at=after(310)), 381, HeartbeatStatus.LATE),
    ],
    ids=[
        "silent over the gap",
        "within period and grace after it",
        "silent for longer than that",
        "never heard",
        "a run that began before it",
        "a failure stays one",
        "heard after the gap, then silent",
    ],
)  # fmt: skip
def test_absence_counts_from_the_end_of_the_gap(
    heartbeat: Heartbeat, minutes: int, status: HeartbeatStatus
) -> None:
    """The gap ended five hours after the last sign of life."""
    assert status_after_gap(heartbeat, after(minutes), after(300)) is status


def test_without_a_gap_nothing_changes() -> None:
    """A gap that ended before the last sign excuses nothing."""
    now = after(71)
    assert status_of(HEARD, now) is HeartbeatStatus.LATE
    assert status_after_gap(HEARD, now, NIGHT) is HeartbeatStatus.LATE
