"""The routes under /api/v1: each reads its parameters, asks off the loop, answers the envelope.

Error types and statuses as in prometheus web/api/v1/api.go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache, partial
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram

from dashboards.bodies import form_fields
from dashboards.prometheus_api import lookups
from dashboards.prometheus_api.encoding import Answer, answer_of, body_of, body_of_error, cut
from dashboards.prometheus_api.parameters import Parameters
from rules.promql import (
    Asked,
    EvaluationError,
    Evaluator,
    QueryTimedOut,
    compile_plan,
    format_expression,
    parse,
)
from watchkeeper import __version__
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, TooLarge, Unavailable, WatchkeeperError
from watchkeeper.core.instants import SECOND
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import mark

log = get_log("dashboards.prometheus_api")

MAX_WAITING = 64  # requests that are evaluated or wait for a thread
LONGEST_SECONDS = 120.0
MAX_POINTS = 11_000
_KEPT_PLANS = 1_000
_LONGEST_FORM = 1024 * 1024
_MOST_FIELDS = 1_000

Reader = Callable[[Parameters], Callable[[], Answer]]
"""Reads parameters on the loop; what it returns asks the series, off the loop."""


class QueryMetrics:
    """Counts what was asked by the Prometheus API and how long it took."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "watchkeeper_prometheus_api_requests_total",
            "Requests to the Prometheus API, by path and outcome.",
            ["path", "outcome"],
            registry=registry,
        )
        self.seconds = Histogram(
            "watchkeeper_prometheus_api_seconds",
            "Time from a request to the Prometheus API to its answer.",
            ["path"],
            buckets=(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 60.0),
            registry=registry,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    status: HTTPStatus
    kind: str


def failure_of(error: WatchkeeperError | TimeoutError) -> Failure:
    """Return status and errorType of an error."""
    match error:
        case TimeoutError() | QueryTimedOut():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, "timeout")
        case EvaluationError():
            return Failure(HTTPStatus.UNPROCESSABLE_ENTITY, "execution")
        case TooLarge() | InvalidInput():
            return Failure(HTTPStatus.BAD_REQUEST, "bad_data")
        case Unavailable():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable")
        case _:
            return Failure(HTTPStatus.INTERNAL_SERVER_ERROR, "internal")


