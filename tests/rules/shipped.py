"""Evaluate a rule file over series in memory, up to an instant."""

from __future__ import annotations

from rules.alerting import Surroundings
from rules.evaluation import GroupRunner, feed_of_stage
from rules.memory_series import MemorySeries
from rules.model import RuleFile
from rules.promql.evaluate import Evaluator
from tests.rules.watch import Targets
from watchkeeper.core.alerts import Alert
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.server.clock import ManualClock


def firing_after(
    file: RuleFile, series: MemorySeries, until: Instant, *, every: Duration
) -> tuple[Alert, ...]:
    """Return what is handed over at *until*, after evaluations from 0 on."""
    around = Surroundings(series, Evaluator(series), Targets())
    runners = [GroupRunner(group, around, ManualClock(until)) for group in file.groups]
    for now in range(0, until + 1, every):
        for runner in runners:
            for number, stage in enumerate(runner.stages):
                samples = runner.evaluate_stage(stage, Instant(now))
                feed = feed_of_stage(runner.group.source, number)
                series.append(feed, Instant(now), samples)
    return tuple(alert for runner in runners for alert in runner.active_set(until).alerts)
