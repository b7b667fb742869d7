"""What was usual a week and two weeks ago, read from a store that keeps samples for a week."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from rules.model import RecordingRule
from rules.packs import shipped_rules
from rules.promql import Evaluator, compile_plan
from rules.promql.values import Vector
from tests.storage.series.conftest import SetClock
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, label, labels_of
from watchkeeper.storage.series.store import SeriesStore

WEEK, EVERY = 7 * DAY, 5 * MINUTE
USUAL, PEAK = 40e6, 90e6
UPLINK = {"instance": "r1", "ifName": "wan0", "direction": "in"}
EXPRESSIONS: Mapping[str, str] = {
    rule.name: rule.expression.text
    for file in shipped_rules()
    for group in file.groups
    if group.name in {"traffic-usual", "traffic-billing"}
    for rule in group.rules
    if isinstance(rule, RecordingRule)
}


@pytest.fixture
async def store(tmp_path: Path) -> SeriesStore:
    """15 days at 40 Mbit/s by day and 1 Mbit/s by night, with a peak in each hour."""
    clock = SetClock()
    clock.go(-clock.now() % DAY + 12 * HOUR)  # noon
    times = np.arange(clock.now() - 15 * DAY, clock.now(), EVERY) + EVERY
    is_day = (times % DAY // HOUR >= 8) & (times % DAY // HOUR < 18)
    bits = np.where(is_day, USUAL, 1e6)
    bits = np.where(is_day & (times % HOUR // MINUTE == 10), PEAK, bits)
    opened = await SeriesStore.open(tmp_path, clock=clock)
    for metric in ("uplink", "host"):
        name = f"watchkeeper:{metric}_bits:rate5m"
        await opened.import_ticks(
            f"import:{metric}",
            interval=Duration(EVERY),
            labels=[labels_of({METRIC_NAME: name, **UPLINK})],
            times=times,
            values=bits[:, None],
        )
    for _ in range(4):
        clock.go(20 * MINUTE)
        await opened.flush()
    return opened


async def test_the_usual_of_an_hour_outlives_the_samples(store: SeriesStore) -> None:
    """Medians and peaks of both weeks are found, though only roll-ups are left of them."""
    at = Instant(store.raw_since() + WEEK + HOUR)
    assert store.raw_since() > at - 2 * WEEK
    evaluator = Evaluator(store)
    found = {}
    for name, expression in EXPRESSIONS.items():
        vector = evaluator.instant(compile_plan(expression), at)
        assert isinstance(vector, Vector)
        found[name] = {label(labels, "instance"): value for labels, value in vector}
    await store.close()
    for metric in ("uplink", "host"):
        assert found[f"watchkeeper:{metric}_bits:usual"]["r1"] == pytest.approx(USUAL, rel=0.02)
        peak = found[f"watchkeeper:{metric}_bits:usual_highest"]["r1"]
        assert peak == pytest.approx(PEAK, rel=0.15)
    assert found["watchkeeper:uplink_bits:p95_30d"]["r1"] == USUAL, (
        "peaks are less than a twentieth"
    )
