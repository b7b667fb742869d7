"""Queries that take next to nothing are answered where they arrive; all others leave the loop."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from dashboards.prometheus_api import queries, weights
from rules.promql import Asked, Evaluator
from rules.promql.series import Block, Selection
from tests.dashboards.prometheus_api.conftest import Client
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.instants import Instant


class Watched(MemorySource):
    """Notes which thread reads."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[str] = []

    def window(self, selection: Selection, start: Instant, end: Instant) -> Sequence[Block]:
        self.threads.append(threading.current_thread().name)
        return super().window(selection, start, end)


@pytest.fixture
def source() -> Watched:
    source = Watched()
    source.add({"__name__": "few"}, [(600_000, 1.0)])
    return source


async def _rows(client: Client, query: str) -> int:
    answer = await client.get("/api/v1/query", params={"query": query})
    found = await answer.json()
    return len(found["data"]["result"])


async def test_a_query_that_took_next_to_nothing_stays_on_the_loop(
    client: Client, source: Watched
) -> None:
    """It leaves the loop when it is asked first, for nobody knows what it takes."""
    source.threads.clear()
    assert [await _rows(client, "few") for _ in range(3)] == [1, 1, 1]
    here = threading.current_thread().name
    assert source.threads[0] != here
    assert source.threads[1:] == [here, here]


async def test_a_query_that_has_grown_leaves_the_loop(
    client: Client, source: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given up before it touches many samples, and answered whole by a thread."""
    monkeypatch.setattr(weights, "LIGHT_SAMPLES", 10)
    monkeypatch.setattr(queries, "LIGHT_SAMPLES", 10)
    assert [await _rows(client, "few") for _ in range(2)] == [1, 1]
    for number in range(50):
        source.add({"__name__": "few", "n": str(number)}, [(600_000, 1.0)])
    source.threads.clear()
    assert await _rows(client, "few") == 51
    assert source.threads[-1] != threading.current_thread().name
    assert await _rows(client, "few") == 51
    assert threading.current_thread().name not in source.threads[1:]


async def test_a_long_answer_leaves_the_loop(client: Client, source: Watched) -> None:
    """Every point becomes text, however little there was to compute."""
    for number in range(weights.LIGHT_POINTS):
        source.add({"__name__": "few", "n": str(number)}, [(600_000, 1.0)])
    source.threads.clear()
    assert [await _rows(client, "few") for _ in range(2)] == [weights.LIGHT_POINTS + 1] * 2
    assert [await _rows(client, "count(few)") for _ in range(2)] == [1, 1]
    here = threading.current_thread().name
    assert [thread == here for thread in source.threads] == [False, False, False, True]


def test_an_evaluator_shares_its_limits_with_nobody(source: Watched) -> None:
    """What one query asks for itself does not hold for the next."""
    evaluator = Evaluator(source)
    plan = queries.plan_of("few")
    with pytest.raises(Exception, match="touch more than 0 samples"):
        evaluator.instant(plan, Instant(600_000), Asked(max_touched=0))
    assert evaluator.instant(plan, Instant(600_000)) is not None
