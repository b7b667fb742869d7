"""An alert by a score shows what is usual."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rules.anomaly.usual import UsualRange
from rules.promql import Evaluator, compile_plan
from tests.rules.anomaly.test_functions import STEP, source_of, usual
from tests.rules.watch import Watch
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import labels_of

RULE = """\
groups:
- name: load
  interval: 1m
  rules:
  - alert: LoadUnusual
    expr: band_score_over_time(load[3h]) > 2
    level: III
    annotations: {summary: "the load is unusual"}
"""


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    found = await Watch.open(tmp_path)
    yield found
    await found.close()


async def test_the_alert_shows_the_range_of_when_it_began(watch: Watch) -> None:
    """Both languages say the range and the value, and keep saying so while the alert goes on."""
    dice = random.Random(1)
    await watch.load(RULE)
    for _ in range(170):
        level = dice.uniform(10, 20)
        await watch.play("h1", {"load instance=h1": level}, minutes=1, every=Duration(MINUTE))
    await watch.play("h1", {"load instance=h1": 88.0}, minutes=1, every=Duration(MINUTE))
    (first,) = watch.desk.alerts()
    assert first.annotations["summary"] == "the load is unusual"
    assert first.annotations["usual"].startswith("usual in the last 3h: 1")
    assert first.annotations["usual"].endswith("now 88")
    assert first.annotations["usual_zh"].startswith("最近 3h 的常见范围：1")
    await watch.play("h1", {"load instance=h1": 95.0}, minutes=1, every=Duration(MINUTE))
    (later,) = watch.desk.alerts()
    assert later.annotations["usual"] == first.annotations["usual"]


@pytest.mark.parametrize(
    "expression",
    [
        "band_score_over_time(m[1h]) > 2",
        "zscore_over_time(m[1h]) > 3 and on (n) m > 0",
        "robust_zscore_over_time(m[1h]) > 3",
        "seasonal_score(m, 1h, 3, 10m) > 3",
    ],
)
def test_each_score_tells_its_range(expression: str) -> None:
    """Low edge, high edge and the value, whatever stands around the score."""
    source = source_of([*usual(300), 120.0])
    found = UsualRange(compile_plan(expression))
    tell = found.at(Evaluator(source), Instant(300 * STEP))
    said = tell(labels_of({"n": "0"}))
    assert said["usual"].endswith("; now 120")
    low, high = said["usual"].split(": ")[1].split(";")[0].split(" to ")
    assert 20 < float(low) < 50 < float(high) < 121


def test_an_expression_without_scores_tells_nothing() -> None:
    """Nothing is asked for a plain threshold, nor told where an alert is of several series."""
    assert not UsualRange(compile_plan("m > 3"))
    source = source_of(usual(60), usual(60))
    tell = UsualRange(compile_plan("max(zscore_over_time(m[1h]))")).at(
        Evaluator(source), Instant(59 * STEP)
    )
    assert tell(()) == {}
