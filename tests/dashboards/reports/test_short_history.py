from __future__ import annotations

import pytest

from dashboards.reports.checks import ALL_CHECKS, expression_of
from rules.memory_series import MemorySeries
from rules.promql.evaluate import Evaluator
from rules.promql.plan import compile_plan
from rules.promql.values import Vector
from watchkeeper.core.instants import DAY, MINUTE, SECOND, Duration, Instant, later
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of

START = Instant(1_763_800_000_000)


def series(name: str, **labels: str) -> Labels:
    return labels_of({METRIC_NAME: name, "instance": "web-1", **labels})


def measured(key: str, store: MemorySeries, at: Instant) -> float:
    check = next(check for check in ALL_CHECKS if check.key == key)
    plan = compile_plan(expression_of(check, Duration(DAY)))
    found = Evaluator(store).instant(plan, at)
    assert isinstance(found, Vector)
    (value,) = [value for _, value in found]
    return value


@pytest.mark.parametrize("minutes", [2, 30, 180])
def test_means_of_counters_hold_for_any_length_of_history(minutes: int) -> None:
    """A host heard for minutes of the day shows what it did in them, not that it was idle or busy."""
    store = MemorySeries()
    ticks = minutes * MINUTE // (15 * SECOND)
    for tick in range(ticks + 1):
        seconds = tick * 15
        store.append(
            "agent:web-1",
            later(START, tick * 15 * SECOND),
            {
                series("node_cpu_seconds_total", cpu="0", mode="idle"): 0.75 * seconds,
                series("node_cpu_seconds_total", cpu="0", mode="user"): 0.25 * seconds,
            },
        )
    end = later(START, ticks * 15 * SECOND)
    assert measured("cpu", store, end) == pytest.approx(25.0)


def test_the_mean_use_of_a_link_counts_only_what_was_heard() -> None:
    """An hour at 40 % of a gigabit is 40 %, though the form covers a day."""
    store = MemorySeries()
    for tick in range(241):
        store.append(
            "probe:sw-1:snmp",
            later(START, tick * 15 * SECOND),
            {
                series("ifHCInOctets", ifName="eth0"): tick * 15 * 0.4 * 125_000_000,
                series("ifHighSpeed", ifName="eth0"): 1000.0,
            },
        )
    end = later(START, 240 * 15 * SECOND)
    # The first window of five minutes is heard in part only, hence not to the last digit.
    assert measured("utilisation", store, end) == pytest.approx(40.0, rel=0.05)


def test_security_is_read_over_the_whole_period() -> None:
    """A host key that was changed at noon, and an agent that fell silent then, show at night."""
    store = MemorySeries()
    for minute in range(12 * 60):
        store.append(
            "agent:web-1",
            later(START, minute * MINUTE),
            {
                series("node_boot_time_seconds"): 1.0,
                series("probe_ssh_host_key_changed", job="ssh"): float(minute >= 718),
                series("probe_tls_trusted", job="http"): float(minute >= 3),
            },
        )
    end = later(START, 14 * 60 * MINUTE)
    assert measured("host_key", store, end) == 2
    assert measured("distrust", store, end) == 3
    assert measured("agent_silence", store, end) == pytest.approx(121, abs=5)
