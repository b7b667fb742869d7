"""``query``, ``query_range``, ``format_query`` and ``parse_query``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from dashboards.prometheus_api.encoding import Answer, QueryData, answer_of
from dashboards.prometheus_api.known import Known
from dashboards.prometheus_api.parameters import Parameters
from dashboards.prometheus_api.tree import tree_of
from dashboards.prometheus_api.weights import LIGHT_SAMPLES
from rules.lanes import Lane, was_heavy
from rules.promql import Annotations, Asked, Plan, Usage, compile_plan, format_expression, parse
from rules.promql.values import Result, points_of
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.messages import mark

LONGEST_SECONDS = 120.0
MOST_STEPS = 11_000
_KEPT_PLANS = 1_000

Work = Callable[[], Answer]
"""Asks the series; called off the event loop."""

plan_of = lru_cache(maxsize=_KEPT_PLANS)(compile_plan)


def query(known: Known, parameters: Parameters) -> Work:
    text = parameters.text("query")
    at = parameters.instant("time", known.clock.now())
    return _Query(
        known,
        parameters,
        text,
        lambda plan, asked, said: known.evaluator.instant(plan, at, asked, annotations=said),
    )


def query_range(known: Known, parameters: Parameters) -> Work:
    text = parameters.text("query")
    start, end = parameters.instant("start"), parameters.instant("end")
    step = parameters.duration("step")
    if step is None or step <= 0:
        raise InvalidInput(mark("the parameter 'step' must be greater than zero"))
    if end < start:
        raise InvalidInput(mark("the parameter 'end' lies before 'start'"))
    if (end - start) / step > MOST_STEPS:
        raise InvalidInput(mark("more than {most} steps; use a longer step"), most=MOST_STEPS)
    return _Query(
        known,
        parameters,
        text,
        lambda plan, asked, said: known.evaluator.range(
            plan, start, end, step, asked, annotations=said
        ),
    )


def format_query(_: Known, parameters: Parameters) -> Work:
    text = parameters.text("query")
    return lambda: Answer(format_expression(parse(text)))


def parse_query(_: Known, parameters: Parameters) -> Work:
    text = parameters.text("query")
    return lambda: Answer(tree_of(compile_plan(text).tree))


def light_work(work: Work) -> Work | None:
    """Return how to answer on the event loop, where that takes less than going off it."""
    return work.here if isinstance(work, _Query) and work.is_light else None


def lane_of(work: Work) -> Lane:
    """Return where the work begins: a query that was heavy when it was last asked is again."""
    return work.lane if isinstance(work, _Query) else Lane.LIGHT


def seconds_of(parameters: Parameters) -> float:
    """Return how long the request may take."""
    timeout = parameters.duration("timeout")
    if timeout is None or timeout <= 0:
        return LONGEST_SECONDS
    return min(LONGEST_SECONDS, timeout / SECOND)


Evaluate = Callable[[Plan, Asked, Annotations], Result]


class _Query:
    """One query: what it may use, and what it tells of itself where it is asked to."""

    def __init__(self, known: Known, parameters: Parameters, text: str, evaluate: Evaluate) -> None:
        self._monotonic = known.clock.monotonic
        self._waits = known.evaluator.waits
        self._text = text
        self._evaluate = evaluate
        self._limit = parameters.limit()
        self._usage = Usage()
        self._asked = Asked(
            seconds_of(parameters),
            _lookback(parameters),
            self._usage,
            is_wanted=parameters.is_wanted,
            keeps_windows=False,
        )
        self._weight = known.weights.of(text)
        self._wants_stats = parameters.optional("stats") is not None
        self._read_at = self._monotonic()

    @property
    def is_light(self) -> bool:
        """Return whether it took so little when it was last asked that a thread costs more."""
        return self._weight.is_light and not self._waits

    @property
    def lane(self) -> Lane:
        return self._weight.lane

    def here(self) -> Answer:
        """Answer on the event loop.  Raises QueryLimitExceeded before it touches many samples."""
        return self._answer(replace(self._asked, max_touched=2 * LIGHT_SAMPLES))

    def __call__(self) -> Answer:
        return self._answer(self._asked)

    def _answer(self, asked: Asked) -> Answer:
        begun = self._monotonic()
        self._usage.samples = 0
        plan = plan_of(self._text)
        prepared = self._monotonic()
        said = Annotations()
        result = self._evaluate(plan, asked, said)
        self._weight.seconds = self._monotonic() - begun
        self._weight.samples = self._usage.samples
        self._weight.points = points_of(result)
        self._weight.lane = Lane.HEAVY if was_heavy() else Lane.LIGHT
        stats = self._stats(begun, prepared) if self._wants_stats else None
        data = QueryData(result, self._limit, stats)
        return answer_of(data, tuple(said.warnings()), tuple(said.infos()))

    def _stats(self, begun: float, prepared: float) -> Mapping[str, object]:
        """Return times and samples under Prometheus's names (util/stats/query_stats.go)."""
        done = self._monotonic()
        return {
            "timings": {
                "evalTotalTime": done - begun,
                "resultSortTime": 0.0,
                "queryPreparationTime": prepared - begun,
                "innerEvalTime": done - prepared,
                "execQueueTime": begun - self._read_at,
                "execTotalTime": done - self._read_at,
            },
            "samples": {
                "totalQueryableSamples": self._usage.samples,
                "peakSamples": self._usage.samples,
            },
        }


def _lookback(parameters: Parameters) -> Duration | None:
    lookback = parameters.duration("lookback_delta")
    if lookback is not None and lookback <= 0:
        raise InvalidInput(mark("the parameter 'lookback_delta' must be greater than zero"))
    return lookback
