"""The routes under /api/v1 and /federate: read the parameters, ask off the loop, send in parts.

Error types and statuses as in prometheus web/api/v1/api.go.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import TypeVar

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram

from dashboards.form_fields import form_fields
from dashboards.prometheus_api import (
    queries,
    rule_groups,
    series_answers,
    status,
    target_states,
)
from dashboards.prometheus_api.encoding import body_of_error, parts_of
from dashboards.prometheus_api.federation import federated
from dashboards.prometheus_api.known import Known
from dashboards.prometheus_api.parameters import Parameters
from dashboards.prometheus_api.queries import Work, light_work, seconds_of
from rules.promql import EvaluationError, QueryLimitExceeded, QueryTimedOut
from watchkeeper.core.errors import (
    InvalidInput,
    NotFound,
    TooLarge,
    Unavailable,
    WatchkeeperError,
)
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import mark
from watchkeeper.wire.exposition import PAGE_TYPE

log = get_log("dashboards.prometheus_api")

MAX_WAITING = 64  # requests that are evaluated or wait for a thread
SEND_SECONDS = 30.0
"""How long one part of an answer may take to leave; who reads slower is cut off."""

_LONGEST_FORM = 1024 * 1024
_MOST_FIELDS = 1_000

Reader = Callable[[Known, Parameters], Work]
"""Reads parameters on the loop; what it returns asks the series, off the loop."""

Parts = Iterator[bytes]
AiohttpHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Result = TypeVar("Result")

GET_OR_POST: Mapping[str, Reader] = MappingProxyType(
    {
        "query": queries.query,
        "query_range": queries.query_range,
        "query_exemplars": series_answers.query_exemplars,
        "format_query": queries.format_query,
        "parse_query": queries.parse_query,
        "labels": series_answers.labels,
        "series": series_answers.series,
    }
)
GET: Mapping[str, Reader] = MappingProxyType(
    {
        "label/{name}/values": series_answers.label_values,
        "metadata": series_answers.metadata,
        "rules": rule_groups.rules,
        "alerts": rule_groups.alerts,
        "targets": target_states.targets,
        "alertmanagers": target_states.alertmanagers,
        "status/buildinfo": status.build_information,
        "status/runtimeinfo": status.runtime_information,
        "status/flags": status.flags,
        "status/config": status.configuration,
        "status/tsdb": status.series_statistics,
    }
)


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
    status: int
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
        case NotFound():
            return Failure(HTTPStatus.NOT_FOUND, "not_found")
        case Unavailable():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable")
        case _:
            return _DEFECT


_DEFECT = Failure(HTTPStatus.INTERNAL_SERVER_ERROR, "internal")


class PrometheusApi:
    """Answers from what is *known*; *executor* is where it computes."""

    def __init__(self, known: Known, executor: Executor, metrics: QueryMetrics) -> None:
        self._known = known
        self._executor = executor
        self._metrics = metrics
        self._waiting = 0

    def routes(self) -> list[web.RouteDef]:
        """Return the routes; they need the scope ``query:read``."""
        both = {
            name: self._handler(name, self._json(reader)) for name, reader in GET_OR_POST.items()
        }
        only_get = {name: self._handler(name, self._json(reader)) for name, reader in GET.items()}
        return [
            *(web.get(f"/api/v1/{name}", handler) for name, handler in (both | only_get).items()),
            *(web.post(f"/api/v1/{name}", handler) for name, handler in both.items()),
            web.get("/federate", self._handler("federate", self._page)),
        ]

    def _json(self, reader: Reader) -> Opener:
        def opened(_: web.Request, parameters: Parameters) -> Task:
            work = reader(self._known, parameters)
            here = light_work(work)
            return Task(lambda: parts_of(work()), here and (lambda: parts_of(here())))

        return Opener(opened, "application/json")

    @property
    def _page(self) -> Opener:
        def opened(request: web.Request, parameters: Parameters) -> Task:
            match = parameters.all("match")
            allows_utf8 = "allow-utf-8" in request.headers.get("Accept", "")
            return Task(lambda: federated(self._known, match, allows_utf8=allows_utf8))

        return Opener(opened, PAGE_TYPE)

    def _handler(self, path: str, opener: Opener) -> AiohttpHandler:
        async def handle(request: web.Request) -> web.StreamResponse:
            begun = self._known.clock.monotonic()
            outcome = "success"
            try:
                parameters = await _parameters_of(request)
                return await self._respond(request, parameters, opener)
            except (WatchkeeperError, TimeoutError) as error:
                failure = failure_of(error)
                outcome = failure.kind
                return _error_response(error, failure)
            except (web.HTTPException, ConnectionError):
                outcome = "cut_off"
                raise
            except Exception as error:  # the edge: one request
                log.exception("query failed unexpectedly", path=path, error=error)
                outcome = _DEFECT.kind
                return _error_response(error, _DEFECT)
            finally:
                self._metrics.requests.labels(path, outcome).inc()
                self._metrics.seconds.labels(path).observe(self._known.clock.monotonic() - begun)

        return handle

    async def _respond(
        self, request: web.Request, parameters: Parameters, opener: Opener
    ) -> web.StreamResponse:
        """Answer whole where it is small, else part by part as they are made."""
        if self._waiting >= MAX_WAITING:
            raise Unavailable(mark("too many queries at once; try again"))
        task = opener.open(request, parameters)
        self._waiting += 1
        try:
            parts, first, second = await self._begun(task, seconds_of(parameters))
            if second is None:
                return web.Response(body=first, headers={"Content-Type": opener.content_type})
            return await self._stream(request, opener, [first, second], parts)
        finally:
            self._waiting -= 1

    async def _begun(self, task: Task, seconds: float) -> Begun:
        if task.here is not None:
            with contextlib.suppress(QueryLimitExceeded):  # it has grown since: off the loop
                return _begun(task.here())
        async with asyncio.timeout(seconds):
            return await self._off_loop(lambda: _begun(task.make()))

    async def _stream(
        self, request: web.Request, opener: Opener, made: list[bytes], parts: Parts
    ) -> web.StreamResponse:
        """Send the parts; what fails on the way ends the connection, so that nobody takes it whole."""
        response = web.StreamResponse(headers={"Content-Type": opener.content_type})
        await response.prepare(request)
        try:
            for part in made:
                await _send(response, part)
            while part := await self._off_loop(lambda: next(parts, b"")):
                await _send(response, part)
            await response.write_eof()
        except (TimeoutError, WatchkeeperError) as error:
            raise ConnectionAbortedError("the answer was not sent whole") from error
        return response

    async def _off_loop(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


@dataclass(frozen=True, slots=True)
class Task:
    """Makes the parts of an answer off the loop; ``here`` on it, where that costs less."""

    make: Callable[[], Parts]
    here: Callable[[], Parts] | None = None


Begun = tuple[Parts, bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Opener:
    """What a path answers: its parameters are read on the loop, its parts are made off it."""

    open: Callable[[web.Request, Parameters], Task]
    content_type: str


def _begun(parts: Parts) -> Begun:
    """Make the first two parts: most answers have one."""
    return parts, next(parts, b""), next(parts, None)


async def _send(response: web.StreamResponse, part: bytes) -> None:
    """Send a part.  Raises TimeoutError where the client does not read."""
    async with asyncio.timeout(SEND_SECONDS):
        await response.write(part)


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
    return Parameters(values, lambda: request.transport is not None)


def _error_response(error: Exception, failure: Failure) -> web.Response:
    return web.Response(
        body=_error_body(error, failure), status=failure.status, content_type="application/json"
    )


def _error_body(error: Exception, failure: Failure) -> bytes:
    if isinstance(error, TimeoutError):
        return body_of_error(failure.kind, "the query took longer than its timeout")
    if isinstance(error, WatchkeeperError):
        return body_of_error(failure.kind, error.text())
    return body_of_error(failure.kind, "something went wrong here; it is in the log")
