"""Trials of rules over times of which only roll-ups are kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rules.alerting import Surroundings
from rules.backtest import Backtest, Outcome
from rules.files import parse_rule_file
from rules.layers import LayeredSeries
from rules.memory_series import MemorySeries
from rules.promql import Evaluator, compile_plan
from rules.promql.series import SeriesSource
from rules.promql.values import Vector
from tests.rules.promql.memory_source import MemorySource
from tests.rules.promql.rolled_source import RolledSource
from tests.rules.test_backtest import Normal, Ticking
from tests.storage.series.conftest import SetClock
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.levels import Level
from watchkeeper.storage.series.store import SeriesStore

RULES = """
groups:
- name: filling
  interval: 5m
  rules:
  - {record: "free:ratio", expr: "avg_over_time(free[10m]) / 100"}
  - {alert: Filling, expr: "max_over_time(free:ratio[10m]) < 0.2", level: II, for: 10m}
"""
NOW = 12 * HOUR
HOSTS = ("a", "b", "c")


@pytest.fixture
async def imported(tmp_path: Path) -> tuple[SeriesStore, int]:
    """A store that keeps roll-ups of a day a month ago, on which a disk was full for 3 hours."""
    clock = SetClock()
    today = clock.now() - clock.now() % DAY
    begin = today - 30 * DAY
    times = np.arange(begin, begin + DAY, MINUTE) + MINUTE
    hours = (times - begin) // HOUR
    free = np.where((hours >= 8) & (hours < 11), 10.0, 60.0)[:, None]
    store = await SeriesStore.open(tmp_path, clock=clock)
    await store.import_ticks(
        "import:a",
        interval=MINUTE,
        labels=[labels_of({METRIC_NAME: "free", "instance": "a"})],
        times=times,
        values=free,
    )
    for _ in range(4):
        clock.go(20 * MINUTE)
        await store.flush()
    return store, begin


async def test_a_trial_finds_the_ticket_of_a_month_ago(imported: tuple[SeriesStore, int]) -> None:
    """It begins where roll-ups begin, reads them as queries do, and what it records itself too."""
    store, begin = imported
    assert store.raw_since() > begin
    trial = Backtest(
        [parse_rule_file(RULES, name="own.yml")],
        Surroundings(store, Evaluator(store), Normal()),
        Ticking(),
        start=Instant(begin - 3 * DAY),
        end=Instant(begin + DAY),
    )
    (found,) = (one for one in trial.run() if isinstance(one, Outcome))
    await store.close()
    (ticket,) = found.tickets
    assert abs(found.start - begin) <= HOUR
    assert (ticket.rule, ticket.level, ticket.labels) == ("Filling", Level.II, {"instance": "a"})
    assert ticket.opened_at == pytest.approx(begin + 8 * HOUR, abs=30 * MINUTE)
    assert ticket.ended_at == pytest.approx(begin + 11 * HOUR, abs=15 * MINUTE)


@pytest.mark.parametrize("hidden", [set(), {"b"}, {"a", "c"}, set(HOSTS)], ids=len)
@pytest.mark.parametrize(
    "query", ["m", "sum_over_time(m[1h])", "rate(m[30m])", "max_over_time(m[3h]) - m"]
)
def test_layers_over_roll_ups_are_read_as_one_source(hidden: set[str], query: str) -> None:
    """Hidden rows stay hidden, and the upper layer is read from its samples, however old."""
    below, above = MemorySource(), MemorySeries()
    for place, host in enumerate(HOSTS):
        samples = [(30 * SECOND + n * MINUTE, float(n * (place + 2) % 91)) for n in range(720)]
        below.add({METRIC_NAME: "m", "host": host}, samples)
    for minute in range(720):
        at = Instant(30 * SECOND + minute * MINUTE)
        above.append("rules:x", at, {labels_of({METRIC_NAME: "m", "host": "own"}): minute * 6.0})
    rolled = RolledSource(below, since=NOW - HOUR, period=5 * MINUTE, until=NOW)
    layered = LayeredSeries(rolled, above, lambda _, labels: dict(labels)["host"] in hidden)
    at = Instant(5 * HOUR)
    found = {**asked(rolled, query, at), **asked(above, query, at)}
    wanted = {
        labels: value for labels, value in found.items() if dict(labels)["host"] not in hidden
    }
    assert asked(layered, query, at) == pytest.approx(wanted)


def asked(source: SeriesSource, query: str, at: Instant) -> dict[Labels, float]:
    found = Evaluator(source).instant(compile_plan(query), at)
    assert isinstance(found, Vector)
    return dict(found)
