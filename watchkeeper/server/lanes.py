"""How many threads answer queries and judge by rules, and how much of that may be heavy."""

from __future__ import annotations

import os

from rules.lanes import Budget, LaneLimits, LaneMetrics, Lanes
from watchkeeper.core.clock import Clock

_MOST_THREADS = 8
_QUERY_BUDGET = Budget(processor_seconds=0.25, seconds=2.0, samples=20_000_000)
_RULE_BUDGET = Budget(processor_seconds=1.0, seconds=5.0, samples=100_000_000)
_LONGEST_WAIT_OF_A_RULE = 50.0
"""Together with the time that a query may take less than what the watchdog grants a worker."""


def threads_for(cores: int) -> int:
    """Return how many threads work: as many as there are cores; one is always kept for what is light."""
    return min(max(2, cores), _MOST_THREADS)


def query_lanes(clock: Clock, metrics: LaneMetrics) -> Lanes:
    limits = LaneLimits(threads_for(os.cpu_count() or 1), _QUERY_BUDGET)
    return Lanes("queries", limits, monotonic=clock.monotonic, metrics=metrics)


def rule_lanes(clock: Clock, metrics: LaneMetrics) -> Lanes:
    limits = LaneLimits(
        threads_for(os.cpu_count() or 1),
        _RULE_BUDGET,
        longest_wait_seconds=_LONGEST_WAIT_OF_A_RULE,
    )
    return Lanes("rules", limits, monotonic=clock.monotonic, metrics=metrics)
