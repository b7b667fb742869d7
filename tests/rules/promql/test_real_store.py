"""The evaluator over the real series store: it gives what it gives over plain lists."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.promql import EvaluationError, Evaluator, compile_plan
from tests.rules.promql.asking import plain
from tests.rules.promql.expressions import expressions
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Duration, Instant, later
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import STALE
from watchkeeper.storage.series.store import SeriesStore

_NOW = Instant(1_795_000_200_000)
_INTERVAL = Duration(15_000)
_TICKS = 40


class _StandingClock:
    """Contract time at the last tick; only time that is measured goes on."""

    def now(self) -> Instant:
        return _NOW

    def monotonic(self) -> float:
        return time.monotonic()


def _samples(host: str, tick: int) -> dict[Labels, float]:
    """Return a tick of a host: a counter that is reset, a gauge with gaps, a series that ends."""
    samples = {
        labels_of({"__name__": "up", "instance": host}): 1.0,
        labels_of({"__name__": "cpu_total", "instance": host, "mode": "a"}): (tick % 23) * 7.0,
        labels_of({"__name__": "cpu_total", "instance": host, "mode": "b"}): tick * 3.5,
    }
    if tick % 5 != 3:
        samples[labels_of({"__name__": "temperature", "instance": host, "le": "0.5"})] = 20.0 + tick
    if tick < 25:
        samples[labels_of({"__name__": "temperature", "instance": host, "le": "+Inf"})] = 50.0
    return samples


async def _fill(store: SeriesStore, source: MemorySource) -> None:
    """Write the same to both; a series that is missing from a tick has a stale mark there."""
    phases = {"a": 0, "b": 4_321, "值": 9_999}
    for host, phase in phases.items():
        before: dict[Labels, float] = {}
        kept: defaultdict[Labels, list[tuple[int, float]]] = defaultdict(list)
        for tick in range(_TICKS):
            at = later(_NOW, (tick - _TICKS) * _INTERVAL + phase)
            samples = _samples(host, tick)
            await store.write(f"agent:{host}", interval=_INTERVAL, at=at, samples=samples)
            for labels in before.keys() - samples.keys():
                kept[labels].append((at, STALE))
            for labels, value in samples.items():
                kept[labels].append((at, value))
            before = samples
        for labels, found in kept.items():
            source.add(labels, found, f"agent:{host}")


async def test_the_store_and_plain_lists_agree(tmp_path: Path) -> None:
    """Any expression gives the same over the head of the store as over lists of samples."""
    store = await SeriesStore.open(tmp_path, clock=_StandingClock())
    source = MemorySource()
    try:
        await _fill(store, source)
        await asyncio.to_thread(_compare, Evaluator(store), Evaluator(source))
    finally:
        await store.close()


def _compare(of_store: Evaluator, of_lists: Evaluator) -> None:
    @settings(deadline=None, max_examples=150)
    @given(expressions(), st.integers(-620, 60))
    def agree(expression: str, seconds: int) -> None:
        moved = expression.replace("@ 120", f"@ {_NOW // 1000 - 120}")
        at = later(_NOW, seconds * 1000)
        plan = compile_plan(moved)
        try:
            wanted = plain(of_lists.instant(plan, at))
        except EvaluationError:
            with pytest.raises(EvaluationError):
                of_store.instant(plan, at)
            return
        given_by_store = plain(of_store.instant(compile_plan(moved), at))
        assert isinstance(given_by_store, dict)
        assert isinstance(wanted, dict)
        assert given_by_store.keys() == wanted.keys()
        for labels, value in wanted.items():
            assert given_by_store[labels] == pytest.approx(value, rel=1e-9, nan_ok=True)

    agree()
