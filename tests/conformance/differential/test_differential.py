"""Our answers are those of Debian's Prometheus (2.42), wherever 2.42 and 3 agree."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from rules.promql import Evaluator
from tests.conformance.differential.comparison import answer_of, difference
from tests.conformance.differential.data import random_series
from tests.conformance.differential.peer import Peer, peer_with
from tests.conformance.differential.queries import Query, queries
from tests.rules.promql.memory_source import MemorySource

SEED = 20_261_123
_FEW, _ALL = 300, 5_000


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "count", [pytest.param(_FEW, id="a few"), pytest.param(_ALL, id="all", marks=pytest.mark.slow)]
)
async def test_random_queries_are_answered_as_prometheus_answers_them(
    count: int, tmp_path: Path
) -> None:
    """No difference beyond 1e-9 relative, and most answers hold samples."""
    series = random_series(SEED)
    source = MemorySource()
    for one in series:
        source.add(one.labels, one.samples)
    async with peer_with(series, tmp_path) as peer:
        shares = await asyncio.to_thread(_compare, count, Evaluator(source), peer)
    assert shares["asked"] >= count
    assert shares["with samples"] > shares["asked"] / 2


def _compare(count: int, evaluator: Evaluator, peer: Peer) -> Counter[str]:
    shares: Counter[str] = Counter()

    @seed(SEED)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(queries())
    def compare(query: Query) -> None:
        shares["asked"] += 1
        shares["with samples"] += bool(answer_of(query, evaluator))
        assert difference(query, evaluator, peer) is None

    compare()
    return shares