class PrometheusApi:
    """Answers for one evaluator; *executor* is where it computes."""

    def __init__(
        self, evaluator: Evaluator, executor: Executor, clock: Clock, metrics: QueryMetrics
    ) -> None:
        self._evaluator = evaluator
        self._executor = executor
        self._clock = clock
        self._metrics = metrics
        self._plan = lru_cache(maxsize=_KEPT_PLANS)(compile_plan)
        self._waiting = 0

    def routes(self) -> list[web.RouteDef]:
        """Return the routes; they need the scope ``query:read``."""
        both = {
            "query": self._query,
            "query_range": self._query_range,
            "query_exemplars": self._nothing_of,
            "format_query": self._format_query,
            "labels": self._labels,
            "series": self._series,
        }
        routes = []
        for name, reader in both.items():
            handler = self._handler(name, reader)
            routes += [web.get(f"/api/v1/{name}", handler), web.post(f"/api/v1/{name}", handler)]
        only_get = {
            "label/{name}/values": self._label_values,
            "metadata": self._metadata,
            "status/buildinfo": self._build,
        }
        routes += [
            web.get(f"/api/v1/{name}", self._handler(name, reader))
            for name, reader in only_get.items()
        ]
        return routes

    def _handler(
        self, path: str, reader: Reader
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            begun = self._clock.monotonic()
            try:
                body = await self._answer(await _parameters_of(request), reader)
                status, outcome = HTTPStatus.OK, "success"
            except (WatchkeeperError, TimeoutError) as error:
                failure = failure_of(error)
                body, status, outcome = _error_body(error, failure), failure.status, failure.kind
            self._metrics.requests.labels(path, outcome).inc()
            self._metrics.seconds.labels(path).observe(self._clock.monotonic() - begun)
            return web.Response(body=body, status=status, content_type="application/json")

        return handle

    async def _answer(self, parameters: Parameters, reader: Reader) -> bytes:
        if self._waiting >= MAX_WAITING:
            raise Unavailable(mark("too many queries at once; try again"))
        work = reader(parameters)
        self._waiting += 1
        try:
            async with asyncio.timeout(_seconds_of(parameters)):
                return await asyncio.get_running_loop().run_in_executor(
                    self._executor, lambda: body_of(work())
                )
        finally:
            self._waiting -= 1

    def _query(self, parameters: Parameters) -> Callable[[], Answer]:
        text, limit = parameters.text("query"), parameters.limit()
        at = parameters.instant("time", self._clock.now())
        asked = _asked(parameters)
        return lambda: answer_of(self._evaluator.instant(self._plan(text), at, asked), limit)

    def _query_range(self, parameters: Parameters) -> Callable[[], Answer]:
        text, limit = parameters.text("query"), parameters.limit()
        start, end = parameters.instant("start"), parameters.instant("end")
        step = parameters.duration("step")
        if step is None or step <= 0:
            raise InvalidInput(mark("the parameter 'step' must be greater than zero"))
        if end < start:
            raise InvalidInput(mark("the parameter 'end' lies before 'start'"))
        if (end - start) // step >= MAX_POINTS:
            raise InvalidInput(
                mark("more than {most} points per series; use a longer step"), most=MAX_POINTS
            )
        asked = _asked(parameters)
        return lambda: answer_of(
            self._evaluator.range(self._plan(text), start, end, step, asked), limit
        )

    def _format_query(self, parameters: Parameters) -> Callable[[], Answer]:
        text = parameters.text("query")
        return lambda: Answer(format_expression(parse(text)))

    def _labels(self, parameters: Parameters) -> Callable[[], Answer]:
        match, limit = parameters.all("match"), parameters.limit()
        source = self._evaluator.source
        return lambda: cut([*lookups.label_names(lookups.selections_of(source, match))], limit)

    def _label_values(self, parameters: Parameters) -> Callable[[], Answer]:
        name, match, limit = parameters.text("name"), parameters.all("match"), parameters.limit()
        source = self._evaluator.source
        return lambda: cut(
            [*lookups.label_values(lookups.selections_of(source, match), name)], limit
        )

    def _series(self, parameters: Parameters) -> Callable[[], Answer]:
        match, limit = parameters.all("match"), parameters.limit()
        if not match:
            raise InvalidInput(mark("give at least one selector as match[]"))
        find = partial(lookups.selections_of, self._evaluator.source, match)
        return lambda: cut([dict(one) for one in lookups.series(find(), limit)], limit)

    @staticmethod
    def _nothing_of(parameters: Parameters) -> Callable[[], Answer]:
        """Answer query_exemplars: exemplars are not kept."""
        parameters.text("query")
        return lambda: Answer([])

    @staticmethod
    def _metadata(_: Parameters) -> Callable[[], Answer]:
        """Answer metadata: help texts and types of metrics are not kept."""
        return lambda: Answer({})

    @staticmethod
    def _build(_: Parameters) -> Callable[[], Answer]:
        # without `features`, which would tell Grafana of a ruler API that is not here
        return lambda: Answer(
            {
                "version": f"3.0.0-watchkeeper.{__version__}",
                "revision": "",
                "branch": "",
                "buildUser": "",
                "buildDate": "",
                "goVersion": "",
            }
        )


async def _parameters_of(request: web.Request) -> Parameters:
    """Return the parameters of the address, the path and a form."""
    values: dict[str, list[str]] = {}
    for name, value in request.match_info.items():
        values.setdefault(name, []).append(value)
    if request.can_read_body:
        fields = await form_fields(request, limit=_LONGEST_FORM, most_fields=_MOST_FIELDS)
        for name, value in fields:
            values.setdefault(name, []).append(value)
    for name, value in request.query.items():
        values.setdefault(name, []).append(value)
    return Parameters(values)


def _asked(parameters: Parameters) -> Asked:
    lookback = parameters.duration("lookback_delta")
    if lookback is not None and lookback <= 0:
        raise InvalidInput(mark("the parameter 'lookback_delta' must be greater than zero"))
    return Asked(_seconds_of(parameters), lookback)


def _seconds_of(parameters: Parameters) -> float:
    timeout = parameters.duration("timeout")
    if timeout is None or timeout <= 0:
        return LONGEST_SECONDS
    return min(LONGEST_SECONDS, timeout / SECOND)


def _error_body(error: WatchkeeperError | TimeoutError, failure: Failure) -> bytes:
    if isinstance(error, TimeoutError):
        return body_of_error(failure.kind, "the query took longer than its timeout")
    if failure.status is HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("query failed", error=error)
    return body_of_error(failure.kind, error.text())
