"""Readings for pages from the own series by PromQL; plans are kept, evaluation leaves the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

from dashboards.charts import Line
from dashboards.readings import LabelledLine, Reading
from rules.engines.engine import Engine
from rules.promql.plan import Plan, compile_plan
from rules.promql.values import Matrix, Scalar, Vector
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, text_from_labels, without
from watchkeeper.core.messages import mark

T = TypeVar("T")

_DEADLINE_SECONDS = 10.0


class PromqlReadings:
    """Answers with the evaluator in a few threads of its own; bounded by a deadline."""

    def __init__(self, evaluator: Engine) -> None:
        self._evaluator = evaluator
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="readings")
        self._plan = lru_cache(maxsize=1_000)(compile_plan)

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def instant(self, expression: str, at: Instant) -> tuple[Reading, ...]:
        return await self._off_the_loop(lambda: self._instant(self._plan(expression), at))

    async def range(
        self, expression: str, *, start: Instant, end: Instant, step: Duration
    ) -> tuple[LabelledLine, ...]:
        return await self._off_the_loop(
            lambda: self._range(self._plan(expression), start, end, step)
        )

    def _instant(self, plan: Plan, at: Instant) -> tuple[Reading, ...]:
        result = self._evaluator.instant(plan, at)
        if isinstance(result, Scalar):
            return (Reading({}, result.value),)
        if isinstance(result, Vector):
            return tuple(Reading(dict(labels), value) for labels, value in result)
        return ()

    def _range(
        self, plan: Plan, start: Instant, end: Instant, step: Duration
    ) -> tuple[LabelledLine, ...]:
        matrix: Matrix = self._evaluator.range(plan, start, end, step)
        return tuple(
            LabelledLine(
                dict(series.labels),
                Line(_name(series.labels), series.times.tolist(), series.values.tolist()),
            )
            for series in matrix
        )

    async def _off_the_loop(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_DEADLINE_SECONDS):
                return await loop.run_in_executor(self._threads, work)
        except TimeoutError as error:
            raise Unavailable(mark("the query took too long")) from error


def _name(labels: Labels) -> str:
    rest = without(labels, METRIC_NAME, "instance", "job")
    return text_from_labels(rest) if rest else ""
