from __future__ import annotations

import numpy as np
import pytest

from benchmarks.gate import MONDAY, Asked, fleet, gate, replay
from benchmarks.healthy.recorded import at_times, recorded_use
from benchmarks.healthy.shapes import FeedOfSamples, Span
from tests.shared_data import shared_data
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.core.levels import Criticality, Level
from watchkeeper.core.samples import ABSENT

pytestmark = pytest.mark.tree  # benchmarks are not installed

SPAN = Span(MONDAY, Instant(MONDAY + 50 * MINUTE))


def test_the_first_hours_of_a_healthy_fleet_open_no_ticket() -> None:
    """Snaps, no swap, virtual machines: nothing of a stock host is a fault."""
    found = gate(Asked(hosts=5, days=1 / 24, seed=7))
    assert found.outcome.tickets == ()
    assert found.is_met
    assert found.outcome.evaluations > 1_000


def test_the_same_seed_gives_the_same_fleet() -> None:
    """Two runs can be compared number by number."""
    for one, other in zip(fleet(2, 1, SPAN), fleet(2, 1, SPAN), strict=True):
        assert all(
            np.array_equal(one.samples[labels], other.samples[labels], equal_nan=True)
            for labels in one.samples
        )


def test_recordings_are_read_without_their_faults() -> None:
    """What is labelled as a fault is cut out; the rest is a part of all processors."""
    recorded = recorded_use(shared_data("nab"))
    assert len(recorded) == 6
    assert all(use.min() >= 0 and use.max() <= 1 for use in recorded)
    shown = at_times(recorded[0], SPAN.every(MINUTE), first=len(recorded[0]) - 3)
    assert shown[0] == recorded[0][-3]
    assert shown[5] == recorded[0][-2]
    assert shown[15] == recorded[0][0]


def sick(feed: FeedOfSamples) -> FeedOfSamples:
    """After ten minutes the first host is cut off, and the clock of the second is a minute off."""
    is_late = feed.times > SPAN.start + 10 * MINUTE
    return FeedOfSamples(
        feed.times,
        {
            labels: np.where(is_late, _sick(labels), values) if _is_hit(labels) else values
            for labels, values in feed.samples.items()
        },
    )


def _is_hit(labels: Labels) -> bool:
    is_clock = label(labels, METRIC_NAME) == "watchkeeper_agent_clock_offset_seconds"
    return label(labels, "instance") == "web-0" or is_clock


def _sick(labels: Labels) -> float:
    if label(labels, "instance") != "web-0":
        return 60.0
    return 0.0 if label(labels, METRIC_NAME) == "probe_success" else ABSENT


def test_the_gate_sees_what_is_sick() -> None:
    """The replay can fail: a lost host and a wrong clock open their tickets, and no others."""
    outcome = replay((sick(feed) for feed in fleet(2, 1, SPAN)), SPAN, Criticality.NORMAL)
    assert outcome.failing == ()
    assert [(one.rule, one.labels["instance"], one.level) for one in outcome.tickets] == [
        ("HostDown", "web-0", Level.II),
        ("ClockOff", "db-1", Level.III),
    ]
