"""PromQL for pages, reports and the API: plans are kept, evaluation leaves the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from functools import lru_cache
from typing import TypeVar

from rules.promql.evaluate import Evaluator
from rules.promql.plan import Plan, compile_plan
from rules.promql.values import Matrix, Result, Scalar, StringValue, Vector
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels

T = TypeVar("T")

_KEPT_PLANS = 2_000


class Queries:
    """Evaluates expressions in a bounded executor."""

    def __init__(self, evaluator: Evaluator, executor: Executor) -> None:
        self._evaluator = evaluator
        self._executor = executor
        self._plan = lru_cache(maxsize=_KEPT_PLANS)(compile_plan)

    async def evaluate(self, expression: str, at: Instant) -> Result:
        """Return the value of *expression*.  Raises PromqlError with line and column."""
        return await self._run(lambda: self._evaluator.instant(self._planned(expression), at))

    async def instant(self, expression: str, at: Instant) -> tuple[tuple[Labels, float], ...]:
        """Return a vector as pairs; a scalar is one pair without labels."""
        found = await self.evaluate(expression, at)
        match found:
            case Vector():
                return tuple(found)
            case Scalar():
                return (((), found.value),)
            case StringValue() | Matrix():
                raise InvalidInput(
                    "{expression!r} is no vector and no number", expression=expression[:200]
                )

    async def range(self, expression: str, start: Instant, end: Instant, step: Duration) -> Matrix:
        return await self._run(
            lambda: self._evaluator.range(self._planned(expression), start, end, step)
        )

    def _planned(self, expression: str) -> Plan:
        return self._plan(expression)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)
